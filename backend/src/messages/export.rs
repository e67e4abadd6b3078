//! Messages as a file, newest first. A campaign's own are in `campaigns/export.rs`, with the same words.

use openapi::accounts::Locale;
use openapi::messages::{Message, MessageStatus};

use super::{Filter, list, told};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::campaigns::{CampaignNames, names};
use crate::exports::{Cell, Row, Source, Walk, headers, say};
use crate::http::Cursor;
use crate::problem::Problem;

const COLUMNS: [(&str, &str); 12] = [
    ("Date", "Date"),
    ("Number", "Numéro"),
    ("Text", "Texte"),
    ("Status", "État"),
    ("Reason", "Motif"),
    ("Parts", "Parties"),
    ("Credits", "Crédits"),
    ("Sent", "Envoyé le"),
    ("Received", "Reçu le"),
    ("Campaign", "Campagne"),
    ("Reference", "Référence"),
    ("ID", "Identifiant"),
];

pub struct Export {
    account: AccountKey,
    filter: Filter,
    walk: Walk,
}

impl Export {
    pub fn new(account: AccountKey, filter: Filter, cursor: Cursor) -> Self {
        Self { account, filter, walk: Walk::new(cursor) }
    }
}

impl Source for Export {
    fn title(&self, locale: Locale) -> String {
        say(locale, ("SMS sent", "SMS envoyés")).to_owned()
    }

    fn columns(&self, locale: Locale) -> Vec<String> {
        headers(locale, &COLUMNS)
    }

    async fn page(&mut self, app: &App, locale: Locale) -> Result<Option<Vec<Row>>, Problem> {
        let Some(cursor) = self.walk.cursor() else { return Ok(None) };
        let mut reader = app.db.read().await?;
        let page = list(&mut reader, self.account, &self.filter, cursor).await?;
        let campaigns = names(&mut reader, self.account, page.items.iter().filter_map(|item| item.campaign_id)).await?;
        drop(reader);
        self.walk.go_on(page.next.as_deref());
        Ok(Some(page.items.into_iter().map(|message| row(told(app, message), &campaigns, locale)).collect()))
    }
}

fn row(message: Message, campaigns: &CampaignNames, locale: Locale) -> Row {
    vec![
        Cell::Time(message.created_at),
        Cell::name(&message.to),
        Cell::some_text(message.text),
        Cell::text(say(locale, status_words(message.status))),
        reason(locale, message.reason),
        Cell::Count(message.parts.into()),
        Cell::Amount(message.credits),
        Cell::some_time(message.sent_at),
        Cell::some_time(message.received_at),
        campaigns.cell(message.campaign_id),
        Cell::some_text(message.client_ref),
        Cell::name(&message.id),
    ]
}

/// As the web app calls them.
pub(crate) const fn status_words(status: MessageStatus) -> (&'static str, &'static str) {
    match status {
        MessageStatus::Queued => ("Queued", "En attente"),
        MessageStatus::Sending => ("Sending", "En cours d’envoi"),
        MessageStatus::Uncertain => ("Uncertain", "Incertain"),
        MessageStatus::Sent => ("Sent", "Envoyé"),
        MessageStatus::DeliveredOperator => ("Delivered to the operator", "Remis à l’opérateur"),
        MessageStatus::Received => ("Received", "Reçu"),
        MessageStatus::Failed => ("Reception error", "Erreur de réception"),
        MessageStatus::Skipped => ("Not sent", "Non envoyé"),
        MessageStatus::Cancelled => ("Cancelled", "Annulé"),
    }
}

/// Why a message failed or was skipped; the word itself where there is no better one.
pub(crate) fn reason(locale: Locale, reason: Option<String>) -> Cell {
    let Some(word) = reason else { return Cell::Empty };
    let words = match word.as_str() {
        "duplicate" => ("Duplicate", "Doublon"),
        "blacklisted" => ("On the blacklist", "Sur la liste noire"),
        "invalid" | "not_a_number" => ("Not a valid number", "Numéro invalide"),
        "outside_window" => ("Outside legal hours", "Hors des heures légales"),
        "no_credit" | "insufficient_credit" => ("Not enough credit", "Crédit insuffisant"),
        "no_rate" | "no_route" => ("No rate for this country", "Pas de tarif pour ce pays"),
        "not_mobile" => ("A fixed line", "Une ligne fixe"),
        "interrupted" | "no_answer" => ("No answer from the provider", "Pas de réponse du prestataire"),
        "not_delivered" => ("Not delivered", "Non remis"),
        "too_long" => ("Too long once personalised", "Trop long une fois personnalisé"),
        "empty" => ("Empty once personalised", "Vide une fois personnalisé"),
        "no_receipt" => ("No receipt in time", "Pas d’accusé dans les délais"),
        "unreachable" | "absent" => ("Phone unreachable", "Téléphone injoignable"),
        "unknown_number" | "unknown_subscriber" => ("Unknown number", "Numéro inconnu"),
        "refused" | "rejected" | "number_refused" => ("Refused by the operator", "Refusé par l’opérateur"),
        "not_answered" => ("The call was not answered", "L’appel est resté sans réponse"),
        "line_busy" => ("The line was busy", "La ligne était occupée"),
        "expired" => ("Expired before it arrived", "Expiré avant d’arriver"),
        _ => return Cell::text(word.replace('_', " ")),
    };
    Cell::text(say(locale, words))
}
