//! Exchanges a refresh token for the next one.

use super::sql::{self, TokenRow};
use super::{Begun, Error, REFRESH_MILLIS, REUSE_GRACE_MILLIS, hash_of, new_token};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Tx, execute, fetch_optional, transact};

/// [`Error::Ended`] for a token that is unknown, too old, of an ended session, or that comes back after its use; in the
/// last case the session ends, for whoever holds the other copy too.
pub async fn refresh(app: &App, token: &str) -> Result<Begun, Error> {
    let hash = hash_of(token);
    let (next, next_hash) = new_token()?;
    let now = app.clock.now().millis();
    let exchanged = transact(&app.db, async |tx| exchange(tx, &hash, &next_hash, now).await).await?;
    let row = exchanged.ok_or(Error::Ended)?;
    Ok(Begun { account: AccountKey(row.account_id), session: row.session_id, refresh_token: next })
}

/// `None` where the token gives nothing; the end of a session must commit, so it is no error here.
async fn exchange(tx: &mut Tx, hash: &str, next_hash: &str, now: i64) -> Result<Option<TokenRow>, Error> {
    let Some(row) = fetch_optional!(tx, TokenRow, sql::FIND_TOKEN, hash)? else { return Ok(None) };
    if row.ended_at.is_some() || row.expires_at <= now {
        return Ok(None);
    }
    let first_use = execute!(tx, sql::USE_TOKEN, hash, now)? == 1;
    if !first_use && row.used_at.is_some_and(|used| now - used > REUSE_GRACE_MILLIS) {
        execute!(tx, sql::END, row.session_id, now)?;
        return Ok(None);
    }
    execute!(tx, sql::INSERT_TOKEN, next_hash, row.session_id, now + REFRESH_MILLIS)?;
    execute!(tx, sql::SEEN, row.session_id, now)?;
    Ok(Some(row))
}
