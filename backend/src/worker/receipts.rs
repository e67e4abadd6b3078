//! Applies receipts: they only ever move a status forward.
//!
//! Almost every receipt is good news of a message that was sent, and its address tells the campaign: those are applied
//! without asking for rows back ([`deliver`]). What is left (bad news, news that overtook the provider's answer or came
//! twice, strangers) goes one by one through the rules of the statement `RECEIPTS`.

use std::collections::{BTreeMap, HashSet};

use super::sql::{self, MovedRow};
use super::tally::{Tally, Whose};
use crate::credits::Error;
use crate::dashboard::quarter;
use crate::db::{Ids as IdList, Rows, Tx, execute, fetch_all};
use crate::ids::Ids;
use crate::messages::Status;
use crate::providers::{Delivery, Receipt};

/// What is kept of a receipt that cannot be placed.
const MAX_STRAY: usize = 1_000;

/// What a message can be before it is delivered, the more frequent first.
const UNDELIVERED: [Status; 2] = [Status::Sent, Status::DeliveredOperator];

/// What a receipt asks of a message's row.
struct Change<'a> {
    status: Status,
    attempt: Option<i32>,
    /// Where the address told it: to be believed only if the row says the same.
    campaign: Option<i64>,
    reason: Option<&'a str>,
    at: i64,
}

/// What is to be changed, by message.
type Changes<'a> = BTreeMap<i64, Change<'a>>;

/// Applies receipts of one provider. Those for messages that are not ours are kept (`stray_receipt`); an unknown word
/// changes nothing and is kept too.
pub async fn apply(
    tx: &mut Tx,
    ids: &Ids,
    now: i64,
    provider: &str,
    receipts: &[&Receipt],
    tally: &mut Tally,
) -> Result<(), Error> {
    let mut changes = Changes::new();
    for receipt in receipts {
        let (Some(message), Some(change)) = (message_of(receipt), change_of(receipt, now)) else {
            stray(tx, ids.next(), now, provider, receipt).await?;
            continue;
        };
        // Of several receipts for one message in a turn the furthest counts; a statement may touch a row only once.
        match changes.get(&message) {
            Some(known) if known.status >= change.status => {}
            _ => _ = changes.insert(message, change),
        }
    }
    let changes = deliver(tx, changes, tally).await?;
    if changes.is_empty() {
        return Ok(());
    }
    let moved = change(tx, &changes, tally).await?;
    evidence(tx, &moved).await?;
    keep_strays(tx, ids, now, provider, receipts, &changes, &moved).await
}

/// Applies the ordinary good news, campaign by campaign and quarter by quarter, and answers what is left. Statuses that are moved here are not
/// moved again by what comes after.
async fn deliver<'a>(tx: &mut Tx, changes: Changes<'a>, tally: &mut Tally) -> Result<Changes<'a>, Error> {
    let mut good: BTreeMap<(i64, Status, i64), Changes<'a>> = BTreeMap::new();
    let mut left = Changes::new();
    for (message, change) in changes {
        let list = match change.campaign {
            Some(campaign) if change.status <= Status::Received => {
                good.entry((campaign, change.status, quarter(message))).or_default()
            }
            _ => &mut left,
        };
        list.insert(message, change);
    }
    for ((campaign, status, quarter), changes) in good {
        let mut missing = changes.len() as u64;
        for was in UNDELIVERED.into_iter().filter(|was| *was < status) {
            if missing == 0 {
                break;
            }
            let rows = Rows::default().column(changes.keys().copied()).column(changes.values().map(|change| change.at));
            let moved = execute!(tx, sql::DELIVERED, rows, was.number(), status.number(), campaign)?;
            let (whose, count) = (Whose::campaign_in(campaign, quarter), i64::try_from(moved).unwrap_or(i64::MAX));
            tally.moved(whose, was.number(), status.number(), count);
            missing = missing.saturating_sub(moved);
        }
        if missing > 0 {
            left.extend(changes);
        }
    }
    Ok(left)
}

async fn change(tx: &mut Tx, changes: &Changes<'_>, tally: &mut Tally) -> Result<Vec<MovedRow>, Error> {
    let rows = Rows::default()
        .column(changes.keys().copied())
        .column(changes.values().map(|change| change.status.number()))
        .column(changes.values().map(|change| change.attempt.map(i64::from)))
        .column(changes.values().map(|change| change.reason))
        .column(changes.values().map(|change| change.at));
    let moved = fetch_all!(tx, MovedRow, sql::RECEIPTS, rows)?;
    tally.moved_rows(&moved);
    for row in moved.iter().filter(|row| row.closed && row.status >= Status::Received.number()) {
        tally.closed(row.campaign_id, -1);
    }
    Ok(moved)
}

/// A receipt proves that its message was taken: a retry that waits must not leave, and nobody has to ask any more.
async fn evidence(tx: &mut Tx, moved: &[MovedRow]) -> Result<(), Error> {
    let of = |status: Status| moved.iter().filter(move |row| row.was == status.number()).map(|row| row.id);
    let queued: Vec<i64> = of(Status::Queued).collect();
    if !queued.is_empty() {
        execute!(tx, sql::OUTBOX_EVIDENCE, IdList(&queued))?;
    }
    let doubted: Vec<i64> = of(Status::Uncertain).collect();
    if !doubted.is_empty() {
        execute!(tx, sql::INQUIRY_DONE, IdList(&doubted))?;
    }
    Ok(())
}

async fn keep_strays(
    tx: &mut Tx,
    ids: &Ids,
    now: i64,
    provider: &str,
    receipts: &[&Receipt],
    changes: &Changes<'_>,
    moved: &[MovedRow],
) -> Result<(), Error> {
    if moved.len() == changes.len() {
        return Ok(());
    }
    let moved: HashSet<i64> = moved.iter().map(|row| row.id).collect();
    let unmoved: Vec<i64> = changes.keys().copied().filter(|id| !moved.contains(id)).collect();
    let mut unknown: HashSet<i64> = unmoved.iter().copied().collect();
    for (id,) in fetch_all!(tx, (i64,), sql::KNOWN, IdList(&unmoved))? {
        unknown.remove(&id);
    }
    for receipt in receipts.iter().filter(|receipt| message_of(receipt).is_some_and(|id| unknown.contains(&id))) {
        stray(tx, ids.next(), now, provider, receipt).await?;
    }
    Ok(())
}

fn message_of(receipt: &Receipt) -> Option<i64> {
    receipt.reference.parse().ok()
}

fn change_of(receipt: &Receipt, now: i64) -> Option<Change<'_>> {
    let (status, reason) = match &receipt.delivery {
        Delivery::Operator => (Status::DeliveredOperator, None),
        Delivery::Received => (Status::Received, None),
        Delivery::Failed { reason } => (Status::Failed, Some(reason.as_str())),
        Delivery::Unknown => return None,
    };
    let at = receipt.at.map_or(now, openapi::Time::millis);
    let campaign = receipt.sent.campaign.map(|campaign| campaign.0);
    Some(Change { status, attempt: receipt.sent.attempt, campaign, reason, at })
}

async fn stray(tx: &mut Tx, id: i64, now: i64, provider: &str, receipt: &Receipt) -> Result<(), Error> {
    tracing::warn!(provider, reference = receipt.reference, "a receipt that cannot be placed is kept");
    let cut = |text: &str| text.chars().filter(|&c| c != '\0').take(MAX_STRAY).collect::<String>();
    execute!(tx, sql::STRAY, id, provider, cut(&receipt.reference), cut(&format!("{:?}", receipt.delivery)), now)?;
    Ok(())
}
