//! The account's open sessions, newest first.

use openapi::sessions::{OpenSession, SessionPage};
use openapi::{SessionId, Time};

use super::REFRESH_MILLIS;
use super::sql::{self, SessionRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all};
use crate::http::Cursor;

/// `current` is the session that asks.
pub async fn list(
    on: &mut impl Connected,
    account: AccountKey,
    current: i64,
    cursor: &Cursor,
    now: i64,
) -> Result<SessionPage, sqlx::Error> {
    // Nobody can refresh what has not been seen for so long.
    let alive = now - REFRESH_MILLIS;
    let rows = fetch_all!(on, SessionRow, sql::LIST, account.0, cursor.below(), alive, cursor.fetch())?;
    let (rows, next) = cursor.cut(rows, |row| row.id);
    let items = rows.into_iter().map(|row| OpenSession {
        id: SessionId(row.id),
        device: row.device,
        address: row.address,
        current: row.id == current,
        created_at: Time::from_millis(row.created_at),
        last_seen_at: Time::from_millis(row.last_seen_at),
    });
    Ok(SessionPage { items: items.collect(), next })
}
