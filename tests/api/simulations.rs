//! The simulator: for anybody, and in agreement with what is charged.

use openapi::campaigns::{Kind, NewCampaign};
use openapi::contacts::Contact;
use openapi::packs::PackList;
use openapi::rates::AdminRate;
use openapi::simulations::Simulation;
use openapi::{GroupId, ProblemCode};
use serde_json::{Value, json};
use tests::client::{to_group, to_numbers};
use tests::{Client, Database, Platform};

tests::on_both!(anybody_may_simulate, it_agrees_with_the_estimate, groups_are_ones_own, what_makes_no_sense_is_refused);

async fn simulate(client: &Client, body: &Value) -> Simulation {
    client.post("/simulations", body).await.unwrap()
}

async fn anybody_may_simulate(database: Database) {
    let platform = Platform::start(database);
    let stranger = platform.stranger();
    let countries = json!([{ "country": "FR", "recipients": 900 }, { "country": "MQ", "recipients": 100 }]);
    let body = json!({ "text": "Hello", "countries": countries });
    let found = simulate(&stranger, &body).await;
    assert_eq!((found.parts, found.recipients, found.skipped), (1, 1_000, 0));
    assert_eq!(found.credits.to_string(), "1010");
    let by_country: Vec<_> = found
        .by_country
        .iter()
        .map(|one| (one.country.as_str(), one.recipients, one.credits.unwrap().to_string()))
        .collect();
    assert_eq!(by_country, [("FR", 900, "900".to_owned()), ("MQ", 100, "110".to_owned())]);
    assert_eq!(found.cheapest, Some(5_000));
    let thousand = found.packs.iter().find(|one| one.pack.credits == 1_000).unwrap();
    assert_eq!((thousand.covers, thousand.cost.to_string().as_str()), (false, "65.65"));
    // A part to Martinique costs €0.0715 out of the pack of a thousand.
    let one =
        simulate(&stranger, &json!({ "text": "Hello", "countries": [{ "country": "MQ", "recipients": 10_000 }] }))
            .await;
    let thousand = one.packs.iter().find(|one| one.pack.credits == 1_000).unwrap();
    assert_eq!(thousand.cost.to_string(), "715.00");
    // Exactly a pack is covered by it; beyond the largest the operator is asked; the cheapest need not be the smallest.
    let exact =
        simulate(&stranger, &json!({ "text": "Hello", "countries": [{ "country": "FR", "recipients": 1_000 }] })).await;
    assert_eq!(exact.cheapest, Some(1_000));
    let huge =
        simulate(&stranger, &json!({ "text": "Hello", "countries": [{ "country": "FR", "recipients": 100_001 }] }))
            .await;
    assert!(huge.cheapest.is_none() && huge.packs.iter().all(|pack| !pack.covers));
    let (operator, _) = platform.operator().await;
    let packs =
        json!({ "items": [{ "credits": 1_010, "unit_price": "1" }, { "credits": 2_000, "unit_price": "0.01" }] });
    let _: PackList = operator.put("/admin/packs", &packs).await.unwrap();
    assert_eq!(simulate(&stranger, &body).await.cheapest, Some(2_000));
    // Where nobody is served there is nothing to pay.
    let _: AdminRate = operator.post("/admin/rates", &json!({ "country": "MQ", "kind": "pro" })).await.unwrap();
    let found = simulate(&stranger, &body).await;
    assert_eq!((found.credits.to_string().as_str(), found.by_country[1].credits), ("900", None));
    let most = json!({ "text": "ž".repeat(600), "countries": [{ "country": "AC", "recipients": 1_000_000_000 }] });
    assert_eq!(simulate(&stranger, &most).await.parts, 9);
}

async fn it_agrees_with_the_estimate(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 10).await;
    let numbers = ["+33612345601", "+33612345602", "+33612345603", "+596696123401", "+447400123402", "+819012345678"];
    let countries = json!([
        { "country": "FR", "recipients": 2 }, { "country": "MQ", "recipients": 1 }, { "country": "GB", "recipients": 1 },
        { "country": "JP", "recipients": 1 }, { "country": "FR", "recipients": 1 }, { "country": "DE", "recipients": 0 },
    ]);
    for text in [
        "See you on Saturday",
        "€ and {brackets}",
        &"long ".repeat(90),
        "ž",
        "$$nom is free",
        "A new 😀",
        " blank at the end ",
    ] {
        for (kind, sender) in [(Kind::Pro, None), (Kind::Pro, Some("FOURNIL")), (Kind::Voice, None)] {
            let campaign = NewCampaign { kind, sender: sender.map(str::to_owned), ..to_numbers(numbers, text) };
            let estimate = client.estimate(&campaign).await;
            let body = json!({ "kind": kind, "text": text, "with_sender": sender.is_some(), "countries": countries });
            let simulation = client.post::<Simulation>("/simulations", &body).await;
            let (estimate, simulation) = match (estimate, simulation) {
                (Ok(estimate), Ok(simulation)) => (estimate, simulation),
                (Err(one), Err(other)) => {
                    assert_eq!(one.problem.errors, other.problem.errors, "{text}");
                    continue;
                }
                (one, other) => panic!("{text}: {one:?} and {other:?}"),
            };
            assert_eq!(simulation.credits, estimate.credits, "{kind:?} {text}");
            for cost in &estimate.by_country {
                let found = simulation.by_country.iter().find(|one| one.country == cost.country).unwrap();
                assert_eq!((found.recipients, found.credits), (cost.messages, Some(cost.credits)), "{text}");
                assert_eq!(simulation.parts * cost.messages, cost.parts, "{text}");
            }
            assert_eq!(simulation.by_country.len(), estimate.by_country.len());
        }
    }
}

async fn groups_are_ones_own(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let florist = platform.account("florist", 10).await;
    let group = bakery.add_group("Clients").await.unwrap().id;
    let long = "x".repeat(150);
    for (mobile, first_name) in [
        ("+33612345601", "Zoé"),
        ("+33612345602", &long),
        ("+33612345603", ""),
        ("+33612345604", "Ann"),
        ("+33142685301", "Fixed"),
        ("+447400123402", "Jo"),
        ("+819012345678", "Aki"),
    ] {
        let contact = json!({ "mobile": mobile, "first_name": first_name, "groups": [group] });
        let _: Contact = bakery.post("/contacts", &contact).await.unwrap();
    }
    let _: Value = bakery.post("/blacklist", &json!({ "numbers": ["+33612345604"] })).await.unwrap();
    let (operator, _) = platform.operator().await;
    let _: AdminRate = operator.post("/admin/rates", &json!({ "country": "JP", "kind": "pro" })).await.unwrap();
    let text = "Bonjour $prenom, à samedi";
    let estimate = bakery.estimate(&to_group(group, text)).await.unwrap();
    let body = |groups: &[GroupId]| json!({ "text": text, "groups": groups, "countries": [{ "country": "BE", "recipients": 2 }] });
    let found = simulate(&bakery, &body(&[group])).await;
    let belgium = found.by_country.iter().find(|one| one.country == "BE").unwrap().credits.unwrap();
    assert_eq!(found.credits - belgium, estimate.credits);
    assert_eq!((found.recipients, found.skipped), (7, 2), "{found:?}");
    let japan = found.by_country.iter().find(|one| one.country == "JP").unwrap();
    assert_eq!((japan.recipients, japan.credits), (1, None));
    // A stranger's group is one that does not exist; nobody has none.
    for groups in [&[group][..], &[GroupId(7)]] {
        let refused = florist.post::<Value>("/simulations", &body(groups)).await.unwrap_err();
        assert_eq!((refused.fields(), refused.problem.errors[0].code.as_str()), (vec!["groups[0]"], "unknown"));
    }
    let refused = platform.stranger().post::<Value>("/simulations", &body(&[group])).await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::Unauthorized);
    let key = bakery.make_key(&[openapi::api_keys::Scope::Send], openapi::api_keys::KeyMode::Live).await.secret;
    let refused = bakery.with_key(&key).post::<Value>("/simulations", &body(&[group])).await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::MissingScope);
    assert_eq!(bakery.balance().await, openapi::Credits::whole(10), "nothing is spent");
}

async fn what_makes_no_sense_is_refused(database: Database) {
    let platform = Platform::start(database);
    let stranger = platform.stranger();
    let row = |country: &str, recipients: i64| json!({ "country": country, "recipients": recipients });
    for (text, countries, field, code) in [
        ("", vec![], "text", "required"),
        (" ", vec![], "text", "required"),
        ("Hello", vec![row("XX", 1)], "countries[0].country", "unknown_country"),
        ("Hello", vec![row("fr", 1)], "countries[0].country", "unknown_country"),
        ("Hello", vec![row("FR", 1), row("GB", -1)], "countries[1].recipients", "out_of_range"),
        ("Hello", vec![row("FR", 1_000_000_001)], "countries[0].recipients", "out_of_range"),
        ("Hello", vec![row("FR", 1_000_000_000), row("GB", 1)], "countries", "out_of_range"),
        ("Hello", vec![row("FR", 1); 301], "countries", "too_many"),
        (&"x".repeat(2_000), vec![row("FR", 1)], "text", "too_long"),
    ] {
        let body = json!({ "text": text, "countries": countries });
        let refused = stranger.post::<Value>("/simulations", &body).await.unwrap_err();
        assert_eq!((refused.status.as_u16(), refused.fields()), (422, vec![field]));
        assert_eq!(refused.problem.errors[0].code, code);
    }
}
