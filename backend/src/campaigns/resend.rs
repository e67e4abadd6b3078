//! Makes a draft to recipients of a campaign, by what became of them: who they are is found out when it is launched.

use openapi::CampaignId;
use openapi::campaigns::{CampaignRecipients, Who};

use super::create::put_sources;
use super::draft::Sources;
use super::{Error, sql};
use crate::accounts::AccountKey;
use crate::db::{Tx, execute, fetch_optional};

/// A campaign that was not launched has nobody to write to again (409). What only reached the sandbox is sent there again, whoever
/// asks: nobody real was silent, or failed.
pub async fn resend(
    tx: &mut Tx,
    account: AccountKey,
    id: CampaignId,
    who: Who,
    new: CampaignId,
    test: bool,
    now: i64,
) -> Result<(), Error> {
    if fetch_optional!(tx, sql::LockedRow, sql::LOCK, id.0, account.0)?.is_none() {
        return Err(Error::Missing);
    }
    if fetch_optional!(tx, (i64,), sql::WAS_LAUNCHED, id.0, account.0)?.is_none() {
        return Err(Error::WrongState("not launched"));
    }
    let tried = fetch_optional!(tx, (bool,), sql::IS_TEST, id.0, account.0)? == Some((true,));
    let test = test || tried;
    execute!(tx, sql::COPY, id.0, account.0, new.0, now, test)?;
    let campaign = Some(CampaignRecipients { id, who });
    put_sources(tx, new, &Sources { campaign, ..Sources::default() }).await
}
