//! Finds the message of a token, and takes its recipient off the sender's list.

use super::sql::{self, MessageRow};
use crate::allowances;
use crate::app::App;
use crate::db::{execute, fetch_optional, transact};

/// Tokens that stand for nothing, from one network an hour: a mistyped link is tried a few times. More of them are only told to
/// wait, and write nothing.
const MOST_WRONG: u32 = 100;

/// What a token leads to.
pub enum Found {
    Message(i64, MessageRow),
    Nothing,
    /// Too many of this network's stood for nothing.
    TooMany,
}

/// Looks a token up. One that stands for nothing is counted for the network it came from. One that stands for a message is
/// answered however many were wrong before: many people share a network, and nobody guesses one of 2^64.
pub async fn find(app: &App, token: &str, network: &str) -> Result<Found, sqlx::Error> {
    let (subject, now) = (format!("opt_out:{network}"), app.clock.now().millis());
    let mut reader = app.db.read().await?;
    if let Some(id) = app.opt_outs.message(token)
        && let Some(row) = fetch_optional!(&mut reader, MessageRow, sql::MESSAGE, id)?
    {
        return Ok(Found::Message(id, row));
    }
    // Asked before it is counted: a flood of wrong links writes nothing.
    if allowances::is_used_up(&mut reader, &subject, MOST_WRONG, now).await? {
        return Ok(Found::TooMany);
    }
    drop(reader);
    match transact(&app.db, async |tx| allowances::take(tx, &subject, MOST_WRONG, now).await).await {
        Ok(()) => Ok(Found::Nothing),
        Err(allowances::Error::UsedUp { .. }) => Ok(Found::TooMany),
        Err(allowances::Error::Database(cause)) => Err(cause),
    }
}

/// Puts the recipient on the sender's blacklist. What was only tried silences nobody.
pub async fn take_off(app: &App, id: i64, message: &MessageRow) -> Result<(), sqlx::Error> {
    if message.test {
        return Ok(());
    }
    let now = app.clock.now().millis();
    let (account, number) = (message.account_id, message.recipient);
    transact(&app.db, async |tx| execute!(tx, sql::BLACKLIST, account, number, now, id)).await?;
    Ok(())
}
