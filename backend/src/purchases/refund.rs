//! Takes credits back, and gives their money back with a credit note.

use openapi::audit::AuditKind;
use openapi::credits::MovementKind;
use openapi::invoices::InvoiceKind;
use openapi::purchases::{PaymentMethod, Price, PurchaseStatus};
use openapi::{Credits, InvoiceId, MovementId, PurchaseId, RefundId};

use super::sql::{self, PurchaseRow};
use super::{Error, price, settle, show};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::audit::{self, Event};
use crate::credits::{self, Book, Cause, Holder};
use crate::db::{Tx, execute, fetch_optional};
use crate::http::Origin;
use crate::invoices::{self, Draft, Kind};
use crate::mail::PurchaseNews;

/// `credits`: all that is left of the purchase when `None`. `by` is the operator.
pub async fn refund(
    tx: &mut Tx,
    app: &App,
    id: PurchaseId,
    credits: Option<Credits>,
    reason: &str,
    by: AccountKey,
    origin: &Origin,
) -> Result<(), Error> {
    let account = AccountKey(show::find(tx, id).await?.account_id);
    credits::lock(tx, account).await?;
    let row = show::find(tx, id).await?;
    if row.status() != PurchaseStatus::Paid {
        return Err(Error::Status("Only what was paid, and is not given back whole, can be refunded."));
    }
    let (sold, returned) = (row.sold(), row.returned());
    let left = sold.credits - returned.credits;
    let credits = credits.unwrap_or(left);
    if credits <= Credits::ZERO {
        return Err(Error::NotPositive);
    }
    if credits > left {
        return Err(Error::MoreThanLeft(left));
    }
    let (net, vat) = price::of_return(&sold, &returned, credits);
    if net + vat <= openapi::Euros::ZERO {
        return Err(Error::Worthless);
    }
    let back = Price { net, vat, total: net + vat, ..row.price() };
    let took = execute!(
        tx,
        sql::RETURN,
        id.0,
        credits.ten_thousandths(),
        net.ten_thousandths(),
        vat.ten_thousandths(),
        returned.credits.ten_thousandths()
    )?;
    if took == 0 {
        return Err(Error::Status("It was refunded meanwhile."));
    }
    give_back(tx, app, &row, credits, back, reason).await?;
    let event = Event { by: Some(by), ..Event::of(account, AuditKind::PurchaseRefunded, origin) };
    let told = format!("{}, {} EUR", row.reference, back.total);
    audit::note(tx, app.ids.next(), event.about(&told)).await?;
    Ok(())
}

/// The movement, the credit note, the refund and the letter.
async fn give_back(
    tx: &mut Tx,
    app: &App,
    row: &PurchaseRow,
    credits: Credits,
    back: Price,
    reason: &str,
) -> Result<(), Error> {
    let (now, movement, refund) = (app.clock.now(), MovementId(app.ids.next()), RefundId(app.ids.next()));
    let postings = [(Holder::Account(AccountKey(row.account_id)), -credits), (Holder::Platform(Book::Sold), credits)];
    let cause = Cause { reference: Some(&row.reference), purchase: Some(row.id), ..Cause::default() };
    credits::post(tx, movement.0, MovementKind::PurchaseRefund, cause, &postings, now.millis()).await?;
    let kind = Kind::CreditNote { of: invoice_of(tx, PurchaseId(row.id)).await?, reason };
    let draft = Draft { kind, credits, price: back, ..settle::draft(tx, app, row, movement).await? };
    let note = invoices::issue(tx, &app.ids, now, &draft).await?;
    // The bank is asked from the next round on.
    let ask_at = (row.method() == PaymentMethod::Card).then_some(now.millis());
    let amount = back.total.ten_thousandths();
    execute!(tx, sql::ADD_REFUND, refund.0, row.id, credits.ten_thousandths(), amount, reason, ask_at)?;
    let (credit_note, method) = (note.number, row.method());
    let reason = reason.to_owned();
    let news = PurchaseNews::Refunded { credits, amount: back.total, credit_note, method, reason };
    settle::tell(tx, app, row, news, now).await?;
    Ok(())
}

/// The invoice that a credit note takes back: what was paid has one.
async fn invoice_of(tx: &mut Tx, purchase: PurchaseId) -> Result<InvoiceId, Error> {
    let documents = invoices::of_purchases(tx, &[purchase]).await?;
    let invoice = documents.into_iter().find(|document| document.kind == InvoiceKind::Invoice);
    Ok(invoice.ok_or(invoices::Error::Missing)?.id)
}

/// The operator has paid a refund by hand. Said again, it changes nothing.
pub async fn settle(
    tx: &mut Tx,
    app: &App,
    id: PurchaseId,
    refund: RefundId,
    by: AccountKey,
    origin: &Origin,
) -> Result<(), Error> {
    let account = AccountKey(show::find(tx, id).await?.account_id);
    credits::lock(tx, account).await?;
    let row = show::find(tx, id).await?;
    if execute!(tx, sql::SETTLE, refund.0, id.0)? == 0 {
        let (status,) = fetch_optional!(tx, (String,), sql::FIND_REFUND, refund.0, id.0)?.ok_or(Error::Missing)?;
        return if status == "done" { Ok(()) } else { Err(Error::Status("The bank is being asked for it.")) };
    }
    let event = Event { by: Some(by), ..Event::of(account, AuditKind::RefundPaid, origin) };
    audit::note(tx, app.ids.next(), event.about(&row.reference)).await?;
    Ok(())
}
