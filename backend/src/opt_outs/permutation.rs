//! Turns message ids into tokens and back.
//!
//! A keyed permutation of 64 bits (Luby and Rackoff: a Feistel network whose round function nobody can foresee without the key):
//! each id has one token and each token one id, so nothing need be kept, and two messages never share a link. A token that was
//! made up stands for an id that no message has: of 2^64 there are but as many as messages.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// Four rounds make it indistinguishable from chance even for one who may also ask the way back; the other two cost
/// nothing worth naming.
const ROUNDS: u8 = 6;

/// Digits and letters: no phone breaks a link at one of them, each is one character of GSM 7-bit.
const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// 62^11 is the first power above 2^64.
pub const TOKEN: usize = 11;

#[derive(Clone)]
pub struct Permutation {
    /// Keyed already; each round goes on from a copy.
    mac: Hmac<Sha256>,
}

impl Permutation {
    pub fn new(key: &[u8]) -> Result<Self, hmac::digest::InvalidLength> {
        Ok(Self { mac: Hmac::new_from_slice(key)? })
    }

    /// The token of an id, always of [`TOKEN`] characters.
    pub fn token(&self, id: i64) -> String {
        let mut number = self.forth(id.cast_unsigned());
        let mut token = [b'0'; TOKEN];
        for digit in token.iter_mut().rev() {
            *digit = usize::try_from(number % 62).ok().and_then(|at| ALPHABET.get(at)).copied().unwrap_or(b'0');
            number /= 62;
        }
        token.iter().copied().map(char::from).collect()
    }

    /// The id of a token; `None` for what no token looks like.
    pub fn id(&self, token: &str) -> Option<i64> {
        if token.len() != TOKEN {
            return None;
        }
        let digits = token.bytes().map(|byte| ALPHABET.iter().position(|&letter| letter == byte));
        let number = digits
            .into_iter()
            .try_fold(0_u64, |number, digit| number.checked_mul(62)?.checked_add(u64::try_from(digit?).ok()?))?;
        Some(self.back(number).cast_signed())
    }

    fn forth(&self, number: u64) -> u64 {
        let (mut left, mut right) = halves(number);
        for round in 0..ROUNDS {
            (left, right) = (right, left ^ self.round(round, right));
        }
        whole(left, right)
    }

    fn back(&self, number: u64) -> u64 {
        let (mut left, mut right) = halves(number);
        for round in (0..ROUNDS).rev() {
            (left, right) = (right ^ self.round(round, left), left);
        }
        whole(left, right)
    }

    fn round(&self, round: u8, half: u32) -> u32 {
        let mut mac = self.mac.clone();
        mac.update(&[round]);
        mac.update(&half.to_be_bytes());
        let code: [u8; 32] = mac.finalize().into_bytes().into();
        let [a, b, c, d, ..] = code;
        u32::from_be_bytes([a, b, c, d])
    }
}

fn halves(number: u64) -> (u32, u32) {
    let [a, b, c, d, e, f, g, h] = number.to_be_bytes();
    (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]))
}

fn whole(left: u32, right: u32) -> u64 {
    (u64::from(left) << 32) | u64::from(right)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_decoded_was_encoded(id: i64, key: [u8; 32]) {
            let permutation = Permutation::new(&key).unwrap();
            let token = permutation.token(id);
            prop_assert_eq!(token.len(), TOKEN);
            prop_assert!(token.bytes().all(|byte| byte.is_ascii_alphanumeric()));
            prop_assert_eq!(permutation.id(&token), Some(id));
        }

        /// The other way round: every number has an id, and no two have the same.
        #[test]
        fn every_number_is_some_id(number: u64, key: [u8; 32]) {
            let permutation = Permutation::new(&key).unwrap();
            prop_assert_eq!(permutation.forth(permutation.back(number)), number);
            prop_assert_eq!(permutation.back(permutation.forth(number)), number);
        }

        #[test]
        fn neighbours_have_nothing_in_common(id in 0..i64::MAX, key: [u8; 32]) {
            let permutation = Permutation::new(&key).unwrap();
            let (one, next) = (permutation.forth(id.cast_unsigned()), permutation.forth(id.cast_unsigned() + 1));
            // Of 64 bits about half differ; fewer than 8 do so once in 10^10.
            prop_assert!((one ^ next).count_ones() >= 8, "{one:x} {next:x}");
        }
    }

    #[test]
    fn what_is_no_token_is_refused() {
        let permutation = Permutation::new(&[7; 32]).unwrap();
        for wrong in ["", "0", "0000000000", "000000000000", "0000000000-", "0000000000é", "zzzzzzzzzzz"] {
            assert_eq!(permutation.id(wrong), None, "{wrong}");
        }
        assert!(permutation.id("LygHa16AHYF").is_some(), "2^64 - 1");
        assert_eq!(permutation.id("LygHa16AHYG"), None, "2^64");
    }
}
