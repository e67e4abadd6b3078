//! Whom a session speaks for at this moment.

use super::sql::{self, IdentityRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_optional};
use crate::http::caller::{Found, Identity, Via};

/// `None` when the session has ended.
pub async fn identify(on: &mut impl Connected, session: i64) -> Result<Option<Found>, sqlx::Error> {
    let row = fetch_optional!(on, IdentityRow, sql::IDENTIFY, session)?;
    Ok(row.map(|row| Found {
        disabled: row.disabled_at.is_some(),
        identity: Identity {
            account: AccountKey(row.account_id),
            via: Via::Session { id: row.id, proved_at: row.proved_at },
            confirmed: row.confirmed,
            operator: row.operator,
            second_factor: row.second_factor,
        },
    }))
}
