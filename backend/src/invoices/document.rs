//! A document as it was issued: what its PDF and its XML are made of, and of nothing else.

use jiff::civil::Date;
use openapi::invoices::InvoiceKind;
use openapi::purchases::VatRule;
use openapi::{Credits, Euros, InvoiceId, Percent, Time};

use super::Error;
use super::frozen::Particulars;
use super::sql::DocumentRow;

#[derive(Debug, Clone)]
pub(super) struct Document {
    pub id: InvoiceId,
    pub number: String,
    /// Where the seller is.
    pub date: Date,
    pub issued_at: Time,
    /// The invoice that a credit note takes back.
    pub of: Option<Reference>,
    /// What the buyer quoted to pay; the movement of credits has it.
    pub reference: String,
    pub told: Particulars,
}

#[derive(Debug, Clone)]
pub(super) struct Reference {
    pub number: String,
    pub date: Date,
}

/// UNCL 5305: why there is VAT, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Category {
    Standard,
    ZeroRated,
    ReverseCharge,
    /// "Not subject to VAT": the rules of EN 16931 then want no VAT number of either side in the data (BR-O-02), and no rate.
    NotSubject,
    Exempt,
}

impl Category {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Standard => "S",
            Self::ZeroRated => "Z",
            Self::ReverseCharge => "AE",
            Self::NotSubject => "O",
            Self::Exempt => "E",
        }
    }
}

impl Document {
    pub fn kind(&self) -> InvoiceKind {
        if self.of.is_some() { InvoiceKind::CreditNote } else { InvoiceKind::Invoice }
    }

    pub fn category(&self) -> Category {
        match self.told.price.vat_rule {
            VatRule::Domestic if self.told.price.vat_rate == Percent::ZERO => Category::ZeroRated,
            VatRule::Domestic => Category::Standard,
            VatRule::ReverseCharge => Category::ReverseCharge,
            VatRule::Outside => Category::NotSubject,
            VatRule::SellerExempt => Category::Exempt,
        }
    }

    /// The price of the one line, and how many credits it is for. One credit, unless a cent was rounded away, as in a part of
    /// a purchase: then the line's net is the price of all its credits, so that price times quantity is exact to the cent.
    pub fn line_price(&self) -> (Euros, Credits) {
        let (price, credits) = (&self.told.price, self.told.credits);
        let exact = Euros::rounded(price.unit_price.decimal() * credits.decimal()) == Some(price.net);
        if exact { (price.unit_price, Credits::whole(1)) } else { (price.net, credits) }
    }

    /// What is still owed to whom the document is for: nothing of an invoice, which is issued when it is paid.
    pub fn due(&self) -> Euros {
        match self.kind() {
            InvoiceKind::Invoice => Euros::ZERO,
            InvoiceKind::CreditNote => self.told.price.total,
        }
    }

    /// The day the money came in, where the seller is.
    pub fn paid_on(&self) -> Date {
        super::issue::date(self.told.paid_at, &self.told.seller)
    }
}

impl TryFrom<DocumentRow> for Document {
    type Error = Error;

    fn try_from(row: DocumentRow) -> Result<Self, Error> {
        let of = match (row.of_number, row.of_day) {
            (Some(number), Some(day)) => Some(Reference { number, date: read_day(day) }),
            _ => None,
        };
        Ok(Self {
            id: InvoiceId(row.id),
            number: row.number,
            date: read_day(row.day),
            issued_at: Time::from_millis(row.issued_at),
            of,
            reference: row.reference.unwrap_or_default(),
            told: serde_json::from_str(&row.particulars)?,
        })
    }
}

/// YYYYMMDD as the database keeps it; what is no date is in no row of ours, and would show as the first of the calendar.
fn read_day(day: i64) -> Date {
    let part = |digits: i64| i8::try_from(digits % 100).unwrap_or_default();
    let year = i16::try_from(day / 10_000).unwrap_or_default();
    Date::new(year, part(day / 100), part(day)).unwrap_or(Date::ZERO)
}
