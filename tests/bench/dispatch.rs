//! One campaign through the real server: from the launch until every message is settled, receipts applied.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use openapi::campaigns::{Campaign, CampaignStatus, NewCampaign, Recipients};
use openapi::{CampaignId, Credits};
use tests::client::new_campaign;
use tests::postgres::{Cluster, Durability};
use tests::{Client, Database, Platform, Sandbox};
use tokio::time::sleep;

use crate::load::{Load, TYPED};
use crate::run::Run;
use crate::usage::{Meter, Process};

/// One part, nothing to personalise.
pub const TEXT: &str = "Fresh bread from seven o'clock, and brioche on Saturday.";

/// How often the sandbox is asked what it has taken: to it that is one request among hundreds.
const LOOK: Duration = Duration::from_millis(10);
/// How often the server is asked once the sandbox has no more to do.
const LAST_LOOK: Duration = Duration::from_millis(2);
/// What never takes so long has stopped.
const PATIENCE: Duration = Duration::from_secs(600);

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }

    pub fn database(self) -> Database {
        match self {
            Self::Sqlite => Database::sqlite(),
            Self::Postgres => Database::on(cluster()),
        }
    }

    pub fn process(self) -> Option<Process> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => cluster().pid.map(|pid| Process::new("postgres", pid)),
        }
    }
}

/// As in production: every commit waits for the disk.
pub fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| Cluster::start(Durability::Full))
}

/// Launches a campaign of one account on a fresh database, and proves afterwards that nothing was lost or done twice.
pub async fn run(engine: Engine, load: Load) -> Run {
    let sandbox = load.sandbox();
    let in_flight = load.in_flight().to_string();
    let settings = [("CHAPPE_SANDBOX_URL", sandbox.address.as_str()), ("CHAPPE_IN_FLIGHT", &in_flight)];
    let platform = Platform::with(engine.database(), &settings);
    // Some more than it can cost: what remains is checked too.
    let credits = 2 * i64::try_from(load.messages).expect("it fits");
    let bakery = platform.account("bakery", credits).await;
    let draft = NewCampaign { draft: true, ..new_campaign(recipients(&bakery, load.messages).await, TEXT) };
    let id = bakery.create_campaign(&draft).await.expect("it is a draft").id;
    let before = bakery.balance().await;

    let processes = [Process::new("server", platform.server.pid()), Process::sandbox(&sandbox)];
    let processes: Vec<Process> = processes.into_iter().chain(engine.process()).collect();
    let meter = Meter::start(&processes);
    let start = Instant::now();
    bakery.launch(id).await.expect("it has recipients");
    wait_for(&sandbox, start, load, |taken, _| taken > 0).await;
    let launched = start.elapsed();
    let all = load.messages as u64;
    wait_for(&sandbox, start, load, |taken, told| if load.receipts { told == all } else { taken == all }).await;
    let campaign = wait_until_settled(&bakery, id, load, start).await;
    let elapsed = start.elapsed();
    let used = meter.stop(load.messages);

    check(&campaign, load, before, bakery.balance().await);
    let stats = sandbox.stats().await;
    assert_eq!((stats.accepted, stats.distinct, stats.duplicates), (all, all, 0));
    platform.verify_ledger();
    let (launch, sending) = (launched.as_secs_f64(), (elapsed - launched).as_secs_f64());
    Run::new(load, elapsed.as_secs_f64(), used).in_phases(load, launch, sending)
}

/// Looks at the sandbox, which costs the server nothing, until its counts are as wanted.
async fn wait_for(sandbox: &Sandbox, start: Instant, load: Load, enough: impl Fn(u64, u64) -> bool) {
    loop {
        let stats = sandbox.stats().await;
        if enough(stats.accepted, stats.receipts_sent) {
            return;
        }
        assert!(start.elapsed() < PATIENCE, "{} messages stand still: {stats:?}", load.messages);
        sleep(LOOK).await;
    }
}

async fn wait_until_settled(bakery: &Client, id: CampaignId, load: Load, start: Instant) -> Campaign {
    loop {
        let campaign = bakery.campaign(id).await;
        let totals = campaign.totals;
        if totals.queued + totals.sending == 0 && (!load.receipts || totals.sent == 0) {
            return campaign;
        }
        assert!(start.elapsed() < PATIENCE, "the campaign stands still: {totals:?}");
        sleep(LAST_LOOK).await;
    }
}

/// Every message has its outcome, and what was charged is what is gone.
fn check(campaign: &Campaign, load: Load, before: Credits, after: Credits) {
    let totals = campaign.totals;
    let arrived = if load.receipts { totals.received } else { totals.sent };
    let count = i64::try_from(load.messages).expect("it fits");
    assert_eq!((totals.recipients, arrived), (count, count), "{totals:?}");
    // Without receipts nothing is final.
    assert_eq!(campaign.status == CampaignStatus::Finished, load.receipts);
    assert_eq!(campaign.credits.charged, campaign.credits.estimated);
    assert_eq!(before, after + campaign.credits.charged);
}

/// Typed while that many may be typed, else a group from a file.
async fn recipients(bakery: &Client, messages: usize) -> Recipients {
    let numbers = (0..messages).map(|number| format!("+336{:08}", number + 10_000_000));
    if messages <= TYPED {
        return Recipients { numbers: numbers.collect(), ..Recipients::default() };
    }
    let csv = std::iter::once("mobile".to_owned()).chain(numbers).collect::<Vec<_>>().join("\n");
    bakery.import_csv(&csv, "Everybody").await;
    Recipients { groups: vec![bakery.groups().await.remove(0).id], ..Recipients::default() }
}
