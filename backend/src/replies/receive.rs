//! A provider brings a reply.

use super::sql::{self, AnsweredRow};
use crate::app::App;
use crate::credits::{Book, Holder};
use crate::db::{Tx, execute, fetch_all, fetch_optional, transact};
use crate::ids::made_at;
use crate::messages::sql::digits;
use crate::providers::Inbound;

/// Messages to one number that are looked at for the last one. A campaign sleeps between its row and its sending, so the newest
/// row is not always what the phone received last; more than these are never under way to one phone.
const LATEST: i64 = 50;

/// Stores the reply with the account whose message it answers; STOP blacklists the number there at once.
pub async fn receive(app: &App, provider: &str, inbound: &Inbound) -> Result<(), sqlx::Error> {
    let text = inbound.text.replace('\0', "");
    let heard = Heard {
        from: digits(inbound.from),
        search: sms::fold(&text),
        stop: sms::is_stop(&text),
        text,
        provider,
        provider_ref: &inbound.provider_ref,
        now: app.clock.now().millis(),
    };
    let reference = inbound.reference.as_ref().and_then(|reference| reference.parse::<i64>().ok());
    transact(&app.db, async |tx| {
        let answered = answered(tx, &heard, reference).await?;
        if answered.is_empty() {
            tracing::warn!(provider, reference, "a reply that answers no message of ours");
        }
        for message in answered {
            store(tx, app.ids.next(), &heard, &message).await?;
        }
        Ok(())
    })
    .await
}

/// A reply as it came.
struct Heard<'a> {
    from: i64,
    text: String,
    search: String,
    stop: bool,
    provider: &'a str,
    /// The provider's own id of it.
    provider_ref: &'a str,
    now: i64,
}

/// The messages that it is about: the one it names, else, of a STOP, the last one to the number. There are several when
/// accounts wrote in the same millisecond: one each.
async fn answered(tx: &mut Tx, heard: &Heard<'_>, reference: Option<i64>) -> Result<Vec<AnsweredRow>, sqlx::Error> {
    if let Some(message) = reference
        && let Some(named) = fetch_optional!(tx, AnsweredRow, sql::ANSWERED, message, heard.from)?
    {
        // A code that certifies a mobile belongs to no account, and neither does what is answered to it.
        let ours = Holder::of(named.account_id) == Holder::Platform(Book::Courtesy);
        return Ok(if ours { Vec::new() } else { vec![named] });
    }
    if !heard.stop {
        return Ok(Vec::new());
    }
    let mut latest = fetch_all!(tx, AnsweredRow, sql::LATEST, heard.from, LATEST)?;
    let left = |row: &AnsweredRow| row.sent_at.unwrap_or_else(|| made_at(row.id));
    let last = latest.iter().map(left).max();
    latest.retain(|row| Some(left(row)) == last);
    // The newest of each account comes first.
    latest.sort_by_key(|row| (row.account_id, std::cmp::Reverse(row.id)));
    latest.dedup_by_key(|row| row.account_id);
    Ok(latest)
}

async fn store(tx: &mut Tx, id: i64, heard: &Heard<'_>, message: &AnsweredRow) -> Result<(), sqlx::Error> {
    let answerable = message.sender.is_none() && message.kind == "pro";
    let new = execute!(
        tx,
        sql::INSERT,
        id,
        message.account_id,
        heard.from,
        heard.text.as_str(),
        heard.search.as_str(),
        answerable.then_some(message.id),
        message.campaign_id.filter(|_| answerable),
        heard.stop,
        heard.provider,
        heard.provider_ref,
        heard.now
    )?;
    // What was only tried blacklists nobody who is really written to.
    if new == 1 && heard.stop && !message.test {
        execute!(tx, sql::BLACKLIST, message.account_id, heard.from, heard.now, message.id, heard.text.as_str())?;
    }
    Ok(())
}
