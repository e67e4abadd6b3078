//! What a document says, in French and English: labels, and the mentions that the law asks for.
//!
//! French invoices name the penalties of late payment, the 40 € for recovery and the discount, paid or not (articles L. 441-9 and
//! L. 441-10 of the commercial code), and why no VAT is charged (article 242 nonies A of annex II of the tax code). A seller
//! elsewhere gets what the European directive asks for.

use jiff::civil::Date;
use openapi::accounts::Locale;
use openapi::invoices::InvoiceKind;
use openapi::purchases::{PaymentMethod, VatRule};
use openapi::{Credits, Euros, Percent};

use super::document::Document;
use crate::exports::say;
use crate::mail::grouped;
use crate::numbers::Country;
use crate::rates::land_of;

/// A sentence that the law asks for, and the code that it has in the XML (UNTDID 4451).
pub(super) struct Mention {
    pub code: &'static str,
    pub text: String,
}

pub(super) fn title(document: &Document, locale: Locale) -> &'static str {
    match document.kind() {
        InvoiceKind::Invoice => say(locale, ("Invoice", "Facture")),
        InvoiceKind::CreditNote => say(locale, ("Credit note", "Avoir")),
    }
}

/// What was sold.
pub(super) fn item(document: &Document, locale: Locale) -> &'static str {
    match document.kind() {
        InvoiceKind::Invoice => say(locale, ("Credits to send SMS, prepaid", "Crédits d’envoi de SMS, prépayés")),
        InvoiceKind::CreditNote => say(locale, ("Credits to send SMS, taken back", "Crédits d’envoi de SMS, repris")),
    }
}

/// That the built-in seller's documents are nobody's.
pub(super) fn without_value(locale: Locale) -> &'static str {
    say(
        locale,
        (
            "EXAMPLE WITHOUT VALUE: this platform has no seller yet, nothing was sold.",
            "EXEMPLE SANS VALEUR : cette plateforme n’a pas encore de vendeur, rien n’a été vendu.",
        ),
    )
}

/// That it was paid, or how it is given back.
pub(super) fn settled(document: &Document, locale: Locale) -> String {
    let how = match document.told.paid_by {
        PaymentMethod::Card => say(locale, ("by card", "par carte bancaire")),
        PaymentMethod::Transfer => say(locale, ("by bank transfer", "par virement")),
        PaymentMethod::Cheque => say(locale, ("by cheque", "par chèque")),
    };
    match document.kind() {
        InvoiceKind::Invoice => {
            let on = day(document.paid_on(), locale);
            format!("{} {on} {how}", say(locale, ("Paid on", "Payée le")))
        }
        InvoiceKind::CreditNote => match (locale, document.told.paid_by) {
            (Locale::En, PaymentMethod::Card) => "Given back to the card that paid".to_owned(),
            (Locale::Fr, PaymentMethod::Card) => "Remboursé sur la carte qui a payé".to_owned(),
            (Locale::En, _) => "Given back by bank transfer or cheque".to_owned(),
            (Locale::Fr, _) => "Remboursé par virement ou chèque".to_owned(),
        },
    }
}

/// Which invoice a credit note takes back, and why.
pub(super) fn takes_back(document: &Document, locale: Locale) -> Option<String> {
    let of = document.of.as_ref()?;
    let on = day(of.date, locale);
    Some(match locale {
        Locale::En => format!("Takes back invoice {} of {on}.", of.number),
        Locale::Fr => format!("Annule, en tout ou partie, la facture {} du {on}.", of.number),
    })
}

/// Why there is no VAT, or that the buyer accounts for it; nothing where VAT is charged.
pub(super) fn vat_mention(document: &Document, locale: Locale) -> Option<&'static str> {
    let (seller, buyer) = (&document.told.seller, &document.told.buyer);
    let french = seller.country == "FR";
    let business = !buyer.company.is_empty() || !buyer.vat_number.is_empty();
    let words = match document.told.price.vat_rule {
        VatRule::Domestic => return None,
        VatRule::ReverseCharge if french => (
            "Reverse charge: VAT is due by the customer (article 283-2 of the French tax code, article 196 of directive 2006/112/EC).",
            "Autoliquidation : TVA due par le preneur (article 283-2 du CGI, article 196 de la directive 2006/112/CE).",
        ),
        VatRule::ReverseCharge => (
            "Reverse charge: VAT is due by the customer (article 196 of directive 2006/112/EC).",
            "Autoliquidation : TVA due par le preneur (article 196 de la directive 2006/112/CE).",
        ),
        VatRule::Outside if french && matches!(buyer.country.as_str(), "GF" | "YT") => (
            "VAT does not apply in French Guiana and Mayotte (article 294 of the French tax code).",
            "TVA non applicable en Guyane et à Mayotte (article 294 du CGI).",
        ),
        VatRule::Outside if french && business => (
            "Not subject to French VAT: service to a business outside the European Union (article 259-1 of the French tax code).",
            "TVA non applicable : service à une entreprise hors de l’Union européenne (article 259-1° du CGI).",
        ),
        VatRule::Outside if french => (
            "Not subject to French VAT: service to a customer outside the European Union (article 259 B of the French tax code).",
            "TVA non applicable : service à un client hors de l’Union européenne (article 259 B du CGI).",
        ),
        VatRule::Outside => (
            "Not subject to VAT: service to a customer outside the European Union (articles 44 and 59 of directive 2006/112/EC).",
            "TVA non applicable : service à un client hors de l’Union européenne (articles 44 et 59 de la directive 2006/112/CE).",
        ),
        VatRule::SellerExempt if french => {
            ("VAT not applicable, article 293 B of the French tax code.", "TVA non applicable, article 293 B du CGI.")
        }
        VatRule::SellerExempt => (
            "VAT not charged: scheme for small enterprises (article 282 of directive 2006/112/EC).",
            "TVA non facturée : régime des petites entreprises (article 282 de la directive 2006/112/CE).",
        ),
    };
    Some(say(locale, words))
}

/// What an invoice says of late payment; the law asks for it on one that is paid, too.
pub(super) fn payment_mentions(document: &Document, locale: Locale) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut add = |code, words| mentions.push(Mention { code, text: say(locale, words).to_owned() });
    if document.told.seller.country == "FR" {
        add(
            "PMD",
            (
                "Late payment: penalties of three times the French legal interest rate, due without a reminder (article L. 441-10 of the commercial code).",
                "Retard de paiement : pénalités de trois fois le taux d’intérêt légal, exigibles sans rappel (article L. 441-10 du code de commerce).",
            ),
        );
        add(
            "PMT",
            (
                "Recovery costs: fixed sum of €40 between businesses (article D. 441-5 of the commercial code).",
                "Frais de recouvrement : indemnité forfaitaire de 40 € entre professionnels (article D. 441-5 du code de commerce).",
            ),
        );
    }
    add("AAB", ("No discount for early payment.", "Pas d’escompte pour paiement anticipé."));
    mentions
}

/// The seller in one line, as French law asks on all that a company writes.
pub(super) fn seller_line(document: &Document, locale: Locale) -> String {
    let seller = &document.told.seller;
    let about = |label, value: &str| if value.is_empty() { String::new() } else { format!("{label} {value}") };
    let form = match (seller.legal_form.as_str(), seller.capital.as_str()) {
        (form, "") => form.to_owned(),
        (form, capital) => {
            let capital = about(say(locale, ("with a capital of", "au capital de")), capital);
            format!("{form} {capital}").trim().to_owned()
        }
    };
    // A SIRET begins with the SIREN.
    let number = if seller.siret.is_empty() { about("SIREN", &seller.siren) } else { about("SIRET", &seller.siret) };
    let vat = about(say(locale, ("VAT", "TVA")), &seller.vat_number);
    let parts = [seller.name.clone(), form, seller.rcs.clone(), number, vat];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A country by its name; by its code where the numbering plan does not have it.
pub(super) fn country(code: &str, locale: Locale) -> String {
    let land = Country::parse(code).and_then(land_of);
    land.map_or(code, |land| if locale == Locale::Fr { &land.name_fr } else { &land.name }).to_owned()
}

/// `1 234,50 €`, `€1,234.50`; unit prices with up to four decimals.
pub(super) fn euros(amount: Euros, locale: Locale) -> String {
    match locale {
        Locale::En => format!("€{}", grouped(&amount.to_string(), ",", ".")),
        Locale::Fr => format!("{}\u{a0}€", grouped(&amount.to_string(), "\u{202f}", ",")),
    }
}

pub(super) fn credits(amount: Credits, locale: Locale) -> String {
    number(&amount.to_string(), locale)
}

pub(super) fn percent(rate: Percent, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{rate}%"),
        Locale::Fr => format!("{}\u{a0}%", number(&rate.to_string(), locale)),
    }
}

fn number(digits: &str, locale: Locale) -> String {
    match locale {
        Locale::En => grouped(digits, ",", "."),
        Locale::Fr => grouped(digits, "\u{202f}", ","),
    }
}

/// `23/11/2026`, `23 Nov 2026`.
pub(super) fn day(date: Date, locale: Locale) -> String {
    let format = say(locale, ("%-d %b %Y", "%d/%m/%Y"));
    date.strftime(format).to_string()
}
