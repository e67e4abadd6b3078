//! What the bank remembers: checkouts and what was paid back of them.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::str::FromStr;
use std::sync::Mutex;

use super::words::Locale;
use crate::store::lock;

/// Each has about 1 KB; who buys by hand never comes near.
const CHECKOUTS: usize = 10_000;

/// For how long a page takes cards: a day, as services do.
pub const LIFETIME_MS: u64 = 24 * 3600 * 1_000;

/// An amount in hundredths of its currency. A decimal with two places in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(pub u64);

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl FromStr for Amount {
    type Err = ();

    /// More than nothing, and at most two places.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (whole, places) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(places) || places.len() > 2 {
            return Err(());
        }
        let hundredths: u64 = format!("{places:0<2}").parse().map_err(|_| ())?;
        let whole: u64 = whole.parse().map_err(|_| ())?;
        let amount = whole.checked_mul(100).and_then(|whole| whole.checked_add(hundredths)).ok_or(())?;
        if amount == 0 { Err(()) } else { Ok(Self(amount)) }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Card {
    /// Pays.
    Plain,
    /// Asks for a code first.
    Secure,
    Declined,
    /// Pays, and takes no money back.
    Closing,
}

impl Card {
    pub const ALL: [Self; 4] = [Self::Plain, Self::Secure, Self::Declined, Self::Closing];

    pub fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Secure => "secure",
            Self::Declined => "declined",
            Self::Closing => "closing",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Open,
    /// A card was chosen that asks for a code.
    AsksCode,
    Paid(Card),
    Refused(&'static str),
    Expired,
}

impl State {
    /// Whether it can still be paid.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::AsksCode)
    }

    /// The word of the protocol.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open | Self::AsksCode => "open",
            Self::Paid(_) => "paid",
            Self::Refused(_) => "refused",
            Self::Expired => "expired",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Checkout {
    pub id: u64,
    pub reference: String,
    pub label: String,
    pub amount: Amount,
    pub currency: String,
    pub description: String,
    pub return_url: String,
    /// `https://shop.example`: where its form may lead.
    pub return_origin: String,
    pub notify_url: String,
    pub secret: String,
    pub locale: Locale,
    pub expires_ms: u64,
    pub state: State,
    /// Whether the shop has taken the notification of its state.
    pub told: bool,
    pub refunds: Vec<Refund>,
}

impl Checkout {
    /// What the buyer types in; shown beside the field, since nobody is sent an SMS. No secret, only not the same each time.
    pub fn code(&self) -> String {
        format!("{:06}", self.id.wrapping_mul(2_654_435_761) % 1_000_000)
    }
}

#[derive(Debug, Clone)]
pub struct Refund {
    pub reference: String,
    pub amount: Amount,
    /// `None`: the shop has not been told yet.
    pub done: Option<bool>,
}

/// What a refund came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Refunded {
    New,
    Again(Option<bool>),
    NotPaid,
    TooMuch,
}

#[derive(Debug, Default)]
pub struct Bank(Mutex<Vault>);

#[derive(Debug, Default)]
struct Vault {
    checkouts: HashMap<u64, Checkout>,
    /// By address of notifications and reference.
    by_reference: HashMap<(String, String), u64>,
    oldest: VecDeque<u64>,
}

impl Bank {
    /// Remembers a checkout, or answers the one that has its reference already.
    pub fn open(&self, checkout: Checkout) -> Checkout {
        let mut vault = lock(&self.0);
        let key = (checkout.notify_url.clone(), checkout.reference.clone());
        if let Some(known) = vault.by_reference.get(&key).and_then(|id| vault.checkouts.get(id)) {
            return known.clone();
        }
        if vault.oldest.len() == CHECKOUTS
            && let Some(id) = vault.oldest.pop_front()
            && let Some(gone) = vault.checkouts.remove(&id)
        {
            vault.by_reference.remove(&(gone.notify_url, gone.reference));
        }
        vault.by_reference.insert(key, checkout.id);
        vault.oldest.push_back(checkout.id);
        vault.checkouts.insert(checkout.id, checkout.clone());
        checkout
    }

    pub fn find(&self, id: u64, now_ms: u64) -> Option<Checkout> {
        self.change(id, now_ms, |checkout| checkout.clone())
    }

    /// Does something to a checkout, as it is at this moment.
    pub fn change<T>(&self, id: u64, now_ms: u64, change: impl FnOnce(&mut Checkout) -> T) -> Option<T> {
        let mut vault = lock(&self.0);
        let checkout = vault.checkouts.get_mut(&id)?;
        if checkout.state.is_open() && checkout.expires_ms <= now_ms {
            checkout.state = State::Expired;
        }
        Some(change(checkout))
    }
}

impl Checkout {
    /// Takes money back, once a reference, and never more than was paid. What failed is still the shop's.
    pub fn refund(&mut self, reference: &str, amount: Amount) -> Refunded {
        if let Some(known) = self.refunds.iter().find(|refund| refund.reference == reference) {
            return Refunded::Again(known.done);
        }
        if !matches!(self.state, State::Paid(_)) {
            return Refunded::NotPaid;
        }
        let taken = self.refunds.iter().filter(|refund| refund.done != Some(false)).map(|refund| refund.amount.0);
        if taken.sum::<u64>() + amount.0 > self.amount.0 {
            return Refunded::TooMuch;
        }
        self.refunds.push(Refund { reference: reference.to_owned(), amount, done: None });
        Refunded::New
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_more_than_nothing_and_has_two_places_at_most() {
        for (text, amount) in
            [("78.00", 7_800), ("78", 7_800), ("0.5", 50), ("0.05", 5), ("184467440737095516.15", u64::MAX)]
        {
            assert_eq!(text.parse(), Ok(Amount(amount)), "{text}");
        }
        for text in
            ["", ".", "1.", ".5", "-1", "+1", "0", "0.00", "1.005", "1,50", "1e3", "184467440737095516.16", " 1"]
        {
            assert_eq!(text.parse::<Amount>(), Err(()), "{text}");
        }
        assert_eq!(Amount(7_805).to_string(), "78.05");
    }
}
