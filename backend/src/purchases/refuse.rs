//! The operator refuses a purchase that waits.

use openapi::PurchaseId;
use openapi::audit::AuditKind;

use super::{Error, settle, show, sql};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::audit::{self, Event};
use crate::credits;
use crate::db::{Tx, execute};
use crate::http::Origin;
use crate::mail::PurchaseNews;

/// `by` is the operator. What came in of it is owed to the buyer, who is told so.
pub async fn refuse(
    tx: &mut Tx,
    app: &App,
    id: PurchaseId,
    reason: &str,
    by: AccountKey,
    origin: &Origin,
) -> Result<(), Error> {
    let now = app.clock.now();
    let account = AccountKey(show::find(tx, id).await?.account_id);
    credits::lock(tx, account).await?;
    let row = show::find(tx, id).await?;
    if execute!(tx, sql::REFUSE, id.0, reason)? == 0 {
        return Err(Error::Status("Only what waits for its money can be refused."));
    }
    let news = PurchaseNews::Refused { reason: reason.to_owned(), owed: row.received() };
    settle::tell(tx, app, &row, news, now).await?;
    let event = Event { by: Some(by), ..Event::of(account, AuditKind::PurchaseRefused, origin) };
    audit::note(tx, app.ids.next(), event.about(&row.reference)).await?;
    Ok(())
}
