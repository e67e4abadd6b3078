//! A phone number as the sandbox keeps it: E.164 in eight bytes.

use std::fmt;

/// E.164 allows fifteen digits; no country has numbers shorter than six with its code.
const DIGITS: std::ops::RangeInclusive<usize> = 6..=15;
/// `+337999999NN`: a block of French mobile numbers that is set aside here for fates of their own.
const MAGIC: std::ops::RangeInclusive<u64> = 33_799_999_900..=33_799_999_999;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number(u64);

impl Number {
    /// Reads `+` and six to fifteen digits, the first of which is no zero.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('+')?;
        let plausible = DIGITS.contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !plausible {
            return None;
        }
        digits.parse().ok().map(Self)
    }

    /// The `NN` of a magic number.
    pub fn magic(self) -> Option<u8> {
        MAGIC.contains(&self.0).then(|| (self.0 - MAGIC.start()) as u8)
    }

    /// Numbers of a campaign follow each other, so their last digits spread evenly.
    pub fn shard(self, shards: usize) -> usize {
        (self.0 % shards as u64) as usize
    }
}

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "+{}", self.0)
    }
}
