//! The letters on purchases, in English.

use openapi::purchases::{Instructions, PaymentMethod};
use openapi::{Credits, Euros};

use super::en::{Pieces, credits, happened, link, says};
use super::{About, Block, grouped};
use crate::mail::{PurchaseLetter, PurchaseNews};

pub fn purchase(letter: &PurchaseLetter, about: &About<'_>) -> Pieces {
    let reference = letter.reference.as_str();
    let (subject, said) = match &letter.news {
        PurchaseNews::Waits { method, to_pay } => waits(*method, to_pay, about),
        PurchaseNews::PartlyReceived { received, to_pay } => partly_received(*received, to_pay, about),
        PurchaseNews::Credited { credits, total, invoice, surplus } => {
            credited(*credits, *total, invoice, *surplus, about)
        }
        PurchaseNews::Refused { reason, owed } => refused(reason, *owed, about),
        PurchaseNews::Refunded { credits, amount, credit_note, method, reason } => {
            refunded(*credits, *amount, (credit_note, reason), *method, about)
        }
    };
    let mut body = said;
    body.push(link("See the purchase", about));
    (format!("{subject}: {reference}"), body)
}

fn waits(method: PaymentMethod, to_pay: &Instructions, about: &About<'_>) -> (&'static str, Vec<Block>) {
    let (subject, how) = match method {
        PaymentMethod::Cheque => (
            "Your cheque is awaited",
            "Send us a cheque with the reference written on its back. Your credits arrive once we have it.",
        ),
        _ => (
            "Your transfer is awaited",
            "Make the transfer with the reference as its label. Your credits arrive once we have it.",
        ),
    };
    let body = vec![
        says(format!("Thank you for your purchase with the account “{}”. {how}", about.account_id)),
        instructions(to_pay, about),
    ];
    (subject, body)
}

fn partly_received(received: Euros, to_pay: &Instructions, about: &About<'_>) -> (&'static str, Vec<Block>) {
    let body = vec![
        says(format!(
            "We received {} for a purchase of your account “{}”, which is less than its price. Your credits arrive once we have \
             the rest:",
            euros(received),
            about.account_id
        )),
        instructions(to_pay, about),
    ];
    ("Part of the amount is missing", body)
}

fn credited(
    given: Credits,
    total: Euros,
    invoice: &str,
    surplus: Euros,
    about: &About<'_>,
) -> (&'static str, Vec<Block>) {
    let mut body = vec![
        says(format!("Your payment has arrived, and the credits are on your account “{}”.", about.account_id)),
        Block::Facts(vec![
            ("Credits:", credits(given)),
            ("Amount, tax included:", euros(total)),
            ("Invoice:", invoice.to_owned()),
            ("When:", happened(about)),
        ]),
    ];
    if surplus > Euros::ZERO {
        body.push(says(format!(
            "{} came in above the price. We owe them to you: tell us where to send them.",
            euros(surplus)
        )));
    }
    body.push(says("The invoice can be downloaded on the page of the purchase."));
    ("Your credits have arrived", body)
}

fn refused(reason: &str, owed: Euros, about: &About<'_>) -> (&'static str, Vec<Block>) {
    let mut body = vec![
        says(format!("A purchase of your account “{}” was refused. No credits were added.", about.account_id)),
        Block::Facts(vec![("Reason:", reason.to_owned()), ("When:", happened(about))]),
    ];
    if owed > Euros::ZERO {
        body.push(says(format!("{} had come in. We owe them to you: tell us where to send them.", euros(owed))));
    }
    ("Your purchase was refused", body)
}

fn refunded(
    taken: Credits,
    amount: Euros,
    (credit_note, reason): (&str, &str),
    method: PaymentMethod,
    about: &About<'_>,
) -> (&'static str, Vec<Block>) {
    let way = match method {
        PaymentMethod::Card => "The money goes back to the card that paid; your bank may take some days.",
        _ => "We send the money back to you.",
    };
    let body = vec![
        says(format!("A purchase of your account “{}” is being refunded. {way}", about.account_id)),
        Block::Facts(vec![
            ("Amount, tax included:", euros(amount)),
            ("Credits taken back:", credits(taken)),
            ("Credit note:", credit_note.to_owned()),
            ("Reason:", reason.to_owned()),
            ("When:", happened(about)),
        ]),
    ];
    ("Your refund", body)
}

fn instructions(to_pay: &Instructions, about: &About<'_>) -> Block {
    let mut facts = vec![
        ("Amount to pay:", euros(to_pay.amount)),
        ("Reference:", to_pay.reference.clone()),
        ("Payee:", to_pay.payee.clone()),
    ];
    facts.extend(to_pay.iban.as_deref().map(|iban| ("IBAN:", super::in_fours(iban))));
    facts.extend(to_pay.bic.clone().map(|bic| ("BIC:", bic)));
    facts.extend(to_pay.bank.clone().map(|bank| ("Bank:", bank)));
    facts.extend(to_pay.address.as_deref().map(|address| ("Send it to:", address.replace('\n', ", "))));
    facts.push(("When:", happened(about)));
    Block::Facts(facts)
}

/// `€1,234.50`.
fn euros(amount: Euros) -> String {
    format!("€{}", grouped(&amount.to_string(), ",", "."))
}
