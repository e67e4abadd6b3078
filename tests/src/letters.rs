//! The letters that the server wrote, as mail programs read them: the files of a server without SMTP, or what a mail server
//! took ([`crate::Mailbox`]).

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use mail_parser::{Address, MessageParser};

use crate::database::Database;

/// How long a test waits for a letter; one that is tried again comes after ten seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder of them.
pub struct Letters {
    folder: PathBuf,
}

/// A letter that was written.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The left part of its Message-ID: its row's.
    pub id: i64,
    pub from: String,
    pub to: String,
    pub subject: String,
    /// Content-Language.
    pub language: String,
    pub text: String,
    pub html: String,
}

impl Letter {
    /// The token of its link.
    pub fn token(&self) -> Option<String> {
        let (_, rest) = self.text.split_once("?token=")?;
        Some(rest.chars().take_while(char::is_ascii_alphanumeric).collect())
    }
}

impl Letters {
    /// Of a server without SMTP.
    pub fn of(database: &Database) -> Self {
        Self::within(database.data().join("mail"))
    }

    pub fn within(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Every letter, oldest first.
    pub fn all(&self) -> Vec<Letter> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return Vec::new() };
        let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        // What is being written is called otherwise.
        let mut letters: Vec<Letter> = paths.filter(|path| !is_draft(path)).filter_map(|path| read(&path)).collect();
        letters.sort_by_key(|letter| letter.id);
        letters
    }

    /// Every letter to this address, oldest first.
    pub fn to(&self, address: &str) -> Vec<Letter> {
        self.all().into_iter().filter(|letter| letter.to == address).collect()
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

fn is_draft(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "part")
}

fn read(path: &Path) -> Option<Letter> {
    let bytes = std::fs::read(path).ok()?;
    let message = MessageParser::default().parse(&bytes)?;
    let header = |name: &str| message.header_raw(name).unwrap_or_default().trim().to_owned();
    Some(Letter {
        id: message.message_id()?.split('@').next()?.parse().ok()?,
        from: first(message.from()),
        to: first(message.to()),
        subject: message.subject().unwrap_or_default().to_owned(),
        language: header("Content-Language"),
        text: message.body_text(0)?.into_owned(),
        html: message.body_html(0)?.into_owned(),
    })
}

fn first(addresses: Option<&Address<'_>>) -> String {
    addresses.and_then(|list| list.first()?.address()).unwrap_or_default().to_owned()
}
