//! Makes one contact of each number that several have: the extras are deleted, or merged into the one that stays. As a
//! job, some numbers at a time; its cursor is the last number that was done, and how many contacts are gone so far.

use std::collections::HashMap;

use openapi::JobId;
use openapi::contacts::{DuplicateKeeping, DuplicateResolution};
use openapi::jobs::{JobKind, SelectionResult};
use serde::{Deserialize, Serialize};

use super::change::write;
use super::sql::{self, ContactRow};
use super::{Details, Error, MAX_AT_ONCE, MAX_FIELDS, trash};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Ids, Rows, Tx, execute, fetch_all, transact};
use crate::jobs::{self as board, JobRow, NewJob, UNDO_WINDOW, sql as jobs, stands};
use crate::messages::sql::digits;
use crate::numbers::{self, Country};
use crate::problem::{FieldErrors, Problem};
use crate::worker::jobs::{Slice, SliceError, lease_until};

/// Numbers of one transaction, and contacts of one number looked at together: some hundred rows at most, about 20 ms of
/// SQLite's one writer. Of a number that more contacts have, the rest comes in the next slice.
const NUMBERS: i64 = 50;
const CONTACTS: i64 = 10;

/// What is to be done: the payload of the job.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Resolution {
    /// In their order; none: all that several contacts have.
    numbers: Option<Vec<i64>>,
    keep: DuplicateKeeping,
    merge: bool,
}

impl Resolution {
    pub fn parse(asked: &DuplicateResolution, merge: bool, home: Country) -> Result<Self, Problem> {
        let mut errors = FieldErrors::default();
        let typed = asked.numbers.as_deref().unwrap_or_default();
        if typed.len() > MAX_AT_ONCE {
            errors.add("numbers", "too_many", format!("at most {MAX_AT_ONCE}; name none for all"));
            errors.finish()?;
            return Err(Problem::not_found());
        }
        let read = |(at, text): (usize, &String)| errors.take(&format!("numbers[{at}]"), numbers::read(text, home));
        let mut read: Vec<i64> =
            typed.iter().enumerate().filter_map(read).map(|number| digits(number.msisdn)).collect();
        errors.finish()?;
        read.sort_unstable();
        read.dedup();
        Ok(Self { numbers: asked.numbers.is_some().then_some(read), keep: asked.keep, merge })
    }
}

pub async fn start(
    tx: &mut Tx,
    account: AccountKey,
    id: JobId,
    resolution: &Resolution,
    now: i64,
) -> Result<JobId, sqlx::Error> {
    let kind = JobKind::Duplicates;
    let job = NewJob { id, account, kind, subject: 0, due_at: now, total: 0, payload: resolution };
    board::start(tx, job, now).await
}

/// Runs one slice.
pub async fn slice(app: &App, job: &JobRow) -> Result<Slice, SliceError> {
    let account = AccountKey(job.account_id);
    let resolution: Resolution = serde_json::from_str(&job.payload)?;
    let (after, gone) = match job.cursor.split_once(' ') {
        Some((after, gone)) => (after.parse()?, gone.parse()?),
        None => (0_i64, 0_i64),
    };
    let (numbers, last) = match &resolution.numbers {
        Some(numbers) => {
            let next: Vec<i64> =
                numbers.iter().copied().filter(|number| *number > after).take(NUMBERS as usize).collect();
            let last = next.last().copied();
            (next, last)
        }
        None => {
            let on = &mut app.db.read().await?;
            let found = fetch_all!(on, (i64, i64), sql::DUPLICATE_NUMBERS, account.0, after, i64::MAX, NUMBERS)?;
            let numbers: Vec<i64> = found.into_iter().map(|(number, _)| number).collect();
            let last = numbers.last().copied();
            (numbers, last)
        }
    };
    let now = app.clock.now().millis();
    let next = transact(&app.db, async |tx| {
        if !stands(tx, job.id, &job.cursor).await? {
            return Ok(None);
        }
        let Some(last) = last else {
            let result = serde_json::to_string(&SelectionResult { changed: gone, kept: 0 }).unwrap_or_default();
            execute!(tx, jobs::FINISH, job.id, "done", job.done, job.done, result.as_str())?;
            execute!(tx, jobs::OFFER_UNDO, job.id, now + UNDO_WINDOW)?;
            return Ok(None);
        };
        let done = resolve(tx, account, job.id, &resolution, &numbers, now).await?;
        // A number that has more contacts than were looked at is looked at again.
        let last = done.again.map_or(last, |number| number - 1);
        let (cursor, steps) = (format!("{last} {}", gone + done.gone), job.done + numbers.len() as i64);
        let total = resolution.numbers.as_ref().map_or(0, Vec::len) as i64;
        execute!(tx, jobs::ADVANCE, job.id, cursor.as_str(), steps, total.max(steps), lease_until(app))?;
        Ok(Some(JobRow { cursor, done: steps, ..job.clone() }))
    })
    .await
    .map_err(|error: Error| error)?;
    Ok(next.map_or(Slice::Done, |job| Slice::More(Box::new(job))))
}

/// What came of some numbers.
#[derive(Default)]
struct Resolved {
    gone: i64,
    /// The first number that has more contacts.
    again: Option<i64>,
}

async fn resolve(
    tx: &mut Tx,
    account: AccountKey,
    job: i64,
    resolution: &Resolution,
    numbers: &[i64],
    now: i64,
) -> Result<Resolved, Error> {
    let found = fetch_all!(tx, ContactRow, sql::DUPLICATES, Ids(numbers), account.0, CONTACTS)?;
    let ids: Vec<i64> = found.iter().map(|row| row.id).collect();
    // As they are now, and so that nobody changes them meanwhile.
    let mut of_number: HashMap<i64, Vec<ContactRow>> = HashMap::new();
    for row in fetch_all!(tx, ContactRow, sql::LOCK_ALL, Ids(&ids))? {
        of_number.entry(row.mobile).or_default().push(row);
    }
    let mut resolved = Resolved::default();
    for number in numbers {
        let Some(rows) = of_number.remove(number).filter(|rows| rows.len() > 1) else { continue };
        let full = rows.len() as i64 == CONTACTS;
        let (kept, extras) = keep(rows, resolution.keep);
        let ids: Vec<i64> = extras.iter().map(|row| row.id).collect();
        resolved.gone += ids.len() as i64;
        if resolution.merge {
            merge(tx, account, kept, extras, now).await?;
            execute!(tx, sql::DELETE, Ids(&ids), account.0)?;
        } else {
            trash::put_away(tx, account, job, &ids).await?;
        }
        if full {
            resolved.again = Some(*number);
            break;
        }
    }
    Ok(resolved)
}

/// The one that stays, and the others; rows come from the oldest to the newest.
fn keep(mut rows: Vec<ContactRow>, keeping: DuplicateKeeping) -> (ContactRow, Vec<ContactRow>) {
    let at = match keeping {
        DuplicateKeeping::Oldest => 0,
        DuplicateKeeping::Fullest => {
            let fullness: Vec<usize> = rows.iter().map(fullness).collect();
            let most = fullness.iter().copied().max().unwrap_or_default();
            fullness.iter().position(|known| *known == most).unwrap_or_default()
        }
    };
    let kept = rows.remove(at);
    (kept, rows)
}

/// How much is known of somebody.
fn fullness(row: &ContactRow) -> usize {
    let texts = [&row.last_name, &row.first_name, &row.email, &row.company, &row.consent_source];
    let own = super::details::read_fields(&row.fields);
    texts.into_iter().chain(own.values()).filter(|text| !text.is_empty()).count()
}

/// The kept one gets what it does not have: texts, own fields, consent, and all groups.
async fn merge(
    tx: &mut Tx,
    account: AccountKey,
    kept: ContactRow,
    extras: Vec<ContactRow>,
    now: i64,
) -> Result<(), sqlx::Error> {
    let id = kept.id;
    let ids: Vec<i64> = extras.iter().map(|row| row.id).collect();
    let noted = kept.consent_at.is_some();
    let consent = extras.iter().find_map(|row| Some((row.consent_source.clone(), row.consent_at?)));
    let mut details = Details::from(kept);
    for extra in extras.into_iter().map(Details::from) {
        let texts = [
            (&mut details.last_name, extra.last_name),
            (&mut details.first_name, extra.first_name),
            (&mut details.email, extra.email),
            (&mut details.company, extra.company),
        ];
        for (text, other) in texts {
            if text.is_empty() {
                *text = other;
            }
        }
        for (name, value) in extra.fields {
            let known = details.fields.get(&name).is_some_and(|known| !known.is_empty());
            if !known && (details.fields.len() < MAX_FIELDS || details.fields.contains_key(&name)) {
                details.fields.insert(name, value);
            }
        }
    }
    write(tx, account, id, &details, now).await?;
    if let Some((source, at)) = consent.filter(|_| !noted) {
        execute!(tx, sql::CONSENT, id, account.0, source.as_str(), Some(at))?;
    }
    let pairs = Rows::default().column(ids.iter().map(|_| id)).column(ids.iter().copied());
    execute!(tx, sql::JOIN_THEIR_GROUPS, pairs)?;
    Ok(())
}
