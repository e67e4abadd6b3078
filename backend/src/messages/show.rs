//! Shows one message.

use openapi::MessageId;
use openapi::messages::Message;

use super::{Error, MessageRow, sql};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_optional};

pub async fn show(on: &mut impl Connected, account: AccountKey, id: MessageId) -> Result<Message, Error> {
    let row = fetch_optional!(on, MessageRow, sql::SHOW, account.0, id.0)?;
    row.map(Message::from).ok_or(Error::Missing)
}
