//! The web app in a real headless Chromium.

#![allow(clippy::unwrap_used)]

use openapi::campaigns::NewCampaign;
use tests::browser::{photographs, reports, run, visit_everything};
use tests::client::to_numbers;
use tests::{Database, Platform, Sandbox};

tests::on_both!(
    the_journey,
    an_accounts_life,
    a_book_put_in_order,
    contacts_come_in,
    a_morning_at_the_counter,
    a_campaign_written,
    reports_are_read,
    a_campaigns_life,
    a_shop_buys_credits,
    credits_are_followed,
    prices_are_read_and_set,
);

/// Sign up, import, write, send, watch it being received, reply: with a mouse and a keyboard.
async fn the_journey(database: Database) {
    let platform = Platform::start(database);
    // The journey signs up by itself; its credits come as an operator gives them.
    let shell = format!("{} admin credit journey 100", tests::process::chappe().display());
    let output = photographs("browser").display().to_string();
    let mut settings = vec![
        ("CHAPPE_ADDRESS", platform.server.address.as_str()),
        ("CHAPPE_SANDBOX", platform.server.sandbox.as_deref().unwrap()),
        ("CHAPPE_ACCOUNT", "journey"),
        ("CHAPPE_PASSWORD", tests::platform::PASSWORD),
        ("CHAPPE_CREDIT", &shell),
        ("CHAPPE_OUTPUT", &output),
    ];
    let database = platform.database.settings();
    settings.extend(database.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    run("journey.mjs", &settings);
    platform.verify_ledger();
}

/// Sign up, confirm, certify, protect, use a key, forget the password: with a mouse and a keyboard.
async fn an_accounts_life(database: Database) {
    let platform = Platform::start(database);
    run(
        "accounts.mjs",
        &[
            ("CHAPPE_ADDRESS", platform.server.address.as_str()),
            ("CHAPPE_SANDBOX", platform.server.sandbox.as_deref().unwrap()),
            ("CHAPPE_ACCOUNT", "anne"),
            ("CHAPPE_PASSWORD", tests::platform::PASSWORD),
            ("CHAPPE_OUTPUT", &photographs("browser").display().to_string()),
        ],
    );
    platform.verify_ledger();
}

/// Filters, selects all that match, groups, deletes and thinks better of it, merges, fills own fields, takes a number off
/// the blacklist: with a mouse and a keyboard.
async fn a_book_put_in_order(database: Database) {
    let platform = Platform::start(database);
    let anne = platform.account("anne", 0).await;
    let last = ["Martin", "Durand", "Petit", "Moreau", "Garnier"];
    let rows = (10..70).map(|number| format!("{};Zoé;06 12 34 56 {number}\n", last[number % last.len()]));
    anne.import_csv(&format!("Nom;Prénom;Mobile\n{}", rows.collect::<String>()), "Regulars").await;
    anne.add_contact("06 12 34 56 10", "Twin").await.unwrap();
    run(
        "book.mjs",
        &[
            ("CHAPPE_ADDRESS", platform.server.address.as_str()),
            ("CHAPPE_ACCOUNT", "anne"),
            ("CHAPPE_PASSWORD", tests::platform::PASSWORD),
            ("CHAPPE_OUTPUT", &photographs("browser").display().to_string()),
        ],
    );
    assert_eq!(anne.contacts().await.len(), 60, "61 less the twin");
}

/// Paste, map, look into the check, import, undo; a workbook with sheets, files that are no tables.
async fn contacts_come_in(database: Database) {
    let platform = Platform::start(database);
    platform.account("bakery", 0).await;
    run(
        "imports.mjs",
        &[
            ("CHAPPE_ADDRESS", platform.server.address.as_str()),
            ("CHAPPE_ACCOUNT", "bakery"),
            ("CHAPPE_PASSWORD", tests::platform::PASSWORD),
            ("CHAPPE_OUTPUT", &photographs("browser").display().to_string()),
        ],
    );
}

/// Chips, the doctor, a draft that survives a closed tab, a template, a date, the same draft in two tabs, and the launch.
async fn a_campaign_written(database: Database) {
    let platform = Platform::start(database);
    let anne = platform.account("anne", 100).await;
    let rows = "Nom;Prénom;Mobile\nMartin;Zoé;06 12 34 56 01\nDurand;Émile;06 12 34 56 03\nPetit;;06 12 34 56 04\n";
    anne.import_csv(rows, "Regulars").await;
    run(
        "composer.mjs",
        &[
            ("CHAPPE_ADDRESS", platform.server.address.as_str()),
            ("CHAPPE_ACCOUNT", "anne"),
            ("CHAPPE_PASSWORD", tests::platform::PASSWORD),
            ("CHAPPE_OUTPUT", &photographs("browser").display().to_string()),
        ],
    );
    platform.verify_ledger();
}

/// First steps, templates, the overview, notices, replies and their answers: with a mouse and a keyboard.
async fn a_morning_at_the_counter(database: Database) {
    let platform = Platform::start(database);
    let shop = platform.account("shop", 0).await;
    for (number, name) in [("+33612345601", "Zoé"), ("+33612345602", "Émile")] {
        shop.add_contact(number, name).await.unwrap();
    }
    // Credits come once the first steps have been seen without.
    let credit = format!("{} admin credit shop 50", tests::process::chappe().display());
    let output = photographs("browser").display().to_string();
    let mut settings = vec![
        ("CHAPPE_ADDRESS", platform.server.address.as_str()),
        ("CHAPPE_SANDBOX", platform.server.sandbox.as_deref().unwrap()),
        ("CHAPPE_ACCOUNT", "shop"),
        ("CHAPPE_PASSWORD", tests::platform::PASSWORD),
        ("CHAPPE_CREDIT", &credit),
        ("CHAPPE_OUTPUT", &output),
    ];
    let database = platform.database.settings();
    settings.extend(database.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    run("nouns.mjs", &settings);
    platform.verify_ledger();
}

/// What was sent is found, read, settled, cleaned, written again, and a campaign is steered: with a mouse and a keyboard.
async fn reports_are_read(database: Database) {
    let sandbox = Sandbox::start(reports::SANDBOX);
    let mut settings = vec![("CHAPPE_SANDBOX_URL", sandbox.address.as_str())];
    settings.extend(reports::SETTINGS);
    let platform = Platform::with(database, &settings);
    let shop = platform.account("shop", 2_000).await;
    let filled = reports::fill(&sandbox, &shop).await;
    let long = reports::begin_long(&shop).await;
    run(
        "reports.mjs",
        &[
            ("CHAPPE_ADDRESS", platform.server.address.as_str()),
            ("CHAPPE_ACCOUNT", "shop"),
            ("CHAPPE_PASSWORD", tests::platform::PASSWORD),
            ("CHAPPE_MIXED", &filled.mixed.to_string()),
            ("CHAPPE_VOICE", &filled.voice.to_string()),
            ("CHAPPE_LONG", &long.to_string()),
            ("CHAPPE_OUTPUT", &photographs("browser").display().to_string()),
        ],
    );
    platform.verify_ledger();
}

/// Draft, estimate, schedule, edit, launch, pause, resume, report, clean, ship again, STOP, and not to him again.
async fn a_campaigns_life(database: Database) {
    let sandbox = Sandbox::start(reports::SLOW);
    let mut settings = vec![("CHAPPE_SANDBOX_URL", sandbox.address.as_str())];
    settings.extend(reports::SETTINGS);
    let platform = Platform::with(database, &settings);
    let shop = platform.account("shop", 200).await;
    let rows: String = (1..=40).map(|number| format!("Martin;Zoé;06 12 34 50 {number:02}\n")).collect();
    shop.import_csv(&format!("Nom;Prénom;Mobile\n{rows}"), "Regulars").await;
    run(
        "life.mjs",
        &[
            ("CHAPPE_ADDRESS", platform.server.address.as_str()),
            ("CHAPPE_SANDBOX", sandbox.address.as_str()),
            ("CHAPPE_ACCOUNT", "shop"),
            ("CHAPPE_PASSWORD", tests::platform::PASSWORD),
            ("CHAPPE_OUTPUT", &photographs("browser").display().to_string()),
        ],
    );
    platform.verify_ledger();
}

/// Help, a pack by card and its invoice, a refused card, a closed tab, a transfer in two parts, a refund, and the movements.
async fn a_shop_buys_credits(database: Database) {
    let platform = Platform::start(database);
    platform.account("shop", 0).await;
    platform.account("operator", 0).await;
    platform.chappe(&["admin", "operator", "add", "operator"]);
    // Where the bank leads back to: a cookie of 127.0.0.1 is none of localhost.
    let address = platform.server.address.replace("127.0.0.1", "localhost");
    run(
        "shop.mjs",
        &[
            ("CHAPPE_ADDRESS", &address),
            ("CHAPPE_ACCOUNT", "shop"),
            ("CHAPPE_OPERATOR", "operator"),
            ("CHAPPE_PASSWORD", tests::platform::PASSWORD),
            ("CHAPPE_OUTPUT", &photographs("browser").display().to_string()),
        ],
    );
    platform.verify_ledger();
}

/// Tiles, the picture, movements by kind and by campaign, the file, and a transfer that is refused, thought over and made.
async fn credits_are_followed(database: Database) {
    let platform = Platform::start(database);
    let shop = platform.account("shop", 100).await;
    platform.account("florist", 0).await;
    platform.account("closed", 0).await;
    platform.database.sql("UPDATE account SET disabled_at = 1 WHERE public_id = 'closed'");
    let numbers = (10..40).map(|number| format!("+336123456{number}"));
    let named = NewCampaign { name: Some("Spring sale".to_owned()), ..to_numbers(numbers, "All must go") };
    let campaign = shop.create_campaign(&named).await.unwrap();
    shop.wait_until_finished(campaign.id).await;
    let later = NewCampaign {
        send_at: Some("2035-12-24T08:00:00Z".parse().unwrap()),
        ..to_numbers(["+33612345678"; 1], "Later")
    };
    shop.create_campaign(&later).await.unwrap();
    run(
        "credits.mjs",
        &[
            ("CHAPPE_ADDRESS", platform.server.address.as_str()),
            ("CHAPPE_ACCOUNT", "shop"),
            ("CHAPPE_PASSWORD", tests::platform::PASSWORD),
            ("CHAPPE_OUTPUT", &photographs("browser").display().to_string()),
        ],
    );
    platform.verify_ledger();
}

/// Rates found and a campaign simulated by a stranger; a rate, a table of rates and the packs set by the operator.
async fn prices_are_read_and_set(database: Database) {
    let platform = Platform::start(database);
    platform.account("shop", 0).await;
    platform.account("operator", 0).await;
    platform.chappe(&["admin", "operator", "add", "operator"]);
    run(
        "rates.mjs",
        &[
            ("CHAPPE_ADDRESS", platform.server.address.as_str()),
            ("CHAPPE_ACCOUNT", "shop"),
            ("CHAPPE_OPERATOR", "operator"),
            ("CHAPPE_PASSWORD", tests::platform::PASSWORD),
            ("CHAPPE_OUTPUT", &photographs("browser").display().to_string()),
        ],
    );
}

#[tokio::test]
async fn every_page_is_accessible() {
    let platform = Platform::start(Database::sqlite());
    visit_everything(&platform, "pages.mjs", &photographs("browser")).await;
}
