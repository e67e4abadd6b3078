//! What a document says of its day, as it is kept in its row. Rows outlive releases by ten years: a field that is added here
//! is optional, and none is renamed.

use jiff::tz::TimeZone;
use openapi::Credits;
use openapi::Time;
use openapi::accounts::Locale;
use openapi::purchases::{PaymentMethod, Price};
use serde::{Deserialize, Serialize};

/// Who sold. Texts that are not known are empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seller {
    pub name: String,
    /// `SAS`, `association loi 1901`, …
    pub legal_form: String,
    /// As it is to be printed: `10 000 €`.
    pub capital: String,
    /// Lines.
    pub address: String,
    pub postal_code: String,
    pub city: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub siren: String,
    pub siret: String,
    /// The register that it stands in: `RCS Paris 123 456 789`.
    pub rcs: String,
    pub vat_number: String,
    pub email: String,
    pub phone: String,
    /// IANA name of where dates are told.
    pub time_zone: String,
    pub iban: String,
    pub bic: String,
    /// The built-in seller: its documents are worth nothing, and say so.
    pub example: bool,
}

impl Seller {
    /// UTC where the name has left the tz database since.
    pub(super) fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }
}

/// Who bought: billing particulars, empty where the account has not told them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buyer {
    /// The account's public ID.
    pub account_id: String,
    pub name: String,
    pub company: String,
    /// Lines.
    pub address: String,
    pub postal_code: String,
    pub city: String,
    /// ISO 3166-1 alpha-2; the one that the VAT was told by.
    pub country: String,
    pub vat_number: String,
    pub email: String,
}

impl Buyer {
    /// The company, or the person, or at least the account.
    pub(super) fn called(&self) -> &str {
        [&self.company, &self.name].into_iter().find(|name| !name.is_empty()).unwrap_or(&self.account_id)
    }

    /// A French VAT number ends with it.
    pub(super) fn siren(&self) -> Option<&str> {
        let siren = self.vat_number.strip_prefix("FR")?.get(2..)?;
        (siren.len() == 9 && siren.bytes().all(|b| b.is_ascii_digit())).then_some(siren)
    }
}

/// Everything that is printed and is not a column of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Particulars {
    pub seller: Seller,
    pub buyer: Buyer,
    pub credits: Credits,
    pub price: Price,
    pub paid_by: PaymentMethod,
    pub paid_at: Time,
    /// The buyer's language.
    pub locale: Locale,
    /// Why a credit note was written; empty on an invoice.
    pub reason: String,
}
