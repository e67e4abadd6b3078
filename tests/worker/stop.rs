//! A stop as a system asks for it: what is in flight is settled first.

use tests::client::to_numbers;
use tests::{Database, Platform, Sandbox};

tests::on_both!(a_stop_leaves_nothing_in_doubt);

const MESSAGES: i64 = 1_000;

async fn a_stop_leaves_nothing_in_doubt(database: Database) {
    // Without look-up nothing could hide a doubt.
    let sandbox = Sandbox::start(&["--latency-ms", "50", "--no-lookup"]);
    let settings = [("CHAPPE_SANDBOX_URL", sandbox.address.as_str()), ("CHAPPE_IN_FLIGHT", "16")];
    let mut platform = Platform::with(database, &settings);
    let bakery = platform.account("bakery", MESSAGES).await;
    let numbers = (0..MESSAGES).map(|number| format!("+336{:08}", number + 10_000_000));
    let campaign = bakery.create_campaign(&to_numbers(numbers, "To be continued")).await.unwrap();
    bakery.wait_for_campaign(campaign.id, |campaign| campaign.totals.received > 0).await;
    assert_eq!(platform.server.stop(), Some(0), "{}", platform.server.log());
    let taken = sandbox.stats().await.distinct;
    assert!(taken < MESSAGES.unsigned_abs(), "it was stopped in the middle");
    platform.server.start_again();
    let finished = bakery.wait_until_finished(campaign.id).await;
    assert_eq!((finished.totals.received, finished.totals.uncertain), (MESSAGES, 0));
    assert_eq!(sandbox.stats().await.duplicates, 0);
    platform.verify_ledger();
}
