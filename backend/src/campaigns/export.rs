//! The recipients of a campaign with their outcomes, as a file; and the names of campaigns for other files.

use std::collections::{BTreeSet, HashMap};

use openapi::CampaignId;
use openapi::accounts::Locale;
use openapi::messages::Message;

use super::messages::Filter;
use super::{Error, messages, sql};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Connected, Ids, fetch_all, fetch_optional};
use crate::exports::{Cell, Row, Source, Walk, headers, say};
use crate::http::Cursor;
use crate::messages::export::{reason, status_words};
use crate::problem::Problem;

const COLUMNS: [(&str, &str); 8] = [
    ("Number", "Numéro"),
    ("Status", "État"),
    ("Reason", "Motif"),
    ("Parts", "Parties"),
    ("Credits", "Crédits"),
    ("Sent", "Envoyé le"),
    ("Received", "Reçu le"),
    ("ID", "Identifiant"),
];

pub struct Export {
    account: AccountKey,
    campaign: CampaignId,
    name: String,
    filter: Filter,
    walk: Walk,
}

impl Export {
    pub async fn begin(
        on: &mut impl Connected,
        account: AccountKey,
        campaign: CampaignId,
        filter: Filter,
        cursor: Cursor,
    ) -> Result<Self, Error> {
        let found = fetch_optional!(on, (String,), sql::NAME, campaign.0, account.0)?;
        let (name,) = found.ok_or(Error::Missing)?;
        Ok(Self { account, campaign, name, filter, walk: Walk::new(cursor) })
    }
}

impl Source for Export {
    fn title(&self, locale: Locale) -> String {
        format!("{} {}", say(locale, ("campaign", "campagne")), self.name)
    }

    fn columns(&self, locale: Locale) -> Vec<String> {
        headers(locale, &COLUMNS)
    }

    async fn page(&mut self, app: &App, locale: Locale) -> Result<Option<Vec<Row>>, Problem> {
        let Some(cursor) = self.walk.cursor() else { return Ok(None) };
        let mut reader = app.db.read().await?;
        let page = messages::list(&mut reader, self.account, self.campaign, &self.filter, cursor).await?;
        drop(reader);
        self.walk.go_on(page.next.as_deref());
        Ok(Some(page.items.into_iter().map(|message| row(message, locale)).collect()))
    }
}

fn row(message: Message, locale: Locale) -> Row {
    vec![
        Cell::name(&message.to),
        Cell::text(say(locale, status_words(message.status))),
        reason(locale, message.reason),
        Cell::Count(message.parts.into()),
        Cell::Amount(message.credits),
        Cell::some_time(message.sent_at),
        Cell::some_time(message.received_at),
        Cell::name(&message.id),
    ]
}

/// The names of some campaigns.
pub struct CampaignNames(HashMap<i64, String>);

impl CampaignNames {
    /// A campaign without a name, or one that was deleted, is told by its id.
    pub fn cell(&self, id: Option<CampaignId>) -> Cell {
        match id.map(|id| (id, self.0.get(&id.0))) {
            None => Cell::Empty,
            Some((_, Some(name))) if !name.is_empty() => Cell::text(name.as_str()),
            Some((id, _)) => Cell::name(&id),
        }
    }
}

/// The names of these campaigns, as far as they are the account's own.
pub async fn names(
    on: &mut impl Connected,
    account: AccountKey,
    ids: impl Iterator<Item = CampaignId>,
) -> Result<CampaignNames, sqlx::Error> {
    let ids: BTreeSet<i64> = ids.map(|id| id.0).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    Ok(CampaignNames(fetch_all!(on, (i64, String), sql::NAMES, Ids(&ids), account.0)?.into_iter().collect()))
}
