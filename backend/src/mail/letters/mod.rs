//! What the letters say, in two languages.
//!
//! A letter greets, says what happened and when, what there is to do, and what to do if it was somebody else. It ends with
//! the account it is about and how the operator is reached. It carries one address at most. A language is a file
//! ([`fr`], [`en`]) that turns a [`Letter`] into [`Words`]; the text part and the HTML part are made of the same words.

mod en;
mod fr;
mod purchases_en;
mod purchases_fr;

use std::fmt::Write as _;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use openapi::accounts::Locale;

use super::{Circumstances, Letter};
use crate::links::Purpose;

/// What a letter is written from, beside the letter itself.
pub struct About<'a> {
    pub account_id: &'a str,
    /// When what it tells happened, in epoch milliseconds.
    pub queued_at: i64,
    /// When it is sent, in epoch milliseconds.
    pub sent_at: i64,
    /// The account's.
    pub zone: &'a TimeZone,
    /// The address it may carry.
    pub link: &'a str,
    /// How the operator is reached, in words.
    pub contact: Option<&'a str>,
}

/// A letter in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    pub subject: String,
    pub body: Vec<Block>,
    /// Lines below the letter.
    pub footer: Vec<String>,
}

/// A piece of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Says(String),
    /// What is known of what happened: names and values.
    Facts(Vec<(&'static str, String)>),
    Link {
        label: &'static str,
        url: String,
    },
}

impl Words {
    pub fn of(letter: &Letter, about: &About<'_>, locale: Locale) -> Self {
        match locale {
            Locale::Fr => fr::words(letter, about),
            Locale::En => en::words(letter, about),
        }
    }

    /// The text part. An address stands on a line of its own, so that every mail program finds its end.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for block in &self.body {
            match block {
                Block::Says(words) => text.push_str(words),
                Block::Link { url, .. } => text.push_str(url),
                Block::Facts(facts) => {
                    let lines: Vec<String> = facts.iter().map(|(name, value)| format!("  {name} {value}")).collect();
                    text.push_str(&lines.join("\n"));
                }
            }
            text.push_str("\n\n");
        }
        text.push_str("-- \n");
        for line in &self.footer {
            let _ = writeln!(text, "{line}");
        }
        text
    }
}

impl About<'_> {
    /// Until when a link that is sent now works.
    fn until(&self, purpose: Purpose) -> Zoned {
        self.zoned(self.sent_at + purpose.lifetime())
    }

    fn zoned(&self, millis: i64) -> Zoned {
        // Milliseconds out of the calendar's range exist in no row of ours; they would show as the epoch.
        Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(self.zone.clone())
    }
}

/// What is known of where something was done from.
fn places(circumstances: &Circumstances, address: &'static str, device: &'static str) -> Vec<(&'static str, String)> {
    let known = [(device, circumstances.device.as_str()), (address, circumstances.address.as_str())];
    known
        .into_iter()
        .filter(|(_, value)| !value.is_empty() && *value != "unknown")
        .map(|(name, value)| (name, value.to_owned()))
        .collect()
}

/// A number with its thousands apart.
pub(crate) fn grouped(number: &str, thousands: &str, decimal: &str) -> String {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push_str(thousands);
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push_str(decimal);
        grouped.push_str(fraction);
    }
    grouped
}

/// An IBAN as it is printed.
fn in_fours(iban: &str) -> String {
    let letters: Vec<char> = iban.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// A campaign's name for a subject, which mail programs cut: its beginning.
fn short(name: &str) -> String {
    const MOST: usize = 30;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    format!("{}…", name.chars().take(MOST - 1).collect::<String>().trim_end())
}

/// The zone as its users know it: by its IANA name.
fn zone_name(moment: &Zoned) -> &str {
    moment.time_zone().iana_name().unwrap_or("UTC")
}

#[cfg(test)]
mod tests;
