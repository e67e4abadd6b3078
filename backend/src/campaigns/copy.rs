//! Copies a campaign into a new draft; the original stays as it is.

use openapi::CampaignId;

use super::{Error, sql};
use crate::accounts::AccountKey;
use crate::db::{Tx, execute};

pub async fn copy(
    tx: &mut Tx,
    account: AccountKey,
    id: CampaignId,
    new: CampaignId,
    test: bool,
    now: i64,
) -> Result<(), Error> {
    if execute!(tx, sql::COPY, id.0, account.0, new.0, now, test)? == 0 {
        return Err(Error::Missing);
    }
    execute!(tx, sql::COPY_SOURCES, id.0, new.0)?;
    Ok(())
}
