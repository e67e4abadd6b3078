//! Writes the rows of one slice, in the job's transaction.

use std::collections::{HashMap, HashSet};

use openapi::GroupId;

use super::merge::{fresh, merge};
use super::read::Person;
use super::run::{Batch, Cursor, Refused, Run};
use super::{Error, sql};
use crate::blacklist::sql as blacklist;
use crate::contacts::sql::ContactRow;
use crate::contacts::{Details, Keys, put_words};
use crate::db::{Ids, Rows, Tx, execute, fetch_all, fetch_optional};
use crate::groups::{self, sql as group_sql};
use crate::messages::sql::digits;

/// What a slice does to the address book.
#[derive(Default)]
struct Changes {
    new: Vec<(i64, Details)>,
    changed: Vec<(i64, Details)>,
    /// Everybody the file names, changed or not.
    contacts: Vec<i64>,
    numbers: Vec<i64>,
}

/// Answers where the next slice begins.
pub async fn write(tx: &mut Tx, run: &Run<'_>, cursor: &Cursor, batch: &Batch) -> Result<Cursor, Error> {
    let mut next = Cursor { offset: batch.offset, row: batch.row, read: batch.last, ..cursor.clone() };
    let people = met_first(tx, run, &batch.people).await?;
    let mut changes = compare(tx, run, &people).await?;
    changes.numbers = people.iter().map(|person| digits(person.number.msisdn)).collect();
    let counts = &mut next.counts;
    counts.rows += count(batch.people.len() + batch.refused.len());
    counts.invalid += count(batch.refused.len());
    counts.duplicate += count(batch.people.len() - people.len());
    counts.new += count(changes.new.len());
    counts.updated += count(changes.changed.len());
    counts.unchanged += count(people.len() - changes.new.len() - changes.changed.len());
    counts.blacklisted += if run.plan.blacklist {
        count(changes.numbers.len())
    } else {
        count(fetch_all!(tx, (i64,), blacklist::AMONG, Ids(&changes.numbers), run.account.0)?.len())
    };
    refuse(tx, run, &batch.refused).await?;
    if !run.plan.dry_run {
        apply(tx, run, &changes).await?;
        next.group = join(tx, run, cursor.group, &changes.contacts).await?;
    }
    Ok(next)
}

/// The people whose numbers no row before theirs has.
async fn met_first<'p>(tx: &mut Tx, run: &Run<'_>, people: &'p [Person]) -> Result<Vec<&'p Person>, Error> {
    let mut here = HashSet::new();
    let once: Vec<&Person> = people.iter().filter(|person| here.insert(digits(person.number.msisdn))).collect();
    let numbers = Rows::default().column(once.iter().map(|person| digits(person.number.msisdn)));
    let met = fetch_all!(tx, (i64,), sql::MEET, numbers, run.job.id)?;
    let met: HashSet<i64> = met.into_iter().map(|(number,)| number).collect();
    Ok(once.into_iter().filter(|person| met.contains(&digits(person.number.msisdn))).collect())
}

/// Compares with the address book; one statement asks for all numbers.
async fn compare(tx: &mut Tx, run: &Run<'_>, people: &[&Person]) -> Result<Changes, Error> {
    let numbers: Vec<i64> = people.iter().map(|person| digits(person.number.msisdn)).collect();
    let mut known = HashMap::new();
    for row in fetch_all!(tx, ContactRow, sql::KNOWN, Ids(&numbers), run.account.0)? {
        known.entry(row.mobile).or_insert(row);
    }
    let mut changes = Changes::default();
    for person in people {
        let Some(row) = known.remove(&digits(person.number.msisdn)) else {
            let id = run.app.ids.next();
            changes.new.push((id, fresh(person)));
            changes.contacts.push(id);
            continue;
        };
        let (id, before) = (row.id, Details::from(row));
        let after = merge(&before, person, run.plan.mode);
        if after != before {
            changes.changed.push((id, after));
        }
        changes.contacts.push(id);
    }
    Ok(changes)
}

async fn apply(tx: &mut Tx, run: &Run<'_>, changes: &Changes) -> Result<(), Error> {
    let now = run.app.clock.now().millis();
    if !changes.new.is_empty() {
        let of = || changes.new.iter().map(|(_, details)| details);
        let rows = Rows::default()
            .column(changes.new.iter().map(|(id, _)| *id))
            .column(of().map(|details| digits(details.mobile)))
            .column(of().map(|details| details.country.as_str()))
            .column(of().map(Details::line_word));
        let keys = keys(&changes.new);
        execute!(tx, sql::ADD, texts(rows, of, &keys), run.account.0, now)?;
        put_words(tx, run.account, &keys, true).await?;
    }
    if !changes.changed.is_empty() {
        let of = || changes.changed.iter().map(|(_, details)| details);
        let rows = Rows::default().column(changes.changed.iter().map(|(id, _)| *id));
        let keys = keys(&changes.changed);
        execute!(tx, sql::CHANGE, texts(rows, of, &keys), now)?;
        put_words(tx, run.account, &keys, false).await?;
    }
    if run.plan.blacklist {
        let numbers = Rows::default().column(changes.numbers.iter().copied());
        execute!(tx, blacklist::ADD, numbers, run.account.0, "import", now)?;
    }
    Ok(())
}

fn keys(people: &[(i64, Details)]) -> Vec<(i64, Keys)> {
    people.iter().map(|(id, details)| (*id, details.keys())).collect()
}

/// The columns that new and changed contacts have in common.
fn texts<'d, I: Iterator<Item = &'d Details>>(rows: Rows, of: impl Fn() -> I, keys: &[(i64, Keys)]) -> Rows {
    rows.column(of().map(|details| details.last_name.as_str()))
        .column(of().map(|details| details.first_name.as_str()))
        .column(of().map(|details| details.email.as_str()))
        .column(of().map(|details| details.company.as_str()))
        .column(of().map(|details| Some(details.fields_json())))
        .column(keys.iter().map(|(_, keys)| keys.search.as_str()))
        .column(keys.iter().map(|(_, keys)| keys.last.as_str()))
        .column(keys.iter().map(|(_, keys)| keys.first.as_str()))
        .column(keys.iter().map(|(_, keys)| keys.email.as_str()))
        .column(keys.iter().map(|(_, keys)| keys.company.as_str()))
}

/// Puts everybody into the group; the first slice finds or makes it. One that is deleted meanwhile stays deleted.
async fn join(tx: &mut Tx, run: &Run<'_>, group: Option<GroupId>, contacts: &[i64]) -> Result<Option<GroupId>, Error> {
    let Some(name) = &run.plan.group else { return Ok(None) };
    let group = match group {
        Some(group) => group,
        None => {
            // The plan was parsed with the name.
            let Ok(name) = groups::Name::parse(name) else { return Ok(None) };
            let id = GroupId(run.app.ids.next());
            groups::ensure(tx, run.account, id, &name, run.app.clock.now().millis()).await?
        }
    };
    if fetch_optional!(tx, (i64,), group_sql::LOCK, group.0, run.account.0)?.is_some() {
        execute!(tx, sql::JOIN, Rows::default().column(contacts.iter().copied()), group.0)?;
    }
    Ok(Some(group))
}

async fn refuse(tx: &mut Tx, run: &Run<'_>, refused: &[Refused]) -> Result<(), Error> {
    if refused.is_empty() {
        return Ok(());
    }
    let rows = Rows::default()
        .column(refused.iter().map(|row| row.row))
        .column(refused.iter().map(|row| row.reason))
        .column(refused.iter().map(|row| row.cells.as_str()));
    execute!(tx, sql::REFUSE, rows, run.job.id)?;
    Ok(())
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
