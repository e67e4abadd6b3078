//! Something on the pages of replies, notices, templates and on the overview.

use openapi::replies::ReplyPage;
use openapi::templates::Template;
use serde_json::{Value, json};

use crate::client::{Client, to_numbers};
use crate::platform::Platform;

/// Days of the past that the overview shows.
const DAYS: i64 = 30;

/// Answers the template to look at.
pub async fn fill(platform: &Platform, bakery: &Client) -> String {
    replies(platform, bakery).await;
    past(platform);
    let numbers = (0..40).map(|number| format!("+336123499{number:02}"));
    let done =
        bakery.create_campaign(&to_numbers(numbers, "Le Père Noël passe à midi !")).await.expect("it is paid for");
    bakery.wait_until_finished(done.id).await;
    notices(platform);
    templates(bakery).await
}

/// From a contact, from somebody unknown, from somebody who has enough.
async fn replies(platform: &Platform, bakery: &Client) {
    let said = [
        (
            "+33612341101",
            "Gardez-moi deux brioches, s’il vous plaît. Je passe avant midi avec les enfants, merci beaucoup !",
        ),
        ("+33612341202", "STOP"),
        ("+33612341303", "C’est noté 👍"),
    ];
    for (number, text) in said {
        platform.sandbox().reply(number.parse().expect("a number"), text).await;
    }
    let read = bakery
        .wait("the replies", async || {
            let page = bakery.get::<ReplyPage>("/replies").await.expect("they are listed");
            if page.items.len() > said.len() { Ok(page.items) } else { Err(page.items.len()) }
        })
        .await;
    let oldest = read.last().expect("there are some");
    let answer = json!({ "text": "Avec plaisir, à samedi !" });
    let _: Value = bakery.post(&format!("/replies/{}/answer", oldest.id), &answer).await.expect("it is paid for");
}

/// A month of sending, as the counters have it.
fn past(platform: &Platform) {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("the clock is right").as_secs();
    let quarter = i64::try_from(now).expect("it fits") / 900;
    let rows: Vec<String> = (1..DAYS + 20)
        .filter(|day| day % 7 != 3)
        .map(|day| {
            let sent = 40 + (day * 37) % 90;
            let failed = sent / 12 + day % 3;
            format!("({}, {}, {}, {failed}, {})", quarter - day * 96, day % 5, sent - failed, sent * 10_000)
        })
        .collect();
    platform.database.sql(&format!(
        "INSERT INTO sending_quarter (account_id, quarter, sent, delivered_operator, received, failed, charged) \
         SELECT a.id, v.column1, v.column2, 0, v.column3, v.column4, v.column5 FROM account a, (VALUES {}) v \
         WHERE a.public_id = 'bakery'",
        rows.join(", ")
    ));
}

/// One of each kind: a test cannot wait for an outage.
fn notices(platform: &Platform) {
    for (back, kind) in ["no_credit", "late", "asleep", "paused"].into_iter().enumerate() {
        platform.database.sql(&format!(
            "INSERT INTO notice (id, account_id, kind, campaign_id, name, recipients, queued, sent, delivered_operator, received, failed, \
             uncertain, skipped, cancelled, charged) \
             SELECT id - {}, account_id, '{kind}', campaign_id, name, recipients, queued, sent, delivered_operator, received, failed, \
             uncertain, skipped, cancelled, charged FROM notice WHERE kind = 'finished' ORDER BY id DESC LIMIT 1",
            back + 1
        ));
    }
}

async fn templates(bakery: &Client) -> String {
    let texts = [
        (
            "Samedi",
            "Samedis",
            "Bonjour $prenom, la brioche de samedi est au four ! Réservez la vôtre au 04 78 00 00 00.",
        ),
        (
            "Galette",
            "Samedis",
            "Bonjour ${prenom|cher client}, la galette des rois vous attend dès samedi, 8 h. À bientôt !",
        ),
        ("Rappel de commande", "", "Bonjour $prenom $nom, votre commande est prête. Nous fermons à 19 h."),
        ("Fidélité", "Clients", "Bravo $prenom, il vous reste $solde points."),
        ("Vœux", "Clients", "Toute l’équipe vous souhaite une belle année ✨"),
    ];
    let mut last = String::new();
    for (name, folder, text) in texts {
        let new = json!({ "name": name, "folder": folder, "text": text });
        last = bakery.post::<Template>("/templates", &new).await.expect("its name is free").id.to_string();
    }
    last
}
