//! The movements of credits as a file, newest first.

use openapi::Credits;
use openapi::accounts::Locale;
use openapi::credits::{Movement, MovementKind};

use super::list::{self, Filter};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::exports::{Cell, Row, Source, Walk, headers, say};
use crate::http::Cursor;
use crate::problem::Problem;

const COLUMNS: [(&str, &str); 8] = [
    ("Date", "Date"),
    ("Movement", "Mouvement"),
    ("Credits", "Crédits"),
    ("Balance after", "Solde après"),
    ("Reference", "Référence"),
    ("Other account", "Autre compte"),
    ("Campaign", "Campagne"),
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
        say(locale, ("movements", "mouvements")).to_owned()
    }

    fn columns(&self, locale: Locale) -> Vec<String> {
        headers(locale, &COLUMNS)
    }

    async fn page(&mut self, app: &App, locale: Locale) -> Result<Option<Vec<Row>>, Problem> {
        let Some(cursor) = self.walk.cursor() else { return Ok(None) };
        let page = list::list(&mut app.db.read().await?, self.account, &self.filter, cursor).await?;
        self.walk.go_on(page.next.as_deref());
        Ok(Some(page.items.into_iter().map(|movement| row(movement, locale)).collect()))
    }
}

fn row(movement: Movement, locale: Locale) -> Row {
    let Movement { id, kind, credits, balance_after, reference, counterparty, at, .. } = movement;
    // A campaign without a name, or one that was deleted, is told by its id.
    let campaign = match (movement.campaign_name, movement.campaign_id) {
        (Some(name), _) => Cell::text(name),
        (None, Some(id)) => Cell::name(&id),
        (None, None) => Cell::Empty,
    };
    vec![
        Cell::Time(at),
        Cell::text(say(locale, kind_words(kind, credits))),
        Cell::Amount(credits),
        Cell::Amount(balance_after),
        Cell::some_text(reference),
        Cell::some_text(counterparty),
        campaign,
        Cell::name(&id),
    ]
}

const fn kind_words(kind: MovementKind, credits: Credits) -> (&'static str, &'static str) {
    match kind {
        MovementKind::Grant => ("Credits added", "Crédits ajoutés"),
        MovementKind::Gift => ("Gift for a certified mobile", "Cadeau pour un mobile certifié"),
        MovementKind::Transfer if credits.ten_thousandths() < 0 => ("Transfer sent", "Transfert envoyé"),
        MovementKind::Transfer => ("Transfer received", "Transfert reçu"),
        MovementKind::Sending => ("Messages sent", "Messages envoyés"),
        MovementKind::Refund => ("Refund", "Remboursement"),
        MovementKind::Purchase => ("Purchase", "Achat"),
        MovementKind::PurchaseRefund => ("Purchase refunded", "Achat remboursé"),
    }
}
