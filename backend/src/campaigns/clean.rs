//! Cleans the address book by what a report shows: the contacts with the numbers of some of its messages go, or the numbers come
//! onto the blacklist. It is a job of contacts (`contacts/select.rs`), so that a deletion can be undone and a million recipients hold
//! up nobody.

use openapi::campaigns::{Cleaning, CleaningAction};
use openapi::contacts::SelectionAction;
use openapi::{CampaignId, JobId};
use serde::{Deserialize, Serialize};

use super::messages::parse_reason;
use super::report_sql as sql;
use super::sql::{self as campaigns, LaneRow, LockedRow};
use super::{Error, LANE_STRIDE};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::contacts::select::{self, Selection};
use crate::db::{Connected, Ids, fetch_all, fetch_optional, transact};
use crate::messages::Status;
use crate::problem::Problem;

/// Messages that can be named; more are told by their status.
const MAX_MESSAGES: usize = 1_000;

/// Rows of a lane that are looked at by one statement: few of them may be meant, and none should take long.
const STRETCH: i64 = 5_000;

/// Whose numbers are meant.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Cleaned {
    Numbers(Vec<i64>),
    /// Of the messages of a campaign that stand so when the job comes to them.
    Standing {
        campaign: i64,
        status: i32,
        reason: Option<String>,
    },
}

/// A stretch of them.
pub struct Found {
    pub numbers: Vec<i64>,
    /// Where it ends.
    pub place: i64,
    /// How much of the total it is.
    pub looked: i64,
}

/// Queues it. Messages that are not of this campaign are left out.
pub async fn clean(app: &App, account: AccountKey, id: CampaignId, asked: Cleaning) -> Result<JobId, Problem> {
    let mut reader = app.db.read().await?;
    fetch_optional!(&mut reader, LockedRow, campaigns::FIND, id.0, account.0)?.ok_or(Error::Missing)?;
    let cleaned = match (asked.messages, asked.status) {
        (Some(messages), None) if messages.len() > MAX_MESSAGES => {
            return Err(Problem::field(
                "messages",
                "too_many",
                format!("at most {MAX_MESSAGES}; name a status for more"),
            ));
        }
        (Some(_), None) if asked.reason.is_some() => {
            return Err(Problem::field("reason", "unexpected", "a reason goes with a status"));
        }
        (Some(messages), None) => {
            let ids: Vec<i64> = messages.into_iter().map(|message| message.0).collect();
            let numbers = fetch_all!(&mut reader, (i64,), sql::NUMBERS, Ids(&ids), account.0, id.0)?;
            Cleaned::Numbers(numbers.into_iter().map(|(number,)| number).collect())
        }
        (None, Some(status)) => {
            let status = Status::asked(status).number();
            Cleaned::Standing { campaign: id.0, status, reason: asked.reason.map(parse_reason).transpose()? }
        }
        _ => return Err(Problem::field("messages", "required", "name either messages or a status")),
    };
    drop(reader);
    let action = match asked.what {
        CleaningAction::Delete => SelectionAction::Delete,
        CleaningAction::Blacklist => SelectionAction::Blacklist,
    };
    let (job, now) = (JobId(app.ids.next()), app.clock.now().millis());
    let selection = Selection::clean(cleaned, action, job.0);
    let job = transact(&app.db, async |tx| select::start(tx, account, job, &selection, now).await).await?;
    app.worker.wake_jobs();
    Ok(job)
}

impl Cleaned {
    /// Behind a place, at most `size` of them; `None` at the end.
    pub async fn next(
        &self,
        on: &mut impl Connected,
        account: AccountKey,
        after: i64,
        size: usize,
    ) -> Result<Option<Found>, sqlx::Error> {
        match self {
            Self::Numbers(numbers) => {
                let begin = usize::try_from(after).unwrap_or(usize::MAX).min(numbers.len());
                let numbers: Vec<i64> = numbers[begin..].iter().copied().take(size).collect();
                let looked = i64::try_from(numbers.len()).unwrap_or(0);
                Ok((looked > 0).then_some(Found { numbers, place: after + looked, looked }))
            }
            Self::Standing { campaign, status, reason } => {
                let lanes = fetch_all!(on, LaneRow, campaigns::LANES, *campaign)?;
                for (number, lane) in (0_i64..).zip(&lanes).skip(usize::try_from(after / LANE_STRIDE).unwrap_or(0)) {
                    let seq = if number == after / LANE_STRIDE { after % LANE_STRIDE } else { 0 };
                    if seq >= lane.last_seq {
                        continue;
                    }
                    let (end, limit) = (lane.last_seq.min(seq + STRETCH), i64::try_from(size).unwrap_or(i64::MAX));
                    let reason = reason.as_deref();
                    let rows = fetch_all!(
                        on,
                        (i64, i64),
                        sql::STANDING,
                        lane.id,
                        seq,
                        end,
                        account.0,
                        *status,
                        reason,
                        limit
                    )?;
                    let end = rows.last().filter(|_| rows.len() == size).map_or(end, |row| row.1);
                    let numbers = rows.into_iter().map(|row| row.0).collect();
                    return Ok(Some(Found { numbers, place: number * LANE_STRIDE + end, looked: end - seq }));
                }
                Ok(None)
            }
        }
    }

    /// Numbers, or rows to look at.
    pub async fn total(&self, on: &mut impl Connected) -> Result<i64, sqlx::Error> {
        match self {
            Self::Numbers(numbers) => Ok(i64::try_from(numbers.len()).unwrap_or(i64::MAX)),
            Self::Standing { campaign, .. } => {
                let lanes = fetch_all!(on, LaneRow, campaigns::LANES, *campaign)?;
                Ok(lanes.iter().map(|lane| lane.last_seq).sum())
            }
        }
    }
}
