//! The property that the ledger is for: whatever happens at once, in whatever order, twice, late, or broken off in the
//! middle, it can be proven after each step.
//!
//! The product's own verbs run on real databases ([`acts`]): nothing of the ledger is copied here. A round is a handful of
//! acts at the same time, of which some are broken off after some of their steps, as by a crash: what they had not
//! committed is rolled back by the database, what they held in memory is lost. After each round everything is verified.
//!
//! `CHAPPE_SEED` repeats the acts of a run, and `CHAPPE_ROUNDS` says how many rounds there are. Which of the acts of a
//! round comes first is the database's own choice, so a seed repeats what was tried, not each step of it.

mod acts;
mod money;

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::task::Poll;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Parser;
use futures_util::future::join_all;
use tests::postgres::Cluster;

use super::verify;
use crate::accounts::{self, Credentials};
use crate::clock::Clock;
use crate::commands::serve::{Reach, assemble};
use crate::config::ServeConfig;
use crate::db::{Db, fetch_all, fetch_one, migrate, statements};
use crate::ids::Ids;
use crate::numbers::Country;
use crate::rates;
use crate::worker::Worker;
use acts::{Act, World};

/// Some 2 500 acts, and some 1 200: PostgreSQL takes longer for a round, and a crash costs it a new connection.
const SQLITE_ROUNDS: u64 = 1_000;
const POSTGRES_ROUNDS: u64 = 500;

/// Few, so that they meet.
const ACCOUNTS: usize = 4;

/// Acts of a round.
const AT_ONCE: u64 = 4;

/// One act of seven is broken off, after up to so many steps.
const LAST_STEP: u64 = 40;

/// A moment of 2026, after the ids' own beginning.
const BEGINNING: i64 = 1_790_000_000_000;

/// Time passes between rounds, at most so many milliseconds: now and then a lease ends.
const LONGEST_PAUSE: u64 = 20_000;

statements! {
    /// Transfers that were made twice.
    TWICE => ("SELECT reference FROM movement WHERE kind = 'transfer' AND reference IS NOT NULL
        GROUP BY reference HAVING COUNT(*) > 1");
    KINDS => ("SELECT COUNT(DISTINCT kind) FROM movement");
    MOVEMENTS => ("SELECT COUNT(*) FROM movement");
}

/// Chance that can be had again (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.roll() % end
    }

    pub fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap()
    }

    pub fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }
}

#[derive(Parser)]
struct Settings {
    #[command(flatten)]
    serve: ServeConfig,
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

fn seed() -> u64 {
    number("CHAPPE_SEED").unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        u64::from(now.subsec_nanos()) ^ now.as_secs()
    })
}

/// Runs a future to its end, or drops it after so many steps.
async fn break_off<T>(after: Option<u64>, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    let mut steps = 0;
    poll_fn(|context| {
        if after == Some(steps) {
            return Poll::Ready(None);
        }
        steps += 1;
        work.as_mut().poll(context).map(Some)
    })
    .await
}

/// Does one act, or dies after so many of its steps.
async fn happen(world: &World, act: Act, after: Option<u64>) {
    if after.is_none() {
        return world.act(act).await;
    }
    let dying = world.beside().await;
    break_off(after, dying.act(act)).await;
    dying.end().await;
}

/// The server's parts on a database of its own, without its threads: the acts are what they would do.
async fn world(url: &str, clock: Clock) -> World {
    let db = Db::open(url).await.unwrap();
    migrate(&db).await.unwrap();
    rates::seed(&db).await.unwrap();
    let (worker, inbox) = Worker::new();
    let settings = Settings::parse_from(["chappe", "--database-url", url, "--data", "/nonexistent"]).serve;
    let address = std::net::SocketAddr::from(([127, 0, 0, 1], 1));
    let reach = Reach { address, sandbox: "127.0.0.1:1", callbacks: "http://127.0.0.1:1" };
    let ids = Ids::new(clock.clone(), 1);
    let app = assemble(db, clock, ids, settings, worker, reach).await.unwrap();
    let mut keys = Vec::new();
    for at in 0..ACCOUNTS {
        let new = openapi::accounts::NewAccount {
            account_id: format!("account{at}"),
            email: format!("account{at}@example.org"),
            password: tests::platform::PASSWORD.to_owned(),
            locale: None,
            time_zone: None,
            country: None,
        };
        let (credentials, settings) = Credentials::parse(new, Country::parse("FR").unwrap()).await.unwrap();
        keys.push(accounts::create(&app.db, &app.ids, &app.clock, credentials, settings).await.unwrap());
    }
    World::new(app, inbox, keys)
}

async fn hold(url: &str, usual: u64) {
    let (seed, rounds) = (seed(), number("CHAPPE_ROUNDS").unwrap_or(usual));
    println!("CHAPPE_SEED={seed} CHAPPE_ROUNDS={rounds}");
    let hand = Arc::new(AtomicI64::new(BEGINNING));
    let world = world(url, Clock::Set(hand.clone())).await;
    let mut dice = Dice(seed);
    for round in 0..rounds {
        let count = 1 + dice.below(AT_ONCE);
        let acts: Vec<(Act, Option<u64>)> =
            (0..count).map(|_| (Act::roll(&mut dice), dice.percent(15).then(|| dice.below(LAST_STEP)))).collect();
        let told = format!("CHAPPE_SEED={seed}, round {round}: {acts:?}");
        join_all(acts.into_iter().map(|(act, after)| happen(&world, act, after))).await;
        hand.fetch_add(i64::try_from(dice.below(LONGEST_PAUSE)).unwrap(), Ordering::SeqCst);
        let findings = verify(&world.app.db, None).await.unwrap();
        assert!(findings.is_empty(), "{told}: {}", findings[0]);
    }
    let mut reader = world.app.db.read().await.unwrap();
    let twice = fetch_all!(&mut reader, (String,), TWICE).unwrap();
    assert!(twice.is_empty(), "CHAPPE_SEED={seed}: transfers that were made twice: {twice:?}");
    let (kinds,) = fetch_one!(&mut reader, (i64,), KINDS).unwrap();
    let (movements,) = fetch_one!(&mut reader, (i64,), MOVEMENTS).unwrap();
    println!("{movements} movements of {kinds} kinds; {}", world.counts());
    // A run in which nothing moved would prove nothing.
    assert!(rounds < usual || kinds >= acts::KINDS, "only {kinds} kinds of movements were made");
    drop(reader);
    world.app.db.close().await;
}

#[tokio::test]
async fn sqlite_holds_whatever_happens_at_once() {
    let directory = tempfile::tempdir().unwrap();
    hold(&format!("sqlite:{}", directory.path().join("chappe.db").display()), SQLITE_ROUNDS).await;
}

#[tokio::test]
async fn postgres_holds_whatever_happens_at_once() {
    let cluster = Cluster::shared();
    let name = format!("property_{}", std::process::id());
    cluster.psql(&format!("CREATE DATABASE {name}"));
    hold(&cluster.url(&name), POSTGRES_ROUNDS).await;
    cluster.drop_database(&name);
}
