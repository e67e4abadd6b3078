//! What a dry run told of the rows of a slice, a letter a row.

use openapi::imports::ImportOutcome;

/// Not told yet.
pub const UNTOLD: u8 = b'?';
pub const DUPLICATE: u8 = b'd';
pub const INVALID: u8 = b'i';

/// Each outcome's letter, and that of a row whose number is on the blacklist.
const LETTERS: [(ImportOutcome, u8, Option<u8>); 5] = [
    (ImportOutcome::New, b'n', Some(b'N')),
    (ImportOutcome::Updated, b'u', Some(b'U')),
    (ImportOutcome::Unchanged, b's', Some(b'S')),
    (ImportOutcome::Duplicate, DUPLICATE, None),
    (ImportOutcome::Invalid, INVALID, None),
];

pub fn letter(outcome: ImportOutcome, blacklisted: bool) -> u8 {
    let known = LETTERS.iter().find(|(known, ..)| *known == outcome);
    known.map_or(UNTOLD, |&(_, letter, listed)| listed.filter(|_| blacklisted).unwrap_or(letter))
}

/// The outcome, and whether the number is on the blacklist.
pub fn of_letter(letter: u8) -> Option<(ImportOutcome, bool)> {
    let known = LETTERS.iter().find(|(_, plain, listed)| *plain == letter || *listed == Some(letter));
    known.map(|&(outcome, plain, _)| (outcome, plain != letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_as_they_are_written() {
        for (outcome, _, listed) in LETTERS {
            assert_eq!(of_letter(letter(outcome, false)), Some((outcome, false)));
            assert_eq!(of_letter(letter(outcome, true)), Some((outcome, listed.is_some())));
        }
        assert_eq!(of_letter(UNTOLD), None);
    }
}
