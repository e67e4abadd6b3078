//! Writes the rows of one slice, in the job's transaction.

use std::collections::{HashMap, HashSet};

use openapi::GroupId;
use openapi::imports::ImportOutcome;

use super::merge::{consent, merge};
use super::read::{Consent, Person};
use super::reader::{Batch, Refused};
use super::run::{Cursor, Run};
use super::{Error, outcomes, sql, undo_sql};
use crate::blacklist::sql as blacklist;
use crate::contacts::sql::ContactRow;
use crate::contacts::{Details, Keys, Noted, put_words};
use crate::db::{Ids, Rows, Tx, execute, fetch_all, fetch_optional, put};
use crate::groups::{self, sql as group_sql};
use crate::messages::sql::digits;

/// What a slice does to the address book.
#[derive(Default)]
struct Changes<'p> {
    new: Vec<(i64, &'p Person)>,
    changed: Vec<Changed>,
    /// Contacts that were there, changed or not.
    found: Vec<i64>,
    numbers: Vec<i64>,
    /// What became of each person, in their order.
    outcomes: Vec<ImportOutcome>,
}

struct Changed {
    id: i64,
    details: Details,
    keys: Keys,
    consent: Option<Noted>,
}

/// Answers where the next slice begins.
pub async fn write(tx: &mut Tx, run: &Run<'_>, cursor: &Cursor, batch: &Batch) -> Result<Cursor, Error> {
    let (offset, row) = (batch.to.offset, batch.to.row);
    let mut next = Cursor { offset, row, read: batch.last, ..cursor.clone() };
    // Two runs may bring the same new number: the second one waits here, and finds it.
    fetch_optional!(tx, (i64,), sql::TAKE_TURN, run.account.0)?;
    alone(tx, run, cursor, &mut next).await?;
    let changes = compare(tx, run, &batch.people, next.alone).await?;
    let listed = listed(tx, run, &changes.numbers).await?;
    count_rows(&mut next, batch, &changes, listed.len());
    refuse(tx, run, &batch.refused).await?;
    if run.plan().dry_run {
        tell(tx, run, batch, &changes, &listed).await?;
        return Ok(next);
    }
    apply(tx, run, &changes).await?;
    next.touched |= !changes.new.is_empty() || !changes.changed.is_empty() || run.plan().blacklist;
    for (id, _) in &changes.new {
        next.first = if next.first == 0 { *id } else { next.first.min(*id) };
        next.last = next.last.max(*id);
    }
    join(tx, run, &mut next, &changes).await?;
    Ok(next)
}

fn count_rows(next: &mut Cursor, batch: &Batch, changes: &Changes<'_>, listed: usize) {
    let counts = &mut next.counts;
    counts.rows += count(batch.outcomes.len());
    counts.invalid += count(batch.refused.len());
    counts.duplicate += batch.duplicates;
    counts.new += count(changes.new.len());
    counts.updated += count(changes.changed.len());
    counts.unchanged += count(batch.people.len() - changes.new.len() - changes.changed.len());
    counts.blacklisted += count(listed);
}

/// Whether all contacts of the book are the run's own: then none of a slice's numbers is known, since the file's duplicates
/// are passed over already, and a fifth of the time is saved. Ids are in the order of time, up to a moment: so one looks
/// again behind those of the slice before the last.
async fn alone(tx: &mut Tx, run: &Run<'_>, before: &Cursor, next: &mut Cursor) -> Result<(), Error> {
    if run.plan().dry_run || (before.last > 0 && !before.alone) {
        return Ok(());
    }
    let others = fetch_optional!(tx, (i64,), sql::OTHERS, run.account.0, before.looked_behind, run.job.id)?;
    next.alone = others.is_none();
    next.looked_behind = before.last;
    Ok(())
}

/// Compares with the address book; one statement asks for all numbers.
async fn compare<'p>(tx: &mut Tx, run: &Run<'_>, people: &'p [Person], alone: bool) -> Result<Changes<'p>, Error> {
    let numbers: Vec<i64> = people.iter().map(|person| digits(person.details.mobile)).collect();
    let mut known = HashMap::new();
    let rows = if alone { Vec::new() } else { fetch_all!(tx, ContactRow, sql::KNOWN, Ids(&numbers), run.account.0)? };
    for row in rows {
        known.entry(row.mobile).or_insert(row);
    }
    let mut changes = Changes { numbers, ..Changes::default() };
    for person in people {
        let Some(row) = known.remove(&digits(person.details.mobile)) else {
            changes.new.push((run.app.ids.next(), person));
            changes.outcomes.push(ImportOutcome::New);
            continue;
        };
        let noted = row.consent_at.map(|at| Noted { source: row.consent_source.clone(), at });
        let (id, before) = (row.id, Details::from(row));
        let after = merge(&before, person, run.plan());
        let consent = consent(noted.clone(), person, run.plan().mode);
        let same = after == before && consent == noted;
        changes.found.push(id);
        changes.outcomes.push(if same { ImportOutcome::Unchanged } else { ImportOutcome::Updated });
        if !same {
            changes.changed.push(Changed { id, keys: after.keys(), details: after, consent });
        }
    }
    Ok(changes)
}

/// Of these numbers, those that are on the blacklist, or come there by this run.
async fn listed(tx: &mut Tx, run: &Run<'_>, numbers: &[i64]) -> Result<HashSet<i64>, Error> {
    if run.plan().blacklist {
        return Ok(numbers.iter().copied().collect());
    }
    if fetch_optional!(tx, (i64,), blacklist::ANYBODY, run.account.0)?.is_none() {
        return Ok(HashSet::new());
    }
    let listed = fetch_all!(tx, (i64,), blacklist::AMONG, Ids(numbers), run.account.0)?;
    Ok(listed.into_iter().map(|(number,)| number).collect())
}

/// Keeps what a dry run has to tell of each row.
async fn tell(
    tx: &mut Tx,
    run: &Run<'_>,
    batch: &Batch,
    changes: &Changes<'_>,
    listed: &HashSet<i64>,
) -> Result<(), Error> {
    if batch.outcomes.is_empty() {
        return Ok(());
    }
    let told = changes.outcomes.iter().zip(&changes.numbers);
    let mut told = told.map(|(outcome, number)| outcomes::letter(*outcome, listed.contains(number)));
    let letter = |letter: &u8| if *letter == outcomes::UNTOLD { told.next().unwrap_or(*letter) } else { *letter };
    let letters: String = batch.outcomes.iter().map(letter).map(char::from).collect();
    let start = i64::try_from(batch.from.offset).unwrap_or(i64::MAX);
    execute!(tx, sql::TELL, run.job.id, batch.to.row, batch.from.row, start, letters.as_str())?;
    Ok(())
}

async fn apply(tx: &mut Tx, run: &Run<'_>, changes: &Changes<'_>) -> Result<(), Error> {
    let (now, job) = (run.app.clock.now().millis(), run.job.id);
    if !changes.new.is_empty() {
        add(tx, run, &changes.new, now).await?;
    }
    if !changes.changed.is_empty() {
        let ids: Vec<i64> = changes.changed.iter().map(|changed| changed.id).collect();
        execute!(tx, undo_sql::REMEMBER, Ids(&ids), job, now)?;
        let of = || changes.changed.iter();
        let rows = Rows::default()
            .column(of().map(|changed| changed.id))
            .column(of().map(|changed| changed.consent.as_ref().map_or("", |consent| consent.source.as_str())))
            .column(of().map(|changed| changed.consent.as_ref().map(|consent| consent.at)));
        let rows = texts(rows, || of().map(|changed| (&changed.details, &changed.keys)));
        execute!(tx, sql::CHANGE, rows, now)?;
        put_words(tx, run.account, of().map(|changed| (changed.id, &changed.keys)), false).await?;
    }
    if run.plan().blacklist {
        let numbers = Rows::default().column(changes.numbers.iter().copied());
        execute!(tx, blacklist::ADD_IMPORTED, numbers, run.account.0, now, job)?;
        execute!(tx, blacklist::PIN, Ids(&changes.numbers), run.account.0, job)?;
    }
    Ok(())
}

async fn add(tx: &mut Tx, run: &Run<'_>, new: &[(i64, &Person)], now: i64) -> Result<(), Error> {
    let of = || new.iter().map(|(_, person)| &person.details);
    let consents = || {
        new.iter().map(|(_, person)| match &person.consent {
            Consent::Given(noted) => Some(noted),
            Consent::None | Consent::Untold => None,
        })
    };
    let rows = Rows::default()
        .column(new.iter().map(|(id, _)| *id))
        .column(of().map(|details| digits(details.mobile)))
        .column(of().map(|details| details.country.as_str()))
        .column(of().map(Details::line_word))
        .column(of().map(|details| details.typed.as_str()))
        .column(consents().map(|noted| noted.map_or("", |noted| noted.source.as_str())))
        .column(consents().map(|noted| noted.map(|noted| noted.at)));
    let rows = texts(rows, || new.iter().map(|(_, person)| (&person.details, &person.keys)));
    let rows = rows.same(run.account.0).same(now).same(now).same(run.job.id);
    put(tx, sql::ADD, &rows).await?;
    put_words(tx, run.account, new.iter().map(|(id, person)| (*id, &person.keys)), true).await?;
    Ok(())
}

/// The columns that new and changed contacts have in common.
fn texts<'d, I: Iterator<Item = (&'d Details, &'d Keys)>>(rows: Rows, of: impl Fn() -> I) -> Rows {
    rows.column(of().map(|(details, _)| details.last_name.as_str()))
        .column(of().map(|(details, _)| details.first_name.as_str()))
        .column(of().map(|(details, _)| details.email.as_str()))
        .column(of().map(|(details, _)| details.company.as_str()))
        .column(of().map(|(details, _)| Some(details.fields_json())))
        .column(of().map(|(_, keys)| keys.search.as_str()))
        .column(of().map(|(_, keys)| keys.last.as_str()))
        .column(of().map(|(_, keys)| keys.first.as_str()))
        .column(of().map(|(_, keys)| keys.email.as_str()))
        .column(of().map(|(_, keys)| keys.company.as_str()))
}

/// Puts everybody into the group; the first slice finds or makes it. One that is deleted meanwhile stays deleted.
async fn join(tx: &mut Tx, run: &Run<'_>, next: &mut Cursor, changes: &Changes<'_>) -> Result<(), Error> {
    let Some(name) = &run.plan().group else { return Ok(()) };
    let group = match next.group {
        Some(group) => group,
        None => {
            // The plan was parsed with the name.
            let Ok(name) = groups::Name::parse(name) else { return Ok(()) };
            let id = GroupId(run.app.ids.next());
            let group = groups::ensure(tx, run.account, id, &name, run.app.clock.now().millis()).await?;
            next.group_made = group == id;
            next.touched |= next.group_made;
            group
        }
    };
    next.group = Some(group);
    if fetch_optional!(tx, (i64,), group_sql::LOCK, group.0, run.account.0)?.is_none() {
        return Ok(());
    }
    if !changes.new.is_empty() {
        let new = Rows::default().column(changes.new.iter().map(|(id, _)| *id)).same(group.0);
        put(tx, sql::JOIN_NEW, &new).await?;
    }
    if !changes.found.is_empty() {
        let found = Rows::default().column(changes.found.iter().copied());
        let joined = fetch_all!(tx, (i64,), sql::JOIN, found, group.0)?;
        let joined: Vec<i64> = joined.into_iter().map(|(id,)| id).collect();
        if !joined.is_empty() {
            execute!(tx, undo_sql::REMEMBER_JOINED, Ids(&joined), run.job.id)?;
            next.touched = true;
        }
    }
    Ok(())
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
