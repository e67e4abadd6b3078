//! The one way in: money that is there becomes credits, an invoice and a letter, in one transaction and once.

use openapi::credits::MovementKind;
use openapi::purchases::{PaymentMethod, Price};
use openapi::{Credits, Euros, MovementId, PurchaseId, RefundId, Time};

use super::sql::{self, BuyerRow, PurchaseRow};
use super::{Error, show};
use crate::accounts::{self, AccountKey};
use crate::app::App;
use crate::credits::{self, Book, Cause, Holder};
use crate::db::{Tx, execute};
use crate::invoices::{self, Buyer, Draft, Kind};
use crate::mail::{self, Letter, PurchaseLetter, PurchaseNews};
use crate::payments::{Money, Notice, Outcome};

/// The word for the operator when the bank speaks of another amount than the price.
const AMOUNT_DIFFERS: &str = "amount_differs";

/// What a notice came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    Changed,
    /// It was known, it came too late to change anything, or it is about nothing of ours.
    Unchanged,
    /// The bank speaks of another amount or currency: nothing was credited, the operator must look.
    AmountDiffers,
}

/// What closes a purchase as paid.
#[derive(Debug, Clone, Copy)]
pub struct Paid {
    /// All that came in, also what is above the price.
    pub received: Euros,
    pub credits: Credits,
    /// What the invoice says.
    pub price: Price,
}

/// Does what a payment service says of a purchase that is paid by card. The caller remembers the event in the same
/// transaction; that it comes twice, late or out of order changes nothing here either.
pub async fn apply(tx: &mut Tx, app: &App, notice: &Notice) -> Result<Applied, Error> {
    let Some(id) = notice.purchase else { return Ok(Applied::Unchanged) };
    let account = match show::find(tx, id).await {
        Err(Error::Missing) => return Ok(Applied::Unchanged),
        found => AccountKey(found?.account_id),
    };
    credits::lock(tx, account).await?;
    let row = show::find(tx, id).await?;
    if row.method() != PaymentMethod::Card {
        return Ok(Applied::Unchanged);
    }
    let changed = match &notice.outcome {
        Outcome::Paid(money) => return paid(tx, app, &row, money).await,
        Outcome::Refused { reason } => execute!(tx, sql::REFUSE, id.0, reason.as_str())?,
        Outcome::Expired => execute!(tx, sql::EXPIRE, id.0)?,
        Outcome::RefundDone { refund } => refund_done(tx, id, *refund).await?,
        Outcome::RefundFailed { refund, reason } => refund_failed(tx, id, *refund, reason).await?,
        Outcome::Other => 0,
    };
    Ok(if changed == 1 { Applied::Changed } else { Applied::Unchanged })
}

async fn paid(tx: &mut Tx, app: &App, row: &PurchaseRow, money: &Money) -> Result<Applied, Error> {
    if row.paid_at.is_some() {
        return Ok(Applied::Unchanged);
    }
    let price = row.price();
    if !money.is(price.total) {
        let (purchase, minor, currency) = (row.id, money.minor, money.currency.as_str());
        tracing::error!(purchase, minor, currency, total = %price.total, "a bank took another amount than the price");
        execute!(tx, sql::MARK, row.id, AMOUNT_DIFFERS)?;
        return Ok(Applied::AmountDiffers);
    }
    credit(tx, app, row, &Paid { received: price.total, credits: Credits::whole(row.pack), price }).await?;
    Ok(Applied::Changed)
}

/// The bank has given money back.
pub async fn refund_done(tx: &mut Tx, purchase: PurchaseId, refund: RefundId) -> Result<u64, sqlx::Error> {
    execute!(tx, sql::REFUND_DONE, refund.0, purchase.0)
}

/// The bank does not give money back: the operator must, another way.
pub async fn refund_failed(
    tx: &mut Tx,
    purchase: PurchaseId,
    refund: RefundId,
    reason: &str,
) -> Result<u64, sqlx::Error> {
    let changed = execute!(tx, sql::REFUND_FAILED, refund.0, purchase.0)?;
    if changed == 1 {
        let (purchase, refund) = (purchase.0, refund.0);
        tracing::error!(purchase, refund, reason, "the bank refused a refund: it is to be paid by hand");
    }
    Ok(changed)
}

/// Credits a purchase whose account row the caller has taken. Refused when it has been paid.
pub async fn credit(tx: &mut Tx, app: &App, row: &PurchaseRow, paid: &Paid) -> Result<(), Error> {
    let (now, movement) = (app.clock.now(), MovementId(app.ids.next()));
    let account = AccountKey(row.account_id);
    let moved = execute!(
        tx,
        sql::PAY,
        row.id,
        paid.received.ten_thousandths(),
        paid.credits.ten_thousandths(),
        paid.price.net.ten_thousandths(),
        paid.price.vat.ten_thousandths(),
        now.millis()
    )?;
    if moved == 0 {
        return Err(Error::Status("It has been paid."));
    }
    let postings = [(Holder::Account(account), paid.credits), (Holder::Platform(Book::Sold), -paid.credits)];
    let cause = Cause { reference: Some(&row.reference), purchase: Some(row.id), ..Cause::default() };
    credits::post(tx, movement.0, MovementKind::Purchase, cause, &postings, now.millis()).await?;
    let draft = draft(tx, app, row, movement).await?;
    let draft = Draft { credits: paid.credits, price: paid.price, paid_at: now, ..draft };
    let invoice = invoices::issue(tx, &app.ids, now, &draft).await?;
    let news = PurchaseNews::Credited {
        credits: paid.credits,
        total: paid.price.total,
        invoice: invoice.number,
        surplus: paid.received - paid.price.total,
    };
    tell(tx, app, row, news, now).await?;
    Ok(())
}

/// The invoice of a purchase, with the particulars of today. The country and the VAT number are those that the price was
/// told by.
pub async fn draft(tx: &mut Tx, app: &App, row: &PurchaseRow, movement: MovementId) -> Result<Draft<'static>, Error> {
    let account = AccountKey(row.account_id);
    let BuyerRow {
        public_id,
        email,
        locale,
        billing_name,
        billing_company,
        billing_address,
        billing_postal_code,
        billing_city,
        ..
    } = show::buyer(tx, account).await?;
    let buyer = Buyer {
        account_id: public_id,
        name: billing_name,
        company: billing_company,
        address: billing_address,
        postal_code: billing_postal_code,
        city: billing_city,
        country: row.country.clone(),
        vat_number: row.vat_number.clone(),
        email,
    };
    Ok(Draft {
        account,
        purchase: PurchaseId(row.id),
        movement,
        kind: Kind::Invoice,
        credits: Credits::whole(row.pack),
        price: row.price(),
        buyer,
        seller: app.seller.frozen(),
        locale: accounts::locale(&locale),
        paid_by: row.method(),
        paid_at: Time::from_millis(row.paid_at.unwrap_or_default()),
    })
}

/// Tells the buyer by mail.
pub async fn tell(tx: &mut Tx, app: &App, row: &PurchaseRow, news: PurchaseNews, now: Time) -> Result<(), Error> {
    let public_id = accounts::public_id(tx, AccountKey(row.account_id)).await?;
    let letter = PurchaseLetter { purchase: row.id, reference: row.reference.clone(), news };
    mail::queue(tx, app.ids.next(), &public_id, &Letter::Purchase(letter), now.millis()).await?;
    Ok(())
}
