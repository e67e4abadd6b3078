//! The seller: whoever runs this platform and sells its credits. Its particulars stand on invoices, its bank details on
//! instructions to pay, its country decides the VAT.
//!
//! They come from a file that the operator writes (`CHAPPE_SELLER=seller.toml`) and are read once, with the other settings: a mistake in
//! them keeps the server from starting and is told by the name of its field, since a wrong invoice cannot be taken back. An
//! invoice freezes what it prints of them ([`Seller::frozen`]), so a change never touches what was issued.
//!
//! Without a file the seller is an example ([`Seller::example`]): the journey works, and every invoice says that it has no value.

pub mod check;
mod read;

pub use read::{Error, load};

use openapi::Percent;
use openapi::purchases::PaymentMethod;

use crate::invoices;

/// Whoever sells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seller {
    pub name: String,
    /// Such as `SAS` or `SARL`.
    pub legal_form: Option<String>,
    /// In words, such as `10 000 €`.
    pub capital: Option<String>,
    /// Street and number; several lines where needed.
    pub address: String,
    pub postal_code: String,
    pub city: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Nine digits, checked.
    pub siren: Option<String>,
    /// Fourteen digits, checked; begins with the SIREN.
    pub siret: Option<String>,
    /// The city of the trade register, such as `Paris`.
    pub rcs: Option<String>,
    /// With its country, without spaces.
    pub vat_number: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// The zone (IANA) that the days and years of invoices are counted in.
    pub time_zone: String,
    /// Without spaces, checked. Transfers are offered when it is there.
    pub iban: Option<String>,
    pub bic: Option<String>,
    /// The bank's name.
    pub bank: Option<String>,
    /// Whom cheques are made out to. Cheques are offered when it is there.
    pub cheque_payee: Option<String>,
    /// Where cheques are sent, lines; the seller's own address when absent.
    pub cheque_address: Option<String>,
    pub vat: VatScheme,
    /// The built-in example: what it issues has no value.
    pub example: bool,
}

/// What VAT the seller charges at home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VatScheme {
    /// Charges none to anybody (in France: small businesses, article 293 B of the tax code).
    pub exempt: bool,
    /// The rate of the seller's country.
    pub rate: Percent,
}

impl Seller {
    /// The seller of a platform whose operator has not said who sells. Its registration numbers are nobody's (zeros pass
    /// their check), its IBAN is the one that banks print in their examples.
    pub fn example() -> Self {
        let some = |text: &str| Some(text.to_owned());
        Self {
            name: "Chappe Exemple".to_owned(),
            legal_form: some("SAS"),
            capital: some("10 000 €"),
            address: "1 rue de l’Exemple".to_owned(),
            postal_code: "75001".to_owned(),
            city: "Paris".to_owned(),
            country: "FR".to_owned(),
            siren: some("000000000"),
            siret: some("00000000000000"),
            rcs: some("Paris"),
            vat_number: some("FR12000000000"),
            email: some("ventes@example.org"),
            phone: some("+33 1 99 00 00 00"),
            time_zone: "Europe/Paris".to_owned(),
            iban: some("FR7630006000011234567890189"),
            bic: some("EXAMFRPPXXX"),
            bank: some("Banque Exemple"),
            cheque_payee: some("Chappe Exemple SAS"),
            cheque_address: None,
            vat: VatScheme { exempt: false, rate: FRENCH_RATE },
            example: true,
        }
    }

    /// Whether it takes money that way. Cards are the payment service's matter, not the seller's.
    pub const fn takes(&self, method: PaymentMethod) -> bool {
        match method {
            PaymentMethod::Card => false,
            PaymentMethod::Transfer => self.iban.is_some(),
            PaymentMethod::Cheque => self.cheque_payee.is_some(),
        }
    }

    /// Where cheques are sent, lines.
    pub fn cheque_address(&self) -> String {
        let own = || format!("{}\n{}\n{} {}\n{}", self.name, self.address, self.postal_code, self.city, self.country);
        self.cheque_address.clone().unwrap_or_else(own)
    }

    /// What an invoice of today prints of it.
    pub fn frozen(&self) -> invoices::Seller {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let register = |city: &String| format!("RCS {city} {}", text(&self.siren)).trim_end().to_owned();
        invoices::Seller {
            name: self.name.clone(),
            legal_form: text(&self.legal_form),
            capital: text(&self.capital),
            address: self.address.clone(),
            postal_code: self.postal_code.clone(),
            city: self.city.clone(),
            country: self.country.clone(),
            siren: text(&self.siren),
            siret: text(&self.siret),
            rcs: self.rcs.as_ref().map(register).unwrap_or_default(),
            vat_number: text(&self.vat_number),
            email: text(&self.email),
            phone: text(&self.phone),
            time_zone: self.time_zone.clone(),
            iban: text(&self.iban),
            bic: text(&self.bic),
            example: self.example,
        }
    }
}

/// France's standard rate, and the rate of a seller who names none.
const FRENCH_RATE: Percent = match Percent::from_hundredths(2_000) {
    Some(rate) => rate,
    None => Percent::ZERO,
};
