//! The audit: what happened to an account's security, when, and from where.
//!
//! Whoever changes something writes its event in the same transaction ([`note`]), so the audit tells neither more nor less
//! than what happened. Its owner reads it (`GET /audit`), operators read everybody's. Events are kept for a year.

mod list;
pub mod routes;
pub(crate) mod sql;

pub use list::{Whose, list};

use openapi::audit::AuditKind;

use crate::accounts::AccountKey;
use crate::db::{Tx, execute};
use crate::http::Origin;

/// How long events are kept: a year, in milliseconds.
const KEPT_MILLIS: i64 = 365 * 24 * 3600 * 1000;

/// Longer than any name, address or number that is noted.
const MAX_DETAIL: usize = 300;

/// Something that happened.
#[derive(Debug, Clone, Copy)]
pub struct Event<'a> {
    /// `None`: somebody tried an account that does not exist.
    pub account: Option<AccountKey>,
    pub what: AuditKind,
    /// `None`: on the command line.
    pub origin: Option<&'a Origin>,
    pub detail: Option<&'a str>,
    /// The operator who did it.
    pub by: Option<AccountKey>,
}

impl<'a> Event<'a> {
    /// What an account's owner did.
    pub const fn of(account: AccountKey, what: AuditKind, origin: &'a Origin) -> Self {
        Self { account: Some(account), what, origin: Some(origin), detail: None, by: None }
    }

    pub const fn about(self, detail: &'a str) -> Self {
        Self { detail: Some(detail), ..self }
    }
}

/// Writes an event in the transaction of what happened.
pub async fn note(tx: &mut Tx, id: i64, event: Event<'_>) -> Result<(), sqlx::Error> {
    let detail = event.detail.map(|text| text.chars().filter(|c| !c.is_control()).take(MAX_DETAIL).collect::<String>());
    execute!(
        tx,
        sql::INSERT,
        id,
        event.account.map(|key| key.0),
        event.what.word(),
        event.origin.map(|origin| origin.address.as_str()),
        event.origin.map(|origin| origin.device.as_str()),
        detail,
        event.by.map(|key| key.0)
    )?;
    Ok(())
}

/// Forgets what is older than it is kept.
pub async fn forget(tx: &mut Tx, now: i64) -> Result<u64, sqlx::Error> {
    execute!(tx, sql::FORGET, crate::ids::first_at(now - KEPT_MILLIS))
}
