//! The letters on purchases, in French.

use openapi::purchases::{Instructions, PaymentMethod};
use openapi::{Credits, Euros};

use super::fr::{Pieces, credits, happened, link, says};
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
    body.push(link("Voir l’achat", about));
    (format!("{subject} : {reference}"), body)
}

fn waits(method: PaymentMethod, to_pay: &Instructions, about: &About<'_>) -> (&'static str, Vec<Block>) {
    let (subject, how) = match method {
        PaymentMethod::Cheque => (
            "Votre chèque est attendu",
            "Envoyez-nous un chèque avec la référence écrite au dos. Vos crédits arrivent dès que nous l’avons reçu.",
        ),
        _ => (
            "Votre virement est attendu",
            "Faites le virement avec la référence pour libellé. Vos crédits arrivent dès que nous l’avons reçu.",
        ),
    };
    let body = vec![
        says(&format!("Merci pour votre achat avec le compte « {} ». {how}", about.account_id)),
        instructions(to_pay, about),
    ];
    (subject, body)
}

fn partly_received(received: Euros, to_pay: &Instructions, about: &About<'_>) -> (&'static str, Vec<Block>) {
    let body = vec![
        says(&format!(
            "Nous avons reçu {} pour un achat de votre compte « {} » : c’est moins que son prix. Vos crédits arrivent dès que nous \
             avons reçu le reste :",
            euros(received),
            about.account_id
        )),
        instructions(to_pay, about),
    ];
    ("Il manque une partie du montant", body)
}

fn credited(
    given: Credits,
    total: Euros,
    invoice: &str,
    surplus: Euros,
    about: &About<'_>,
) -> (&'static str, Vec<Block>) {
    let mut body = vec![
        says(&format!("Votre paiement est arrivé ; les crédits sont sur votre compte « {} ».", about.account_id)),
        Block::Facts(vec![
            ("Crédits :", credits(given)),
            ("Montant TTC :", euros(total)),
            ("Facture :", invoice.to_owned()),
            ("Quand :", happened(about)),
        ]),
    ];
    if surplus > Euros::ZERO {
        body.push(says(&format!(
            "Nous avons reçu {} de plus que le prix. Nous vous les devons : dites-nous où les envoyer.",
            euros(surplus)
        )));
    }
    body.push(says("La facture se télécharge sur la page de l’achat."));
    ("Vos crédits sont arrivés", body)
}

fn refused(reason: &str, owed: Euros, about: &About<'_>) -> (&'static str, Vec<Block>) {
    let mut body = vec![
        says(&format!("Un achat de votre compte « {} » a été refusé. Aucun crédit n’a été ajouté.", about.account_id)),
        Block::Facts(vec![("Motif :", reason.to_owned()), ("Quand :", happened(about))]),
    ];
    if owed > Euros::ZERO {
        body.push(says(&format!(
            "Nous avions déjà reçu {}. Nous vous les devons : dites-nous où les envoyer.",
            euros(owed)
        )));
    }
    ("Votre achat a été refusé", body)
}

fn refunded(
    taken: Credits,
    amount: Euros,
    (credit_note, reason): (&str, &str),
    method: PaymentMethod,
    about: &About<'_>,
) -> (&'static str, Vec<Block>) {
    let way = match method {
        PaymentMethod::Card => "L’argent revient sur la carte qui a payé ; votre banque peut mettre quelques jours.",
        _ => "Nous vous renvoyons l’argent.",
    };
    let body = vec![
        says(&format!("Un achat de votre compte « {} » vous est remboursé. {way}", about.account_id)),
        Block::Facts(vec![
            ("Montant TTC :", euros(amount)),
            ("Crédits repris :", credits(taken)),
            ("Avoir :", credit_note.to_owned()),
            ("Motif :", reason.to_owned()),
            ("Quand :", happened(about)),
        ]),
    ];
    ("Votre remboursement", body)
}

fn instructions(to_pay: &Instructions, about: &About<'_>) -> Block {
    let mut facts = vec![
        ("Montant à payer :", euros(to_pay.amount)),
        ("Référence :", to_pay.reference.clone()),
        ("Bénéficiaire :", to_pay.payee.clone()),
    ];
    facts.extend(to_pay.iban.as_deref().map(|iban| ("IBAN :", super::in_fours(iban))));
    facts.extend(to_pay.bic.clone().map(|bic| ("BIC :", bic)));
    facts.extend(to_pay.bank.clone().map(|bank| ("Banque :", bank)));
    facts.extend(to_pay.address.as_deref().map(|address| ("À envoyer à :", address.replace('\n', ", "))));
    facts.push(("Quand :", happened(about)));
    Block::Facts(facts)
}

/// `1 234,50 €`.
fn euros(amount: Euros) -> String {
    format!("{}\u{a0}€", grouped(&amount.to_string(), "\u{202f}", ","))
}
