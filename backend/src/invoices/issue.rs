//! Issues a document: the only way one comes to be.

use jiff::Timestamp;
use jiff::civil::Date;
use openapi::accounts::Locale;
use openapi::invoices::Invoice;
use openapi::purchases::{PaymentMethod, Price};
use openapi::{Credits, Euros, InvoiceId, MovementId, PurchaseId, Time};

use super::Error;
use super::frozen::{Buyer, Particulars, Seller};
use super::sql::{self, InvoiceRow};
use crate::accounts::AccountKey;
use crate::db::{Tx, fetch_one};
use crate::ids::Ids;

/// A document to be issued.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    pub account: AccountKey,
    pub purchase: PurchaseId,
    /// The movement of credits that it bills or takes back; it is posted first.
    pub movement: MovementId,
    pub kind: Kind<'a>,
    pub credits: Credits,
    /// What this document is about: of a purchase that was paid in part, and of a credit note, that part; positive.
    pub price: Price,
    pub buyer: Buyer,
    pub seller: Seller,
    pub locale: Locale,
    pub paid_by: PaymentMethod,
    pub paid_at: Time,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind<'a> {
    Invoice,
    /// Takes an invoice back, whole or in part.
    CreditNote {
        of: InvoiceId,
        /// Printed on it.
        reason: &'a str,
    },
}

impl Kind<'_> {
    const fn series(self) -> &'static str {
        match self {
            Self::Invoice => "FA",
            Self::CreditNote { .. } => "AV",
        }
    }
}

/// Numbers the document and writes it, in the transaction that moves the credits. The row of its series is held until the
/// commit, so it comes last of what the transaction locks: accounts before.
pub async fn issue(tx: &mut Tx, ids: &Ids, now: Time, draft: &Draft<'_>) -> Result<Invoice, Error> {
    let price = &draft.price;
    let sums = [price.net, price.vat, price.total];
    let whole = sums.iter().all(|sum| *sum >= Euros::ZERO && sum.cents().is_some());
    if !whole || price.net + price.vat != price.total || draft.credits <= Credits::ZERO {
        return Err(Error::Amounts);
    }
    let (of, reason) = match draft.kind {
        Kind::Invoice => (None, ""),
        Kind::CreditNote { of, reason } => (Some(of), reason),
    };
    let particulars = Particulars {
        seller: draft.seller.clone(),
        buyer: draft.buyer.clone(),
        credits: draft.credits,
        price: *price,
        paid_by: draft.paid_by,
        paid_at: draft.paid_at,
        locale: draft.locale,
        reason: reason.to_owned(),
    };
    let particulars = serde_json::to_string(&particulars)?;
    let series = draft.kind.series();
    let today = day(date(now, &draft.seller));
    let (last, day, issued_at) = fetch_one!(tx, (i64, i64, i64), sql::NEXT, series, today, now.millis())?;
    let year = day / 10_000;
    let row = fetch_one!(
        tx,
        InvoiceRow,
        sql::INSERT,
        ids.next(),
        draft.account.0,
        draft.purchase.0,
        draft.movement.0,
        series,
        year,
        last,
        format!("{series}-{year}-{last:06}"),
        day,
        issued_at,
        of.map(|of| of.0),
        draft.credits.ten_thousandths(),
        price.net.ten_thousandths(),
        i64::from(price.vat_rate.hundredths()),
        price.vat.ten_thousandths(),
        price.total.ten_thousandths(),
        particulars
    )?;
    Ok(row.into())
}

/// The date at a moment where the seller is.
pub(super) fn date(at: Time, seller: &Seller) -> Date {
    // Milliseconds out of the calendar's range come from no clock.
    let moment = Timestamp::from_millisecond(at.millis()).unwrap_or(Timestamp::UNIX_EPOCH);
    moment.to_zoned(seller.zone()).date()
}

/// As the digits YYYYMMDD, which the database compares.
fn day(date: Date) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}
