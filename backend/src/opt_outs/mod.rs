//! Opt-out links: how a person takes himself off a list to which he cannot reply.
//!
//! `$stop` in a text becomes a short link of the recipient's own, `PUBLIC_URL/o/TOKEN`. The token is the message's id through a
//! keyed permutation ([`Permutation`]): eleven characters, whatever the id, so that parts and price are known before ids are;
//! and not to be guessed, since hardly any token stands for a message. The key is made once, in the database, and stays.
//!
//! The link opens a page without script, in the reader's language, that says who wrote and has one button. Looking at it changes
//! nothing: programs that preview links look, too. The button puts the number on the sender's blacklist, with the message
//! and the moment as proof, in the transaction that answers. A token that stands for nothing is told so; a network that tries
//! many of them is told to wait, and its good links work all the same.
//!
//! Where the operator has not said where people reach the server (`CHAPPE_PUBLIC_URL`), no link would lead anywhere: a text that
//! asks for one is refused.

mod page;
mod permutation;
pub(crate) mod sql;
mod take_off;

pub use page::{press, style, view};

use permutation::{Permutation, TOKEN};

use crate::db::{Db, execute, fetch_one, transact};
use crate::http::body::hex;
use crate::messages;

/// As many bits as HMAC-SHA-256 makes of it.
const SECRET_BYTES: usize = 32;

/// Makes and reads the links of this platform.
pub struct OptOuts {
    permutation: Permutation,
    /// What links begin with, with the slash before the token.
    base: Option<String>,
    /// A link that stands for all while parts are counted.
    example: Option<String>,
}

impl OptOuts {
    /// Loads the key; the first server to start makes it.
    pub async fn load(db: &Db, public_url: Option<&str>, now: i64) -> Result<Self, sqlx::Error> {
        let failed = |error: String| sqlx::Error::Configuration(error.into());
        let mut fresh = [0_u8; SECRET_BYTES];
        getrandom::fill(&mut fresh).map_err(|error| failed(error.to_string()))?;
        let fresh = hex(&fresh);
        let (secret,) = transact(db, async |tx| {
            execute!(tx, sql::ADD_KEY, fresh.as_str(), now)?;
            fetch_one!(tx, (String,), sql::KEY)
        })
        .await?;
        let permutation = Permutation::new(secret.as_bytes()).map_err(|error| failed(error.to_string()))?;
        Ok(Self::new(permutation, public_url))
    }

    fn new(permutation: Permutation, public_url: Option<&str>) -> Self {
        let base = public_url.map(|url| format!("{}/o/", url.trim_end_matches('/')));
        let example = base.as_ref().map(|base| format!("{base}{}", "0".repeat(TOKEN)));
        Self { permutation, base, example }
    }

    /// A link as long as each of them is; `None` where none can be made.
    pub fn example(&self) -> Option<&str> {
        self.example.as_deref()
    }

    /// The link of a message.
    pub fn link(&self, message: i64) -> Option<String> {
        self.base.as_ref().map(|base| format!("{base}{}", self.permutation.token(message)))
    }

    /// The message of a token; whether there is one, the database knows.
    pub fn message(&self, token: &str) -> Option<i64> {
        self.permutation.id(token)
    }

    /// Puts a message's own link into a text that was priced with the example.
    pub fn fill(&self, text: &str, message: i64) -> String {
        match (&self.example, self.link(message)) {
            (Some(example), Some(link)) => text.replace(example, &link),
            _ => text.to_owned(),
        }
    }

    /// Puts `$stop` where a message's own link stands, whatever address people reached the server by when it was sent.
    pub fn take_back(&self, text: &str, message: i64) -> String {
        let path = format!("/o/{}", self.permutation.token(message));
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(&path) {
            let (before, after) = (&rest[..at], &rest[at + path.len()..]);
            let begin = ["https://", "http://"].iter().filter_map(|scheme| before.rfind(scheme)).max();
            let begin = begin.filter(|&begin| !before[begin..].contains(char::is_whitespace));
            out.push_str(&before[..begin.unwrap_or(at)]);
            // A letter that follows at once would become part of the name.
            let glued = after.starts_with(|next: char| next.is_alphanumeric() || next == '_');
            out.push_str(if glued { "${stop}" } else { "$stop" });
            rest = after;
        }
        out + rest
    }

    /// Refuses a text that asks for a link where none can be made.
    pub fn check(&self, text: &str) -> Result<(), messages::Error> {
        if self.base.is_none() && sms::Template::parse(text).asks_opt_out() {
            return Err(messages::Error::Field {
                field: "text",
                code: "no_public_url",
                message: "the operator has not set CHAPPE_PUBLIC_URL: an opt-out link would lead nowhere".to_owned(),
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_as_long_as_their_example() {
        let links = OptOuts::new(Permutation::new(b"key").unwrap(), Some("https://sms.example.org/"));
        let example = links.example().unwrap();
        for id in [1, 4_711, i64::MAX] {
            let link = links.link(id).unwrap();
            assert_eq!(link.len(), example.len());
            let token = link.strip_prefix("https://sms.example.org/o/").unwrap();
            assert_eq!(links.message(token), Some(id));
            assert_eq!(links.fill(&format!("Stop: {example}."), id), format!("Stop: {link}."));
        }
    }

    #[test]
    fn a_link_is_taken_back() {
        let links = OptOuts::new(Permutation::new(b"key").unwrap(), Some("https://sms.example.org/texts"));
        let elsewhere = OptOuts::new(Permutation::new(b"key").unwrap(), Some("http://old.example.org"));
        let (one, two) = (links.link(1).unwrap(), links.link(2).unwrap());
        assert_eq!(links.take_back(&format!("Stop: {one}. {two} é{one}"), 1), format!("Stop: $stop. {two} é$stop"));
        assert_eq!(links.take_back(&format!("{}s http", elsewhere.link(1).unwrap()), 1), "${stop}s http");
        assert_eq!(links.take_back("http://example.org/o/00000000000", 1), "http://example.org/o/00000000000");
    }

    #[test]
    fn without_an_address_a_text_that_asks_is_refused() {
        let links = OptOuts::new(Permutation::new(b"key").unwrap(), None);
        assert!(links.check("Stop: $stop").is_err() && links.check("${Lien_STOP}").is_err());
        assert!(links.check("STOP au 36179, $5, $stopper").is_ok());
    }
}
