//! Takes a single message off the list of what was sent.

use openapi::MessageId;

use super::{Error, sql};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{execute, fetch_optional, transact};

/// The message and its charge stay. One that waits or is in doubt is a conflict, and so is one of a campaign, which is listed as one.
/// For a `test` key there is only what test keys have sent.
pub async fn delete(app: &App, account: AccountKey, id: MessageId, test: bool) -> Result<(), Error> {
    transact(&app.db, async |tx| {
        if execute!(tx, sql::HIDE, id.0, account.0, test)? == 1 {
            return Ok(());
        }
        match fetch_optional!(tx, (bool,), sql::HIDDEN, id.0, account.0, test)? {
            Some((false,)) => Err(Error::Listed),
            _ => Err(Error::Missing),
        }
    })
    .await
}
