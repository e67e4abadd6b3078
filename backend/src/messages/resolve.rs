//! Settles messages in doubt by the word of their owner. What belongs to a cancelled campaign is sent again for nobody: he is
//! told so.

use openapi::CampaignId;
use openapi::messages::{Resolution, Verdict};

use super::sql::UncertainRow;
use super::{Error, Status, sql};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Ids, Rows, Tx, execute, fetch_all, transact};
use crate::problem::Problem;
use crate::worker::settle::{refund, requeue};
use crate::worker::sql as worker;
use crate::worker::tally::Tally;

/// Messages settled in one transaction; more of a campaign take several.
const SLICE: usize = 1_000;

/// Rows of a lane that are looked at by one statement: few of them are uncertain.
const STRETCH: i64 = 20_000;

/// Settles the messages that are uncertain among those asked for; answers how many. The others stay as they are. A `test` key
/// settles what test keys have sent.
pub async fn resolve(app: &App, account: AccountKey, test: bool, resolution: &Resolution) -> Result<i64, Problem> {
    match (&resolution.ids, resolution.campaign) {
        (Some(ids), None) => {
            let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
            if ids.len() > SLICE {
                return Err(Problem::field("ids", "too_many", format!("at most {SLICE} ids at once")));
            }
            Ok(these(app, account, test, &ids, resolution.verdict).await?)
        }
        (None, Some(campaign)) => Ok(all(app, account, test, campaign, resolution.verdict).await?),
        _ => Err(Problem::field("ids", "required", "name either ids or a campaign")),
    }
}

/// Those of a campaign that are uncertain now. They are looked for in short reads: one that is settled by other evidence meanwhile is
/// left alone, and one that becomes uncertain behind is for the next time.
async fn all(app: &App, account: AccountKey, test: bool, campaign: CampaignId, verdict: Verdict) -> Result<i64, Error> {
    let lanes = fetch_all!(&mut app.db.read().await?, (i64, i64), sql::LANES, campaign.0, account.0)?;
    let mut settled = 0;
    for (lane, last_seq) in lanes {
        let mut seq = 0;
        while seq < last_seq {
            let end = seq + STRETCH;
            let found = fetch_all!(&mut app.db.read().await?, (i64,), sql::UNCERTAIN_OF_LANE, lane, seq, end)?;
            let ids: Vec<i64> = found.into_iter().map(|(id,)| id).collect();
            for ids in ids.chunks(SLICE) {
                settled += these(app, account, test, ids, verdict).await?;
            }
            seq = end;
        }
    }
    Ok(settled)
}

/// Those of these that are uncertain.
async fn these(app: &App, account: AccountKey, test: bool, ids: &[i64], verdict: Verdict) -> Result<i64, Error> {
    transact(&app.db, async |tx| {
        let rows = fetch_all!(tx, UncertainRow, sql::UNCERTAIN, Ids(ids), account.0, test)?;
        settle(tx, app, verdict, &rows).await
    })
    .await
}

async fn settle(tx: &mut Tx, app: &App, verdict: Verdict, rows: &[UncertainRow]) -> Result<i64, Error> {
    if rows.is_empty() {
        return Ok(0);
    }
    if verdict == Verdict::Resend && rows.iter().any(|row| row.cancelled == 1) {
        return Err(Error::Cancelled);
    }
    let now = app.clock.now().millis();
    let mut tally = Tally::default();
    match verdict {
        Verdict::Sent => {
            let columns = Rows::default()
                .column(rows.iter().map(|row| row.id))
                .column(rows.iter().map(|_| None::<&str>))
                .column(rows.iter().map(|_| now));
            tally.moved_rows(&fetch_all!(tx, worker::MovedRow, worker::ACCEPTED, columns)?);
        }
        Verdict::NotSent => {
            let columns = Rows::default()
                .column(rows.iter().map(|row| row.id))
                .column(rows.iter().map(|_| Status::Failed.number()))
                .column(rows.iter().map(|_| "not_sent"));
            let closed = fetch_all!(tx, worker::ClosedRow, worker::CLOSE, columns)?;
            refund(tx, &app.ids, now, &closed, &mut tally).await?;
        }
        Verdict::Resend => {
            for test in [false, true] {
                let again = rows.iter().filter(|row| row.test == test).map(|row| (row.id, row.attempt + 1));
                let provider = app.providers.for_mode(test).adapter.name();
                requeue(tx, now, provider, &again.collect::<Vec<_>>(), &mut tally).await?;
            }
        }
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    execute!(tx, worker::INQUIRY_DONE, Ids(&ids))?;
    tally.write(tx, &app.ids, now).await?;
    Ok(i64::try_from(rows.len()).unwrap_or(i64::MAX))
}
