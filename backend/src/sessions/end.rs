//! Signs out.

use super::{Error, sql};
use crate::app::App;
use crate::db::{execute, transact};

/// Ends a session: its refresh tokens give nothing any more.
pub async fn end(app: &App, session: i64) -> Result<(), Error> {
    let now = app.clock.now().millis();
    transact(&app.db, async |tx| -> Result<(), Error> {
        execute!(tx, sql::END, session, now)?;
        Ok(())
    })
    .await
}
