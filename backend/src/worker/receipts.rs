//! Applies receipts: they only ever move a status forward.

use std::collections::{BTreeMap, HashSet};

use super::sql;
use super::tally::Tally;
use crate::credits::Error;
use crate::db::{Ids as IdList, Rows, Tx, execute, fetch_all};
use crate::ids::Ids;
use crate::messages::Status;
use crate::providers::{Delivery, Receipt};

/// What is kept of a receipt that cannot be placed.
const MAX_STRAY: usize = 1_000;

/// What a receipt asks of a message's row.
struct Change<'a> {
    status: Status,
    attempt: Option<i32>,
    reason: Option<&'a str>,
    at: i64,
}

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
    let mut changes: BTreeMap<i64, Change<'_>> = BTreeMap::new();
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
    if changes.is_empty() {
        return Ok(());
    }
    let rows = Rows::default()
        .column(changes.keys().copied())
        .column(changes.values().map(|change| change.status.number()))
        .column(changes.values().map(|change| change.attempt.map(i64::from)))
        .column(changes.values().map(|change| change.reason))
        .column(changes.values().map(|change| change.at));
    let moved = fetch_all!(tx, (i64, Option<i64>, i32, i32, bool), sql::RECEIPTS, rows)?;
    for &(_, campaign, was, status, closed) in &moved {
        tally.moved(campaign, was, status, 1);
        if closed && status >= Status::Received.number() {
            tally.closed(campaign, -1);
        }
    }
    evidence(tx, &moved).await?;
    keep_strays(tx, ids, now, provider, receipts, &changes, &moved).await
}

/// A receipt proves that its message was taken: a retry that waits must not leave, and nobody has to ask any more.
async fn evidence(tx: &mut Tx, moved: &[(i64, Option<i64>, i32, i32, bool)]) -> Result<(), Error> {
    let of = |status: Status| moved.iter().filter(move |row| row.2 == status.number()).map(|row| row.0);
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
    changes: &BTreeMap<i64, Change<'_>>,
    moved: &[(i64, Option<i64>, i32, i32, bool)],
) -> Result<(), Error> {
    if moved.len() == changes.len() {
        return Ok(());
    }
    let moved: HashSet<i64> = moved.iter().map(|row| row.0).collect();
    let unmoved: Vec<i64> = changes.keys().copied().filter(|id| !moved.contains(id)).collect();
    let known = fetch_all!(tx, (i64,), sql::KNOWN, IdList(&unmoved))?;
    let known: HashSet<i64> = known.into_iter().map(|(id,)| id).collect();
    let unknown =
        |receipt: &Receipt| message_of(receipt).is_some_and(|id| !moved.contains(&id) && !known.contains(&id));
    for receipt in receipts.iter().filter(|receipt| unknown(receipt)) {
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
    Some(Change { status, attempt: receipt.attempt, reason, at })
}

async fn stray(tx: &mut Tx, id: i64, now: i64, provider: &str, receipt: &Receipt) -> Result<(), Error> {
    tracing::warn!(provider, reference = receipt.reference, "a receipt that cannot be placed is kept");
    let cut = |text: &str| text.chars().filter(|&c| c != '\0').take(MAX_STRAY).collect::<String>();
    execute!(tx, sql::STRAY, id, provider, cut(&receipt.reference), cut(&format!("{:?}", receipt.delivery)), now)?;
    Ok(())
}
