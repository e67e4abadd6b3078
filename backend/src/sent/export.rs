//! The list as a file.

use openapi::accounts::Locale;
use openapi::campaigns::{Campaign, CampaignStatus};
use openapi::messages::Message;
use openapi::sent::Sent;

use super::{Filter, list};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::exports::{Cell, Row, Source, Walk, headers, say};
use crate::http::Cursor;
use crate::messages::export::{reason, status_words};
use crate::messages::told;
use crate::numbers::Country;
use crate::problem::Problem;

const COLUMNS: [(&str, &str); 14] = [
    ("Date", "Date"),
    ("Campaign", "Campagne"),
    ("Number", "Numéro"),
    ("Text", "Texte"),
    ("Status", "État"),
    ("Reason", "Motif"),
    ("Recipients", "Destinataires"),
    ("Received", "Reçus"),
    ("Failed", "Erreurs de réception"),
    ("Uncertain", "Incertains"),
    ("Not sent", "Non envoyés"),
    ("Parts", "Parties"),
    ("Credits", "Crédits"),
    ("ID", "Identifiant"),
];

pub struct Export {
    account: AccountKey,
    home: Country,
    filter: Filter,
    walk: Walk,
}

impl Export {
    pub fn new(account: AccountKey, home: Country, filter: Filter, cursor: Cursor) -> Self {
        Self { account, home, filter, walk: Walk::new(cursor) }
    }
}

impl Source for Export {
    fn title(&self, locale: Locale) -> String {
        say(locale, ("Sent", "Envoyés")).to_owned()
    }

    fn columns(&self, locale: Locale) -> Vec<String> {
        headers(locale, &COLUMNS)
    }

    async fn page(&mut self, app: &App, locale: Locale) -> Result<Option<Vec<Row>>, Problem> {
        let Some(cursor) = self.walk.cursor() else { return Ok(None) };
        let mut reader = app.db.read().await?;
        let page = list(&mut reader, self.account, self.home, &self.filter, cursor).await?;
        drop(reader);
        self.walk.go_on(page.next.as_deref());
        Ok(Some(page.items.into_iter().filter_map(|sent| row(app, sent, locale)).collect()))
    }
}

fn row(app: &App, sent: Sent, locale: Locale) -> Option<Row> {
    let campaign = sent.campaign.map(|campaign| of_campaign(campaign, locale));
    campaign.or_else(|| sent.message.map(|message| of_message(told(app, message), locale)))
}

fn of_campaign(campaign: Campaign, locale: Locale) -> Row {
    let totals = campaign.totals;
    vec![
        Cell::Time(campaign.launched_at.unwrap_or(campaign.created_at)),
        Cell::text(campaign.name),
        Cell::Empty,
        Cell::text(campaign.text),
        Cell::text(say(locale, campaign_words(campaign.status))),
        Cell::Empty,
        Cell::Count(totals.recipients),
        Cell::Count(totals.received),
        Cell::Count(totals.failed),
        Cell::Count(totals.uncertain),
        Cell::Count(totals.skipped + totals.cancelled),
        Cell::Empty,
        Cell::Amount(campaign.credits.charged),
        Cell::name(&campaign.id),
    ]
}

fn of_message(message: Message, locale: Locale) -> Row {
    vec![
        Cell::Time(message.created_at),
        Cell::Empty,
        Cell::name(&message.to),
        Cell::some_text(message.text),
        Cell::text(say(locale, status_words(message.status))),
        reason(locale, message.reason),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Count(message.parts.into()),
        Cell::Amount(message.credits),
        Cell::name(&message.id),
    ]
}

/// As the web app calls them.
const fn campaign_words(status: CampaignStatus) -> (&'static str, &'static str) {
    match status {
        CampaignStatus::Draft => ("Draft", "Brouillon"),
        CampaignStatus::Programmed => ("Programmed", "Programmée"),
        CampaignStatus::Launching => ("Launching", "Préparation"),
        CampaignStatus::Running => ("Running", "En cours"),
        CampaignStatus::Paused => ("Paused", "En pause"),
        CampaignStatus::Asleep => ("Waiting for legal hours", "En attente des heures légales"),
        CampaignStatus::NoCredit => ("Waiting for credits", "En attente de crédits"),
        CampaignStatus::Finished => ("Finished", "Terminée"),
        CampaignStatus::Cancelled => ("Cancelled", "Annulée"),
    }
}
