//! Sets a new password with the token of the link.

use openapi::audit::AuditKind;

use super::Error;
use crate::accounts::change_password::{Setting, set};
use crate::accounts::password::{self, NewPassword};
use crate::accounts::public_id;
use crate::app::App;
use crate::db::transact;
use crate::guessing::{self, Subject};
use crate::http::Origin;
use crate::links::{self, Purpose, new_token};
use crate::sessions;

/// Every session ends, and whatever a guesser made the owner wait is over. Answers the cookie by which this browser is known
/// from now on, so that the guesser does not keep its owner waiting again.
pub async fn confirm(app: &App, token: &str, new: String, origin: &Origin) -> Result<String, Error> {
    let (ids, now) = ([app.ids.next(), app.ids.next()], app.clock.now().millis());
    let mut reader = app.db.read().await?;
    // Before the work: a made-up link must not make the server think about passwords.
    let link = links::peek(&mut reader, token, Purpose::ResetPassword, now).await?;
    let known = vec![public_id(&mut reader, link.account).await?, link.email];
    drop(reader);
    let new = NewPassword::parse(new, known).await?.map_err(Error::NewPassword)?;
    let hash = password::hash(new).await?;
    let (device, _) = new_token()?;
    transact(&app.db, async |tx| -> Result<(), Error> {
        let account = links::redeem(tx, token, Purpose::ResetPassword, now).await?.account;
        let what = AuditKind::PasswordReset;
        set(tx, &Setting { account, hash: &hash, session: None, what, origin, ids, now }).await?;
        let public_id = public_id(tx, account).await?;
        guessing::clear(tx, &Subject::account(&public_id)).await?;
        sessions::know_device(tx, account, &device, now).await?;
        Ok(())
    })
    .await?;
    Ok(device)
}
