//! Estimates: what they say, what they warn of, and that they are what is charged, to the unit.

use openapi::campaigns::{Campaign, Estimate, EstimateWarning, Kind, Language, NewCampaign, Recipients};
use openapi::contacts::Contact;
use openapi::{ContactId, Credits, GroupId};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use reqwest::Method;
use serde_json::{Value, json};
use tests::client::{new_campaign, to_numbers};
use tests::{Client, Database, Platform};

tests::on_both!(
    an_estimate_is_what_is_charged,
    an_estimate_stays_with_its_campaign,
    an_estimate_says_what_to_think_of,
    blanks_are_no_text,
    an_estimate_can_be_watched,
    one_who_leaves_is_not_waited_for,
);

/// Campaigns of one run; each has an account, an address book and a text of its own.
const CASES: usize = 20;

/// Of every sort: French mobiles, one of Martinique, a British one, a fixed line, one of a country that is not served.
const NUMBERS: [&str; 12] = [
    "+33612345601",
    "+33612345602",
    "+33612345603",
    "+33612345604",
    "+33612345605",
    "+33612345606",
    "+33751234507",
    "+596696123401",
    "+447400123402",
    "+33142685301",
    "+33142685302",
    "+819012345678",
];

/// What a campaign is made of, but for the address book.
#[derive(Debug, Clone)]
struct Case {
    text: String,
    voice: bool,
    sender: bool,
    stop_mention: bool,
    /// Number, first name, name, own field.
    contacts: Vec<(&'static str, &'static str, &'static str, &'static str)>,
    /// Contacts that are named beside their group.
    named: usize,
    typed: Vec<&'static str>,
    blacklisted: Vec<&'static str>,
}

fn case() -> impl Strategy<Value = Case> {
    let words = select(vec![
        "Bonjour ",
        "$prenom",
        "${prenom|cher client}",
        "$nom",
        " ${Ville}",
        "$ville",
        "$inconnu",
        "${inconnu|là}",
        " $$nom",
        "€",
        " 5 €",
        "ê",
        "’",
        "😀",
        "👩‍👩‍👧",
        "שלום",
        "\n",
        "{}[]",
        " $stop",
        ", ",
        "à samedi pour la fournée du soir, nous vous attendons nombreux dans votre boulangerie préférée !",
        "e\u{301}",
        "\t",
        "01 42 68 53 00",
    ]);
    let values = || {
        select(vec!["", " ", "Zoé", "Ł", "😀", "5 €", "€€€€", "$nom", "Jean-Baptiste Grenouille de la Fournée", "ê"])
    };
    let numbers = || select(&NUMBERS[..]);
    let written =
        (vec(words, 1..16).prop_map(|words| words.concat()), prop::bool::weighted(0.25), any::<bool>(), any::<bool>());
    let people = vec((numbers(), values(), values(), values()), 0..10);
    (written, people, 0..3_usize, vec(numbers(), 0..8), vec(numbers(), 0..4))
        .prop_map(|((text, voice, sender, stop_mention), contacts, named, typed, blacklisted)| Case {
            text,
            voice,
            sender,
            stop_mention,
            contacts,
            named,
            typed,
            blacklisted,
        })
        .prop_filter("somebody to write to, and something to say", |case| {
            let nobody = case.contacts.is_empty() && case.typed.is_empty();
            !nobody && !case.text.trim().is_empty()
        })
}

/// People reach it somewhere, so that `$stop` is a link.
fn start(database: Database) -> Platform {
    let here = format!("127.0.0.1:{}", tests::mailbox::free_port());
    let callbacks = format!("http://{here}");
    let settings = [
        ("CHAPPE_PUBLIC_URL", "https://sms.example.org"),
        ("CHAPPE_CALLBACK_URL", callbacks.as_str()),
        ("CHAPPE_LISTEN", here.as_str()),
    ];
    Platform::with(database, &settings)
}

async fn write_book(client: &Client, case: &Case) -> (GroupId, Vec<ContactId>) {
    let group = client.add_group("Clients").await.unwrap();
    client.post::<Value>("/contact-fields", &json!({ "name": "Ville", "kind": "text" })).await.unwrap();
    let mut ids = Vec::new();
    for (mobile, first_name, last_name, town) in &case.contacts {
        let contact = json!({
            "mobile": mobile, "first_name": first_name, "last_name": last_name, "groups": [group.id], "fields": { "Ville": town },
        });
        ids.push(client.post::<Contact>("/contacts", &contact).await.unwrap().id);
    }
    if !case.blacklisted.is_empty() {
        client.post::<Value>("/blacklist", &json!({ "numbers": case.blacklisted })).await.unwrap();
    }
    (group.id, ids)
}

fn written(case: &Case, group: GroupId, contacts: &[ContactId]) -> NewCampaign {
    let recipients = Recipients {
        numbers: case.typed.iter().map(|&number| number.to_owned()).collect(),
        contacts: contacts.iter().take(case.named).copied().collect(),
        groups: vec![group],
        campaign: None,
    };
    NewCampaign {
        kind: if case.voice { Kind::Voice } else { Kind::Pro },
        sender: case.sender.then(|| "FOURNIL".to_owned()),
        stop_mention: case.stop_mention,
        draft: true,
        ..new_campaign(recipients, &case.text)
    }
}

async fn an_estimate_is_what_is_charged(database: Database) {
    let platform = start(database);
    platform.withdraw("JP", Kind::Pro).await;
    platform.withdraw("JP", Kind::Voice).await;
    let mut runner = TestRunner::default();
    let mut launched = Vec::new();
    for number in 0..CASES {
        let case = case().new_tree(&mut runner).unwrap().current();
        let client = platform.account(&format!("shop-{number}"), 10_000).await;
        let (group, contacts) = write_book(&client, &case).await;
        let campaign = written(&case, group, &contacts);
        let free = client.estimate(&campaign).await.unwrap();
        let draft = client.create_campaign(&campaign).await.unwrap();
        let estimate: Estimate = client.act(&format!("/campaigns/{}/estimate", draft.id)).await.unwrap();
        assert_eq!(free, estimate, "{case:?}");
        match client.launch(draft.id).await {
            Ok(_) => launched.push((client, draft.id, estimate, case)),
            // A text of this length is not read aloud: refused, not sent at another price.
            Err(refused) => assert_eq!((refused.fields(), case.voice), (vec!["text"], true), "{case:?}"),
        }
    }
    let mut sent = 0;
    for (client, id, estimate, case) in launched {
        let ended = client.wait_until_finished(id).await;
        assert_eq!(ended.credits.charged, estimate.credits, "{case:?}");
        assert_eq!(ended.credits.estimated, estimate.credits, "{case:?}");
        assert_eq!(client.balance().await, estimate.balance_after, "{case:?}");
        let mut outcomes = ended.skipped_reasons.clone();
        let reached = ended.totals.recipients - ended.totals.skipped;
        outcomes.extend((reached > 0).then(|| ("to_send".to_owned(), reached)));
        assert_eq!(outcomes, estimate.outcomes, "{case:?}");
        let messages = client.campaign_messages(id).await;
        let parts: i64 = messages.iter().map(|message| i64::from(message.parts)).sum();
        assert_eq!(parts, estimate.by_country.iter().map(|country| country.parts).sum::<i64>(), "{case:?}");
        assert_eq!(ended.estimate.unwrap().estimate, estimate, "{case:?}");
        sent += reached;
    }
    assert!(sent > 0, "some of so many campaigns reach somebody");
    platform.verify_ledger();
    platform.verify_counters();
}

async fn an_estimate_stays_with_its_campaign(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 10).await;
    let draft = NewCampaign { draft: true, ..to_numbers(["+33612345601", "+33612345602"], "See you on Saturday") };
    let draft = client.create_campaign(&draft).await.unwrap();
    assert_eq!((draft.version, draft.estimate), (1, None));
    let path = format!("/campaigns/{}/estimate", draft.id);
    let estimate: Estimate = client.act(&path).await.unwrap();
    assert_eq!((estimate.credits, estimate.encodings.gsm7, estimate.encodings.ucs2), (Credits::whole(2), 2, 0));
    let kept = client.campaign(draft.id).await.estimate.unwrap();
    assert_eq!((kept.version, &kept.estimate), (1, &estimate));
    let changed: Campaign =
        client.patch(&format!("/campaigns/{}", draft.id), &json!({ "text": "À samedi 😀" })).await.unwrap();
    assert_eq!((changed.version, changed.estimate.unwrap().version), (2, 1), "it is of what was written before");
    let estimate: Estimate = client.act(&path).await.unwrap();
    assert_eq!((estimate.encodings.gsm7, estimate.encodings.ucs2), (0, 2));
    client.launch(draft.id).await.unwrap();
    assert_eq!(client.act::<Estimate>(&path).await.unwrap_err().status, 409);
    let ended = client.wait_until_finished(draft.id).await;
    assert_eq!(ended.estimate.map(|kept| kept.estimate), Some(estimate));
    let copy: Campaign = client.act(&format!("/campaigns/{}/copy", draft.id)).await.unwrap();
    assert_eq!(copy.estimate, None, "another day, another price");
}

async fn an_estimate_says_what_to_think_of(database: Database) {
    use EstimateWarning::{ConsentFirst, EatsCommitted, NoContact, Sandbox, UnknownFields};
    let platform = Platform::start(database);
    let client = platform.account("bakery", 10).await;
    let one = |text: &str| to_numbers(["+33612345601"], text);
    let warned = async |campaign: &NewCampaign| client.estimate(campaign).await.unwrap().warnings;
    assert_eq!(warned(&one("Hello")).await, [ConsentFirst, Sandbox]);
    let first = client.create_campaign(&one("Hello")).await.unwrap();
    client.wait_until_finished(first.id).await;
    assert_eq!(warned(&one("Hello")).await, [Sandbox]);
    let odd = client.estimate(&one("Bonjour $Prenom et $surnom, ${surnom}, $Pointure")).await.unwrap();
    assert_eq!(
        (odd.unknown_fields, odd.warnings),
        (vec!["surnom".to_owned(), "Pointure".to_owned()], vec![UnknownFields, Sandbox])
    );
    client.post::<Value>("/contact-fields", &json!({ "name": "Surnom", "kind": "text" })).await.unwrap();
    assert_eq!(warned(&one("$surnom")).await, [Sandbox]);
    let named = |text: &str| NewCampaign { sender: Some("FOURNIL".to_owned()), ..one(text) };
    assert_eq!(warned(&named("Hello")).await, [NoContact, Sandbox]);
    assert_eq!(warned(&named("Hello, call 01 42 68 53 00")).await, [Sandbox]);
    let voice = NewCampaign { kind: Kind::Voice, language: Some(Language::En), ..one("Hello") };
    let estimate = client.estimate(&voice).await.unwrap();
    assert_eq!(estimate.warnings, [NoContact, Sandbox]);
    assert_eq!((estimate.credits.to_string().as_str(), estimate.encodings), ("1.41", Default::default()));

    // Nine are left; five are spoken for on Saturday.
    let numbers: Vec<String> = (1..=5).map(|n| format!("+3361234560{n}")).collect();
    let later =
        NewCampaign { send_at: Some("2099-01-01T10:00:00Z".parse().unwrap()), ..to_numbers(numbers.clone(), "Soon") };
    let later = client.create_campaign(&later).await.unwrap();
    let kept: Estimate = client.act(&format!("/campaigns/{}/estimate", later.id)).await.unwrap();
    assert_eq!((kept.credits, kept.committed, kept.free_after), (Credits::whole(5), Credits::ZERO, Credits::whole(4)));
    assert_eq!(client.account().await.committed, Credits::whole(5), "what is estimated is what is committed");
    let now = client.estimate(&to_numbers(numbers, "Now")).await.unwrap();
    assert_eq!((now.committed, now.free_after, now.missing), (Credits::whole(5), -Credits::whole(1), Credits::ZERO));
    assert_eq!(now.warnings, [EatsCommitted, Sandbox]);
}

async fn blanks_are_no_text(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 10).await;
    for kind in [Kind::Pro, Kind::Voice] {
        for blank in ["", " \n ", "\u{a0}\t"] {
            let draft = NewCampaign { draft: true, kind, ..to_numbers(["+33612345601", "+33612345602"], blank) };
            let estimate = client.estimate(&draft).await.unwrap();
            assert_eq!((estimate.credits, estimate.outcomes.get("to_send")), (Credits::ZERO, None), "{blank:?}");
            assert_eq!(estimate.outcomes.get("empty"), Some(&2), "{blank:?}");
        }
    }
}

/// The events of an answer: their names and their data.
fn events(text: &str) -> Vec<(String, Value)> {
    let one = |event: &str| {
        let (name, data) = event.split_once('\n').unwrap();
        let data = serde_json::from_str(data.strip_prefix("data: ").unwrap()).unwrap();
        (name.strip_prefix("event: ").unwrap().to_owned(), data)
    };
    text.split("\n\n").filter(|event| !event.is_empty()).map(one).collect()
}

async fn an_estimate_can_be_watched(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 10).await;
    let numbers: Vec<String> = (0..5_000).map(|n| format!("+3361234{n:04}")).collect();
    let campaign = to_numbers(numbers, "Hello");
    let asked =
        client.request(Method::POST, "/campaigns/estimate").header("Accept", "text/event-stream").json(&campaign);
    let answer = asked.send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    let told = events(&answer.text().await.unwrap());
    let (last, progress) = told.split_last().unwrap();
    assert!(!progress.is_empty() && progress.iter().all(|(name, data)| name == "progress" && data["done"].is_i64()));
    assert_eq!(
        (last.0.as_str(), &last.1["recipients"], &last.1["credits"]),
        ("estimate", &json!(5_000), &json!("5000"))
    );
    // What is wrong with it is said before the first event.
    let wrong = to_numbers(["12"], "Hello");
    let asked = client.request(Method::POST, "/campaigns/estimate").header("Accept", "text/event-stream").json(&wrong);
    assert_eq!(client.send_request::<Value>(asked).await.unwrap_err().fields(), ["recipients.numbers[0]"]);
    // Kept as well.
    let draft = client.create_campaign(&NewCampaign { draft: true, ..campaign }).await.unwrap();
    let path = format!("/campaigns/{}/estimate", draft.id);
    let asked = client.request(Method::POST, &path).header("Accept", "text/event-stream");
    let told = events(&asked.send().await.unwrap().text().await.unwrap());
    let estimate: Estimate = serde_json::from_value(told.last().unwrap().1.clone()).unwrap();
    assert_eq!(client.campaign(draft.id).await.estimate.unwrap().estimate, estimate);
}

async fn one_who_leaves_is_not_waited_for(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 10).await;
    let numbers: Vec<String> = (0..50_000).map(|n| format!("+33612{n:06}")).collect();
    let draft = NewCampaign { draft: true, ..to_numbers(numbers, "Hello") };
    let draft = client.create_campaign(&draft).await.unwrap();
    for _ in 0..20 {
        let path = format!("/campaigns/{}/estimate", draft.id);
        let asked = client.request(Method::POST, &path).header("Accept", "text/event-stream");
        let answer = asked.send().await.unwrap();
        assert!([200, 429].contains(&answer.status().as_u16()));
        drop(answer);
    }
    // Those who have left make room: of so many at once, most would be refused.
    let path = format!("/campaigns/{}/estimate", draft.id);
    let estimate = client
        .wait("room for one more", async || match client.act::<Estimate>(&path).await {
            Ok(estimate) => Ok(estimate),
            Err(refused) => Err(refused.status),
        })
        .await;
    assert_eq!(estimate.recipients, 50_000);
}
