//! Recovery codes: ten, each good once, for whoever has lost the phone.

use super::{Error, sql};
use crate::accounts::{AccountKey, password};
use crate::db::{Tx, execute};

/// No `0 1 i l`: codes are copied by hand. The number of characters divides 256, so each is as likely as the others.
const ALPHABET: &[u8; 32] = b"23456789abcdefghjkmnopqrstuvwxyz";
/// The first letters of the ten codes.
const LETTERS: [char; 10] = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k'];
/// Behind the letter: ten characters of five bits. Hashed with Argon2id, 50 bits are out of reach.
const CHARACTERS: usize = 10;

/// Ten new codes with the hashes that are kept: letter, code, hash.
pub async fn make() -> Result<Vec<(String, String, String)>, Error> {
    let mut codes = Vec::with_capacity(LETTERS.len());
    for letter in LETTERS {
        let code = random(letter)?;
        let hash = password::hash_text(plain(&code)).await?;
        codes.push((letter.to_string(), code, hash));
    }
    Ok(codes)
}

/// Replaces an account's codes.
pub async fn put(tx: &mut Tx, account: AccountKey, codes: &[(String, String, String)]) -> Result<(), sqlx::Error> {
    execute!(tx, sql::DROP_RECOVERY, account.0)?;
    for (letter, _, hash) in codes {
        execute!(tx, sql::ADD_RECOVERY, account.0, letter.as_str(), hash.as_str())?;
    }
    Ok(())
}

/// What somebody typed as it was hashed: without spaces and dashes, in small letters.
pub fn plain(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// `a7k2mx-p9x4q`: the letter, then the rest in two halves.
fn random(letter: char) -> Result<String, Error> {
    let mut bytes = [0_u8; CHARACTERS];
    getrandom::fill(&mut bytes).map_err(|error| Error::Code(error.to_string()))?;
    let mut code = String::from(letter);
    for (at, byte) in bytes.iter().enumerate() {
        if at == CHARACTERS / 2 {
            code.push('-');
        }
        code.push(char::from(ALPHABET[usize::from(byte % 32)]));
    }
    Ok(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_however_they_are_typed() {
        let code = random('c').unwrap();
        assert!(code.starts_with('c') && code.len() == 12, "{code}");
        assert_eq!(plain(&code.to_uppercase().replace('-', " ")), plain(&code));
        assert_ne!(random('c').unwrap(), code);
    }
}
