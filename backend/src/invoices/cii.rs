//! The document as data: EN 16931 in the syntax of UN/CEFACT (CII), the profile `EN 16931` of Factur-X.
//!
//! The XML says what the PDF says, in its language. Its amounts are the frozen ones, so its sums hold by themselves: one line,
//! whose net is the net of all. It follows the French rules for exchange between businesses as well, as far as the particulars
//! go: mentions with their codes, SIREN, and the frame `S2`, a service that was paid already.

use std::io;

use jiff::civil::Date;
use openapi::accounts::Locale;
use openapi::invoices::InvoiceKind;
use openapi::purchases::PaymentMethod;
use openapi::{Credits, Euros};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::document::{Category, Document};
use super::frozen::{Buyer, Seller};
use super::{Error, words};

/// Lines that an address has in CII.
const ADDRESS_LINES: usize = 3;

/// UN/ECE recommendation 20: "one", a piece.
const PIECE: &str = "C62";

/// ISO 6523: SIREN.
const SIREN: &str = "0002";

type Xml = Writer<Vec<u8>>;

/// The whole file, UTF-8.
pub(super) fn write(document: &Document, locale: Locale) -> Result<Vec<u8>, Error> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("rsm:CrossIndustryInvoice")
        .with_attribute(("xmlns:rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"))
        .with_attribute((
            "xmlns:ram",
            "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
        ))
        .with_attribute(("xmlns:udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"))
        .with_attribute(("xmlns:qdt", "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"))
        .write_inner_content(|xml| {
            context(xml, document)?;
            header(xml, document, locale)?;
            within(xml, "rsm:SupplyChainTradeTransaction", |xml| {
                line(xml, document, locale)?;
                agreement(xml, document)?;
                delivery(xml, document)?;
                settlement(xml, document, locale)
            })
        })?;
    Ok(xml.into_inner())
}

fn context(xml: &mut Xml, document: &Document) -> io::Result<()> {
    let frame = match document.kind() {
        InvoiceKind::Invoice => "S2",
        InvoiceKind::CreditNote => "S1",
    };
    within(xml, "rsm:ExchangedDocumentContext", |xml| {
        within(xml, "ram:BusinessProcessSpecifiedDocumentContextParameter", |xml| leaf(xml, "ram:ID", frame))?;
        within(xml, "ram:GuidelineSpecifiedDocumentContextParameter", |xml| {
            leaf(xml, "ram:ID", "urn:cen.eu:en16931:2017")
        })
    })
}

fn header(xml: &mut Xml, document: &Document, locale: Locale) -> io::Result<()> {
    let code = match document.kind() {
        InvoiceKind::Invoice => "380",
        InvoiceKind::CreditNote => "381",
    };
    within(xml, "rsm:ExchangedDocument", |xml| {
        leaf(xml, "ram:ID", &document.number)?;
        leaf(xml, "ram:TypeCode", code)?;
        within(xml, "ram:IssueDateTime", |xml| date(xml, "udt:DateTimeString", document.date))?;
        if document.told.seller.example {
            note(xml, words::without_value(locale), None)?;
        }
        note(xml, &words::seller_line(document, locale), Some("REG"))?;
        if let Some(words) = words::takes_back(document, locale) {
            note(xml, &words, None)?;
        }
        if !document.told.reason.is_empty() {
            note(xml, &document.told.reason, None)?;
        }
        for mention in words::payment_mentions(document, locale) {
            note(xml, &mention.text, Some(mention.code))?;
        }
        Ok(())
    })
}

fn note(xml: &mut Xml, text: &str, code: Option<&str>) -> io::Result<()> {
    within(xml, "ram:IncludedNote", |xml| {
        leaf(xml, "ram:Content", text)?;
        code.map_or(Ok(()), |code| leaf(xml, "ram:SubjectCode", code))
    })
}

fn line(xml: &mut Xml, document: &Document, locale: Locale) -> io::Result<()> {
    let (price, basis) = document.line_price();
    within(xml, "ram:IncludedSupplyChainTradeLineItem", |xml| {
        within(xml, "ram:AssociatedDocumentLineDocument", |xml| leaf(xml, "ram:LineID", "1"))?;
        within(xml, "ram:SpecifiedTradeProduct", |xml| leaf(xml, "ram:Name", words::item(document, locale)))?;
        within(xml, "ram:SpecifiedLineTradeAgreement", |xml| {
            within(xml, "ram:NetPriceProductTradePrice", |xml| {
                leaf(xml, "ram:ChargeAmount", &price.to_string())?;
                if basis != Credits::whole(1) {
                    leaf_with(xml, "ram:BasisQuantity", ("unitCode", PIECE), &basis.to_string())?;
                }
                Ok(())
            })
        })?;
        within(xml, "ram:SpecifiedLineTradeDelivery", |xml| {
            leaf_with(xml, "ram:BilledQuantity", ("unitCode", PIECE), &document.told.credits.to_string())
        })?;
        within(xml, "ram:SpecifiedLineTradeSettlement", |xml| {
            within(xml, "ram:ApplicableTradeTax", |xml| {
                leaf(xml, "ram:TypeCode", "VAT")?;
                leaf(xml, "ram:CategoryCode", document.category().code())?;
                rate(xml, document)
            })?;
            within(xml, "ram:SpecifiedTradeSettlementLineMonetarySummation", |xml| {
                amount(xml, "ram:LineTotalAmount", document.told.price.net)
            })
        })
    })
}

/// What is not subject to VAT has no rate (BR-O-05).
fn rate(xml: &mut Xml, document: &Document) -> io::Result<()> {
    if document.category() == Category::NotSubject {
        return Ok(());
    }
    leaf(xml, "ram:RateApplicablePercent", &document.told.price.vat_rate.to_string())
}

fn agreement(xml: &mut Xml, document: &Document) -> io::Result<()> {
    let taxed = document.category() != Category::NotSubject;
    within(xml, "ram:ApplicableHeaderTradeAgreement", |xml| {
        leaf(xml, "ram:BuyerReference", &document.told.buyer.account_id)?;
        within(xml, "ram:SellerTradeParty", |xml| seller(xml, &document.told.seller, taxed))?;
        within(xml, "ram:BuyerTradeParty", |xml| buyer(xml, &document.told.buyer, taxed))
    })
}

fn seller(xml: &mut Xml, seller: &Seller, taxed: bool) -> io::Result<()> {
    let known = !seller.siren.is_empty() || (taxed && !seller.vat_number.is_empty());
    if !known {
        // Somebody must be told by some number (BR-CO-26); one who has none is told by name.
        leaf(xml, "ram:ID", &seller.name)?;
    }
    if !seller.siret.is_empty() {
        leaf_with(xml, "ram:GlobalID", ("schemeID", "0009"), &seller.siret)?;
    }
    leaf(xml, "ram:Name", &seller.name)?;
    if !seller.siren.is_empty() {
        within(xml, "ram:SpecifiedLegalOrganization", |xml| {
            leaf_with(xml, "ram:ID", ("schemeID", SIREN), &seller.siren)
        })?;
    }
    if !seller.phone.is_empty() || !seller.email.is_empty() {
        within(xml, "ram:DefinedTradeContact", |xml| {
            leaf(xml, "ram:PersonName", &seller.name)?;
            if !seller.phone.is_empty() {
                within(xml, "ram:TelephoneUniversalCommunication", |xml| {
                    leaf(xml, "ram:CompleteNumber", &seller.phone)
                })?;
            }
            if !seller.email.is_empty() {
                within(xml, "ram:EmailURIUniversalCommunication", |xml| leaf(xml, "ram:URIID", &seller.email))?;
            }
            Ok(())
        })?;
    }
    address(xml, &seller.address, &seller.postal_code, &seller.city, &seller.country)?;
    if seller.email.is_empty() && !seller.siren.is_empty() {
        // The address that every French business has in the national directory.
        electronic(xml, "0225", &seller.siren)?;
    } else {
        electronic(xml, "EM", &seller.email)?;
    }
    match (taxed, seller.vat_number.as_str()) {
        (true, "") => registration(xml, "FC", if seller.siren.is_empty() { &seller.name } else { &seller.siren }),
        (true, number) => registration(xml, "VA", number),
        (false, _) => Ok(()),
    }
}

fn buyer(xml: &mut Xml, buyer: &Buyer, taxed: bool) -> io::Result<()> {
    leaf(xml, "ram:Name", buyer.called())?;
    if let Some(siren) = buyer.siren() {
        within(xml, "ram:SpecifiedLegalOrganization", |xml| leaf_with(xml, "ram:ID", ("schemeID", SIREN), siren))?;
    }
    if !buyer.company.is_empty() && !buyer.name.is_empty() {
        within(xml, "ram:DefinedTradeContact", |xml| leaf(xml, "ram:PersonName", &buyer.name))?;
    }
    address(xml, &buyer.address, &buyer.postal_code, &buyer.city, &buyer.country)?;
    electronic(xml, "EM", &buyer.email)?;
    if taxed && !buyer.vat_number.is_empty() { registration(xml, "VA", &buyer.vat_number) } else { Ok(()) }
}

fn address(xml: &mut Xml, lines: &str, postal_code: &str, city: &str, country: &str) -> io::Result<()> {
    let lines: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let (own, rest) = lines.split_at(lines.len().min(ADDRESS_LINES - 1));
    let rest = rest.join(", ");
    within(xml, "ram:PostalTradeAddress", |xml| {
        told(xml, "ram:PostcodeCode", postal_code)?;
        told(xml, "ram:LineOne", own.first().copied().unwrap_or_default())?;
        told(xml, "ram:LineTwo", own.get(1).copied().unwrap_or_default())?;
        told(xml, "ram:LineThree", &rest)?;
        told(xml, "ram:CityName", city)?;
        leaf(xml, "ram:CountryID", country)
    })
}

fn electronic(xml: &mut Xml, scheme: &str, address: &str) -> io::Result<()> {
    if address.is_empty() {
        return Ok(());
    }
    within(xml, "ram:URIUniversalCommunication", |xml| leaf_with(xml, "ram:URIID", ("schemeID", scheme), address))
}

fn registration(xml: &mut Xml, scheme: &str, number: &str) -> io::Result<()> {
    within(xml, "ram:SpecifiedTaxRegistration", |xml| leaf_with(xml, "ram:ID", ("schemeID", scheme), number))
}

/// Credits are there at once.
fn delivery(xml: &mut Xml, document: &Document) -> io::Result<()> {
    within(xml, "ram:ApplicableHeaderTradeDelivery", |xml| {
        within(xml, "ram:ActualDeliverySupplyChainEvent", |xml| {
            within(xml, "ram:OccurrenceDateTime", |xml| date(xml, "udt:DateTimeString", document.paid_on()))
        })
    })
}

fn settlement(xml: &mut Xml, document: &Document, locale: Locale) -> io::Result<()> {
    within(xml, "ram:ApplicableHeaderTradeSettlement", |xml| {
        told(xml, "ram:PaymentReference", &document.reference)?;
        leaf(xml, "ram:InvoiceCurrencyCode", "EUR")?;
        payment_means(xml, document, locale)?;
        vat(xml, document, locale)?;
        within(xml, "ram:SpecifiedTradePaymentTerms", |xml| {
            leaf(xml, "ram:Description", &words::settled(document, locale))?;
            if document.kind() == InvoiceKind::CreditNote {
                return Ok(());
            }
            // An invoice that is issued paid was due on that day.
            within(xml, "ram:DueDateDateTime", |xml| date(xml, "udt:DateTimeString", document.date))
        })?;
        sums(xml, document)?;
        let Some(of) = &document.of else { return Ok(()) };
        within(xml, "ram:InvoiceReferencedDocument", |xml| {
            leaf(xml, "ram:IssuerAssignedID", &of.number)?;
            within(xml, "ram:FormattedIssueDateTime", |xml| date(xml, "qdt:DateTimeString", of.date))
        })
    })
}

/// UNTDID 4461. Of a credit note none: the account on it would be the seller's, and the money goes the other way.
fn payment_means(xml: &mut Xml, document: &Document, locale: Locale) -> io::Result<()> {
    if document.kind() == InvoiceKind::CreditNote {
        return Ok(());
    }
    let seller = &document.told.seller;
    let transfer = document.told.paid_by == PaymentMethod::Transfer;
    let code = match document.told.paid_by {
        PaymentMethod::Card => "48",
        // SEPA; a credit transfer names its account (BR-61), so one without is "not defined".
        PaymentMethod::Transfer if seller.iban.is_empty() => "1",
        PaymentMethod::Transfer => "58",
        PaymentMethod::Cheque => "20",
    };
    within(xml, "ram:SpecifiedTradeSettlementPaymentMeans", |xml| {
        leaf(xml, "ram:TypeCode", code)?;
        leaf(xml, "ram:Information", &words::settled(document, locale))?;
        if transfer && !seller.iban.is_empty() {
            within(xml, "ram:PayeePartyCreditorFinancialAccount", |xml| leaf(xml, "ram:IBANID", &seller.iban))?;
            if !seller.bic.is_empty() {
                within(xml, "ram:PayeeSpecifiedCreditorFinancialInstitution", |xml| {
                    leaf(xml, "ram:BICID", &seller.bic)
                })?;
            }
        }
        Ok(())
    })
}

fn vat(xml: &mut Xml, document: &Document, locale: Locale) -> io::Result<()> {
    let price = &document.told.price;
    let reason = match document.category() {
        Category::Standard | Category::ZeroRated => None,
        Category::ReverseCharge => Some("VATEX-EU-AE"),
        Category::NotSubject => Some("VATEX-EU-O"),
        // Other countries' schemes for small enterprises have no code of their own.
        Category::Exempt => (document.told.seller.country == "FR").then_some("VATEX-FR-FRANCHISE"),
    };
    within(xml, "ram:ApplicableTradeTax", |xml| {
        amount(xml, "ram:CalculatedAmount", price.vat)?;
        leaf(xml, "ram:TypeCode", "VAT")?;
        if let Some(words) = words::vat_mention(document, locale) {
            leaf(xml, "ram:ExemptionReason", words)?;
        }
        amount(xml, "ram:BasisAmount", price.net)?;
        leaf(xml, "ram:CategoryCode", document.category().code())?;
        if let Some(code) = reason {
            leaf(xml, "ram:ExemptionReasonCode", code)?;
        }
        rate(xml, document)
    })
}

fn sums(xml: &mut Xml, document: &Document) -> io::Result<()> {
    let price = &document.told.price;
    within(xml, "ram:SpecifiedTradeSettlementHeaderMonetarySummation", |xml| {
        amount(xml, "ram:LineTotalAmount", price.net)?;
        amount(xml, "ram:TaxBasisTotalAmount", price.net)?;
        leaf_with(xml, "ram:TaxTotalAmount", ("currencyID", "EUR"), &price.vat.to_string())?;
        amount(xml, "ram:GrandTotalAmount", price.total)?;
        amount(xml, "ram:TotalPrepaidAmount", price.total - document.due())?;
        amount(xml, "ram:DuePayableAmount", document.due())
    })
}

fn within(xml: &mut Xml, name: &str, inner: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    xml.create_element(name).write_inner_content(inner).map(|_| ())
}

fn leaf(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(&plain(text))).map(|_| ())
}

fn leaf_with(xml: &mut Xml, name: &str, attribute: (&str, &str), text: &str) -> io::Result<()> {
    let element = xml.create_element(name).with_attribute(attribute);
    element.write_text_content(BytesText::new(&plain(text))).map(|_| ())
}

/// What is not known is left out: EN 16931 takes no empty element.
fn told(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    if text.is_empty() { Ok(()) } else { leaf(xml, name, text) }
}

fn amount(xml: &mut Xml, name: &str, sum: Euros) -> io::Result<()> {
    leaf(xml, name, &sum.to_string())
}

fn date(xml: &mut Xml, name: &str, day: Date) -> io::Result<()> {
    leaf_with(xml, name, ("format", "102"), &day.strftime("%Y%m%d").to_string())
}

/// Without what XML 1.0 cannot say at all.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| matches!(c, '\n' | '\t') || (!c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')))
        .collect()
}
