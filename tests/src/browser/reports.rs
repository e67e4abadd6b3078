//! Campaigns that went every way, for whoever reads reports.

use openapi::CampaignId;
use openapi::campaigns::{Campaign, Kind, NewCampaign};
use openapi::messages::MessageStatus;
use serde_json::{Value, json};

use crate::client::{Client, to_numbers};
use crate::sandbox::Sandbox;

/// What a browser finds: a campaign at rest with every outcome, one that takes a minute, a call, a single message.
pub struct Reports {
    /// 12 recipients: 4 received, 2 failed, 1 uncertain, 1 with the operator, 1 sent, 3 skipped.
    pub mixed: CampaignId,
    pub voice: CampaignId,
}

/// Of a sandbox that does not say afterwards what it took: what is in doubt stays so.
pub const SANDBOX: &[&str] = &["--no-lookup", "--latency-ms", "100"];
/// Of one that answers so late that a campaign of forty is under way for eight seconds.
pub const SLOW: &[&str] = &["--latency-ms", "400"];
/// A campaign of some hundred recipients takes long enough to be paused by hand.
pub const SETTINGS: &[(&str, &str)] = &[("CHAPPE_PROVIDER_TIMEOUT_MS", "1000"), ("CHAPPE_IN_FLIGHT", "2")];

pub async fn fill(sandbox: &Sandbox, shop: &Client) -> Reports {
    for (number, name) in [("+33612345601", "Zoé"), ("+33799999901", "Émile"), ("+33799999908", "Anaïs")] {
        shop.add_contact(number, name).await.expect("the number is one");
    }
    let _: Value = shop.post("/blacklist", &json!({ "numbers": ["+33612345609"] })).await.expect("the number is one");
    let mixed = mixed(shop).await;
    sandbox.reply("+33612345601".parse().expect("a number"), "Gardez-moi deux brioches").await;
    let call = NewCampaign {
        kind: Kind::Voice,
        name: Some("Rappel du marché".to_owned()),
        ..to_numbers(
            ["+33612345611", "+33612345612", "+33799999923", "+33799999924"],
            "Bonjour, le marché commence à 8 heures. Renseignements au 04 78 00 00 00.",
        )
    };
    let voice = shop.create_campaign(&call).await.expect("it is paid for").id;
    shop.wait_for_campaign(voice, |campaign| (campaign.totals.received, campaign.totals.failed) == (2, 2)).await;
    let single = shop.send("+33612345620", "Votre commande est prête, à samedi !").await.expect("it is paid for");
    shop.wait_for_message(single.id, MessageStatus::Received).await;
    let later = NewCampaign {
        name: Some("Noël".to_owned()),
        send_at: Some("2035-12-24T08:00:00Z".parse().expect("a time")),
        ..to_numbers(["+33612345678"], "Joyeux Noël !")
    };
    shop.create_campaign(&later).await.expect("a date to come");
    Reports { mixed, voice }
}

async fn mixed(shop: &Client) -> CampaignId {
    let numbers = [
        "+33612345601",
        "+33612345602",
        "+33612345603",
        "+447700040123",
        "+33612345601",
        "+33612345609",
        "+33145454545",
        "+33799999901",
        "+33799999908",
        "+33799999907",
        "+33799999918",
        "+33799999921",
    ];
    let text = "Bonjour, le marché de samedi commence à 8 heures : brioches, tartes et pains au levain. \
        Passez nous voir avant midi, une surprise attend les enfants. À samedi, toute l’équipe de la boulangerie.";
    let new = NewCampaign { name: Some("Marché".to_owned()), ..to_numbers(numbers, text) };
    let id = shop.create_campaign(&new).await.expect("it is paid for").id;
    let arrived = |campaign: &Campaign| {
        let totals = campaign.totals;
        (totals.received, totals.failed, totals.uncertain, totals.delivered_operator, totals.sent) == (4, 2, 1, 1, 1)
    };
    shop.wait_for_campaign(id, arrived).await;
    id
}

/// Begins a campaign that is under way for a minute.
pub async fn begin_long(shop: &Client) -> CampaignId {
    let numbers = (0..1_200).map(|number| format!("+33612{number:06}"));
    let new = NewCampaign { name: Some("Grand départ".to_owned()), ..to_numbers(numbers, "À samedi !") };
    shop.create_campaign(&new).await.expect("it is paid for").id
}
