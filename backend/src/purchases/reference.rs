//! The reference of a purchase: what a buyer writes on a transfer or on the back of a cheque, and the operator looks for.

use super::Error;

/// Capitals and digits that nobody takes for another, read or written by hand: no 0 and O, 1 and I and L, 2 and Z, 5 and S,
/// 8 and B, U and V.
const LETTERS: &[u8; 24] = b"34679ACDEFGHJKMNPQRTVWXY";

/// `CH7F3K-4Q9D`: one in 10^11, so that a slip of the pen hits nobody else's. That it is unique the database says.
pub fn random() -> Result<String, Error> {
    /// The largest multiple of 24 that a byte holds: beyond it the first letters would come a little more often.
    const FAIR: u8 = 240;
    let mut reference = String::from("CH");
    while reference.len() < 11 {
        let mut byte = [0_u8; 1];
        getrandom::fill(&mut byte).map_err(|error| Error::Reference(error.to_string()))?;
        if byte[0] >= FAIR {
            continue;
        }
        if reference.len() == 6 {
            reference.push('-');
        }
        reference.push(char::from(LETTERS[usize::from(byte[0]) % LETTERS.len()]));
    }
    Ok(reference)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_short_and_differ() {
        let many: std::collections::BTreeSet<String> = (0..1_000).map(|_| random().unwrap()).collect();
        assert_eq!(many.len(), 1_000);
        for reference in many {
            let (front, back) = reference.split_once('-').unwrap();
            assert!(front.len() == 6 && front.starts_with("CH") && back.len() == 4, "{reference}");
            assert!(front[2..].bytes().chain(back.bytes()).all(|b| LETTERS.contains(&b)), "{reference}");
        }
    }
}
