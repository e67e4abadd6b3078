//! Writes down what became of messages, in statements of many rows.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use openapi::Credits;
use openapi::credits::MovementKind;

use super::outcome::{Inquired, Settled, Verdict};
use super::queue::{Claimed, Origin};
use super::sql::{self, ClosedRow, MovedRow};
use super::tally::{Tally, Whose};
use crate::credits::{self, Book, Cause, Error, Holder};
use crate::dashboard::quarter;
use crate::db::{Rows, Tx, execute, fetch_all};
use crate::ids::Ids;
use crate::messages::Status;
use crate::providers::Inquiry;

/// A provider that asks to wait is asked again this often at most (about half an hour in all); then it has refused.
const MAX_ATTEMPTS: i32 = 30;

/// The longest pause between two attempts.
const MAX_PAUSE: Duration = Duration::from_secs(60);

/// How often a provider that does not answer an inquiry is asked; after that the owner decides.
const MAX_INQUIRIES: i32 = 10;

/// What settling needs to know.
pub struct Terms<'a> {
    pub ids: &'a Ids,
    pub now: i64,
    /// The provider's time-out and a second: no sooner can it say that something never arrived.
    pub inquire_after: Duration,
}

/// Writes the verdicts. The rows of the outbox that they end are deleted, the batches are ended by [`end_batches`].
pub async fn settle(tx: &mut Tx, terms: &Terms<'_>, settled: &[Settled], tally: &mut Tally) -> Result<(), Error> {
    let mut by = Verdicts::default();
    for one in settled {
        by.sort(one, terms);
    }
    accepted_queued(tx, &mut by, terms, tally).await?;
    accepted(tx, &by, terms, tally).await?;
    refused(tx, &by, terms, tally).await?;
    doubted(tx, &by, terms, tally).await?;
    if !by.later.is_empty() {
        retry(tx, &by.later).await?;
    }
    if !by.outbox_done.is_empty() {
        execute!(tx, sql::OUTBOX_SETTLED, attempts(&by.outbox_done))?;
    }
    Ok(())
}

/// A message that is to be tried again.
struct Retry<'a> {
    message: i64,
    provider: &'a str,
    /// The attempt that is over, and the one to come: the same where nothing was written.
    tried: i32,
    attempt: i32,
    /// In epoch milliseconds.
    due: i64,
}

impl<'a> Retry<'a> {
    fn after(message: &'a Claimed, attempt: i32, due: i64) -> Self {
        Self { message: message.id, provider: &message.provider, tried: message.attempt, attempt, due }
    }
}

/// A message that was taken, and the provider's own reference of it.
type Acceptance<'a> = (i64, Option<&'a str>);

/// Verdicts, sorted by what they do.
#[derive(Default)]
struct Verdicts<'a> {
    /// By campaign and the quarter they were made in, where that is known: of those the database need not answer rows.
    queued: BTreeMap<(i64, i64), Vec<Acceptance<'a>>>,
    accepted: Vec<Acceptance<'a>>,
    refused: Vec<(i64, i32, &'a str)>,
    /// Message, attempt, reason, provider.
    doubted: Vec<(i64, i32, &'a str, &'a str)>,
    later: Vec<Retry<'a>>,
    /// Message and attempt.
    outbox_done: Vec<(i64, i32)>,
}

impl<'a> Verdicts<'a> {
    fn sort(&mut self, one: &'a Settled, terms: &Terms<'_>) {
        let message = &one.message;
        let mut ended = true;
        match &one.verdict {
            Verdict::Accepted { provider_ref } => {
                let list = match message.origin.campaign() {
                    Some(campaign) => self.queued.entry((campaign, quarter(message.id))).or_default(),
                    None => &mut self.accepted,
                };
                list.push((message.id, provider_ref.as_deref()));
            }
            Verdict::Refused { reason } => self.refused.push((message.id, message.attempt, reason)),
            Verdict::Later { reason, .. } if message.attempt >= MAX_ATTEMPTS => {
                self.refused.push((message.id, message.attempt, reason));
            }
            Verdict::Later { after, .. } => {
                ended = false;
                let doubled = *after * 2_u32.saturating_pow(message.attempt.clamp(1, 10).unsigned_abs() - 1);
                let due = terms.now + millis(doubled.min(MAX_PAUSE.max(*after)));
                self.later.push(Retry::after(message, message.attempt + 1, due));
            }
            Verdict::Unsent { after } => {
                ended = false;
                self.later.push(Retry::after(message, message.attempt, terms.now + millis(*after)));
            }
            Verdict::Unknown { reason } => {
                self.doubted.push((message.id, message.attempt, reason, &message.provider));
            }
        }
        if ended && message.origin == Origin::Outbox {
            self.outbox_done.push((message.id, message.attempt));
        }
    }
}

/// Accepts what was queued, and leaves to [`accepted`] the campaigns where something was not: statuses that it finds moved
/// already count no second time.
async fn accepted_queued(
    tx: &mut Tx,
    by: &mut Verdicts<'_>,
    terms: &Terms<'_>,
    tally: &mut Tally,
) -> Result<(), Error> {
    for ((campaign, quarter), list) in std::mem::take(&mut by.queued) {
        let rows = Rows::default().column(list.iter().map(|one| one.0)).column(list.iter().map(|one| one.1));
        let moved = execute!(tx, sql::ACCEPTED_QUEUED, rows, terms.now)?;
        let count = i64::try_from(moved).unwrap_or(i64::MAX);
        let whose = Whose::campaign_in(campaign, quarter);
        tally.moved(whose, Status::Queued.number(), Status::Sent.number(), count);
        if moved < list.len() as u64 {
            by.accepted.extend(list);
        }
    }
    Ok(())
}

async fn accepted(tx: &mut Tx, by: &Verdicts<'_>, terms: &Terms<'_>, tally: &mut Tally) -> Result<(), Error> {
    if by.accepted.is_empty() {
        return Ok(());
    }
    let rows = Rows::default()
        .column(by.accepted.iter().map(|one| one.0))
        .column(by.accepted.iter().map(|one| one.1))
        .column(by.accepted.iter().map(|_| terms.now));
    tally.moved_rows(&fetch_all!(tx, MovedRow, sql::ACCEPTED, rows)?);
    Ok(())
}

async fn refused(tx: &mut Tx, by: &Verdicts<'_>, terms: &Terms<'_>, tally: &mut Tally) -> Result<(), Error> {
    if by.refused.is_empty() {
        return Ok(());
    }
    let rows = Rows::default()
        .column(by.refused.iter().map(|one| one.0))
        .column(by.refused.iter().map(|one| one.1))
        .column(by.refused.iter().map(|one| one.2));
    let closed = fetch_all!(tx, ClosedRow, sql::REFUSED, rows)?;
    refund(tx, terms.ids, terms.now, &closed, tally).await
}

async fn doubted(tx: &mut Tx, by: &Verdicts<'_>, terms: &Terms<'_>, tally: &mut Tally) -> Result<(), Error> {
    if by.doubted.is_empty() {
        return Ok(());
    }
    let rows = Rows::default()
        .column(by.doubted.iter().map(|one| one.0))
        .column(by.doubted.iter().map(|one| one.1))
        .column(by.doubted.iter().map(|one| one.2));
    let doubted = fetch_all!(tx, MovedRow, sql::DOUBTED, rows)?;
    let provider: HashMap<i64, &str> = by.doubted.iter().map(|one| (one.0, one.3)).collect();
    let due = terms.now + millis(terms.inquire_after);
    let inquiries =
        doubted.iter().map(|row| (row.id, provider.get(&row.id).copied().unwrap_or_default(), row.attempt, due));
    inquire(tx, &inquiries.collect::<Vec<_>>()).await?;
    tally.moved_rows(&doubted);
    Ok(())
}

/// Puts messages into the outbox, still charged. Only what is queued goes there.
async fn retry(tx: &mut Tx, rows: &[Retry<'_>]) -> Result<(), Error> {
    let tried = Rows::default()
        .column(rows.iter().map(|row| row.message))
        .column(rows.iter().map(|row| row.provider))
        .column(rows.iter().map(|row| row.tried))
        .column(rows.iter().map(|row| row.attempt))
        .column(rows.iter().map(|row| row.due));
    execute!(tx, sql::RETRY, tried)?;
    let attempts = Rows::default()
        .column(rows.iter().map(|row| row.message))
        .column(rows.iter().map(|row| row.tried))
        .column(rows.iter().map(|row| row.attempt));
    execute!(tx, sql::NEXT_ATTEMPT, attempts)?;
    Ok(())
}

/// Messages and their attempts.
fn attempts(rows: &[(i64, i32)]) -> Rows {
    Rows::default().column(rows.iter().map(|row| row.0)).column(rows.iter().map(|row| row.1))
}

/// Notes that the provider is to be asked: message, provider, attempt, due.
pub async fn inquire(tx: &mut Tx, rows: &[(i64, &str, i32, i64)]) -> Result<(), Error> {
    if !rows.is_empty() {
        execute!(tx, sql::INQUIRE, columns(rows))?;
    }
    Ok(())
}

fn columns(rows: &[(i64, &str, i32, i64)]) -> Rows {
    Rows::default()
        .column(rows.iter().map(|row| row.0))
        .column(rows.iter().map(|row| row.1))
        .column(rows.iter().map(|row| row.2))
        .column(rows.iter().map(|row| row.3))
}

/// Ends batches of which every message has been heard of.
pub async fn end_batches(tx: &mut Tx, batches: &[i64]) -> Result<(), Error> {
    for batch in batches {
        execute!(tx, sql::BATCH_DONE, *batch)?;
    }
    Ok(())
}

/// Gives back what messages cost that ended without being sent: one movement a campaign, one a single message.
pub async fn refund(tx: &mut Tx, ids: &Ids, now: i64, closed: &[ClosedRow], tally: &mut Tally) -> Result<(), Error> {
    let mut sums: BTreeMap<(i64, Option<i64>, Option<i64>), i64> = BTreeMap::new();
    for row in closed {
        tally.moved(row.whose(), row.was, row.status, 1);
        tally.charged(row.whose(), -row.price);
        let single = row.campaign_id.is_none().then_some(row.id);
        *sums.entry((row.account_id, row.campaign_id, single)).or_default() += row.price;
    }
    for ((account, campaign, message), sum) in sums.into_iter().filter(|&(_, sum)| sum > 0) {
        let back = Credits::from_ten_thousandths(sum);
        let postings = [(Holder::of(account), back), (Holder::Platform(Book::Consumed), -back)];
        let cause = Cause { campaign, message, ..Cause::default() };
        credits::post(tx, ids.next(), MovementKind::Refund, cause, &postings, now).await?;
    }
    Ok(())
}

/// Writes what providers answered to inquiries.
pub async fn inquired(
    tx: &mut Tx,
    terms: &Terms<'_>,
    provider: &str,
    heard: &[Inquired],
    tally: &mut Tally,
) -> Result<(), Error> {
    let ids = |answer: Inquiry| heard.iter().filter(move |one| one.answer == answer);
    let taken: Vec<i64> = ids(Inquiry::Taken).map(|one| one.message).collect();
    if !taken.is_empty() {
        let rows = Rows::default()
            .column(taken.iter().copied())
            .column(taken.iter().map(|_| None::<&str>))
            .column(taken.iter().map(|_| terms.now));
        tally.moved_rows(&fetch_all!(tx, MovedRow, sql::ACCEPTED, rows)?);
    }
    let lost: Vec<&Inquired> = ids(Inquiry::NeverArrived).collect();
    if !lost.is_empty() {
        requeue(
            tx,
            terms.now,
            provider,
            &lost.iter().map(|one| (one.message, one.attempt + 1)).collect::<Vec<_>>(),
            tally,
        )
        .await?;
    }
    let silent: Vec<&Inquired> = ids(Inquiry::NoAnswer).collect();
    let (again, given_up): (Vec<&Inquired>, Vec<&Inquired>) =
        silent.into_iter().partition(|one| one.tries < MAX_INQUIRIES);
    if !again.is_empty() {
        let pause = |tries: i32| Duration::from_secs(2_u64.saturating_pow(tries.clamp(0, 6).unsigned_abs()));
        let rows = Rows::default()
            .column(again.iter().map(|one| one.message))
            .column(again.iter().map(|one| one.attempt))
            .column(again.iter().map(|one| terms.now + millis(pause(one.tries))))
            .column(again.iter().map(|one| one.tries + 1));
        execute!(tx, sql::INQUIRY_LATER, rows)?;
    }
    let ended = heard.iter().filter(|one| one.answer != Inquiry::NoAnswer).chain(given_up);
    let ended: Vec<(i64, i32)> = ended.map(|one| (one.message, one.attempt)).collect();
    if !ended.is_empty() {
        execute!(tx, sql::INQUIRY_HEARD, attempts(&ended))?;
    }
    Ok(())
}

/// Sends again what is proven never to have arrived (or declared so by its owner): message and new attempt.
pub async fn requeue(
    tx: &mut Tx,
    now: i64,
    provider: &str,
    rows: &[(i64, i32)],
    tally: &mut Tally,
) -> Result<(), Error> {
    let moved = fetch_all!(tx, MovedRow, sql::REQUEUE, attempts(rows))?;
    // Of the others another attempt may be on its way.
    let again =
        moved.iter().map(|row| Retry { message: row.id, provider, tried: row.attempt, attempt: row.attempt, due: now });
    retry(tx, &again.collect::<Vec<_>>()).await?;
    tally.moved_rows(&moved);
    Ok(())
}

pub(super) fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
