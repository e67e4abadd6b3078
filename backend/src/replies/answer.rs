//! Answers a reply: one message, paid and on its way like any other.

use openapi::ReplyId;
use openapi::messages::{Message, NewMessage};

use super::{Error, sql};
use crate::accounts::AccountKey;
use crate::db::{Connected, Tx, execute, fetch_one, fetch_optional};
use crate::messages::sql::{self as messages, msisdn};
use crate::messages::{Priced, Sending, send};

/// The answer as a message: no custom sender, so that the conversation can go on. For a `test` key there are only the replies to
/// what test keys have sent.
pub async fn draft(
    on: &mut impl Connected,
    account: AccountKey,
    id: ReplyId,
    text: String,
    test: bool,
) -> Result<NewMessage, Error> {
    let (sender,) = fetch_optional!(on, (i64,), sql::SENDER, id.0, account.0, test)?.ok_or(Error::Missing)?;
    Ok(NewMessage {
        to: msisdn(sender).to_string(),
        text,
        sender: None,
        kind: openapi::campaigns::Kind::Pro,
        language: None,
        purpose: Some(openapi::campaigns::Purpose::Transactional),
        client_ref: None,
    })
}

/// Sends it and ties it to the reply, which is read then.
pub async fn answer(
    tx: &mut Tx,
    account: AccountKey,
    id: ReplyId,
    message: &Priced,
    sending: Sending<'_>,
) -> Result<Message, Error> {
    let (sender,) =
        fetch_optional!(tx, (i64,), sql::SENDER, id.0, account.0, sending.payer.is_test())?.ok_or(Error::Missing)?;
    let (hits,) = fetch_one!(tx, (i64,), messages::BLACKLISTED, account.0, sender)?;
    if hits > 0 {
        return Err(Error::Blacklisted);
    }
    let sent = send(tx, message, sending).await?;
    execute!(tx, sql::ANSWER, id.0, account.0, sending.id.0, sending.now)?;
    Ok(sent)
}
