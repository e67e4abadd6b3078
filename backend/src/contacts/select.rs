//! Acts on all contacts that a filter leaves, on those named, or on those with the numbers of a campaign's messages
//! ([`crate::campaigns::Cleaned`]): as a job, a slice at a time.
//!
//! Everybody who is there when the job is asked for is meant, and nobody who comes later. The job's cursor is the last
//! contact that was acted on, and how many were changed so far.

use std::collections::BTreeSet;

use openapi::contacts::{ContactSelection, SelectionAction};
use openapi::jobs::{JobKind, SelectionResult};
use openapi::{GroupId, JobId};
use serde::{Deserialize, Serialize};

use super::among::ids_among;
use super::filter::Filter;
use super::set::Set;
use super::{Error, MAX_AT_ONCE, count, sql, trash};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::blacklist::sql as blacklist;
use crate::campaigns::Cleaned;
use crate::db::{Connected, Ids, Rows, Tx, execute, fetch_all, fetch_optional, transact};
use crate::groups::sql as groups;
use crate::jobs::{self as board, JobRow, NewJob, UNDO_WINDOW, sql as jobs, stands};
use crate::numbers::Country;
use crate::problem::{FieldErrors, Problem};
use crate::worker::jobs::{Slice, SliceError, lease_until};

/// Contacts of one transaction: about 20 ms of SQLite's one writer.
const SLICE: usize = 500;

/// How many times that many are looked at before a slice ends, however few were found.
const LOOKS: usize = 20;

/// A selection, parsed: the payload of its job.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Selection {
    /// In their order; none: all that `filter` leaves.
    ids: Option<Vec<i64>>,
    filter: Filter,
    except: Vec<i64>,
    action: SelectionAction,
    group: Option<i64>,
    /// In place of `ids` and `filter`.
    #[serde(default)]
    cleaned: Option<Cleaned>,
    /// Contacts with greater ids came after it.
    last: i64,
}

impl Selection {
    /// `last`: an id that is made now.
    pub fn parse(asked: ContactSelection, home: Country, last: i64) -> Result<Self, Problem> {
        let mut errors = FieldErrors::default();
        if asked.ids.is_some() == asked.filter.is_some() {
            errors.add("ids", "required", "name either ids or a filter");
        }
        let grouping = matches!(asked.action, SelectionAction::Group | SelectionAction::Ungroup);
        if grouping && asked.group.is_none() {
            errors.add("group", "required", "which group?");
        }
        let list = |ids: Vec<openapi::ContactId>| {
            let mut ids: Vec<i64> = ids.into_iter().map(|id| id.0).collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        let (ids, except) = (asked.ids.map(list), list(asked.except.unwrap_or_default()));
        for (field, count) in [("ids", ids.as_ref().map_or(0, Vec::len)), ("except", except.len())] {
            if count > MAX_AT_ONCE {
                errors.add(field, "too_many", format!("at most {MAX_AT_ONCE}; name a filter for more"));
            }
        }
        let filter = Filter::parse(asked.filter.unwrap_or_default(), home, "filter.", &mut errors);
        errors.finish()?;
        let group = asked.group.filter(|_| grouping).map(|GroupId(id)| id);
        Ok(Self { ids, filter, except, action: asked.action, group, cleaned: None, last })
    }

    /// Of the recipients of a campaign. `last`: an id that is made now.
    pub fn clean(cleaned: Cleaned, action: SelectionAction, last: i64) -> Self {
        let (filter, except) = (Filter::default(), Vec::new());
        Self { ids: None, filter, except, action, group: None, cleaned: Some(cleaned), last }
    }
}

/// Queues it. A group that is not the account's is told by the name of its field.
pub async fn start(
    tx: &mut Tx,
    account: AccountKey,
    id: JobId,
    selection: &Selection,
    now: i64,
) -> Result<JobId, Problem> {
    for (field, group) in [("group", selection.group), ("filter.group", selection.filter.group)] {
        let Some(group) = group else { continue };
        if fetch_optional!(tx, (i64,), groups::LOCK, group, account.0)?.is_none() {
            return Err(Problem::field(field, "unknown_group", "there is no such group"));
        }
    }
    let job = NewJob {
        id,
        account,
        kind: JobKind::Selection,
        subject: selection.group.unwrap_or_default(),
        due_at: now,
        total: 0,
        payload: selection,
    };
    Ok(board::start(tx, job, now).await?)
}

/// Runs one slice.
pub async fn slice(app: &App, job: &JobRow) -> Result<Slice, SliceError> {
    let account = AccountKey(job.account_id);
    let selection: Selection = serde_json::from_str(&job.payload)?;
    let (after, changed) = match job.cursor.split_once(' ') {
        Some((after, changed)) => (after.parse()?, changed.parse()?),
        None => (0_i64, 0_i64),
    };
    let mut reader = app.db.read().await?;
    let total = match (job.total, &selection.ids, &selection.cleaned) {
        (0, Some(ids), _) => ids.len() as i64,
        (0, None, Some(cleaned)) => cleaned.total(&mut reader).await?,
        (0, None, None) => total(&mut reader, account, &selection.filter).await?,
        (known, ..) => known,
    };
    let Next { ids, numbers, looked, last } = next(&mut reader, account, &selection, after).await?;
    drop(reader);
    let now = app.clock.now().millis();
    let advanced = transact(&app.db, async |tx| {
        if !stands(tx, job.id, &job.cursor).await? {
            return Ok(None);
        }
        let Some(last) = last else {
            let result = serde_json::to_string(&SelectionResult { changed, kept: 0 }).unwrap_or_default();
            execute!(tx, jobs::FINISH, job.id, "done", job.done, job.done, result.as_str())?;
            execute!(tx, jobs::OFFER_UNDO, job.id, now + UNDO_WINDOW)?;
            return Ok(None);
        };
        let meant: Vec<i64> = ids.iter().copied().filter(|id| selection.except.binary_search(id).is_err()).collect();
        let changed = changed
            + match (&selection.cleaned, selection.action) {
                (Some(_), SelectionAction::Blacklist) => blacklist_numbers(tx, account, &numbers, now).await?,
                _ => act(tx, account, job.id, &selection, &meant, now).await?,
            };
        let (cursor, done) = (format!("{last} {changed}"), job.done + looked);
        execute!(tx, jobs::ADVANCE, job.id, cursor.as_str(), done, total.max(done), lease_until(app))?;
        Ok(Some(JobRow { cursor, done, total: total.max(done), ..job.clone() }))
    })
    .await
    .map_err(|error: Error| error)?;
    Ok(advanced.map_or(Slice::Done, |job| Slice::More(Box::new(job))))
}

/// How many there are, for the progress bar: where that is not known at once, at least so many.
async fn total(on: &mut impl Connected, account: AccountKey, filter: &Filter) -> Result<i64, sqlx::Error> {
    match Set::alone(filter) {
        Some(set) => set.count(on, account, i64::MAX).await,
        None => Ok(count::count(on, account, filter).await?.0),
    }
}

/// Contacts that come next.
struct Next {
    ids: Vec<i64>,
    /// Numbers that were meant, where numbers are.
    numbers: Vec<i64>,
    /// How far this brings the job, in the unit of its total.
    looked: i64,
    /// The last one that was looked at; none: there was nobody left.
    last: Option<i64>,
}

/// The next contacts behind `after`, by id. Many may be looked at for few.
async fn next(
    on: &mut impl Connected,
    account: AccountKey,
    selection: &Selection,
    after: i64,
) -> Result<Next, sqlx::Error> {
    if let Some(ids) = &selection.ids {
        let ids: Vec<i64> = ids.iter().copied().filter(|id| *id > after).take(SLICE).collect();
        return Ok(Next { last: ids.last().copied(), numbers: Vec::new(), looked: ids.len() as i64, ids });
    }
    if let Some(cleaned) = &selection.cleaned {
        let Some(found) = cleaned.next(on, account, after, SLICE).await? else {
            return Ok(Next { ids: Vec::new(), numbers: Vec::new(), looked: 0, last: None });
        };
        let ids = fetch_all!(on, (i64,), sql::WITH_NUMBERS, Ids(&found.numbers), account.0, selection.last)?;
        let ids = ids.into_iter().map(|(id,)| id).collect();
        return Ok(Next { ids, numbers: found.numbers, looked: found.looked, last: Some(found.place) });
    }
    let set = Set::least(on, account, &selection.filter).await?;
    let mut next = Next { ids: Vec::new(), numbers: Vec::new(), looked: 0, last: None };
    for _ in 0..LOOKS {
        let behind = next.last.unwrap_or(after);
        let mut found = set.next(on, account, false, behind, SLICE as i64).await?;
        found.retain(|id| *id <= selection.last);
        let Some(last) = found.last() else { return Ok(next) };
        next.last = Some(*last);
        let left = ids_among(on, account, &found, &selection.filter).await?;
        if next.ids.len() + left.len() > SLICE {
            // These come with the next slice: the place is the last one that is acted on now.
            next.last = Some(behind);
            return Ok(next);
        }
        next.looked += left.len() as i64;
        next.ids.extend(left);
    }
    Ok(next)
}

/// Puts numbers there, whether they are contacts' or not; answers how many were not.
async fn blacklist_numbers(tx: &mut Tx, account: AccountKey, numbers: &[i64], now: i64) -> Result<i64, sqlx::Error> {
    let rows = Rows::default().column(numbers.iter().collect::<BTreeSet<_>>().into_iter().copied());
    let added = execute!(tx, blacklist::ADD, rows, account.0, "manual", now)?;
    // No import has this number.
    execute!(tx, blacklist::PIN, Ids(numbers), account.0, 0_i64)?;
    Ok(i64::try_from(added).unwrap_or(i64::MAX))
}

/// Acts on these, as far as they are the account's; answers how many were changed. A group that was deleted meanwhile
/// takes nobody in.
async fn act(
    tx: &mut Tx,
    account: AccountKey,
    job: i64,
    selection: &Selection,
    ids: &[i64],
    now: i64,
) -> Result<i64, sqlx::Error> {
    if let Some(group) = selection.group
        && fetch_optional!(tx, (i64,), groups::LOCK, group, account.0)?.is_none()
    {
        return Ok(0);
    }
    let group = selection.group.unwrap_or_default();
    let changed = match selection.action {
        SelectionAction::Group => execute!(tx, groups::ADD, Ids(ids), group, account.0)?,
        SelectionAction::Ungroup => execute!(tx, groups::REMOVE, Ids(ids), group)?,
        SelectionAction::Blacklist => {
            let added = execute!(tx, blacklist::ADD_CONTACTS, Ids(ids), account.0, now)?;
            execute!(tx, blacklist::PIN_CONTACTS, Ids(ids), account.0)?;
            added
        }
        SelectionAction::Delete => return trash::put_away(tx, account, job, ids).await,
    };
    Ok(i64::try_from(changed).unwrap_or(i64::MAX))
}
