//! What a call reads aloud.
//!
//! Nothing is encoded, so no character costs more than another: a voice message is counted in stretches of
//! [`VOICE_PART`] characters. The euro rule does not apply to it, since "5 E" is not read as an amount.

use std::borrow::Cow;

use crate::{Fields, Template, clean};

/// The characters of one part: what providers read in one call at the price of one.
pub const VOICE_PART: usize = 160;

/// The most parts of a voice message, about half a minute: nobody listens to a machine for longer.
pub const MAX_VOICE_PARTS: u32 = 3;

/// Characters that a voice reads in a second, spaces included.
const PER_SECOND: usize = 15;

/// What one recipient hears, and what it costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    pub text: String,
    pub chars: usize,
    /// What is charged. None for an empty text: nobody is called.
    pub parts: u32,
}

impl Spoken {
    /// Cleans the text ([`clean`]) and counts what is left.
    #[must_use]
    pub fn of(text: String) -> Self {
        let text = match clean(&text) {
            Cow::Borrowed(_) => text,
            Cow::Owned(cleaned) => cleaned,
        };
        let chars = text.chars().count();
        let parts = u32::try_from(chars.div_ceil(VOICE_PART)).unwrap_or(u32::MAX);
        Self { text, chars, parts }
    }

    /// How long the call takes to listen to, about.
    #[must_use]
    pub const fn seconds(&self) -> usize {
        self.chars.div_ceil(PER_SECOND)
    }

    /// Whether a message of so many parts may be sent: see [`MAX_VOICE_PARTS`].
    #[must_use]
    pub const fn fits(&self) -> bool {
        self.parts <= MAX_VOICE_PARTS
    }
}

/// Replaces the fields; the rest as [`Spoken::of`].
#[must_use]
pub fn speak(template: &Template, fields: &Fields<'_>) -> Spoken {
    Spoken::of(template.render_to_string(fields))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Spoken {
        speak(&Template::parse(text), &Fields { first_name: "Zoé", ..Fields::default() })
    }

    #[test]
    fn characters_count_whatever_they_are() {
        for (chars, parts) in [(0, 0), (1, 1), (160, 1), (161, 2), (480, 3), (481, 4)] {
            for letter in ["a", "ê", "€", "й", "😀"] {
                let spoken = of(&letter.repeat(chars));
                assert_eq!((spoken.chars, spoken.parts, spoken.fits()), (chars, parts, parts <= 3), "{chars} {letter}");
            }
        }
    }

    #[test]
    fn fields_are_read_and_euros_stay_euros() {
        let text = format!("$prenom, {}5 €", "x".repeat(150));
        assert_eq!(of(&text).text, format!("Zoé, {}5 €", "x".repeat(150)));
        assert_eq!(of("$prenom: 32 characters, and that of speech.").seconds(), 3);
        assert_eq!(of("").seconds(), 0);
    }
}
