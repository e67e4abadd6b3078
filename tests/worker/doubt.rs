//! A message in doubt, and its owner and its provider who speak of it at the same time.

use std::time::Duration;

use openapi::messages::{MessageStatus, Resolved};
use serde_json::json;
use tests::provider::{Answer, Asked};
use tests::{Database, Platform, Provider};

tests::on_both!(an_inquiry_takes_no_message_back_that_is_on_its_way);

const TELLING: Duration = Duration::from_secs(3);

async fn an_inquiry_takes_no_message_back_that_is_on_its_way(database: Database) {
    // In doubt at first. Sent again while the provider thinks about it, it is on its way when he says that it is not there.
    let provider = Provider::start(|asked| match asked {
        Asked::Take { time: 1, .. } => Answer::of(500),
        Asked::Take { .. } => Answer::of(201).after(TELLING * 2),
        Asked::Tell { .. } => Answer::of(404).after(TELLING),
    })
    .await;
    let settings = [("CHAPPE_SANDBOX_URL", provider.address.as_str()), ("CHAPPE_PROVIDER_TIMEOUT_MS", "8000")];
    let platform = Platform::with(database, &settings);
    let bakery = platform.account("bakery", 1).await;
    let message = bakery.send("+33612345601", "Once").await.unwrap();
    let told = Asked::Tell { reference: message.id.to_string() };
    bakery
        .wait("the inquiry", async || if provider.asked().contains(&told) { Ok(()) } else { Err(provider.asked()) })
        .await;
    let again = json!({ "ids": [message.id], "as": "resend" });
    let resolved: Resolved = bakery.post("/messages/resolutions", &again).await.unwrap();
    assert_eq!(resolved.resolved, 1);
    bakery.wait_for_message(message.id, MessageStatus::Sent).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(provider.taken()[&message.id.to_string()], 2, "{:?}", provider.asked());
    assert_eq!(platform.database.sql("SELECT COUNT(*) FROM outbox"), "0");
    platform.verify_ledger();
    platform.verify_counters();
}

/// On PostgreSQL another node may be asking.
#[tokio::test]
async fn a_crash_delays_no_inquiry_of_the_only_server() {
    let provider = Provider::start(|asked| match asked {
        Asked::Take { .. } => Answer::of(500),
        Asked::Tell { .. } => Answer::of(200).after(TELLING),
    })
    .await;
    let settings = [("CHAPPE_SANDBOX_URL", provider.address.as_str()), ("CHAPPE_PROVIDER_TIMEOUT_MS", "4000")];
    let mut platform = Platform::with(Database::sqlite(), &settings);
    let bakery = platform.account("bakery", 1).await;
    let message = bakery.send("+33612345601", "Once").await.unwrap();
    let told = Asked::Tell { reference: message.id.to_string() };
    bakery
        .wait("the inquiry", async || if provider.asked().contains(&told) { Ok(()) } else { Err(provider.asked()) })
        .await;
    platform.server.kill();
    platform.server.start_again();
    // Less than the two minutes that the inquiry would be another's.
    bakery.wait_for_message(message.id, MessageStatus::Sent).await;
}
