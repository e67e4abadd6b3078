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
use crate::links::{self, Purpose};

/// Every session ends, and whatever a guesser made the owner wait is over.
pub async fn confirm(app: &App, token: &str, new: NewPassword, origin: &Origin) -> Result<(), Error> {
    let (ids, now) = ([app.ids.next(), app.ids.next()], app.clock.now().millis());
    links::peek(&mut app.db.read().await?, token, Purpose::ResetPassword, now).await?;
    let hash = password::hash(new).await?;
    transact(&app.db, async |tx| -> Result<(), Error> {
        let account = links::redeem(tx, token, Purpose::ResetPassword, now).await?.account;
        let what = AuditKind::PasswordReset;
        set(tx, &Setting { account, hash: &hash, session: None, what, origin, ids, now }).await?;
        let public_id = public_id(tx, account).await?;
        guessing::clear(tx, &Subject::account(&public_id)).await?;
        Ok(())
    })
    .await
}
