//! The letters of a server without SMTP: files in its data folder, as a newcomer reads them.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use mail_parser::MessageParser;

use crate::database::Database;

/// How long a test waits for a letter.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Letters {
    folder: PathBuf,
}

/// A letter that was written.
#[derive(Debug, Clone)]
pub struct Letter {
    pub to: String,
    pub subject: String,
    pub text: String,
}

impl Letter {
    /// The token of its link.
    pub fn token(&self) -> Option<String> {
        let (_, rest) = self.text.split_once("?token=")?;
        Some(rest.chars().take_while(char::is_ascii_alphanumeric).collect())
    }
}

impl Letters {
    pub fn of(database: &Database) -> Self {
        Self { folder: database.data().join("mail") }
    }

    /// Every letter to this address, oldest first.
    pub fn to(&self, address: &str) -> Vec<Letter> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return Vec::new() };
        let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "eml"));
        // They are named by their ids, which grow with time.
        files.sort_by_key(|path| path.file_stem().and_then(|name| name.to_str()?.parse::<i64>().ok()));
        let letters = files.iter().filter_map(|path| read(&std::fs::read(path).ok()?));
        letters.filter(|letter| letter.to == address).collect()
    }

    /// Waits until there are so many to this address; answers the newest.
    pub async fn wait_for(&self, address: &str, count: usize) -> Letter {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let letters = self.to(address);
            match letters.last() {
                Some(newest) if letters.len() >= count => return newest.clone(),
                _ => assert!(Instant::now() < deadline, "waited in vain for letter {count} to {address}: {letters:?}"),
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

fn read(bytes: &[u8]) -> Option<Letter> {
    let message = MessageParser::default().parse(bytes)?;
    Some(Letter {
        to: message.to()?.first()?.address()?.to_owned(),
        subject: message.subject().unwrap_or_default().to_owned(),
        text: message.body_text(0)?.into_owned(),
    })
}
