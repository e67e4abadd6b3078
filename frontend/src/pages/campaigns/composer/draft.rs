//! What is being written: recipients, text, sender, name.

use openapi::campaigns::{Kind, NewCampaign, Recipients};
use openapi::contacts::Contact;
use openapi::groups::Group;
use openapi::{ContactId, GroupId};

/// Digits that a number may be typed with, country code and prefix included.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=17;

/// A recipient as it stands in the field: typed, or chosen in the address book.
#[derive(Debug, Clone, PartialEq)]
pub enum Chip {
    Number(String),
    Contact { id: ContactId, name: String },
    Group { id: GroupId, name: String, contacts: i64 },
}

impl Chip {
    pub fn label(&self) -> &str {
        match self {
            Self::Number(number) => number,
            Self::Contact { name, .. } | Self::Group { name, .. } => name,
        }
    }

    /// Whether a number cannot be one, whatever the country. The server reads the rest.
    pub fn is_bad(&self) -> bool {
        let Self::Number(number) = self else { return false };
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let plus_inside = number.trim_start().char_indices().any(|(at, c)| c == '+' && at > 0);
        let strange = number.chars().any(|c| {
            !c.is_ascii_digit() && !matches!(c, '+' | ' ' | '.' | '-' | '(' | ')' | '/' | '\u{a0}' | '\u{202f}')
        });
        strange || plus_inside || !DIGITS.contains(&digits)
    }

    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one == other,
            (Self::Contact { id: one, .. }, Self::Contact { id: other, .. }) => one == other,
            (Self::Group { id: one, .. }, Self::Group { id: other, .. }) => one == other,
            _ => false,
        }
    }
}

impl From<&Contact> for Chip {
    fn from(contact: &Contact) -> Self {
        Self::Contact { id: contact.id, name: crate::pages::contacts::spoken_name(contact) }
    }
}

impl From<&Group> for Chip {
    fn from(group: &Group) -> Self {
        Self::Group { id: group.id, name: group.name.clone(), contacts: group.contacts }
    }
}

/// The numbers in what was typed or pasted.
pub fn read_numbers(typed: &str) -> Vec<Chip> {
    typed
        .split([',', ';', '\n', '\r', '\t'])
        .map(str::trim)
        .filter(|number| !number.is_empty())
        .map(|number| Chip::Number(number.to_owned()))
        .collect()
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft {
    pub chips: Vec<Chip>,
    pub text: String,
    pub sender: String,
    pub name: String,
}

impl Draft {
    /// Adds recipients; those that are there already stay once.
    pub fn add(&mut self, chips: Vec<Chip>) {
        for chip in chips {
            if !self.chips.iter().any(|present| present.is_same(&chip)) {
                self.chips.push(chip);
            }
        }
    }

    /// The sender, if it is left empty or can be used.
    pub fn sender(&self) -> Result<Option<String>, sms::SenderError> {
        match self.sender.trim() {
            "" => Ok(None),
            name => sms::Sender::parse(name).map(|sender| Some(sender.as_str().to_owned())),
        }
    }

    /// What the server is asked. A sender that cannot be used is left out: the field says so meanwhile.
    pub fn to_campaign(&self, draft: bool) -> NewCampaign {
        let mut recipients = Recipients::default();
        for chip in &self.chips {
            match chip {
                Chip::Number(number) => recipients.numbers.push(number.clone()),
                Chip::Contact { id, .. } => recipients.contacts.push(*id),
                Chip::Group { id, .. } => recipients.groups.push(*id),
            }
        }
        let name = self.name.trim();
        NewCampaign {
            kind: Kind::Pro,
            purpose: None,
            text: self.text.clone(),
            sender: self.sender().ok().flatten(),
            stop_mention: false,
            language: None,
            name: (!name.is_empty()).then(|| name.to_owned()),
            recipients,
            send_at: None,
            draft,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_lines_become_numbers() {
        let chips = read_numbers("06 12 34 56 78, +44 7700 900123;\n0033612345678\n\n");
        let labels: Vec<&str> = chips.iter().map(Chip::label).collect();
        assert_eq!(labels, ["06 12 34 56 78", "+44 7700 900123", "0033612345678"]);
        assert!(chips.iter().all(|chip| !chip.is_bad()));
    }

    #[test]
    fn what_cannot_be_a_number_is_said_while_typing() {
        for text in ["06 12 a4 56 78", "12", "+33+612345678", "123456789012345678901"] {
            assert!(Chip::Number(text.to_owned()).is_bad(), "{text}");
        }
    }

    #[test]
    fn a_recipient_stands_once() {
        let mut draft = Draft::default();
        draft.add(read_numbers("0612345678,0612345678"));
        draft.add(read_numbers("0612345678"));
        assert_eq!(draft.chips.len(), 1);
    }
}
