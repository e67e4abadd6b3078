//! Events, newest first.

use openapi::audit::{AuditEvent, AuditKind, AuditPage};
use openapi::{AuditEventId, Time};

use super::sql::{self, EventRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all};
use crate::http::Cursor;
use crate::ids::made_at;

/// Whose events are asked for.
#[derive(Debug, Clone, Copy)]
pub enum Whose {
    /// The owner's own.
    Own(AccountKey),
    /// One account's, for an operator.
    Of(AccountKey),
    /// Everybody's, for an operator.
    All,
}

pub async fn list(on: &mut impl Connected, whose: Whose, cursor: &Cursor) -> Result<AuditPage, sqlx::Error> {
    let rows = match whose {
        Whose::Own(key) | Whose::Of(key) => fetch_all!(on, EventRow, sql::LIST, key.0, cursor.below(), cursor.fetch())?,
        Whose::All => fetch_all!(on, EventRow, sql::LIST_ALL, cursor.below(), cursor.fetch())?,
    };
    let (rows, next) = cursor.cut(rows, |row| row.id);
    // One's own ID says nothing in one's own list.
    let named = !matches!(whose, Whose::Own(_));
    let items = rows.into_iter().filter_map(|row| event(row, named)).collect();
    Ok(AuditPage { items, next })
}

/// `None` for a word that this version does not know.
fn event(row: EventRow, named: bool) -> Option<AuditEvent> {
    let what = *AuditKind::ALL.iter().find(|kind| kind.word() == row.what)?;
    Some(AuditEvent {
        id: AuditEventId(row.id),
        what,
        account_id: row.account_id.filter(|_| named),
        at: Time::from_millis(made_at(row.id)),
        address: row.address,
        device: row.device.filter(|device| !device.is_empty()),
        detail: row.detail,
        by: row.by_account,
    })
}
