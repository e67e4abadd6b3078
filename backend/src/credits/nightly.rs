//! The verification that nobody has to ask for: once a night, on one of the nodes.

use metrics::gauge;

use super::{Error, sql, verify};
use crate::app::App;
use crate::db::{execute, fetch_optional, transact};
use crate::telemetry;

const DAY: i64 = 86_400_000;

/// When the night's turn comes, in milliseconds of the day (UTC): after the evening's campaigns and the backups of midnight,
/// before Europe's morning.
const HOUR: i64 = 2 * 3_600_000;

/// How long a node may take; after that another one tries. Far more than a verification of tens of millions of postings.
const TURN: i64 = 4 * 3_600_000;

/// Verifies the ledger if it is due and no other node does; whatever is found is logged and kept for [`show`]. The first
/// verification of a new database comes at once.
pub async fn round(app: &App) -> Result<(), Error> {
    let now = app.clock.now().millis();
    if transact(&app.db, async |tx| execute!(tx, sql::TAKE_CHECK, now, now + TURN)).await? == 0 {
        return Ok(());
    }
    let findings = verify(&app.db, None).await?;
    for finding in &findings {
        tracing::error!(%finding, "the ledger is wrong");
    }
    let (faults, first) =
        (i64::try_from(findings.len()).unwrap_or(i64::MAX), findings.first().map(ToString::to_string));
    let done = app.clock.now().millis();
    transact(&app.db, async |tx| execute!(tx, sql::CHECKED, next_night(done), done, faults, first.as_deref())).await?;
    tracing::info!(faults, seconds = (done - now) / 1_000, "the ledger was verified");
    Ok(())
}

/// Shows what the last verification found, on whichever node it ran.
pub async fn show(app: &App) -> Result<(), Error> {
    let last = fetch_optional!(&mut app.db.read().await?, (i64, i64), sql::LAST_CHECK)?;
    if let Some((at, faults)) = last {
        gauge!(telemetry::LEDGER_VERIFIED).set((at / 1_000) as f64);
        gauge!(telemetry::LEDGER_FAULTS).set(faults as f64);
    }
    Ok(())
}

const fn next_night(now: i64) -> i64 {
    (now - HOUR).div_euclid(DAY) * DAY + DAY + HOUR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_night_is_the_next_two_oclock() {
        let at = |text: &str| text.parse::<openapi::Time>().unwrap().millis();
        for (now, next) in [
            ("2026-11-23T01:59:59Z", "2026-11-23T02:00:00Z"),
            ("2026-11-23T02:00:00Z", "2026-11-24T02:00:00Z"),
            ("2026-12-31T23:00:00Z", "2027-01-01T02:00:00Z"),
        ] {
            assert_eq!(next_night(at(now)), at(next), "{now}");
        }
    }
}
