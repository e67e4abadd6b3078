//! Sets all packs, in place of those that there are.

use openapi::audit::AuditKind;

use super::check::Packs;
use super::sql;
use crate::accounts::AccountKey;
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{Rows, execute, transact};
use crate::http::Origin;

/// `by` is the operator.
pub async fn replace(app: &App, packs: &Packs, by: AccountKey, origin: &Origin) -> Result<(), sqlx::Error> {
    let event = app.ids.next();
    let told: Vec<String> =
        packs.items().iter().map(|pack| format!("{} at {} €", pack.credits, pack.unit_price)).collect();
    let told = told.join(", ");
    transact(&app.db, async |tx| {
        execute!(tx, sql::RAISE)?;
        execute!(tx, sql::CLEAR)?;
        let rows = Rows::default()
            .column(packs.items().iter().map(|pack| pack.credits))
            .column(packs.items().iter().map(|pack| pack.unit_price.ten_thousandths()));
        execute!(tx, sql::INSERT, rows)?;
        let of = Event { by: Some(by), ..Event::of(by, AuditKind::PacksChanged, origin) };
        audit::note(tx, event, of.about(&told)).await
    })
    .await
}
