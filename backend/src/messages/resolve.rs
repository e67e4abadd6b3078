//! Settles messages in doubt by the word of their owner.

use openapi::messages::{Resolution, Verdict};

use super::sql::UncertainRow;
use super::{Status, sql};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::credits::Error;
use crate::db::{Ids, Rows, Tx, execute, fetch_all, transact};
use crate::problem::Problem;
use crate::worker::settle::{refund, requeue};
use crate::worker::sql as worker;
use crate::worker::tally::Tally;

/// Messages settled in one transaction; more of a campaign take several.
const SLICE: i64 = 1_000;

/// Settles the messages that are uncertain among those asked for; answers how many. The others stay as they are. A `test` key
/// settles what test keys have sent.
pub async fn resolve(app: &App, account: AccountKey, test: bool, resolution: &Resolution) -> Result<i64, Problem> {
    match (&resolution.ids, resolution.campaign) {
        (Some(ids), None) => {
            let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
            if ids.len() > SLICE as usize {
                return Err(Problem::field("ids", "too_many", format!("at most {SLICE} ids at once")));
            }
            let settled = transact(&app.db, async |tx| {
                let rows = fetch_all!(tx, UncertainRow, sql::UNCERTAIN, Ids(&ids), account.0, test)?;
                settle(tx, app, resolution.verdict, &rows).await
            });
            Ok(settled.await.map_err(|error: Error| Problem::internal(error))?)
        }
        (None, Some(campaign)) => {
            let mut total = 0;
            loop {
                let settled = transact(&app.db, async |tx| {
                    let rows =
                        fetch_all!(tx, UncertainRow, sql::UNCERTAIN_OF_CAMPAIGN, campaign.0, account.0, SLICE, test)?;
                    settle(tx, app, resolution.verdict, &rows).await
                });
                let settled = settled.await.map_err(|error: Error| Problem::internal(error))?;
                total += settled;
                if settled < SLICE {
                    return Ok(total);
                }
            }
        }
        _ => Err(Problem::field("ids", "required", "name either ids or a campaign")),
    }
}

async fn settle(tx: &mut Tx, app: &App, verdict: Verdict, rows: &[UncertainRow]) -> Result<i64, Error> {
    if rows.is_empty() {
        return Ok(0);
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
