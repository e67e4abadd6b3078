//! Asks for a link by e-mail.

use super::Error;
use crate::accounts::AccountId;
use crate::allowances;
use crate::app::App;
use crate::db::transact;
use crate::http::Origin;
use crate::mail::{self, Letter};

/// Links that an account is sent in an hour; more would only fill its mailbox. Asked for more, nothing is sent.
const MOST_SENT: u32 = 5;
/// Links that one network address can ask for in an hour.
const MOST_BY_ADDRESS: u32 = 30;

pub async fn create(app: &App, account_id: &AccountId, origin: &Origin) -> Result<(), Error> {
    let (letter, now) = (app.ids.next(), app.clock.now().millis());
    let public_id = account_id.as_str();
    transact(&app.db, async |tx| -> Result<(), Error> {
        allowances::take(tx, &format!("reset:{}", origin.network()), MOST_BY_ADDRESS, now).await?;
        match allowances::take(tx, &format!("reset_of:{public_id}"), MOST_SENT, now).await {
            // A stranger who asks and asks must not learn that somebody else asked before.
            Err(allowances::Error::UsedUp { .. }) => return Ok(()),
            taken => taken?,
        }
        // Whose it is, is found out when it is sent: here it would take longer for an account that exists.
        mail::queue(tx, letter, public_id, &Letter::PasswordReset(origin.at(now)), now).await?;
        Ok(())
    })
    .await
}
