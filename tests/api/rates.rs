//! Rates: every country has one, they hold from a moment on, and each number ends at the right one.

use std::collections::BTreeSet;

use openapi::audit::{AuditKind, AuditPage};
use openapi::campaigns::{Campaign, Kind, NewCampaign};
use openapi::rates::{AdminRate, AdminRateList, Rate, RateImport, RateList};
use openapi::{ProblemCode, Time};
use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};
use tests::client::{new_message, to_numbers};
use tests::{Client, Database, Platform, Refused};

tests::on_both!(
    every_country_is_there,
    a_change_holds_from_its_moment_on,
    a_country_can_be_withdrawn,
    a_programmed_campaign_is_priced_at_its_date,
    a_number_ends_at_the_rate_of_its_country,
    a_table_is_taken_whole_or_not_at_all,
    the_command_line_works_beside_the_server,
    an_old_database_gains_the_countries_it_lacks,
    operators_only,
);

async fn rates(client: &Client) -> Vec<Rate> {
    client.get::<RateList>("/rates").await.unwrap().items
}

async fn rate(client: &Client, country: &str, kind: Kind) -> Option<Rate> {
    rates(client).await.into_iter().find(|rate| rate.country == country && rate.kind == kind)
}

async fn import(client: &Client, query: &str, table: &str) -> Result<RateImport, Refused> {
    let request = client.request(Method::POST, &format!("/admin/rates/import{query}"));
    client.send_request(request.header(CONTENT_TYPE, "text/csv").body(table.to_owned())).await
}

/// So many milliseconds from now.
fn in_millis(millis: i64) -> Time {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    Time::from_millis(i64::try_from(now.as_millis()).unwrap() + millis)
}

async fn every_country_is_there(database: Database) {
    let platform = Platform::start(database);
    let all = rates(&platform.stranger()).await;
    let countries: BTreeSet<&str> = all.iter().map(|rate| rate.country.as_str()).collect();
    assert_eq!((all.len(), countries.len()), (490, 245));
    assert!(all.iter().all(|rate| rate.credits > openapi::Credits::ZERO && rate.dial_code.starts_with('+')));
    let sorted: Vec<&str> = all.iter().map(|rate| rate.name.as_str()).collect();
    assert!(sorted.is_sorted());
    for (country, kind, name_fr, dial_code, credits) in [
        ("FR", Kind::Pro, "France", "+33", "1"),
        ("FR", Kind::Voice, "France", "+33", "1.41"),
        ("GB", Kind::Pro, "Royaume-Uni", "+44", "1.1"),
        ("MQ", Kind::Pro, "Martinique", "+596", "1.1"),
        ("GP", Kind::Pro, "Guadeloupe", "+590", "1.1"),
        ("GF", Kind::Pro, "Guyane française", "+594", "1.1"),
        ("RE", Kind::Pro, "La Réunion", "+262", "1.1"),
        ("YT", Kind::Pro, "Mayotte", "+262", "1.1"),
    ] {
        let found = all.iter().find(|rate| rate.country == country && rate.kind == kind).unwrap();
        let told = (found.name_fr.as_str(), found.dial_code.as_str(), found.credits.to_string());
        assert_eq!(told, (name_fr, dial_code, credits.to_owned()), "{country}");
    }
    let jamaica = all.iter().find(|rate| rate.country == "JM").unwrap();
    assert_eq!((jamaica.dial_code.as_str(), jamaica.area_codes.len()), ("+1", 2));
}

async fn a_change_holds_from_its_moment_on(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 100).await;
    let (operator, _) = platform.operator().await;
    let before = bakery.send("+33612345601", "Hello").await.unwrap();
    let body = json!({ "country": "FR", "kind": "pro", "credits": "2", "credits_with_sender": "2.5" });
    let changed: AdminRate = operator.post("/admin/rates", &body).await.unwrap();
    assert_eq!(changed.now.credits.unwrap().to_string(), "2");
    assert!(changed.now.from.is_some() && changed.to_come.is_empty());
    let after = bakery.send("+33612345602", "Hello").await.unwrap();
    assert_eq!((before.credits.to_string().as_str(), after.credits.to_string().as_str()), ("1", "2"));
    let signed =
        openapi::messages::NewMessage { sender: Some("FOURNIL".to_owned()), ..new_message("+33612345603", "Hi") };
    assert_eq!(bakery.post_message(&signed).await.unwrap().credits.to_string(), "2.5");
    assert_eq!(bakery.message(before.id).await.credits, before.credits, "what was sent is not priced again");
    // One to come is seen, and changes nothing yet; without a price of its own a custom sender costs the same.
    let from = in_millis(86_400_000);
    let body = json!({ "country": "FR", "kind": "pro", "credits": "3", "from": from });
    let planned: AdminRate = operator.post("/admin/rates", &body).await.unwrap();
    assert_eq!((planned.now, planned.to_come.len(), planned.to_come[0].from), (changed.now, 1, Some(from)));
    assert_eq!(planned.to_come[0].credits, planned.to_come[0].credits_with_sender);
    assert_eq!(rate(&bakery, "FR", Kind::Pro).await.unwrap().credits.to_string(), "2");
    let gone = format!("/admin/rates?country=FR&kind=pro&from={from}");
    let off: AdminRate = operator.send_request(operator.request(Method::DELETE, &gone)).await.unwrap();
    assert!(off.to_come.is_empty());
    let again = operator.send_request::<Value>(operator.request(Method::DELETE, &gone)).await.unwrap_err();
    assert_eq!(again.code(), ProblemCode::NotFound);
    let audit: AuditPage = operator.get("/audit").await.unwrap();
    let told: Vec<_> = audit.items.iter().filter(|event| event.what == AuditKind::RatesChanged).collect();
    assert_eq!(told.len(), 3);
    let first = told[2].detail.as_deref().unwrap();
    assert!(first.starts_with("by hand: FR pro 1 → 2 (2.5 with a sender) from 2"), "{first}");
    platform.verify_ledger();
}

async fn a_country_can_be_withdrawn(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let (operator, _) = platform.operator().await;
    let withdraw = json!({ "country": "GB", "kind": "pro" });
    let withdrawn: AdminRate = operator.post("/admin/rates", &withdraw).await.unwrap();
    assert_eq!((withdrawn.now.credits, withdrawn.now.credits_with_sender), (None, None));
    assert!(rate(&bakery, "GB", Kind::Pro).await.is_none() && rate(&bakery, "GB", Kind::Voice).await.is_some());
    let refused = bakery.send("+447400123402", "Hello").await.unwrap_err();
    assert_eq!((refused.fields(), refused.problem.errors[0].code.as_str()), (vec!["to"], "no_rate"));
    let campaign = to_numbers(["+33612345601", "+447400123402"], "Hello");
    let estimate = bakery.estimate(&campaign).await.unwrap();
    assert_eq!((estimate.outcomes.get("no_rate"), estimate.credits.to_string().as_str()), (Some(&1), "1"));
    // It stays withdrawn when the platform starts again, and comes back when the operator says so.
    platform.chappe(&["rates", "export"]);
    assert!(rate(&bakery, "GB", Kind::Pro).await.is_none());
    let body = json!({ "country": "GB", "kind": "pro", "credits": "1.2" });
    let _: AdminRate = operator.post("/admin/rates", &body).await.unwrap();
    assert_eq!(bakery.send("+447400123402", "Hello").await.unwrap().credits.to_string(), "1.2");
}

async fn a_programmed_campaign_is_priced_at_its_date(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 100).await;
    let (operator, _) = platform.operator().await;
    let (changes, later) = (in_millis(3 * 86_400_000), in_millis(5 * 86_400_000));
    let at = |send_at| NewCampaign { send_at: Some(send_at), ..to_numbers(["+33612345601", "+33612345602"], "Hello") };
    let campaign = bakery.create_campaign(&at(later)).await.unwrap();
    let committed = async |amount: &str| {
        let wanted: openapi::Credits = amount.parse().unwrap();
        let look = async || {
            let account = bakery.account().await;
            if account.committed == wanted { Ok(()) } else { Err(account.committed) }
        };
        bakery.wait("what is committed", look).await;
    };
    committed("2").await;
    let body = json!({ "country": "FR", "kind": "pro", "credits": "1.5", "from": changes });
    let _: AdminRate = operator.post("/admin/rates", &body).await.unwrap();
    committed("3").await;
    assert_eq!(bakery.estimate(&at(later)).await.unwrap().credits.to_string(), "3");
    assert_eq!(bakery.estimate(&at(in_millis(86_400_000))).await.unwrap().credits.to_string(), "2");
    assert_eq!(bakery.estimate(&to_numbers(["+33612345601"], "Hello")).await.unwrap().credits.to_string(), "1");
    // Called off, it costs what it did.
    let gone = format!("/admin/rates?country=FR&kind=pro&from={changes}");
    let _: AdminRate = operator.send_request(operator.request(Method::DELETE, &gone)).await.unwrap();
    committed("2").await;
    let shown: Campaign = bakery.get(&format!("/campaigns/{}", campaign.id)).await.unwrap();
    assert_eq!(shown.send_at, Some(later));
}

/// Countries that share a code, with a price of its own for each.
async fn a_number_ends_at_the_rate_of_its_country(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 1_000).await;
    let (operator, _) = platform.operator().await;
    let numbers = [
        ("US", "+12125552368"),
        ("CA", "+14165550123"),
        ("JM", "+18762101234"),
        ("PR", "+17872345678"),
        ("RU", "+79123456789"),
        ("KZ", "+77012345678"),
        ("GB", "+447400123456"),
        ("JE", "+447797712345"),
        ("GG", "+447781123456"),
        ("IM", "+447924123456"),
        ("RE", "+262692123456"),
        ("YT", "+262639012345"),
        ("GP", "+590690001234"),
        ("MQ", "+596696201234"),
        ("GF", "+594694201234"),
        ("PM", "+508551234"),
        ("NO", "+4740612345"),
        ("MA", "+212650123456"),
        ("IT", "+393123456789"),
        ("MC", "+377612345678"),
    ];
    let price = |at: usize| format!("{}.{:02}", 2 + at / 100, at % 100);
    let mut table = "country,kind,credits\n".to_owned();
    numbers.iter().enumerate().for_each(|(at, (country, _))| table += &format!("{country},pro,{}\n", price(at)));
    assert_eq!(import(&operator, "", &table).await.unwrap().changes.len(), numbers.len());
    for (at, (country, number)) in numbers.iter().enumerate() {
        let expected: openapi::Credits = price(at).parse().unwrap();
        assert_eq!(bakery.send(number, "Hello").await.unwrap().credits, expected, "{country} {number}");
    }
    let campaign = to_numbers(numbers.iter().map(|(_, number)| *number), "Hello");
    let estimate = bakery.estimate(&campaign).await.unwrap();
    for cost in &estimate.by_country {
        let at = numbers.iter().position(|(country, _)| *country == cost.country).unwrap();
        assert_eq!((cost.messages, cost.credits), (1, price(at).parse().unwrap()), "{}", cost.country);
    }
    assert_eq!(estimate.by_country.len(), numbers.len());
}

async fn a_table_is_taken_whole_or_not_at_all(database: Database) {
    let platform = Platform::start(database);
    let (operator, _) = platform.operator().await;
    let before = rates(&operator).await;
    let wrong = "\u{feff}country;kind;credits\nFR;pro;1,2\nXX;pro;1\nGB;pro;-1\nGB;pro;1,00001\nFR;pro;2\nGB;voice\n";
    let refused = import(&operator, "", wrong).await.unwrap_err();
    assert_eq!((refused.status.as_u16(), refused.code()), (422, ProblemCode::InvalidField));
    let told: Vec<_> = refused.problem.errors.iter().map(|e| (e.field.as_str(), e.code.as_str())).collect();
    let expected =
        [("line 3", "unknown_country"), ("line 4", "out_of_range"), ("line 5", "too_precise"), ("line 6", "duplicate")];
    assert_eq!(told, expected, "a line without amounts withdraws its country: the last one is right");
    assert_eq!(rates(&operator).await, before);
    // The same again, right this time: first to look at, then to keep.
    let right = "\u{feff}country;kind;credits;credits_with_sender\r\nFR;pro;1,2;1,3\r\nGB;pro;1,1;\r\nJP;voice;;\r\n";
    let shown = import(&operator, "?dry_run=true", right).await.unwrap();
    assert_eq!((shown.lines, shown.unchanged, shown.changes.len(), shown.dry_run), (3, 1, 2, true));
    assert_eq!(rates(&operator).await, before, "a dry run writes nothing");
    let taken = import(&operator, "", right).await.unwrap();
    assert_eq!((taken.changes.len(), taken.dry_run), (2, false));
    let france = &taken.changes[0];
    assert_eq!((france.country.as_str(), france.name_fr.as_str()), ("FR", "France"));
    assert_eq!(france.before.credits.unwrap().to_string(), "1");
    assert_eq!(france.after.credits_with_sender.unwrap().to_string(), "1.3");
    assert_eq!(rate(&operator, "FR", Kind::Pro).await.unwrap().credits.to_string(), "1.2");
    assert!(rate(&operator, "JP", Kind::Voice).await.is_none());
    assert_eq!(import(&operator, "", right).await.unwrap().changes, [], "it says what holds");
    // What an export says, an import takes.
    let export = operator.request(Method::GET, "/admin/rates/export").send().await.unwrap();
    assert!(export.headers()[CONTENT_TYPE].to_str().unwrap().starts_with("text/csv"));
    let export = export.text().await.unwrap();
    assert_eq!(
        (export.lines().count(), export.lines().next()),
        (491, Some("country,name,kind,credits,credits_with_sender"))
    );
    assert!(export.contains("JP,Japan,voice,,\r\n") && export.contains("FR,France,pro,1.2,1.3\r\n"));
    let again = import(&operator, "", &export).await.unwrap();
    assert_eq!((again.lines, again.unchanged), (490, 490));
    // From a day on; never one that is gone.
    let later = in_millis(86_400_000);
    let planned = import(&operator, &format!("?from={later}"), "country,kind,credits\nFR,pro,9\n").await.unwrap();
    assert_eq!(planned.from, later);
    let list: AdminRateList = operator.get("/admin/rates").await.unwrap();
    assert_eq!(list.items.len(), 490);
    let france = list.items.iter().find(|rate| rate.country == "FR" && rate.kind == Kind::Pro).unwrap();
    assert_eq!((france.now.credits.unwrap().to_string().as_str(), france.to_come.len()), ("1.2", 1));
    let past = import(&operator, "?from=2026-01-01T00:00:00Z", right).await.unwrap_err();
    assert_eq!((past.fields(), past.problem.errors[0].code.as_str()), (vec!["from"], "past"));
    let json = operator.post::<Value>("/admin/rates/import", &json!({})).await.unwrap_err();
    assert_eq!(json.code(), ProblemCode::UnsupportedMediaType);
    // Beyond what a table may have, and beyond what any body may have.
    for bytes in [500_001, 8_000_001] {
        let large = import(&operator, "", &"#".repeat(bytes)).await.unwrap_err();
        assert_eq!((large.status.as_u16(), large.code()), (413, ProblemCode::PayloadTooLarge), "{bytes}");
    }
}

async fn the_command_line_works_beside_the_server(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rates.csv");
    let path = file.to_str().unwrap();
    std::fs::write(&file, "country,kind,credits\nFR,pro,1.5\nGB,pro,x\nZZ,pro,1\n").unwrap();
    let refused = platform.run(&["rates", "import", path]);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && told.contains("line 3:") && told.contains("line 4:"), "{told}");
    std::fs::write(&file, "country,kind,credits\nFR,pro,1.5\nGB,pro,1.1\n").unwrap();
    let dry = platform.chappe(&["rates", "import", path, "--dry-run"]);
    assert!(dry.contains("FR pro 1 → 1.5") && dry.contains("1 of 2 rates would change"), "{dry}");
    assert_eq!(bakery.send("+33612345601", "Hello").await.unwrap().credits.to_string(), "1");
    platform.chappe(&["rates", "import", path]);
    bakery
        .wait("the server to know", async || {
            let found = rate(&bakery, "FR", Kind::Pro).await.unwrap();
            if found.credits.to_string() == "1.5" { Ok(()) } else { Err(found.credits) }
        })
        .await;
    assert_eq!(bakery.send("+33612345602", "Hello").await.unwrap().credits.to_string(), "1.5");
    std::fs::write(&file, platform.chappe(&["rates", "export"])).unwrap();
    let same = platform.chappe(&["rates", "import", path, "--from", "2099-01-01"]);
    assert!(same.contains("0 of 490 rates changed from 20"), "{same}");
    let past = platform.run(&["rates", "import", path, "--from", "2026-01-01"]);
    assert!(!past.status.success());
}

async fn an_old_database_gains_the_countries_it_lacks(database: Database) {
    let platform = Platform::start(database);
    platform.database.sql("DELETE FROM rate WHERE country <> 'FR' AND country <> 'GB'");
    platform.database.sql("UPDATE rate SET credits = 12300, credits_with_sender = 12300 WHERE country = 'GB'");
    platform
        .database
        .sql("UPDATE rate SET credits = NULL, credits_with_sender = NULL WHERE country = 'FR' AND kind = 'voice'");
    let table = platform.chappe(&["rates", "export"]);
    assert_eq!(table.lines().count(), 491);
    assert!(table.contains("GB,United Kingdom,pro,1.23,1.23\r\n") && table.contains("FR,France,voice,,\r\n"));
    assert!(table.contains("MQ,Martinique,pro,1.1,1.1\r\n"));
    let stranger = platform.stranger();
    stranger
        .wait("the server to know", async || match rates(&stranger).await.len() {
            489 => Ok(()),
            other => Err(other),
        })
        .await;
}

async fn operators_only(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let body = json!({ "country": "FR", "kind": "pro", "credits": "0.01" });
    for client in [&bakery, &platform.stranger()] {
        let ask = |method, path| client.request(method, path);
        for request in [
            ask(Method::GET, "/admin/rates"),
            ask(Method::POST, "/admin/rates").json(&body),
            ask(Method::DELETE, "/admin/rates?country=FR&kind=pro&from=2099-01-01T00:00:00Z"),
            ask(Method::POST, "/admin/rates/import").header(CONTENT_TYPE, "text/csv").body("country,kind,credits\n"),
            ask(Method::GET, "/admin/rates/export"),
        ] {
            let refused = client.send_request::<Value>(request).await.unwrap_err();
            assert_eq!((refused.status.as_u16(), refused.code()), (404, ProblemCode::NotFound));
        }
    }
    let (operator, _) = platform.operator().await;
    for (change, field, code) in [
        (json!({ "country": "XX", "kind": "pro", "credits": "1" }), "country", "unknown_country"),
        (json!({ "country": "FR", "kind": "pro", "credits": "-1" }), "credits", "out_of_range"),
        (json!({ "country": "FR", "kind": "pro", "credits": "0" }), "credits", "out_of_range"),
        (
            json!({ "country": "FR", "kind": "pro", "credits": "1", "credits_with_sender": "101" }),
            "credits_with_sender",
            "out_of_range",
        ),
        (json!({ "country": "FR", "kind": "pro", "credits_with_sender": "1" }), "credits", "required"),
        (json!({ "country": "FR", "kind": "pro", "credits": "1", "from": "2026-01-01T00:00:00Z" }), "from", "past"),
    ] {
        let refused = operator.post::<Value>("/admin/rates", &change).await.unwrap_err();
        assert_eq!((refused.status.as_u16(), refused.fields()), (422, vec![field]), "{change}");
        assert_eq!(refused.problem.errors[0].code, code, "{change}");
    }
    assert_eq!(rate(&bakery, "FR", Kind::Pro).await.unwrap().credits.to_string(), "1");
}
