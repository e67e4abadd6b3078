//! How many parts a text is sent in: what the customer pays for.
//!
//! A part carries 140 octets. Alone, that is 160 septets of GSM-7 or 70 UTF-16 units. From two parts on, six of the
//! octets go to the header that tells the handset how to join them (3GPP TS 23.040 § 9.2.3.24.1), which leaves 153
//! septets or 67 units. An escape pair or a surrogate pair never lies across two parts: the unit left over stays empty
//! and the pair opens the next part, so the count follows the packing and is not a division.

use std::fmt;

use crate::gsm7;

/// The most parts that one message may have.
///
/// The header could number 255, but providers draw the line earlier (1 600 characters at some), and a slip of the paste
/// should not be sent to a whole list at fifty times the price.
pub const MAX_PARTS: u32 = 10;

/// The most characters that a text may be written with, as the contract's `max_length` says.
///
/// Ten parts hold 1 530 characters at best; the rest is room for `$field` names that are longer than what replaces them.
pub const MAX_CHARS: usize = 1_600;

/// How the characters of a message travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// The GSM 7-bit default alphabet: 160 septets in one part, 153 in each of several.
    Gsm7,
    /// UTF-16, for every other character: 70 units in one part, 67 in each of several.
    Ucs2,
}

impl Encoding {
    /// The units that a message of one part can hold.
    #[must_use]
    pub const fn single(self) -> u32 {
        match self {
            Self::Gsm7 => 160,
            Self::Ucs2 => 70,
        }
    }

    /// The units that each part of a longer message can hold.
    #[must_use]
    pub const fn joined(self) -> u32 {
        match self {
            Self::Gsm7 => 153,
            Self::Ucs2 => 67,
        }
    }

    /// The units that a character of a text in this encoding takes.
    fn units(self, c: char) -> u32 {
        match self {
            Self::Gsm7 => gsm7::septets(c),
            Self::Ucs2 => utf16(c),
        }
    }
}

/// A number of parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Parts(u32);

impl Parts {
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// Whether a message of so many parts may be sent: see [`MAX_PARTS`].
    #[must_use]
    pub const fn fits(self) -> bool {
        self.0 <= MAX_PARTS
    }
}

impl fmt::Display for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The size of a text as a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    pub encoding: Encoding,
    /// Septets (two for a character of the extension table), or UTF-16 units.
    pub units: u32,
    /// What is charged. None for an empty text: nothing is sent, so nothing may be charged.
    pub parts: Parts,
    /// The units that one part can hold at this number of parts: 160, 153, 70 or 67.
    pub per_part: u32,
    /// The units still free in the last part.
    pub left: u32,
}

/// Measures a text as it stands: fields replaced, the euro rule applied (see [`compose`](crate::compose)).
///
/// One pass without allocation; a second one only over a long text that holds pairs.
#[must_use]
pub fn measure(text: &str) -> Measure {
    let mut chars = 0;
    let mut septets = 0;
    let mut utf16_units = 0;
    let mut foreign = false;
    for c in text.chars() {
        let cost = gsm7::septets(c);
        foreign |= cost == 0;
        chars += 1;
        septets += cost;
        utf16_units += utf16(c);
    }
    let (encoding, units) = if foreign { (Encoding::Ucs2, utf16_units) } else { (Encoding::Gsm7, septets) };

    let single = encoding.single();
    if units <= single {
        return Measure { encoding, units, parts: Parts(u32::from(units > 0)), per_part: single, left: single - units };
    }
    let per_part = encoding.joined();
    let has_pairs = units != chars;
    let (parts, left) = if has_pairs {
        pack(text, encoding)
    } else {
        let parts = units.div_ceil(per_part);
        (parts, parts * per_part - units)
    };
    Measure { encoding, units, parts: Parts(parts), per_part, left }
}

/// The text of each part: they join to the whole text, and there are as many as [`measure`] says.
#[must_use]
pub fn split(text: &str) -> Vec<&str> {
    let measure = measure(text);
    let mut parts = Vec::with_capacity(measure.parts.get() as usize);
    let mut start = 0;
    let mut used = 0;
    for (at, c) in text.char_indices() {
        let units = measure.encoding.units(c);
        if used + units > measure.per_part {
            parts.push(&text[start..at]);
            start = at;
            used = 0;
        }
        used += units;
    }
    if start < text.len() {
        parts.push(&text[start..]);
    }
    parts
}

/// Fills parts one after the other: how many there are, and what is free in the last.
fn pack(text: &str, encoding: Encoding) -> (u32, u32) {
    let per_part = encoding.joined();
    let mut parts = 1;
    let mut used = 0;
    for c in text.chars() {
        let units = encoding.units(c);
        if used + units > per_part {
            parts += 1;
            used = 0;
        }
        used += units;
    }
    (parts, per_part - used)
}

fn utf16(c: char) -> u32 {
    if (c as u32) < 0x1_0000 { 1 } else { 2 }
}
