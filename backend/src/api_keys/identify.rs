//! Whom a key speaks for at this moment.

use super::sql::{self, IdentityRow};
use super::{LIVE, TEST, scopes_of};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Db, execute, fetch_optional, transact};
use crate::http::caller::{Found, Identity, Via};
use crate::links::hash_of;

/// Between two notes of a key's last use, in milliseconds: an owner wants to know the day, not the second.
const USE_PAUSE: i64 = 60_000;

/// Whether a bearer token is an API key.
pub fn is_one(token: &str) -> bool {
    token.starts_with(LIVE) || token.starts_with(TEST)
}

/// `None` when there is no such key, or it was revoked.
pub async fn identify(app: &App, token: &str, now: i64) -> Result<Option<Found>, sqlx::Error> {
    let hash = hash_of(token);
    let row = fetch_optional!(&mut app.db.read().await?, IdentityRow, sql::IDENTIFY, hash.as_str())?;
    let Some(row) = row else { return Ok(None) };
    if row.last_used_at.is_none_or(|last| now - last > USE_PAUSE) {
        // The request does not wait for it.
        actix_web::rt::spawn(note_use(app.db.clone(), row.id, now));
    }
    Ok(Some(Found {
        disabled: row.disabled_at.is_some(),
        identity: Identity {
            account: AccountKey(row.account_id),
            via: Via::Key { scopes: scopes_of(&row.scopes), test: row.test },
            confirmed: row.confirmed,
            operator: row.operator,
            second_factor: row.second_factor,
        },
    }))
}

async fn note_use(db: Db, key: i64, now: i64) {
    let noted = transact(&db, async |tx| execute!(tx, sql::USED, key, now)).await;
    if let Err(error) = noted {
        tracing::warn!(%error, "the last use of an API key was not noted");
    }
}
