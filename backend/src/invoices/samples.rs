//! Documents of every kind, for the tests.

use jiff::civil::date;
use openapi::accounts::Locale;
use openapi::packs::Currency;
use openapi::purchases::{PaymentMethod, Price, VatRule};
use openapi::{Credits, Euros, InvoiceId, Percent, Time};

use super::document::{Document, Reference};
use super::frozen::{Buyer, Particulars, Seller};
use crate::seller;

/// 22 November 2026, 23:30 in Paris.
pub const AT: Time = Time::from_millis(1_795_386_600_000);

pub fn seller() -> Seller {
    Seller {
        name: "Boulangerie & fils".to_owned(),
        siren: "732829320".to_owned(),
        siret: "73282932000074".to_owned(),
        rcs: "RCS Lyon 732829320".to_owned(),
        vat_number: "FR44732829320".to_owned(),
        example: false,
        ..seller::Seller::example().frozen()
    }
}

pub fn buyer(country: &str, vat_number: &str) -> Buyer {
    Buyer {
        account_id: "mairie-exemple".to_owned(),
        name: "Zoé Müller".to_owned(),
        company: "Mairie d’Exemple".to_owned(),
        address: "1 place de la République\nBâtiment B".to_owned(),
        postal_code: "44000".to_owned(),
        city: "Nantes".to_owned(),
        country: country.to_owned(),
        vat_number: vat_number.to_owned(),
        email: "mairie@example.org".to_owned(),
    }
}

/// A thousand credits at 0.065 €, or what this many take back of them.
pub fn price(rule: VatRule, rate: &str, credits: Credits) -> Price {
    let vat_rate: Percent = rate.parse().unwrap();
    let unit_price = Euros::from_ten_thousandths(650);
    let net = Euros::rounded(unit_price.decimal() * credits.decimal()).unwrap();
    let vat = Euros::rounded(net.decimal() * vat_rate.decimal() / rust_decimal::Decimal::ONE_HUNDRED).unwrap();
    Price { unit_price, net, vat, vat_rate, vat_rule: rule, total: net + vat, currency: Currency::Eur }
}

pub fn invoice(seller: Seller, buyer: Buyer, rule: VatRule, rate: &str) -> Document {
    let credits = Credits::whole(1_000);
    Document {
        id: InvoiceId(7_123_456_789),
        number: "FA-2026-000042".to_owned(),
        date: date(2026, 11, 22),
        issued_at: AT,
        of: None,
        reference: "CH7F3K-2Q9D".to_owned(),
        told: Particulars {
            seller,
            buyer,
            credits,
            price: price(rule, rate, credits),
            paid_by: PaymentMethod::Card,
            paid_at: AT,
            locale: Locale::Fr,
            reason: String::new(),
        },
    }
}

/// Takes back a part of an invoice.
pub fn credit_note(of: &Document) -> Document {
    let price_before = of.told.price;
    let credits = "333.3333".parse().unwrap();
    let price = price(price_before.vat_rule, &price_before.vat_rate.to_string(), credits);
    let reason = "Crédits achetés deux fois, à la demande de l’acheteur".to_owned();
    Document {
        id: InvoiceId(of.id.0 + 1),
        number: "AV-2026-000007".to_owned(),
        date: date(2027, 1, 4),
        of: Some(Reference { number: of.number.clone(), date: of.date }),
        told: Particulars { credits, price, reason, ..of.told.clone() },
        ..of.clone()
    }
}

/// One that told nothing, two with other letters, and one with more to say than fits.
fn buyers() -> [Buyer; 4] {
    let nobody = Buyer {
        name: String::new(),
        company: String::new(),
        address: String::new(),
        postal_code: String::new(),
        city: String::new(),
        ..buyer("FR", "")
    };
    let greek = Buyer {
        name: "Αλέξανδρος Παπαδόπουλος".to_owned(),
        company: "Ελληνικά Μηνύματα Α.Ε.".to_owned(),
        address: "Λεωφόρος Βασιλίσσης Σοφίας 12".to_owned(),
        city: "Αθήνα".to_owned(),
        ..buyer("GR", "EL094259216")
    };
    let cyrillic = Buyer {
        name: "Иван Петров".to_owned(),
        company: "Пекарна „Добро утро“ ЕООД".to_owned(),
        ..buyer("BG", "BG175074752")
    };
    let long = Buyer {
        name: "Marie-Françoise Élisabeth ".repeat(7).trim().to_owned(),
        company: "W".repeat(200),
        address: format!("{}\nБ\n你好, مرحبا 🎉 \u{202e}{}", "Résidence des Acacias\n".repeat(14), "x".repeat(90)),
        city: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch".repeat(3),
        ..buyer("FR", "")
    };
    [nobody, greek, cyrillic, long]
}

/// One of every kind: VAT rule, way to pay, sort of seller and of buyer; each with its credit note. Names that begin with
/// `fr-` are between two French businesses, whose law has rules of its own.
pub fn all() -> Vec<(String, Document)> {
    let bare = Seller {
        legal_form: String::new(),
        capital: String::new(),
        siren: String::new(),
        siret: String::new(),
        rcs: String::new(),
        vat_number: String::new(),
        email: String::new(),
        phone: String::new(),
        iban: String::new(),
        bic: String::new(),
        ..seller()
    };
    let small = Seller { siren: "732829320".to_owned(), ..bare.clone() };
    let belgian = Seller { country: "BE".to_owned(), vat_number: "BE0403170701".to_owned(), ..bare.clone() };
    let person = |country: &str| Buyer { company: String::new(), ..buyer(country, "") };
    let [nobody, greek, cyrillic, long] = buyers();
    use PaymentMethod::{Cheque, Transfer};
    use VatRule::{Domestic, Outside, ReverseCharge, SellerExempt};
    let paid =
        |method, document: Document| Document { told: Particulars { paid_by: method, ..document.told }, ..document };
    let part = |document: Document| {
        // 20.00 € came in of 78.00 €: less than what the credits cost by rounding.
        let euros = |cents| Euros::from_cents(cents);
        let price = Price { net: euros(1_667), vat: euros(333), total: euros(2_000), ..document.told.price };
        Document { told: Particulars { credits: "256.4102".parse().unwrap(), price, ..document.told }, ..document }
    };
    let french = buyer("FR", "FR40303265045");
    let documents = [
        ("fr-domestic", invoice(seller(), french.clone(), Domestic, "20")),
        ("fr-overseas", invoice(seller(), Buyer { country: "RE".to_owned(), ..french.clone() }, Domestic, "8.5")),
        ("fr-transfer", paid(Transfer, invoice(seller(), french.clone(), Domestic, "20"))),
        ("fr-cheque", paid(Cheque, invoice(seller(), french.clone(), Domestic, "20"))),
        ("fr-part", part(paid(Transfer, invoice(seller(), french.clone(), Domestic, "20")))),
        ("fr-exempt", invoice(small.clone(), french.clone(), SellerExempt, "0")),
        ("example", invoice(seller::Seller::example().frozen(), person("FR"), Domestic, "20")),
        ("reverse-greek", invoice(seller(), greek, ReverseCharge, "0")),
        ("reverse-cyrillic", invoice(seller(), cyrillic, ReverseCharge, "0")),
        ("reverse-from-belgium", invoice(belgian.clone(), french, ReverseCharge, "0")),
        ("outside", invoice(seller(), buyer("CH", "CHE123456788"), Outside, "0")),
        ("outside-person", invoice(seller(), person("US"), Outside, "0")),
        ("outside-guiana", invoice(seller(), buyer("GF", ""), Outside, "0")),
        ("outside-bare", invoice(bare.clone(), person("US"), Outside, "0")),
        ("exempt-bare", paid(Transfer, invoice(bare, person("DE"), SellerExempt, "0"))),
        ("exempt-abroad", invoice(Seller { vat_number: String::new(), ..belgian }, person("BE"), SellerExempt, "0")),
        ("nobody", invoice(small, nobody, SellerExempt, "0")),
        ("long", invoice(Seller { name: "Ω".repeat(200), ..seller() }, long, Domestic, "20")),
    ];
    let with_note = |(name, document): (&str, Document)| {
        let note = credit_note(&document);
        [(name.to_owned(), document), (format!("{name}-note"), note)]
    };
    documents.into_iter().flat_map(with_note).collect()
}
