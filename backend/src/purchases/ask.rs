//! Asks the bank to give money back, with no transaction held, and writes down what it says.
//!
//! A refund waits with the moment when the bank is to be asked. A node takes some for as long as asking may take, so no two ask
//! at once; that one dies changes nothing but the moment, since the same refund asked for again pays nothing twice. What
//! the bank has not done yet, or did not answer to, is asked again, later and later.

use std::time::Duration;

use openapi::{Euros, PurchaseId, RefundId};
use tokio::time::sleep;

use super::sql::{self, TakenRow};
use super::{Error, settle};
use crate::app::App;
use crate::db::{execute, fetch_all, fetch_optional, transact};
use crate::payments::{self, Failure, RefundOrder, Refunded};

/// Between two looks.
const PAUSE: Duration = Duration::from_secs(1);

/// Longer than the calls of one round may take.
const LEASE_MILLIS: i64 = 15 * 60 * 1000;

/// Refunds of one round: they are few, and asked one after the other.
const AT_ONCE: i64 = 5;

/// After the first answer that is none; it doubles with each.
const FIRST_DELAY_MILLIS: i64 = 30_000;
/// A bank that is back is noticed within hours; a notification is sooner.
const MOST_DELAY_MILLIS: i64 = 6 * 3600 * 1000;

/// Asks until `stop` resolves.
pub async fn run(app: App, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        tokio::select! {
            biased;
            () = &mut stop => return,
            () = sleep(PAUSE) => {}
        }
        // Broken off, it would be asked again after the lease; the answer is a matter of seconds.
        if let Err(error) = round(&app).await {
            tracing::warn!(%error, "refunds could not be asked for; it is tried again");
        }
    }
}

async fn round(app: &App) -> Result<(), Error> {
    let now = app.clock.now().millis();
    if fetch_optional!(&mut app.db.read().await?, (i64,), sql::REFUND_DUE, now)?.is_none() {
        return Ok(());
    }
    let taken =
        transact(&app.db, async |tx| fetch_all!(tx, TakenRow, sql::TAKE_REFUNDS, now, now + LEASE_MILLIS, AT_ONCE))
            .await?;
    for row in taken {
        ask(app, &row).await?;
    }
    Ok(())
}

async fn ask(app: &App, row: &TakenRow) -> Result<(), Error> {
    let (purchase, refund) = (PurchaseId(row.purchase_id), RefundId(row.id));
    let order = RefundOrder { refund, purchase, amount: Euros::from_ten_thousandths(row.amount) };
    let refused = match app.payments.refund(&app.db, &order).await {
        Ok(Refunded::Done) => {
            transact(&app.db, async |tx| settle::refund_done(tx, purchase, refund).await).await?;
            return Ok(());
        }
        Ok(Refunded::Pending) => return again(app, row).await,
        Ok(Refunded::Failed { reason }) => reason,
        Err(payments::Error::Failed(Failure::Refused(reason))) => reason,
        Err(error @ payments::Error::NotConfigured) => error.to_string(),
        Err(error) => {
            let (refund, tries) = (row.id, row.tries);
            tracing::warn!(refund, tries, %error, "the bank was asked for a refund in vain; it is asked again");
            return again(app, row).await;
        }
    };
    transact(&app.db, async |tx| settle::refund_failed(tx, purchase, refund, &refused).await).await?;
    Ok(())
}

async fn again(app: &App, row: &TakenRow) -> Result<(), Error> {
    let ask_at = app.clock.now().millis() + delay(row.tries);
    transact(&app.db, async |tx| execute!(tx, sql::ASK_AGAIN, row.id, ask_at)).await?;
    Ok(())
}

/// How long a refund waits after so many tries, in milliseconds.
fn delay(tries: i64) -> i64 {
    // More doublings than these reach the most anyhow.
    let doublings = (tries - 1).clamp(0, 20);
    (FIRST_DELAY_MILLIS << doublings).min(MOST_DELAY_MILLIS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delay_grows_to_hours() {
        let delays: Vec<i64> = [1, 2, 3, 9, 10, 11, i64::MAX].map(|tries| delay(tries) / 1000).to_vec();
        assert_eq!(delays, [30, 60, 120, 7_680, 15_360, 21_600, 21_600]);
    }
}
