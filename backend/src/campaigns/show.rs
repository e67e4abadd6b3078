//! Shows a campaign to its owner.

use std::collections::BTreeMap;

use openapi::campaigns::{
    Campaign, CampaignCredits, CampaignRecipients, CampaignStatus, Held, KeptEstimate, Language, Purpose, Recipients,
    Totals,
};
use openapi::{CampaignId, ContactId, Credits, GroupId, Time};

use super::draft::Sources;
use super::sql::{self, CampaignRow, KeptRow};
use super::{Error, kind_of, status_of, who_of};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all, fetch_many, fetch_optional};
use crate::messages::sql::msisdn;

pub async fn show(on: &mut impl Connected, account: AccountKey, id: CampaignId) -> Result<Campaign, Error> {
    let row = fetch_optional!(on, CampaignRow, sql::SHOW, id.0, account.0)?.ok_or(Error::Missing)?;
    let mut campaign = Campaign::from(row);
    // Afterwards its messages tell: a hundred thousand numbers must not come along with every look at the progress.
    if is_open(&campaign) {
        campaign.recipients = Some(sources(on, id).await?.into());
    }
    campaign.skipped_reasons = skips(on, id.0).await?;
    campaign.estimate = kept(on, id).await?;
    Ok(campaign)
}

/// Whether its owner can still change it: it has no message yet, and none is being made.
pub(super) fn is_open(campaign: &Campaign) -> bool {
    match campaign.status {
        CampaignStatus::Draft | CampaignStatus::Programmed => true,
        CampaignStatus::Paused => campaign.held.is_some() && campaign.totals.recipients == 0,
        _ => false,
    }
}

/// The same without whom it is to go to, however many these are.
pub async fn glance(on: &mut impl Connected, account: AccountKey, id: CampaignId) -> Result<Campaign, Error> {
    let row = fetch_optional!(on, CampaignRow, sql::SHOW, id.0, account.0)?.ok_or(Error::Missing)?;
    Ok(Campaign { skipped_reasons: skips(on, id.0).await?, ..Campaign::from(row) })
}

/// One that an older version of the server has kept, and that cannot be read any more, is none.
async fn kept(on: &mut impl Connected, id: CampaignId) -> Result<Option<KeptEstimate>, Error> {
    let row = fetch_optional!(on, KeptRow, sql::KEPT, id.0)?;
    Ok(row.and_then(|row| {
        let estimate = serde_json::from_str(&row.kept_estimate).ok()?;
        Some(KeptEstimate { at: Time::from_millis(row.kept_at), version: row.kept_version, estimate })
    }))
}

pub(super) async fn skips(on: &mut impl Connected, id: i64) -> Result<BTreeMap<String, i64>, Error> {
    Ok(fetch_all!(on, (String, i64), sql::SKIPS, id)?.into_iter().collect())
}

/// Whom a campaign goes to, as it was asked for.
pub(super) async fn sources(on: &mut impl Connected, id: CampaignId) -> Result<Sources, Error> {
    let mut rows = fetch_many!(on, (i64, String, i64, Option<String>), sql::SOURCES, id.0)?;
    rows.sort_by_key(|row| row.0);
    let mut sources = Sources::default();
    for (_, kind, value, list) in rows {
        let values = match list {
            Some(list) => serde_json::from_str(&list).map_err(|error| sqlx::Error::Decode(error.into()))?,
            None => vec![value],
        };
        match kind.as_str() {
            "number" => sources.numbers.extend(values),
            "contact" => sources.contacts.extend(values),
            "group" => sources.groups.extend(values),
            word => sources.campaign = Some(CampaignRecipients { id: CampaignId(value), who: who_of(word) }),
        }
    }
    Ok(sources)
}

impl From<Sources> for Recipients {
    fn from(sources: Sources) -> Self {
        Self {
            numbers: sources.numbers.into_iter().map(|number| msisdn(number).to_string()).collect(),
            contacts: sources.contacts.into_iter().map(ContactId).collect(),
            groups: sources.groups.into_iter().map(GroupId).collect(),
            campaign: sources.campaign,
        }
    }
}

impl From<CampaignRow> for Campaign {
    fn from(row: CampaignRow) -> Self {
        // What waits in the outbox is queued; it may be more than is left of `queued` for the moment of a read.
        let sending = row.sending.min(row.queued);
        Self {
            id: CampaignId(row.id),
            name: row.name,
            status: status_of(&row.status),
            version: row.version,
            kind: kind_of(&row.kind),
            purpose: if row.purpose == "transactional" { Purpose::Transactional } else { Purpose::Marketing },
            text: row.text,
            sender: row.sender,
            stop_mention: row.stop_mention,
            language: row.language.as_deref().and_then(Language::of_code),
            send_at: row.send_at.map(Time::from_millis),
            // One that was cancelled instead waits for nothing.
            held: row.held.filter(|_| row.status == "paused").map(|_| Held::Late),
            test: row.test,
            created_at: Time::from_millis(row.created_at),
            launched_at: row.launched_at.map(Time::from_millis),
            recipients: None,
            totals: Totals {
                recipients: row.recipients,
                queued: row.queued - sending,
                sending,
                sent: row.sent,
                delivered_operator: row.delivered_operator,
                received: row.received,
                failed: row.failed,
                uncertain: row.uncertain,
                skipped: row.skipped,
                cancelled: row.cancelled,
            },
            skipped_reasons: BTreeMap::new(),
            credits: CampaignCredits {
                estimated: Credits::from_ten_thousandths(row.estimated),
                charged: Credits::from_ten_thousandths(row.charged),
            },
            estimate: None,
        }
    }
}
