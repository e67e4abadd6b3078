//! Sends credits to another account.

use std::cmp::Ordering;

use openapi::credits::{MovementKind, NewTransfer};
use openapi::{Credits, MovementId};

use super::{Cause, Error, Holder, lock, post, sql};
use crate::accounts::{AccountId, AccountKey, committed};
use crate::db::{Tx, fetch_optional};

/// More than all accounts together will ever have; adding it to a balance still fits the database's 64 bits.
const MOST: Credits = Credits::whole(100_000_000_000);

/// Debits `from` and credits the account named in `transfer`, at once. The receiver's row is locked in the order of ids,
/// as everywhere, so that two accounts that pay each other do not deadlock. What campaigns still need goes only if the transfer says so.
pub async fn transfer(
    tx: &mut Tx,
    id: MovementId,
    from: AccountKey,
    transfer: &NewTransfer,
    now: i64,
) -> Result<(), Error> {
    match transfer.credits.cmp(&Credits::ZERO) {
        Ordering::Less => return Err(Error::NegativeAmount),
        Ordering::Equal => return Err(Error::ZeroAmount),
        Ordering::Greater if transfer.credits > MOST => return Err(Error::BeyondBalance),
        Ordering::Greater => {}
    }
    let to = receiver(tx, &transfer.to).await?;
    if to == from {
        return Err(Error::ToOneself);
    }
    let mut postings = [(Holder::Account(from), -transfer.credits), (Holder::Account(to), transfer.credits)];
    if to < from {
        postings.reverse();
    }
    let cause = Cause { reference: transfer.reference.as_deref(), ..Cause::default() };
    post(tx, id.0, MovementKind::Transfer, cause, &postings, now).await.map_err(|error| match error {
        Error::Insufficient => Error::BeyondBalance,
        error => error,
    })?;
    // Afterwards, when the rows of both are taken in their order; what is refused is rolled back.
    let (left, committed) = (lock(tx, from).await?, committed(tx, from).await?);
    if left < committed && !transfer.eats_committed { Err(Error::EatsCommitted(committed)) } else { Ok(()) }
}

/// The account of this ID, if it may receive.
async fn receiver(tx: &mut Tx, id: &str) -> Result<AccountKey, Error> {
    let id = AccountId::parse(id).map_err(|_| Error::NoSuchAccount)?;
    match fetch_optional!(tx, (i64, i32), sql::RECEIVER, id.as_str())? {
        None => Err(Error::NoSuchAccount),
        Some((_, 1)) => Err(Error::ReceiverDisabled),
        Some((key, _)) => Ok(AccountKey(key)),
    }
}
