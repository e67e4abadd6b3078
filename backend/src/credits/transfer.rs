//! Sends credits to another account.

use openapi::credits::{MovementKind, NewTransfer};
use openapi::{Credits, MovementId};

use super::{Cause, Error, Holder, lock, post};
use crate::accounts::{AccountId, AccountKey, committed, find_key};
use crate::db::Tx;

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
    if transfer.credits <= Credits::ZERO {
        return Err(Error::NotPositive);
    }
    if transfer.credits > MOST {
        return Err(Error::Insufficient);
    }
    let to = AccountId::parse(&transfer.to).map_err(|_| Error::NoSuchAccount)?;
    let to = match find_key(tx, &to).await {
        Err(crate::accounts::Error::Missing) => return Err(Error::NoSuchAccount),
        found => found?,
    };
    if to == from {
        return Err(Error::ToOneself);
    }
    let mut postings = [(Holder::Account(from), -transfer.credits), (Holder::Account(to), transfer.credits)];
    if to < from {
        postings.reverse();
    }
    let cause = Cause { reference: transfer.reference.as_deref(), ..Cause::default() };
    post(tx, id.0, MovementKind::Transfer, cause, &postings, now).await?;
    // Afterwards, when the rows of both are taken in their order; what is refused is rolled back.
    let (left, committed) = (lock(tx, from).await?, committed(tx, from).await?);
    if left < committed && !transfer.eats_committed { Err(Error::EatsCommitted(committed)) } else { Ok(()) }
}
