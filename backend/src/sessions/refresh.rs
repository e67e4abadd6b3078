//! Exchanges a refresh token for the next one.

use openapi::audit::AuditKind;

use super::sql::{self, TokenRow};
use super::{Begun, Error, MOST_AGAIN, REFRESH_MILLIS, REUSE_GRACE_MILLIS};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{Tx, execute, fetch_optional, transact};
use crate::http::Origin;
use crate::links::{hash_of, new_token};

/// What is exchanged, and when.
struct Exchange<'a> {
    hash: String,
    next_hash: String,
    event: i64,
    origin: &'a Origin,
    now: i64,
}

/// [`Error::Ended`] for a token that is unknown, too old, of an ended session, or that comes back after its use; in the
/// last case the session ends, for whoever holds the other copy too.
pub async fn refresh(app: &App, token: &str, origin: &Origin) -> Result<Begun, Error> {
    let (next, next_hash) = new_token()?;
    let now = app.clock.now().millis();
    let exchange = Exchange { hash: hash_of(token), next_hash, event: app.ids.next(), origin, now };
    let row = transact(&app.db, async |tx| exchange.run(tx).await).await?.ok_or(Error::Ended)?;
    let account = AccountKey(row.account_id);
    Ok(Begun { account, session: row.session_id, refresh_token: next, device_token: None })
}

impl Exchange<'_> {
    /// `None` where the token gives nothing; the end of a session must commit, so it is no error here.
    async fn run(&self, tx: &mut Tx) -> Result<Option<TokenRow>, Error> {
        let now = self.now;
        let Some(row) = fetch_optional!(tx, TokenRow, sql::FIND_TOKEN, self.hash.as_str())? else { return Ok(None) };
        if row.ended_at.is_some() || row.disabled_at.is_some() || row.expires_at <= now {
            return Ok(None);
        }
        let first_use = execute!(tx, sql::USE_TOKEN, self.hash.as_str(), now)? == 1;
        if !first_use && row.used_at.is_some_and(|used| now - used > REUSE_GRACE_MILLIS) {
            execute!(tx, sql::END, row.session_id, now)?;
            let event = Event::of(AccountKey(row.account_id), AuditKind::SessionStolen, self.origin);
            audit::note(tx, self.event, event).await?;
            return Ok(None);
        }
        if !first_use && execute!(tx, sql::USE_AGAIN, self.hash.as_str(), MOST_AGAIN)? == 0 {
            return Ok(None);
        }
        execute!(tx, sql::INSERT_TOKEN, self.next_hash.as_str(), row.session_id, now + REFRESH_MILLIS)?;
        execute!(tx, sql::SEEN, row.session_id, now, self.origin.address.as_str())?;
        Ok(Some(row))
    }
}
