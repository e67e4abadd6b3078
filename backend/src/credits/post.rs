//! Writes a movement: the only way credits move.

use openapi::Credits;
use openapi::credits::MovementKind;

use super::sql::{self, MovedBalance};
use super::{Error, Holder, amount, kind_word};
use crate::accounts::AccountKey;
use crate::campaigns::sql as campaigns;
use crate::db::{Tx, execute, fetch_one, fetch_optional};
use crate::mail::{self, Letter};

/// Why credits move.
#[derive(Debug, Clone, Default)]
pub struct Cause<'a> {
    pub reference: Option<&'a str>,
    pub campaign: Option<i64>,
    pub message: Option<i64>,
    pub purchase: Option<i64>,
}

/// Takes the account's row and tells its balance; every transaction that debits begins with it (lock order: accounts
/// first).
pub async fn lock(tx: &mut Tx, account: AccountKey) -> Result<Credits, Error> {
    let row = fetch_optional!(tx, (i64,), sql::LOCK, account.0)?;
    row.map(|(balance,)| Credits::from_ten_thousandths(balance)).ok_or(Error::NoSuchAccount)
}

/// Writes a movement of these postings. [`Error::Insufficient`] when an account would fall below zero; nothing is
/// written then that the caller commits.
pub async fn post(
    tx: &mut Tx,
    id: i64,
    kind: MovementKind,
    cause: Cause<'_>,
    postings: &[(Holder, Credits)],
    now: i64,
) -> Result<(), Error> {
    if postings.len() < 2 || postings.iter().map(|&(_, credits)| credits).sum::<Credits>() != Credits::ZERO {
        return Err(Error::Unbalanced);
    }
    execute!(
        tx,
        sql::MOVEMENT,
        id,
        kind_word(kind),
        cause.reference,
        cause.campaign,
        cause.message,
        cause.purchase,
        now
    )?;
    let movement = Movement { id, kind, campaign: cause.campaign, now };
    for &(holder, credits) in postings {
        match holder {
            Holder::Platform(_) => _ = execute!(tx, sql::POSTING, id, holder.number(), amount(credits))?,
            Holder::Account(key) => post_to(tx, &movement, key, credits).await?,
        }
    }
    Ok(())
}

/// What the postings of a movement share.
struct Movement {
    id: i64,
    kind: MovementKind,
    campaign: Option<i64>,
    now: i64,
}

/// Posts to an account: its balance moves, and the posting takes the account's next number.
async fn post_to(tx: &mut Tx, movement: &Movement, key: AccountKey, credits: Credits) -> Result<(), Error> {
    let moved = move_balance(tx, movement, key, credits).await?;
    // Under the lock of the account's row, as all of a campaign's postings are.
    let net = match movement.campaign {
        None => None,
        Some(campaign) => {
            let (net,) = fetch_one!(tx, (i64,), sql::CHARGE_CAMPAIGN, campaign, key.0, moved.seq, amount(credits))?;
            Some(net)
        }
    };
    execute!(
        tx,
        sql::POSTING_OF_ACCOUNT,
        movement.id,
        key.0,
        amount(credits),
        moved.balance,
        moved.seq,
        moved.at,
        kind_word(movement.kind),
        movement.campaign,
        net
    )?;
    if credits > Credits::ZERO {
        wake(tx, key).await?;
    }
    Ok(())
}

/// Changes a balance; answers what it is now, and the posting's number and time. A balance that falls to the owner's
/// threshold or below is told by e-mail: the row is locked by the update, so among parallel debits exactly one sees
/// itself cross the threshold.
async fn move_balance(
    tx: &mut Tx,
    movement: &Movement,
    key: AccountKey,
    credits: Credits,
) -> Result<MovedBalance, Error> {
    let moved = fetch_optional!(tx, MovedBalance, sql::MOVE_BALANCE, key.0, amount(credits), movement.now)?;
    let moved = moved.ok_or(Error::Insufficient)?;
    let (balance, threshold) = (moved.balance, moved.credit_alert);
    let crossed = threshold > 0 && balance <= threshold && balance - amount(credits) > threshold;
    if crossed {
        let in_credits = Credits::from_ten_thousandths;
        let letter = Letter::CreditAlert { threshold: in_credits(threshold), balance: in_credits(balance) };
        // A movement crosses one threshold at most: it takes from one account.
        mail::queue(tx, movement.id, &moved.public_id, &letter, movement.now).await?;
    }
    Ok(moved)
}

/// Campaigns that waited for credits go on.
async fn wake(tx: &mut Tx, account: AccountKey) -> Result<(), Error> {
    execute!(tx, campaigns::WAKE_LANES_OF, account.0)?;
    execute!(tx, campaigns::WAKE_CAMPAIGNS_OF, account.0)?;
    Ok(())
}
