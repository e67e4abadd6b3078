//! A custom sender: the name that stands where the number would.
//!
//! The network carries it in the sender address as 7-bit letters, at most eleven of them (3GPP TS 23.040 § 9.1.2.5).
//! Only ASCII letters and digits are taken, without spaces: what every
//! provider accepts. A name of digits only would pass for somebody's number, and one under three names nobody.

use std::{error::Error, fmt, str::FromStr};

/// A sender name that can be used: 3 to 11 ASCII letters and digits, not only digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sender(Box<str>);

/// Why a sender name cannot be used: one for each rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SenderError {
    /// Fewer than [`Sender::MIN`] characters.
    TooShort,
    /// More than [`Sender::MAX`] characters.
    TooLong,
    /// Something other than an ASCII letter or digit: the first such character.
    Character(char),
    /// It would pass for a phone number.
    OnlyDigits,
}

impl Sender {
    /// What is shorter names nobody.
    pub const MIN: usize = 3;
    /// What fits the sender address of an SMS.
    pub const MAX: usize = 11;

    /// # Errors
    /// The first rule that the name breaks; a wrong character is told before a wrong length.
    pub fn parse(name: &str) -> Result<Self, SenderError> {
        if let Some(c) = name.chars().find(|c| !c.is_ascii_alphanumeric()) {
            return Err(SenderError::Character(c));
        }
        if name.len() < Self::MIN {
            return Err(SenderError::TooShort);
        }
        if name.len() > Self::MAX {
            return Err(SenderError::TooLong);
        }
        if name.bytes().all(|b| b.is_ascii_digit()) {
            return Err(SenderError::OnlyDigits);
        }
        Ok(Self(name.into()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Sender {
    type Err = SenderError;

    fn from_str(name: &str) -> Result<Self, SenderError> {
        Self::parse(name)
    }
}

impl fmt::Display for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for SenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooShort => write!(f, "a sender has at least {} characters", Sender::MIN),
            Self::TooLong => write!(f, "a sender has at most {} characters", Sender::MAX),
            Self::Character(c) => write!(f, "a sender has only letters and digits, not {c:?}"),
            Self::OnlyDigits => f.write_str("a sender has at least one letter"),
        }
    }
}

impl Error for SenderError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule() {
        for name in ["ABC", "Boulangerie", "3Suisses", "a1b"] {
            assert_eq!(Sender::parse(name).unwrap().as_str(), name);
        }
        let refused = [
            ("", SenderError::TooShort),
            ("AB", SenderError::TooShort),
            ("ABCDEFGHIJKL", SenderError::TooLong),
            ("36179", SenderError::OnlyDigits),
            ("MA BOITE", SenderError::Character(' ')),
            ("Café", SenderError::Character('é')),
            ("A.B", SenderError::Character('.')),
            (" ABC", SenderError::Character(' ')),
            ("ABC\n", SenderError::Character('\n')),
            ("+33612345678", SenderError::Character('+')),
        ];
        for (name, error) in refused {
            assert_eq!(Sender::parse(name), Err(error), "{name:?}");
        }
    }
}
