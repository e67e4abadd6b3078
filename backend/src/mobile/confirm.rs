//! Certifies the mobile: the code that it received was typed.

use openapi::Credits;
use openapi::audit::AuditKind;
use openapi::credits::MovementKind;

use super::{Error, GIFT, MOST_TRIES, sql};
use crate::accounts::{self, AccountKey, password};
use crate::app::App;
use crate::audit::{self, Event};
use crate::credits::{self, Book, Cause, Holder};
use crate::db::{Tx, execute, fetch_optional, transact};
use crate::http::Origin;
use crate::messages::sql::msisdn;

/// Answers the credits that it earned: nothing when the account or the number had its gift before.
pub async fn confirm(app: &App, account: AccountKey, code: &str, origin: &Origin) -> Result<Credits, Error> {
    let now = app.clock.now().millis();
    let tried = transact(&app.db, async |tx| -> Result<_, Error> {
        match fetch_optional!(tx, (i64, String, i64), sql::TRY, account.0, MOST_TRIES, now)? {
            Some(row) => Ok(row),
            None => Err(why(tx, account, now).await?),
        }
    });
    let (number, hash, message) = tried.await?;
    if !password::verify(code.trim().to_owned(), Some(hash.clone())).await? {
        return Err(Error::Wrong);
    }
    let (movement, event) = (app.ids.next(), app.ids.next());
    transact(&app.db, async |tx| -> Result<Credits, Error> {
        accounts::lock(tx, account).await?;
        if execute!(tx, sql::USE_CODE, account.0, hash.as_str())? == 0 {
            return Err(Error::Expired);
        }
        execute!(tx, sql::CERTIFY, account.0, number, now)?;
        execute!(tx, sql::BLANK, message)?;
        let told = msisdn(number).to_string();
        audit::note(tx, event, Event::of(account, AuditKind::MobileCertified, origin).about(&told)).await?;
        give(tx, account, number, movement, now).await
    })
    .await
}

/// Why there is no code to try.
async fn why(tx: &mut Tx, account: AccountKey, now: i64) -> Result<Error, sqlx::Error> {
    let standing = fetch_optional!(tx, (i64,), sql::STANDING, account.0, now)?;
    Ok(if standing.is_some() { Error::TooManyTries } else { Error::Expired })
}

async fn give(tx: &mut Tx, account: AccountKey, number: i64, movement: i64, now: i64) -> Result<Credits, Error> {
    if execute!(tx, sql::GIVE, number, account.0, movement)? == 0 {
        return Ok(Credits::ZERO);
    }
    let postings = [(Holder::Account(account), GIFT), (Holder::Platform(Book::Issued), -GIFT)];
    credits::post(tx, movement, MovementKind::Gift, Cause::default(), &postings, now).await?;
    Ok(GIFT)
}
