//! A provider brings a reply.

use super::sql;
use crate::app::App;
use crate::credits::{Book, Holder};
use crate::db::{execute, fetch_optional, transact};
use crate::messages::sql::digits;
use crate::providers::Inbound;

/// Stores the reply with the account whose message it answers; STOP blacklists the number there at once.
pub async fn receive(app: &App, provider: &str, inbound: &Inbound) -> Result<(), sqlx::Error> {
    let from = digits(inbound.from);
    let Some(message) = inbound.reference.as_ref().and_then(|reference| reference.parse::<i64>().ok()) else {
        tracing::warn!(provider, "a reply that answers no message of ours");
        return Ok(());
    };
    let (id, now) = (app.ids.next(), app.clock.now().millis());
    let text = inbound.text.replace('\0', "");
    let stop = sms::is_stop(&text);
    transact(&app.db, async |tx| {
        let answered = fetch_optional!(tx, (i64, Option<i64>, bool), sql::ANSWERED, message, from)?;
        let Some((account, campaign, test)) = answered else {
            tracing::warn!(provider, message, "a reply to a message that is not ours, or from another phone");
            return Ok(());
        };
        // A code that certifies a mobile belongs to no account, and neither does what is answered to it.
        if Holder::of(account) == Holder::Platform(Book::Courtesy) {
            return Ok(());
        }
        let reference = inbound.provider_ref.as_str();
        execute!(tx, sql::INSERT, id, account, from, text.as_str(), message, campaign, stop, provider, reference, now)?;
        // What was only tried blacklists nobody who is really written to.
        if stop && !test {
            execute!(tx, sql::BLACKLIST, account, from, now, message, text.as_str())?;
        }
        Ok(())
    })
    .await
}
