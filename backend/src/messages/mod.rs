//! A message: one text to one number, of a campaign or by itself.
//!
//! Campaign messages are made by the launch, single ones by `POST /messages`: paid in the transaction that accepts them
//! or refused (402), so that a one-time code never leaves days later. Their statuses only grow ([`Status`]). What became
//! `uncertain` stays charged until it is settled: by asking the provider, by a late receipt, or by its owner
//! (`resolve.rs`). A single message can be taken off the lists (`delete.rs`); the row, the charge and the reference stay.

mod copy;
mod delete;
pub(crate) mod export;
mod list;
pub(crate) mod resolve;
pub mod routes;
mod send;
mod show;
mod silent;
pub(crate) mod sql;
mod status;

pub use list::{Filter, list};
pub use send::{Priced, Sending, send};
pub use show::show;
pub use silent::told;
pub use sql::MessageRow;
pub use status::Status;

use openapi::ProblemCode;

use crate::accounts::AccountKey;
use crate::credits::{Book, Holder};
use crate::problem::Problem;

/// Who sends a single message, and who pays for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Payer {
    Account(AccountKey),
    /// An account with a test key: the message reaches the sandbox only, and costs nothing.
    Test(AccountKey),
    /// The platform itself: a code that certifies a mobile. In nobody's list of messages.
    Platform,
}

impl Payer {
    pub const fn is_test(self) -> bool {
        matches!(self, Self::Test(_))
    }

    /// The number that the message's row belongs to.
    const fn number(self) -> i64 {
        match self {
            Self::Account(key) | Self::Test(key) => key.0,
            Self::Platform => Holder::Platform(Book::Courtesy).number(),
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such message")]
    Missing,
    #[error("a message of a campaign, or one that is under way or in doubt, stays on the list")]
    Listed,
    #[error("a message of a cancelled campaign is not sent again")]
    Cancelled,
    #[error("a message with this client_ref exists")]
    ClientRefTaken,
    #[error("the field is wrong")]
    Field { field: &'static str, code: &'static str, message: String },
    #[error(transparent)]
    Credits(#[from] crate::credits::Error),
    #[error(transparent)]
    Account(#[from] crate::accounts::Error),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Missing => Self::not_found(),
            Error::Listed => Self::new(ProblemCode::Conflict)
                .detail("It is of a campaign, or under way, or in doubt: that stays on the list."),
            Error::Cancelled => Self::new(ProblemCode::Conflict).detail(
                "Its campaign was cancelled, and nothing of that is sent again: settle it as sent or not_sent.",
            ),
            Error::ClientRefTaken => Self::new(ProblemCode::AlreadyExists)
                .detail("A message with this client_ref exists: look it up with GET /messages?client_ref=."),
            Error::Field { field, code, message } => Self::field(field, code, message),
            Error::Credits(cause) => cause.into(),
            Error::Account(cause) => cause.into(),
            Error::Database(cause) => Self::internal(cause),
        }
    }
}

/// What can be wrong with the text of a single message.
pub(crate) fn check_text(text: &str) -> Result<(), Error> {
    check_template(text)?;
    if !sms::measure(text).parts.fits() {
        return Err(wrong_text("too_long", format!("a message has at most {} parts", sms::MAX_PARTS)));
    }
    Ok(())
}

/// What can be wrong with a text before it is personalised: how long it becomes is known for each recipient only.
pub(crate) fn check_template(text: &str) -> Result<(), Error> {
    check_written(text)?;
    let most = sms::MAX_CHARS;
    if text.chars().count() > most
        || sms::measure(&sms::Template::parse(text).render_to_string(&sms::Fields::default())).parts.get()
            > sms::MAX_PARTS
    {
        return Err(wrong_text(
            "too_long",
            format!("a text has at most {most} characters and {} parts", sms::MAX_PARTS),
        ));
    }
    Ok(())
}

/// The same of a text that is read aloud.
pub(crate) fn check_voice(text: &str) -> Result<(), Error> {
    check_written(text)?;
    let template = sms::Template::parse(text);
    let spoken = sms::Spoken::of(template.render_to_string(&sms::Fields::default()));
    if text.chars().count() > sms::MAX_CHARS || !spoken.fits() {
        let most = sms::VOICE_PART * usize::try_from(sms::MAX_VOICE_PARTS).unwrap_or_default();
        return Err(wrong_text("too_long", format!("a voice message has at most {most} characters")));
    }
    Ok(())
}

fn check_written(text: &str) -> Result<(), Error> {
    if text.trim().is_empty() {
        return Err(wrong_text("required", "a message needs a text".to_owned()));
    }
    if text.contains('\0') {
        return Err(wrong_text("malformed", "a text cannot contain the character NUL".to_owned()));
    }
    Ok(())
}

fn wrong_text(code: &'static str, message: String) -> Error {
    Error::Field { field: "text", code, message }
}

pub(crate) fn check_sender(sender: Option<&str>) -> Result<(), Error> {
    match sender.map(str::parse::<sms::Sender>) {
        Some(Err(error)) => Err(Error::Field { field: "sender", code: "malformed", message: error.to_string() }),
        _ => Ok(()),
    }
}
