//! The operator gives credits to an account.

use openapi::Credits;
use openapi::credits::MovementKind;

use super::{Book, Cause, Error, Holder, post};
use crate::accounts::AccountKey;
use crate::clock::Clock;
use crate::db::{Db, transact};
use crate::ids::Ids;

pub async fn grant(db: &Db, ids: &Ids, clock: &Clock, to: AccountKey, credits: Credits) -> Result<(), Error> {
    if credits <= Credits::ZERO {
        return Err(Error::NotPositive);
    }
    let (id, now) = (ids.next(), clock.now().millis());
    let postings = [(Holder::Account(to), credits), (Holder::Platform(Book::Issued), -credits)];
    transact(db, async |tx| post(tx, id, MovementKind::Grant, Cause::default(), &postings, now).await).await
}
