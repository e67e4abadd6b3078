//! A sign of life: that messages can leave. Any node that sends gives it; who finds that nobody did for too long (an outage, a machine
//! that slept) holds what was under way, before anything of it is claimed.

use std::time::Duration;

use super::settle::millis;
use super::sql;
use crate::app::App;
use crate::campaigns::hold::{LATE, hold};
use crate::db::{execute, fetch_optional, transact};

/// Seldom enough to cost nothing, often enough to tell an hour.
const PAUSE: Duration = Duration::from_secs(30);

/// Gives it, when the last one that this node knows of is old; answers the one it knows of now.
pub async fn beat(app: &App, known: i64) -> Result<i64, sqlx::Error> {
    let now = app.clock.now().millis();
    if now - known < millis(PAUSE) {
        return Ok(known);
    }
    let Some((last,)) = fetch_optional!(&mut app.db.read().await?, (i64,), sql::LAST_ALIVE)? else {
        transact(&app.db, async |tx| execute!(tx, sql::FIRST_ALIVE, now)).await?;
        return Ok(now);
    };
    if now - last < millis(PAUSE) {
        return Ok(last);
    }
    transact(&app.db, async |tx| -> Result<(), sqlx::Error> {
        // Of several nodes that start together one finds it as it was, and the others wait for what that one does.
        if execute!(tx, sql::ALIVE, now, last)? == 1 && now - last > LATE {
            tracing::warn!(
                hours = (now - last) / LATE,
                "nothing could leave for a while: what was under way waits for a word"
            );
            hold(tx, &app.ids, now, None).await?;
        }
        Ok(())
    })
    .await?;
    Ok(now)
}
