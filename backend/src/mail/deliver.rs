//! Delivers: takes what is due, hands it to the transport, and settles what came of it.

use std::rc::Rc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tracing::Instrument;

use super::mailer::{Failure, Mailer};
use super::sql;
use super::take::{Due, Lease, Taken, take};
use crate::app::App;
use crate::db::{execute, transact};
use crate::ids::made_at;
use crate::telemetry;

/// How often an idle server looks.
const POLL: Duration = Duration::from_millis(500);

/// After the database failed.
const PAUSE: Duration = Duration::from_secs(5);

/// Letters handed over at the same time by one node: a mail server that is slow with one does not hold up the next, and is
/// not stormed.
const AT_ONCE: usize = 4;

/// How long a server that stops waits for what is being handed over. What takes longer is sent again after its lease.
const GRACE: Duration = Duration::from_secs(5);

/// After the first failure; it doubles with each.
const FIRST_DELAY_MILLIS: i64 = 10_000;
/// A mail server that is back is noticed within an hour.
const MOST_DELAY_MILLIS: i64 = 3600 * 1000;
/// As long as mail servers keep trying, more or less; what it was about is over by then.
const KEPT_MILLIS: i64 = 3 * 24 * 3600 * 1000;

/// Delivers until `stop` resolves.
pub async fn run(app: App, mailer: Mailer, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    let (app, mailer) = (Rc::new(app), Rc::new(mailer));
    let mut under_way = JoinSet::new();
    loop {
        tokio::select! {
            biased;
            () = &mut stop => break,
            () = room(&mut under_way) => {}
        }
        // Taking is never broken off: a letter whose row was leased and forgotten would wait for the end of its lease.
        let pause = match take(&app).await {
            Ok(Taken::Due(due)) => {
                let (app, mailer) = (app.clone(), mailer.clone());
                // The log tells which letter and whose, never what it says or where its link leads.
                let (mail, kind, account) = (due.lease.id, due.letter.kind(), due.public_id.as_str());
                let span = tracing::error_span!("letter", mail, kind, account);
                under_way.spawn_local(async move { deliver(&app, &mailer, &due).await }.instrument(span));
                continue;
            }
            Ok(Taken::Dropped) => continue,
            Ok(Taken::Unreadable(lease)) => {
                let span = tracing::error_span!("letter", mail = lease.id, kind = "unreadable");
                put_back(&app, lease, "this version cannot read it").instrument(span).await;
                continue;
            }
            Ok(Taken::Nothing) => POLL,
            Err(error) => {
                tracing::error!(%error, "the database does not give out letters");
                PAUSE
            }
        };
        tokio::select! {
            biased;
            () = &mut stop => break,
            () = sleep(pause) => {}
        }
    }
    let _ = timeout(GRACE, async { while under_way.join_next().await.is_some() {} }).await;
}

/// Waits until one more letter may be handed over.
async fn room(under_way: &mut JoinSet<()>) {
    while under_way.len() >= AT_ONCE {
        under_way.join_next().await;
    }
}

async fn deliver(app: &App, mailer: &Mailer, due: &Due) {
    match mailer.send(due, app.clock.now().millis()).await {
        Ok(()) => {
            tracing::info!("a letter was sent");
            settle(app, due.lease, "sent").await;
        }
        Err(Failure::Refused(why)) => {
            tracing::warn!(why, "a letter was refused for good");
            settle(app, due.lease, "refused").await;
        }
        Err(Failure::Later(why)) => put_back(app, due.lease, &why).await,
    }
}

/// The letter is done with. Should its row stay, it is sent once more after the lease; its Message-ID tells the two as one.
async fn settle(app: &App, lease: Lease, outcome: &'static str) {
    metrics::counter!(telemetry::LETTERS, "outcome" => outcome).increment(1);
    if let Err(error) = transact(&app.db, async |tx| execute!(tx, sql::DELETE, lease.id)).await {
        tracing::error!(%error, "a letter that is done with could not be deleted");
    }
}

/// Tries it again later, or gives it up.
async fn put_back(app: &App, lease: Lease, why: &str) {
    let due_at = app.clock.now().millis() + delay(lease.tries);
    if due_at > made_at(lease.id) + KEPT_MILLIS {
        tracing::error!(why, tries = lease.tries, "a letter could not be sent for three days and is given up");
        return settle(app, lease, "given_up").await;
    }
    tracing::warn!(why, tries = lease.tries, "a letter was not taken; it is tried again");
    metrics::counter!(telemetry::LETTERS, "outcome" => "later").increment(1);
    let put = transact(&app.db, async |tx| execute!(tx, sql::PUT_BACK, lease.id, lease.until, due_at)).await;
    if let Err(error) = put {
        tracing::error!(%error, "a letter could not be put back; it is tried again after its lease");
    }
}

/// How long a letter waits after so many tries, in milliseconds.
fn delay(tries: i32) -> i64 {
    // More doublings than these reach the most anyhow.
    let doublings = (tries - 1).clamp(0, 20);
    (FIRST_DELAY_MILLIS << doublings).min(MOST_DELAY_MILLIS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delay_grows_to_an_hour() {
        let delays: Vec<i64> = [1, 2, 3, 9, 10, 80, i32::MAX].map(|tries| delay(tries) / 1000).to_vec();
        assert_eq!(delays, [10, 20, 40, 2_560, 3_600, 3_600, 3_600]);
    }
}
