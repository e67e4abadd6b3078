//! The operator confirms that money came in for a transfer or a cheque.

use openapi::audit::AuditKind;
use openapi::purchases::{PaymentMethod, Receipt, Shortfall};
use openapi::{Credits, Euros, PurchaseId};

use super::sql::{self, PurchaseRow};
use super::{Error, price, settle, show};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::audit::{self, Event};
use crate::credits;
use crate::db::{Tx, execute};
use crate::http::Origin;
use crate::mail::PurchaseNews;

/// More than any bank moves at once; keeps sums far below what 64 bits hold.
const MOST: Euros = Euros::from_cents(10_000_000_000_000);

/// `by` is the operator. What came in before counts, too.
pub async fn confirm(
    tx: &mut Tx,
    app: &App,
    id: PurchaseId,
    receipt: &Receipt,
    by: AccountKey,
    origin: &Origin,
) -> Result<(), Error> {
    if receipt.received <= Euros::ZERO || receipt.received > MOST || receipt.received.cents().is_none() {
        return Err(Error::Amount);
    }
    let account = AccountKey(show::find(tx, id).await?.account_id);
    credits::lock(tx, account).await?;
    let row = show::find(tx, id).await?;
    if row.method() == PaymentMethod::Card {
        return Err(Error::Status("A card follows the bank's word alone."));
    }
    if row.paid_at.is_some() {
        return Err(Error::Status("It has been paid."));
    }
    let (received, asked) = (row.received() + receipt.received, row.price());
    let event = Event { by: Some(by), ..Event::of(account, AuditKind::PaymentReceived, origin) };
    let told = format!("{}, {} EUR", row.reference, receipt.received);
    audit::note(tx, app.ids.next(), event.about(&told)).await?;
    if received >= asked.total {
        let paid = settle::Paid { received, credits: Credits::whole(row.pack), price: asked };
        return settle::credit(tx, app, &row, &paid).await;
    }
    match receipt.shortfall {
        None => Err(Error::AmountDiffers(row.missing())),
        Some(Shortfall::Wait) => wait(tx, app, &row, receipt.received).await,
        Some(Shortfall::Credit) => {
            let (credits, price) = price::of_money(&asked, row.pack, received);
            settle::credit(tx, app, &row, &settle::Paid { received, credits, price }).await
        }
    }
}

async fn wait(tx: &mut Tx, app: &App, row: &PurchaseRow, received: Euros) -> Result<(), Error> {
    if execute!(tx, sql::RECEIVE, row.id, received.ten_thousandths())? == 0 {
        return Err(Error::Status("It has been paid."));
    }
    let now = show::find(tx, PurchaseId(row.id)).await?;
    let Some(to_pay) = show::instructions(&app.seller, &now) else { return Ok(()) };
    let news = PurchaseNews::PartlyReceived { received, to_pay };
    settle::tell(tx, app, row, news, app.clock.now()).await?;
    Ok(())
}
