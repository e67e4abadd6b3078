//! Opens the bank's page for a purchase by card. The purchase is committed by then, and no transaction is held meanwhile.

use openapi::PurchaseId;
use openapi::accounts::Locale;
use openapi::purchases::Purchase;

use super::sql::{self, BuyerRow, PurchaseRow};
use super::{Error, show};
use crate::accounts::{self, AccountKey};
use crate::app::App;
use crate::db::{execute, transact};
use crate::http::IdempotencyKey;
use crate::http::idempotency::Answer;
use crate::payments::Checkout;
use crate::problem::Problem;

/// Answers the purchase with the address of the page, which takes the place of what was remembered without it. Called again for
/// the same purchase, it opens nothing new. A page that could not be opened was never payable: the purchase is given up, and
/// the same key may try anew.
pub async fn open(app: &App, key: &IdempotencyKey, account: AccountKey, id: PurchaseId) -> Result<Answer, Problem> {
    let mut reader = app.db.read().await?;
    let row = show::find(&mut reader, id).await?;
    let checkout = checkout(&row, show::buyer(&mut reader, account).await?);
    drop(reader);
    match app.payments.open_checkout(&app.db, app.clock.now(), &checkout).await {
        Ok(session) => {
            let (url, until) = (session.url, session.expires_at.millis());
            transact(&app.db, async |tx| {
                // Nothing to change where it was cancelled meanwhile, or paid.
                execute!(tx, sql::SET_PAY_URL, id.0, url.as_str(), until)?;
                let purchase: Purchase = show::show(tx, &app.seller, account, id).await?;
                let answer = Answer::created(&purchase)?;
                key.amend(tx, account, &answer).await?;
                Ok(answer)
            })
            .await
        }
        Err(error) => {
            transact(&app.db, async |tx| -> Result<(), Error> {
                execute!(tx, sql::GIVE_UP, id.0, "payment_unavailable")?;
                key.release(tx, account).await?;
                Ok(())
            })
            .await?;
            Err(Error::Payment(error).into())
        }
    }
}

fn checkout(row: &PurchaseRow, buyer: BuyerRow) -> Checkout {
    let locale = accounts::locale(&buyer.locale);
    Checkout {
        purchase: PurchaseId(row.id),
        reference: row.reference.clone(),
        amount: row.price().total,
        description: description(row.pack, locale),
        email: buyer.email,
        locale,
    }
}

/// `1 000 crédits`, `1,000 credits`.
fn description(pack: i64, locale: Locale) -> String {
    let number = pack.to_string();
    let groups: Vec<&str> =
        number.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    match locale {
        Locale::Fr => format!("{} crédit{}", groups.join("\u{202f}"), if pack < 2 { "" } else { "s" }),
        Locale::En => format!("{} credit{}", groups.join(","), if pack == 1 { "" } else { "s" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_is_told_in_the_language() {
        for (pack, french, english) in [
            (1, "1 crédit", "1 credit"),
            (50, "50 crédits", "50 credits"),
            (1_000, "1\u{202f}000 crédits", "1,000 credits"),
            (100_000, "100\u{202f}000 crédits", "100,000 credits"),
        ] {
            assert_eq!(
                (description(pack, Locale::Fr).as_str(), description(pack, Locale::En).as_str()),
                (french, english)
            );
        }
    }
}
