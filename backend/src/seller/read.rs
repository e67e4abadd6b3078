//! Reads the seller's file, and says what is wrong with it.

use jiff::tz::TimeZone;
use openapi::Percent;
use serde::Deserialize;

use super::{FRENCH_RATE, Seller, VatScheme, check};
use crate::numbers::Country;

/// Longer than any line of an address.
const MAX_LINE: usize = 200;

/// What is wrong with the seller's file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the seller's file cannot be read: {0}")]
    Read(#[from] std::io::Error),
    #[error("the seller's file is no TOML of the fields that it may have: {0}")]
    Syntax(#[from] toml::de::Error),
    #[error("the seller's file: `{field}` {why}")]
    Field { field: &'static str, why: &'static str },
}

/// The file, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    legal_form: Option<String>,
    capital: Option<String>,
    address: String,
    postal_code: String,
    city: String,
    country: String,
    siren: Option<String>,
    siret: Option<String>,
    rcs: Option<String>,
    vat_number: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    time_zone: Option<String>,
    iban: Option<String>,
    bic: Option<String>,
    bank: Option<String>,
    cheque_payee: Option<String>,
    cheque_address: Option<String>,
    #[serde(default)]
    vat: VatPart,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct VatPart {
    #[serde(default)]
    exempt: bool,
    rate: Option<Percent>,
}

/// The seller of this file.
pub fn load(file: &str) -> Result<Seller, Error> {
    parse(&std::fs::read_to_string(file)?)
}

fn parse(text: &str) -> Result<Seller, Error> {
    let file: File = toml::from_str(text)?;
    let country = file.country.trim().to_ascii_uppercase();
    if Country::parse(&country).is_none() {
        return Err(Error::Field { field: "country", why: "is two letters of ISO 3166-1, such as FR" });
    }
    let time_zone = file.time_zone.unwrap_or_else(|| "Europe/Paris".to_owned());
    if TimeZone::get(&time_zone).is_err() {
        return Err(Error::Field { field: "time_zone", why: "is the name of a time zone, such as Europe/Paris" });
    }
    if file.vat.exempt && file.vat.rate.is_some_and(|rate| rate != Percent::ZERO) {
        return Err(Error::Field { field: "vat.rate", why: "is nothing where `vat.exempt` is true" });
    }
    if !file.vat.exempt && file.vat.rate.is_none() && country != "FR" {
        return Err(Error::Field { field: "vat.rate", why: "is missing: only France's is known" });
    }
    let rate = if file.vat.exempt { Percent::ZERO } else { file.vat.rate.unwrap_or(FRENCH_RATE) };
    let seller = Seller {
        name: needed("name", &file.name)?,
        legal_form: line("legal_form", file.legal_form)?,
        capital: line("capital", file.capital)?,
        address: needed("address", &file.address)?,
        postal_code: needed("postal_code", &file.postal_code)?,
        city: needed("city", &file.city)?,
        siren: checked("siren", file.siren, check::siren, "is nine digits, the last of which checks the others")?,
        siret: checked("siret", file.siret, check::siret, "is fourteen digits, the last of which checks the others")?,
        rcs: line("rcs", file.rcs)?,
        vat_number: checked("vat_number", file.vat_number, check::vat_number, "is like FR32123456789")?,
        email: line("email", file.email)?,
        phone: line("phone", file.phone)?,
        iban: checked("iban", file.iban, check::iban, "is no IBAN: its check digits are wrong, or one is missing")?,
        bic: checked("bic", file.bic, check::bic, "is 8 or 11 letters and digits")?,
        bank: line("bank", file.bank)?,
        cheque_payee: line("cheque_payee", file.cheque_payee)?,
        cheque_address: line("cheque_address", file.cheque_address)?,
        vat: VatScheme { exempt: file.vat.exempt, rate },
        country,
        time_zone,
        example: false,
    };
    together(&seller)?;
    Ok(seller)
}

/// What the fields must be for each other.
fn together(seller: &Seller) -> Result<(), Error> {
    if let (Some(siren), Some(siret)) = (&seller.siren, &seller.siret)
        && !siret.starts_with(siren.as_str())
    {
        return Err(Error::Field { field: "siret", why: "begins with the SIREN" });
    }
    // Without it no invoice with VAT is valid in the European Union (directive 2006/112/EC, article 226).
    if !seller.vat.exempt && seller.vat_number.is_none() {
        return Err(Error::Field { field: "vat_number", why: "is missing: a seller who charges VAT has one" });
    }
    Ok(())
}

fn needed(field: &'static str, text: &str) -> Result<String, Error> {
    line(field, Some(text.to_owned()))?.ok_or(Error::Field { field, why: "is empty" })
}

/// Text, trimmed; lines stay lines. What is empty is not there.
fn line(field: &'static str, text: Option<String>) -> Result<Option<String>, Error> {
    let Some(text) = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()) else { return Ok(None) };
    if text.chars().count() > MAX_LINE {
        return Err(Error::Field { field, why: "has at most 200 characters" });
    }
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return Err(Error::Field { field, why: "has no control characters" });
    }
    Ok(Some(text))
}

/// A number without the spaces that people write in it, if `right` says that it is one.
fn checked(
    field: &'static str,
    text: Option<String>,
    right: fn(&str) -> bool,
    why: &'static str,
) -> Result<Option<String>, Error> {
    let Some(text) = line(field, text)? else { return Ok(None) };
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect();
    let plain = plain.to_ascii_uppercase();
    if right(&plain) { Ok(Some(plain)) } else { Err(Error::Field { field, why }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"
        name = "Boulangerie & fils"
        legal_form = "SARL"
        capital = "5 000 €"
        address = "12 rue des Lilas\nBâtiment B"
        postal_code = "69001"
        city = "Lyon"
        country = "fr"
        siren = "732 829 320"
        siret = "732 829 320 00074"
        rcs = "Lyon"
        vat_number = "FR 44 732829320"
        iban = "FR76 3000 6000 0112 3456 7890 189"
        bic = "agrifrpp"
        [vat]
        rate = "20"
    "#;

    #[test]
    fn a_whole_file_is_read() {
        let seller = parse(WHOLE).unwrap();
        assert_eq!(
            (seller.country.as_str(), seller.siret.as_deref(), seller.iban.as_deref(), seller.bic.as_deref()),
            ("FR", Some("73282932000074"), Some("FR7630006000011234567890189"), Some("AGRIFRPP"))
        );
        assert_eq!((seller.time_zone.as_str(), seller.vat.rate.to_string().as_str()), ("Europe/Paris", "20"));
        assert!(!seller.example && seller.cheque_payee.is_none());
        assert_eq!(seller.frozen().rcs, "RCS Lyon 732829320");
        assert!(seller.cheque_address().starts_with("Boulangerie & fils\n12 rue des Lilas\nBâtiment B\n69001 Lyon"));
    }

    #[test]
    fn what_is_wrong_is_told_by_its_field() {
        for (from, to, field) in [
            ("\"fr\"", "\"FRA\"", "country"),
            ("732 829 320\"", "732 829 321\"", "siren"),
            ("00074", "00075", "siret"),
            ("siren = \"732 829 320\"", "siren = \"000000000\"", "siret"),
            ("0 189", "0 188", "iban"),
            ("agrifrpp", "agri", "bic"),
            ("FR 44", "FR 45", "vat_number"),
            ("vat_number = \"FR 44 732829320\"", "", "vat_number"),
            ("rate = \"20\"", "rate = \"20\"\nexempt = true", "vat.rate"),
            ("name = \"Boulangerie & fils\"", "name = \"  \"", "name"),
            ("rcs = \"Lyon\"", "time_zone = \"Europe/Lyon\"", "time_zone"),
            ("city = \"Lyon\"", "city = \"Ly\\u0000on\"", "city"),
        ] {
            let text = WHOLE.replacen(from, to, 1);
            assert_ne!(text, WHOLE);
            match parse(&text) {
                Err(Error::Field { field: told, .. }) => assert_eq!(told, field),
                other => panic!("{field}: {other:?}"),
            }
        }
        for text in [WHOLE.replace("city", "town"), WHOLE.replace("\"20\"", "20.0"), String::new()] {
            assert!(matches!(parse(&text), Err(Error::Syntax(_))), "{text}");
        }
        assert!(matches!(load("/nowhere/seller.toml"), Err(Error::Read(_))));
    }

    #[test]
    fn a_seller_abroad_names_its_rate() {
        let abroad = WHOLE.replace("\"fr\"", "\"BE\"").replace("FR 44 732829320", "BE 0403.170.701");
        assert_eq!(parse(&abroad.replace("\"20\"", "\"21\"")).unwrap().vat.rate.to_string(), "21");
        let silent = abroad.replace("rate = \"20\"", "");
        assert!(matches!(parse(&silent), Err(Error::Field { field: "vat.rate", .. })));
    }

    #[test]
    fn the_example_passes_its_own_checks() {
        let example = Seller::example();
        for (right, text) in [
            (check::siren as fn(&str) -> bool, &example.siren),
            (check::siret, &example.siret),
            (check::vat_number, &example.vat_number),
            (check::iban, &example.iban),
            (check::bic, &example.bic),
        ] {
            assert!(right(text.as_deref().unwrap()), "{text:?}");
        }
        assert!(example.example);
    }
}
