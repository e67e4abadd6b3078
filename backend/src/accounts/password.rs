//! Passwords: which are accepted, and how they are kept.
//!
//! A new password has at least ten characters and withstands the guesses that a stranger would make first (the estimator
//! zxcvbn knows the common ones, names, dates, keyboard walks, and what it is told of the account). It is kept as an Argon2id
//! hash; hashing takes about 100 ms and 19 MB, so it happens on threads of its own and only so often at once.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::Error;
use super::credentials::Wrong;

/// Shorter ones fall to guessing (OWASP ASVS 4.0.3, 2.1.1 asks for 12; the estimator below makes up for two).
const MIN_PASSWORD: usize = 10;
/// Longer ones only cost time to hash (OWASP ASVS 4.0.3, 2.1.2).
const MAX_PASSWORD: usize = 128;
/// The estimator's time grows faster than the length (0.6 s for 64 characters, 0.1 s for 32), and whoever passes does so
/// long before.
const ESTIMATED: usize = 32;
/// zxcvbn's scale: 0 and 1 fall to the first million guesses.
const MIN_SCORE: u8 = 2;

/// OWASP's memory (19 MiB, one lane) and enough passes for about 100 ms on one core of a small server.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 6;

/// How long a request waits for its turn to hash: beyond it, the server is under attack and says so (503).
const TURN: Duration = Duration::from_secs(10);

/// The hash of no account's password: signing in to an unknown account takes as long as to a known one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=6,p=1$bm9ib2R5aXNoZXJlMDE$vBTAXZ2Xc0pd+xmoMwJ7v1LC1LL6g1OvJGvNF3oXZx4";

/// A password that can be accepted for an account.
pub struct NewPassword(String);

impl NewPassword {
    /// `known`: what a stranger would try first because it belongs to the account. Estimating is work, so it happens on the
    /// threads that hash, too; the first `Err` is the server's trouble, the second one the password's.
    pub async fn parse(text: String, known: Vec<String>) -> Result<Result<Self, Wrong>, Error> {
        if let Err(wrong) = check_length(&text) {
            return Ok(Err(wrong));
        }
        off_thread(move || {
            let beginning: String = text.chars().take(ESTIMATED).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).chain(["chappe"]).collect();
            if u8::from(zxcvbn::zxcvbn(&beginning, &known).score()) < MIN_SCORE {
                return Err(("too_common", "this password is among the first that would be tried".to_owned()));
            }
            Ok(Self(text))
        })
        .await
    }
}

fn check_length(text: &str) -> Result<(), Wrong> {
    match text.chars().count() {
        0..MIN_PASSWORD => Err(("too_short", format!("a password has at least {MIN_PASSWORD} characters"))),
        MIN_PASSWORD..=MAX_PASSWORD => Ok(()),
        _ => Err(("too_long", format!("a password has at most {MAX_PASSWORD} characters"))),
    }
}

fn argon2() -> Result<Argon2<'static>, Error> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|error| Error::Password(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Hashes a new password.
pub async fn hash(password: NewPassword) -> Result<String, Error> {
    hash_text(password.0).await
}

/// Hashes any short secret that must not be guessed from its hash: codes, recovery codes.
pub async fn hash_text(text: String) -> Result<String, Error> {
    off_thread(move || {
        let hash = argon2()?.hash_password(text.as_bytes()).map_err(|error| Error::Password(error.to_string()))?;
        Ok(hash.to_string())
    })
    .await?
}

/// Whether the text is the one that was hashed; with no hash to compare, the same work and `false`.
pub async fn verify(text: String, hash: Option<String>) -> Result<bool, Error> {
    off_thread(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
        let right = PasswordHash::new(&hash)
            .is_ok_and(|hash| Argon2::default().verify_password(text.as_bytes(), &hash).is_ok());
        known && right
    })
    .await
}

/// Works on a thread for blocking work, as many at once as there are cores: more would only take memory.
async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    static TURNS: OnceLock<Arc<Semaphore>> = OnceLock::new();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let turns = TURNS.get_or_init(|| Arc::new(Semaphore::new(cores)));
    let turn = timeout(TURN, turns.clone().acquire_owned()).await.map_err(|_| Error::Busy)?;
    let worked = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        work()
    });
    worked.await.map_err(|error| Error::Password(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn parse(text: &str) -> Result<NewPassword, &'static str> {
        let known = ["bakery", "anne@bakery.example"].map(str::to_owned).to_vec();
        NewPassword::parse(text.to_owned(), known).await.unwrap().map_err(|(code, _)| code)
    }

    #[tokio::test]
    async fn only_the_right_password_of_a_known_account_verifies() {
        let hash = hash(parse("correct horse battery").await.unwrap_or_else(|code| panic!("{code}"))).await.unwrap();
        assert!(verify("correct horse battery".to_owned(), Some(hash.clone())).await.unwrap());
        assert!(!verify("battery staple".to_owned(), Some(hash.clone())).await.unwrap());
        assert!(!verify("correct horse battery".to_owned(), None).await.unwrap());
        // What stands in must cost what a real one costs.
        let parameters = |hash: &str| hash.split('$').nth(3).unwrap().to_owned();
        assert_eq!(parameters(NOBODY), parameters(&hash));
    }

    #[tokio::test]
    async fn common_passwords_and_the_accounts_own_words_are_refused() {
        for common in
            ["password123", "1234567890", "qwertyuiop", "azertyuiop", "motdepasse", "iloveyou12", "bakerybakery"]
        {
            assert_eq!(parse(common).await.err(), Some("too_common"), "{common}");
        }
        for good in ["brioche et croissant", "a long enough password", "J'aime-les-7-nains", "Zk4#vb9!qp"] {
            assert!(parse(good).await.is_ok(), "{good}");
        }
        assert_eq!(parse("Zk4#vb9!q").await.err(), Some("too_short"));
        assert_eq!(parse(&"é".repeat(129)).await.err(), Some("too_long"));
    }
}
