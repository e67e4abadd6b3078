//! Copies: of a message, which hand on neither another's link nor what was personalised for another; and of a campaign.

use openapi::campaigns::{Campaign, NewCampaign, Recipients};
use openapi::messages::{Message, MessageStatus};
use openapi::{MessageId, ProblemCode};
use serde_json::{Value, json};
use tests::client::{new_campaign, to_numbers};
use tests::{Client, Database, Platform};

tests::on_both!(
    a_copy_has_a_link_of_its_own,
    a_copy_is_personalised_anew,
    what_was_personalised_is_no_template,
    what_was_taken_off_the_list_is_not_copied,
);

const URL: &str = "https://sms.example.org";

/// People reach it there, and the sandbox on this machine.
fn start(database: Database) -> Platform {
    let here = format!("127.0.0.1:{}", tests::mailbox::free_port());
    let callbacks = format!("http://{here}");
    let settings =
        [("CHAPPE_PUBLIC_URL", URL), ("CHAPPE_CALLBACK_URL", callbacks.as_str()), ("CHAPPE_LISTEN", here.as_str())];
    Platform::with(database, &settings)
}

async fn copy(client: &Client, message: MessageId) -> Campaign {
    client.act(&format!("/messages/{message}/copy")).await.unwrap()
}

/// Launches a draft and answers the text of its only message.
async fn sent(client: &Client, draft: &Campaign) -> Message {
    client.launch(draft.id).await.unwrap();
    client.wait_until_finished(draft.id).await;
    let message = client.campaign_messages(draft.id).await.remove(0);
    client.message(message.id).await
}

async fn a_copy_has_a_link_of_its_own(database: Database) {
    let platform = start(database);
    let bakery = platform.account("bakery", 20).await;
    let first = bakery.send("+33612345601", "Bread is ready. Stop: ${stop}s, $stop").await.unwrap();
    let link = |message: &Message| {
        let text = message.text.clone().unwrap();
        text.split_once("/o/").map(|(_, rest)| rest[..11].to_owned()).unwrap()
    };
    let draft = copy(&bakery, first.id).await;
    assert_eq!(draft.text, "Bread is ready. Stop: ${stop}s, $stop");
    let numbers = json!({ "recipients": { "numbers": ["+33612345602"] } });
    let draft: Campaign = bakery.patch(&format!("/campaigns/{}", draft.id), &numbers).await.unwrap();
    let second = sent(&bakery, &draft).await;
    assert_ne!(link(&first), link(&second));
    // The one who was copied to is taken off the list, and nobody else.
    let pressed = reqwest::Client::new().post(format!("{}/o/{}", bakery.address, link(&second))).send().await.unwrap();
    assert!(pressed.status().is_success());
    assert!(bakery.get::<Value>("/blacklist/%2B33612345602").await.is_ok());
    assert!(bakery.get::<Value>("/blacklist/%2B33612345601").await.is_err());
    // Of a campaign's message, likewise.
    let campaign = bakery.create_campaign(&to_numbers(["+33612345603"], "Market. Stop: $stop")).await.unwrap().id;
    bakery.wait_until_finished(campaign).await;
    let message = bakery.campaign_messages(campaign).await.remove(0).id;
    assert_eq!(copy(&bakery, message).await.text, "Market. Stop: $stop");
}

async fn a_copy_is_personalised_anew(database: Database) {
    let settings = [("CHAPPE_STOP_MENTION", "STOP 36179")];
    let platform = Platform::with(database, &settings);
    let bakery = platform.account("bakery", 20).await;
    let [zoe, max] = [
        bakery.add_contact("+33612345601", "$nom").await.unwrap(),
        bakery.add_contact("+33612345602", "Max").await.unwrap(),
    ];
    let recipients = Recipients { contacts: vec![zoe.id, max.id], ..Recipients::default() };
    let asked = NewCampaign { stop_mention: true, ..new_campaign(recipients, "Bonjour $prenom, 5 $") };
    let campaign = bakery.create_campaign(&asked).await.unwrap().id;
    bakery.wait_until_finished(campaign).await;
    let messages = bakery.campaign_messages(campaign).await;
    let to = |number: &str| messages.iter().find(|one| one.to.to_string() == number).unwrap().id;
    let (first, second) = (to("+33612345601"), to("+33612345602"));
    let original = bakery.message(first).await.text.unwrap();
    assert!(original.starts_with("Bonjour $nom, 5 $"), "{original}");
    let draft = copy(&bakery, first).await;
    assert_eq!((draft.text.as_str(), draft.stop_mention), ("Bonjour $prenom, 5 $", true));
    assert_eq!(draft.recipients, Some(Recipients { contacts: vec![zoe.id], ..Recipients::default() }));
    assert_eq!(sent(&bakery, &draft).await.text.unwrap(), original);
    // The contact has another number now: the copy goes to the one that the message went to.
    let _: Value = bakery.patch(&format!("/contacts/{}", max.id), &json!({ "mobile": "0612345603" })).await.unwrap();
    let draft = copy(&bakery, second).await;
    assert_eq!(
        draft.recipients,
        Some(Recipients { numbers: vec!["+33612345602".to_owned()], ..Recipients::default() })
    );
}

async fn what_was_personalised_is_no_template(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 20).await;
    let message = bakery.send("+33612345601", "Take $prenom, ${nom|x}, $$email, $5 and $nobody").await.unwrap();
    bakery.wait_for_message(message.id, MessageStatus::Received).await;
    let draft = copy(&bakery, message.id).await;
    assert_eq!(draft.text, "Take $$prenom, $${nom|x}, $$email, $5 and $nobody");
    assert_eq!(sent(&bakery, &draft).await.text.unwrap(), draft.text);
}

async fn what_was_taken_off_the_list_is_not_copied(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 20).await;
    let campaign = bakery.create_campaign(&to_numbers(["+33612345601"], "Market")).await.unwrap().id;
    bakery.wait_until_finished(campaign).await;
    bakery.delete(&format!("/campaigns/{campaign}")).await.unwrap();
    let refused = bakery.act::<Value>(&format!("/campaigns/{campaign}/copy")).await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::NotFound);
}
