//! Takes the right to send: a slice of a lane, or rows of the outbox.

use std::sync::Arc;
use std::time::Instant;

use openapi::Credits;
use openapi::campaigns::{Kind, Language};
use openapi::credits::MovementKind;
use openapi::notices::NoticeKind;

use super::queue::{Claimed, Origin};
use super::settle::refund;
use super::sql::{self, ClosedRow, LaneRow, OutboxRow, SliceRow};
use super::tally::{Tally, Whose};
use crate::accounts::AccountKey;
use crate::campaigns::kind_of;
use crate::credits::{self, Book, Cause, Error, Holder};
use crate::db::{Ids as IdList, Rows, Tx, execute, fetch_all, fetch_many, fetch_optional};
use crate::ids::Ids;
use crate::messages::{Status, sql::msisdn};

/// What one claim needs to know.
pub struct Terms<'a> {
    pub ids: &'a Ids,
    pub now: i64,
    /// When the right to send ends: in epoch milliseconds for the database, and on the monotonic clock for this node.
    pub lease_until: i64,
    pub lease: Instant,
    /// Messages to take at most.
    pub room: usize,
}

/// What a claim took.
#[derive(Default)]
pub struct Taken {
    pub messages: Vec<Claimed>,
    /// Batches that were opened, with the number of their messages.
    pub batches: Vec<(i64, usize)>,
    /// There may be more to take at once.
    pub more: bool,
}

/// Claims single messages and retries, then a slice of one lane.
pub async fn claim(tx: &mut Tx, terms: &Terms<'_>, tally: &mut Tally) -> Result<Taken, Error> {
    let mut taken = Taken::default();
    take_outbox(tx, terms, tally, &mut taken).await?;
    let room = terms.room.saturating_sub(taken.messages.len());
    if room > 0 {
        take_slice(tx, terms, room, tally, &mut taken).await?;
    }
    Ok(taken)
}

async fn take_outbox(tx: &mut Tx, terms: &Terms<'_>, tally: &mut Tally, taken: &mut Taken) -> Result<(), Error> {
    let room = i64::try_from(terms.room).unwrap_or(i64::MAX);
    let rows = fetch_all!(tx, OutboxRow, sql::OUTBOX_DUE, terms.now, room)?;
    if rows.is_empty() {
        return Ok(());
    }
    taken.more = rows.len() == terms.room;
    let (ended, open): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| row.status > 0 || row.blacklisted == 1 || row.cancelled == 1);
    close(tx, terms, &ended, tally).await?;
    if open.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = open.iter().map(|row| row.message_id).collect();
    execute!(tx, sql::OUTBOX_LEASE, IdList(&ids), terms.lease_until, i64::from(terms.ids.node()))?;
    taken.messages.extend(open.into_iter().map(|row| Claimed {
        id: row.message_id,
        attempt: row.attempt,
        to: msisdn(row.recipient),
        text: row.text.into(),
        sender: row.sender.map(Arc::from),
        kind: kind_of(&row.kind),
        language: language(&row.kind, row.language.as_deref(), row.home.as_deref()),
        provider: row.provider.into(),
        lease: terms.lease,
        origin: Origin::Outbox,
        single: row.single == 1,
    }));
    Ok(())
}

/// Ends rows of the outbox that must not be sent any more: blacklisted or cancelled since they were paid (refunded), or
/// settled by evidence.
async fn close(tx: &mut Tx, terms: &Terms<'_>, ended: &[OutboxRow], tally: &mut Tally) -> Result<(), Error> {
    if ended.is_empty() {
        return Ok(());
    }
    let verdict = |row: &OutboxRow| {
        if row.cancelled == 1 { (Status::Cancelled, "cancelled") } else { (Status::Skipped, "blacklisted") }
    };
    let rows = Rows::default()
        .column(ended.iter().map(|row| row.message_id))
        .column(ended.iter().map(|row| verdict(row).0.number()))
        .column(ended.iter().map(|row| verdict(row).1));
    let closed = fetch_all!(tx, ClosedRow, sql::CLOSE, rows)?;
    let ids: Vec<i64> = ended.iter().map(|row| row.message_id).collect();
    execute!(tx, sql::OUTBOX_DONE, IdList(&ids))?;
    for row in closed.iter().filter(|row| row.status == Status::Skipped.number()) {
        if let Some(campaign) = row.campaign_id {
            execute!(tx, sql::COUNT_SKIPS, campaign, "blacklisted", 1_i64)?;
        }
    }
    refund(tx, terms.ids, terms.now, &closed, tally).await
}

async fn take_slice(
    tx: &mut Tx,
    terms: &Terms<'_>,
    room: usize,
    tally: &mut Tally,
    taken: &mut Taken,
) -> Result<(), Error> {
    let Some((lane_id, account)) = fetch_optional!(tx, (i64, i64), sql::NEXT_LANE)? else { return Ok(()) };
    taken.more = true;
    // The account first: whatever is credited now either precedes this claim or comes after its `no_credit` and wakes it.
    let balance = credits::lock(tx, AccountKey(account)).await?;
    let Some(lane) = fetch_optional!(tx, LaneRow, sql::LOCK_LANE, lane_id)? else { return Ok(()) };
    let limit = i64::try_from(room).unwrap_or(i64::MAX);
    let mut rows = fetch_many!(tx, SliceRow, sql::SLICE, account, lane_id, lane.cursor, limit)?;
    rows.sort_by_key(|row| row.seq);
    let slice = Slice::cut(rows, balance);
    skip(tx, &lane, &slice.blacklisted, tally).await?;
    let cursor = slice.last_seq.unwrap_or(if slice.short { lane.cursor } else { lane.last_seq });
    let state = match (slice.short, cursor >= lane.last_seq) {
        (true, _) => "no_credit",
        (false, true) => "done",
        (false, false) => "ready",
    };
    execute!(tx, sql::ADVANCE, lane_id, cursor, state)?;
    if slice.short && execute!(tx, sql::NO_CREDIT, lane.campaign_id)? == 1 {
        tally.tell(lane.campaign_id, NoticeKind::NoCredit);
    }
    tally.claimed(lane.campaign_id, slice.price.ten_thousandths() + slice.spared);
    if slice.paid.is_empty() {
        return Ok(());
    }
    debit(tx, terms, account, &lane, &slice, tally).await?;
    let batch = terms.ids.next();
    execute!(
        tx,
        sql::OPEN_BATCH,
        batch,
        lane_id,
        lane.campaign_id,
        lane.cursor + 1,
        cursor,
        lane.provider.as_str(),
        i64::from(terms.ids.node()),
        terms.lease_until
    )?;
    taken.batches.push((batch, slice.paid.len()));
    hand_out(terms, lane, slice, batch, taken);
    Ok(())
}

/// A slice of a lane, divided: what can be paid and sent, what is blacklisted since the launch.
struct Slice {
    paid: Vec<SliceRow>,
    blacklisted: Vec<i64>,
    price: Credits,
    /// What the blacklisted would have cost, in 1/10 000.
    spared: i64,
    parts: i64,
    /// Where the slice ends; `None` when nothing of it can be taken.
    last_seq: Option<i64>,
    /// The balance ended before the slice did.
    short: bool,
}

impl Slice {
    /// The longest prefix that the balance can pay.
    fn cut(rows: Vec<SliceRow>, balance: Credits) -> Self {
        let mut slice = Self {
            paid: Vec::new(),
            blacklisted: Vec::new(),
            price: Credits::ZERO,
            spared: 0,
            parts: 0,
            last_seq: None,
            short: false,
        };
        for row in rows {
            let open = row.status == Status::Queued.number();
            if open && row.blacklisted == 1 {
                slice.blacklisted.push(row.id);
                slice.spared += row.price;
            } else if open {
                let price = slice.price + Credits::from_ten_thousandths(row.price);
                if price > balance {
                    slice.short = true;
                    break;
                }
                slice.price = price;
                slice.parts += i64::from(row.parts);
                slice.last_seq = Some(row.seq);
                slice.paid.push(row);
                continue;
            }
            slice.last_seq = Some(row.seq);
        }
        slice
    }
}

async fn skip(tx: &mut Tx, lane: &LaneRow, ids: &[i64], tally: &mut Tally) -> Result<(), Error> {
    if ids.is_empty() {
        return Ok(());
    }
    let count = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    execute!(tx, sql::SKIP, IdList(ids))?;
    execute!(tx, sql::COUNT_SKIPS, lane.campaign_id, "blacklisted", count)?;
    for &id in ids {
        let whose = Whose::campaign(lane.campaign_id, id);
        tally.moved(whose, Status::Queued.number(), Status::Skipped.number(), 1);
    }
    Ok(())
}

async fn debit(
    tx: &mut Tx,
    terms: &Terms<'_>,
    account: i64,
    lane: &LaneRow,
    slice: &Slice,
    tally: &mut Tally,
) -> Result<(), Error> {
    // What a test key sends costs nothing, and nothing is no movement.
    if slice.price == Credits::ZERO {
        execute!(tx, sql::SHARE, account, slice.parts)?;
        return Ok(());
    }
    let postings =
        [(Holder::Account(AccountKey(account)), -slice.price), (Holder::Platform(Book::Consumed), slice.price)];
    let cause = Cause { campaign: Some(lane.campaign_id), ..Cause::default() };
    credits::post(tx, terms.ids.next(), MovementKind::Sending, cause, &postings, terms.now).await?;
    execute!(tx, sql::SHARE, account, slice.parts)?;
    for row in &slice.paid {
        tally.charged(Whose::campaign(lane.campaign_id, row.id), row.price);
    }
    Ok(())
}

/// What a voice message is read in: what was asked for, else what is spoken where its account is at home.
fn language(kind: &str, asked: Option<&str>, home: Option<&str>) -> Option<Language> {
    match kind_of(kind) {
        Kind::Pro => None,
        Kind::Voice => asked.and_then(Language::of_code).or_else(|| home.map(Language::of_country)),
    }
}

fn hand_out(terms: &Terms<'_>, lane: LaneRow, slice: Slice, batch: i64, taken: &mut Taken) {
    // What all messages of a plain campaign share is kept once.
    let text: Arc<str> = lane.text.into();
    let sender: Option<Arc<str>> = lane.sender.map(Arc::from);
    let provider: Arc<str> = lane.provider.into();
    let kind = kind_of(&lane.kind);
    let language = language(&lane.kind, lane.language.as_deref(), Some(&lane.home));
    let origin = Origin::Batch { id: batch, campaign: lane.campaign_id };
    taken.messages.extend(slice.paid.into_iter().map(|row| Claimed {
        id: row.id,
        attempt: row.attempt,
        to: msisdn(row.recipient),
        text: row.text.map_or_else(|| text.clone(), Arc::from),
        sender: sender.clone(),
        kind,
        language,
        provider: provider.clone(),
        lease: terms.lease,
        origin,
        single: false,
    }));
}
