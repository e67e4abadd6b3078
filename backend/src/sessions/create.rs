//! Signs in.

use openapi::sessions::NewSession;

use super::{Begun, Error, REFRESH_MILLIS, new_token, sql};
use crate::accounts::{AccountId, AccountKey, password};
use crate::app::App;
use crate::db::{execute, fetch_optional, transact};

/// What is kept of a User-Agent; enough to recognise one's own device.
const MAX_DEVICE: usize = 200;

/// Checks the password and begins a session. Takes as long for an unknown account as for a known one.
pub async fn create(app: &App, new: NewSession, device: &str) -> Result<Begun, Error> {
    let known = match AccountId::parse(&new.account_id) {
        Ok(id) => fetch_optional!(&mut app.db.read().await?, (i64, String), sql::CREDENTIALS, id.as_str())?,
        Err(_) => None,
    };
    let (account, hash) = known.unzip();
    let right = password::verify(new.password, hash).await?;
    let Some(account) = account.filter(|_| right) else { return Err(Error::WrongCredentials) };
    let session = app.ids.next();
    let (token, hash) = new_token()?;
    let now = app.clock.now().millis();
    let device: String = device.chars().take(MAX_DEVICE).collect();
    transact(&app.db, async |tx| -> Result<(), Error> {
        execute!(tx, sql::INSERT, session, account, device.as_str(), now)?;
        execute!(tx, sql::INSERT_TOKEN, hash.as_str(), session, now + REFRESH_MILLIS)?;
        Ok(())
    })
    .await?;
    Ok(Begun { account: AccountKey(account), session, refresh_token: token })
}
