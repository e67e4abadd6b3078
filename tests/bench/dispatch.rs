//! One campaign through the real server: from the launch until every message is settled, receipts applied.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use openapi::campaigns::{Campaign, NewCampaign, Recipients};
use tests::client::new_campaign;
use tests::postgres::{Cluster, Durability};
use tests::{Client, Database, Platform};

use crate::{Load, Run, usage};

/// One part, nothing to personalise.
pub const TEXT: &str = "Fresh bread from seven o'clock, and brioche on Saturday.";

/// Asking costs the server something too.
const LOOK: Duration = Duration::from_millis(50);
/// What never takes so long has stopped.
const PATIENCE: Duration = Duration::from_secs(900);

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

    fn database(self) -> Database {
        match self {
            Self::Sqlite => Database::sqlite(),
            Self::Postgres => Database::on(cluster()),
        }
    }
}

/// As in production: every commit waits for the disk.
fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| Cluster::start(Durability::Full))
}

pub async fn run(engine: Engine, load: Load) -> Run {
    let sandbox = load.sandbox();
    let in_flight = load.in_flight().to_string();
    let settings = [("CHAPPE_SANDBOX_URL", sandbox.address.as_str()), ("CHAPPE_IN_FLIGHT", &in_flight)];
    let platform = Platform::with(engine.database(), &settings);
    let count = i64::try_from(load.messages).expect("it fits");
    let bakery = platform.account("bakery", count).await;
    let recipients = recipients(&bakery, load.messages).await;
    let draft = NewCampaign { draft: true, ..new_campaign(recipients, TEXT) };
    let id = bakery.create_campaign(&draft).await.expect("it is a draft").id;

    let postmaster = cluster().pid.filter(|_| engine == Engine::Postgres);
    let cpu = || usage::cpu(platform.server.pid()) + postmaster.map_or(0.0, usage::cpu_with_children);
    let (before, start) = (cpu(), Instant::now());
    bakery.launch(id).await.expect("it is paid for");
    loop {
        tokio::time::sleep(LOOK).await;
        if settled(&bakery.campaign(id).await, load) {
            break;
        }
        assert!(start.elapsed() < PATIENCE, "the campaign stands still: {:?}", bakery.campaign(id).await.totals);
    }
    let (seconds, used) = (start.elapsed().as_secs_f64(), cpu() - before);
    let stats = sandbox.stats().await;
    assert_eq!((stats.distinct, stats.duplicates), (count.unsigned_abs(), 0));
    platform.verify_ledger();
    Run {
        rate: load.messages as f64 / seconds,
        cpu: used / load.messages as f64,
        server_memory: usage::peak_memory(platform.server.pid()),
        sandbox_memory: sandbox.pid().map_or(0.0, usage::peak_memory),
        database_memory: postmaster.map(usage::peak_memory_with_children),
    }
}

fn settled(campaign: &Campaign, load: Load) -> bool {
    let totals = campaign.totals;
    let done = if load.receipts { totals.received } else { totals.sent };
    done == totals.recipients && totals.recipients > 0
}

/// Typed while that many may be typed, else a group from a file.
async fn recipients(bakery: &Client, messages: usize) -> Recipients {
    const TYPED: usize = 100_000;
    let numbers = (0..messages).map(|number| format!("+336{:08}", number + 10_000_000));
    if messages <= TYPED {
        return Recipients { numbers: numbers.collect(), ..Recipients::default() };
    }
    let csv = std::iter::once("mobile".to_owned()).chain(numbers).collect::<Vec<_>>().join("\n");
    bakery.import_csv(&csv, "Everybody").await;
    Recipients { groups: vec![bakery.groups().await.remove(0).id], ..Recipients::default() }
}
