//! Prices programmed campaigns, so that what they will need is known before they have rows.
//!
//! Whoever programs or changes a campaign does not wait for this: the price is worked out afterwards, by the code of the estimate,
//! and written unless the campaign has changed meanwhile. A crash leaves it to be priced. What happens to its groups
//! afterwards shows at the launch. When the rates of its date change, it is priced again.

use openapi::CampaignId;

use super::estimate::cost;
use super::price::Written;
use super::show::sources;
use super::sql::{self, PlanRow};
use super::{Error, kind_of};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Tx, execute, fetch_all, transact};
use crate::rates;

/// Campaigns of one round; the next round takes more.
const ROUND: i64 = 10;

/// Prices those that were not priced since they changed.
pub async fn round(app: &App) -> Result<(), Error> {
    let waiting = fetch_all!(&mut app.db.read().await?, PlanRow, sql::UNPLANNED, ROUND)?;
    for row in waiting {
        let (id, version) = (row.id, row.version);
        let revision = app.rates.revision();
        let price = price(app, row).await?;
        transact(&app.db, async |tx| {
            // Of rates that have changed meanwhile: the next round does it again.
            if rates::locked_revision(tx).await? != revision {
                return Ok(0);
            }
            execute!(tx, sql::PLAN, id, version, price)
        })
        .await?;
    }
    Ok(())
}

/// Has those priced again that leave at this moment or later: other rates hold from then on.
pub async fn forget(tx: &mut Tx, from: i64) -> Result<(), sqlx::Error> {
    execute!(tx, sql::FORGET_PLANS, from)?;
    Ok(())
}

async fn price(app: &App, row: PlanRow) -> Result<i64, Error> {
    let sources = sources(&mut app.db.read().await?, CampaignId(row.id)).await?;
    let now = app.clock.now().millis();
    let written = Written {
        text: &row.text,
        kind: kind_of(&row.kind),
        with_sender: row.sender.is_some(),
        stop_mention: row.stop_mention,
        test: false,
        at: row.send_at.unwrap_or(now).max(now),
    };
    Ok(cost(app, AccountKey(row.account_id), written, &sources).await?.ten_thousandths())
}
