//! Asks the service what became of checkouts that it has said nothing final of, so that a notification that was lost loses
//! nobody's money.

use std::time::Duration;

use openapi::PurchaseId;
use tokio::time::sleep;

use super::receive::receive;
use super::registry::FIRST_ASK_MILLIS;
use super::sql;
use crate::app::App;
use crate::db::{execute, fetch_all, transact};
use crate::purchases;

/// Between two looks at what is due; nobody waits for it.
const PAUSE: Duration = Duration::from_secs(5);

/// Checkouts of one look: they are asked about one after the other, and a service that hangs costs its time limit each.
const AT_ONCE: i64 = 10;

/// Each time after twice as long as before: the last is asked a month after the page was opened, when no direct debit can
/// come any more.
const MOST_ASKS: i64 = 13;

/// A checkout to be asked about.
#[derive(Debug, sqlx::FromRow)]
struct DueRow {
    purchase_id: i64,
    session: String,
    asks: i64,
}

/// Asks until `stop` resolves.
pub async fn run(app: App, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    let Some(service) = app.payments.name() else { return stop.await };
    loop {
        tokio::select! {
            biased;
            () = &mut stop => return,
            // Broken off, what was due is asked about the next time.
            () = look(&app, service) => {}
        }
    }
}

async fn look(app: &App, service: &'static str) {
    sleep(PAUSE).await;
    let due = match take(app, service).await {
        Ok(due) => due,
        Err(error) => return tracing::warn!(%error, "the database does not say which payments to ask about"),
    };
    for row in due {
        let purchase = row.purchase_id;
        if let Err(error) = ask(app, service, &row).await {
            tracing::warn!(purchase, error, "nobody knows what became of a payment; the service is asked again");
        }
    }
}

/// Takes what is due, and sets when it is due again.
async fn take(app: &App, service: &str) -> Result<Vec<DueRow>, sqlx::Error> {
    let now = app.clock.now().millis();
    // Looking first keeps an idle server from writing every few seconds.
    if fetch_all!(&mut app.db.read().await?, DueRow, sql::LOOK, service, now)?.is_empty() {
        return Ok(Vec::new());
    }
    transact(&app.db, async |tx| {
        let due = fetch_all!(tx, DueRow, sql::DUE, service, now, AT_ONCE)?;
        for row in &due {
            execute!(tx, sql::ASK, row.purchase_id, row.asks + 1, again_at(now, row.asks + 1))?;
        }
        Ok(due)
    })
    .await
}

/// When it is asked about after so many times; `None`: nothing will come of it any more.
fn again_at(now: i64, asks: i64) -> Option<i64> {
    (asks < MOST_ASKS).then(|| now + (FIRST_ASK_MILLIS << asks.clamp(0, MOST_ASKS)))
}

async fn ask(app: &App, service: &'static str, row: &DueRow) -> Result<(), String> {
    let mut notice = app.payments.inquire(&row.session).await.map_err(|error| error.to_string())?.notice;
    let purchase = PurchaseId(row.purchase_id);
    if notice.purchase.is_some_and(|told| told != purchase) {
        return Err("the service says that this session is another purchase's".to_owned());
    }
    notice.purchase = Some(purchase);
    receive(app, service, &notice).await.map_err(|error: purchases::Error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_service_is_asked_for_a_month() {
        let minutes: Vec<Option<i64>> =
            [1, 2, 3, 12, 13, 99].map(|asks| again_at(0, asks).map(|at| at / 60_000)).to_vec();
        assert_eq!(minutes, [Some(10), Some(20), Some(40), Some(20_480), None, None]);
        let days: i64 = (0..MOST_ASKS).filter_map(|asks| again_at(0, asks)).sum::<i64>() / 86_400_000;
        assert_eq!(days, 28);
    }
}
