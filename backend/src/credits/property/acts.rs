//! What can happen: each act is a verb of the product, called as the product calls it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use openapi::messages::{Resolution, Verdict as Word};
use openapi::{CampaignId, Euros, MessageId, PurchaseId};
use tests::client::{new_message, to_numbers};

use super::Dice;
use crate::accounts::AccountKey;
use crate::app::App;
use crate::blacklist;
use crate::campaigns::{self, Draft};
use crate::credits::Error;
use crate::db::{Plans, transact};
use crate::messages::{self, Payer, Priced, Sending};
use crate::numbers::Country;
use crate::problem::Problem;
use crate::providers::{Delivery, Inquiry, Receipt, Sent};
use crate::worker::claim::{self, claim};
use crate::worker::jobs::{self, Which};
use crate::worker::outcome::{Inquired, Settled, Verdict};
use crate::worker::queue::{Claimed, Origin};
use crate::worker::tally::Tally;
use crate::worker::{Inbox, receipts, settle, sweep};

/// Kinds of movements that the acts make: all but gifts.
pub const KINDS: i64 = 6;

/// How long a claim may be sent, in milliseconds; some rounds take longer.
const LEASE: i64 = 30_000;

/// The provider's time-out.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Numbers that exist: few, so that some are blacklisted again and again.
const NUMBERS: u64 = 40;

/// What happens, and the chance that its details come from.
#[derive(Debug, Clone, Copy)]
pub struct Act {
    kind: Kind,
    chance: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Grant,
    Send,
    Launch,
    Jobs,
    Claim,
    Settle,
    /// What was settled is said once more: the first commit's answer was lost.
    SettleAgain,
    Receipts,
    Transfer,
    Buy,
    /// What the bank says of a purchase: again, late, twice at once, in any order.
    Notice,
    PayBack,
    Cancel,
    Pause,
    Resume,
    Blacklist,
    Sweep,
    Inquiries,
    Resolve,
    /// The process dies: what it had claimed is forgotten, or settled late by another.
    Restart,
}

/// How often each happens, of a hundred.
const ODDS: [(Kind, u64); 20] = [
    (Kind::Grant, 7),
    (Kind::Send, 8),
    (Kind::Launch, 8),
    (Kind::Jobs, 9),
    (Kind::Claim, 15),
    (Kind::Settle, 14),
    (Kind::SettleAgain, 5),
    (Kind::Receipts, 5),
    (Kind::Transfer, 10),
    (Kind::Buy, 4),
    (Kind::Notice, 7),
    (Kind::PayBack, 3),
    (Kind::Cancel, 2),
    (Kind::Pause, 2),
    (Kind::Resume, 3),
    (Kind::Blacklist, 2),
    (Kind::Sweep, 3),
    (Kind::Inquiries, 3),
    (Kind::Resolve, 3),
    (Kind::Restart, 1),
];

impl Act {
    pub fn roll(dice: &mut Dice) -> Self {
        let mut at = dice.below(ODDS.iter().map(|(_, odds)| odds).sum());
        let mut kind = Kind::Grant;
        for (one, odds) in ODDS {
            kind = one;
            if at < odds {
                break;
            }
            at -= odds;
        }
        Self { kind, chance: dice.roll() }
    }
}

/// A server without its threads.
pub struct World {
    pub app: App,
    pub(super) memory: Arc<Memory>,
}

/// What its memory would hold, and what the test remembers.
pub(super) struct Memory {
    pub(super) accounts: Vec<AccountKey>,
    campaigns: Mutex<Vec<(AccountKey, CampaignId)>>,
    pub(super) purchases: Mutex<Vec<(PurchaseId, Euros)>>,
    /// Claimed and not yet settled.
    claimed: Mutex<Vec<Claimed>>,
    /// Settled before.
    said: Mutex<Vec<Settled>>,
    done: Mutex<BTreeMap<Kind, u32>>,
    /// Kept open: what is put there by nobody is read by nobody.
    _inbox: Inbox,
}

impl World {
    pub fn new(app: App, inbox: Inbox, accounts: Vec<AccountKey>) -> Self {
        let (campaigns, purchases, claimed, said, done) = Default::default();
        let memory = Memory { accounts, campaigns, purchases, claimed, said, done, _inbox: inbox };
        Self { app, memory: Arc::new(memory) }
    }

    /// A process of its own, as far as the database can tell: it has connections that end with it.
    pub async fn beside(&self) -> Self {
        let db = self.app.db.for_own_runtime(Plans::Kept).await.unwrap();
        Self { app: App { db, ..self.app.clone() }, memory: self.memory.clone() }
    }

    /// Its connections end, in the middle of whatever they were at. SQLite has one pool for all.
    pub async fn end(self) {
        if !self.app.db.is_sqlite() {
            self.app.db.close().await;
        }
    }

    /// How often each act came to its end without a refusal.
    pub fn counts(&self) -> String {
        format!("{:?}", self.memory.done.lock().unwrap())
    }

    /// Does it. Refusals are as good as anything; a database that fails is not.
    pub async fn act(&self, act: Act) {
        let mut dice = Dice(act.chance);
        let done = match act.kind {
            Kind::Grant => self.grant(&mut dice).await,
            Kind::Send => self.send(&mut dice).await,
            Kind::Launch => self.launch(&mut dice).await,
            Kind::Jobs => self.jobs().await,
            Kind::Claim => self.claim(&mut dice).await,
            Kind::Settle => self.settle(&mut dice).await,
            Kind::SettleAgain => self.settle_again(&mut dice).await,
            Kind::Receipts => self.receipts(&mut dice).await,
            Kind::Transfer => self.transfer(&mut dice).await,
            Kind::Buy => self.buy(&mut dice).await,
            Kind::Notice => self.notice(&mut dice).await,
            Kind::PayBack => self.pay_back(&mut dice).await,
            Kind::Cancel | Kind::Pause | Kind::Resume => self.steer(act.kind, &mut dice).await,
            Kind::Blacklist => self.blacklist(&mut dice).await,
            Kind::Sweep => self.sweep().await,
            Kind::Inquiries => self.inquiries(&mut dice).await,
            Kind::Resolve => self.resolve(&mut dice).await,
            Kind::Restart => self.restart(&mut dice).await,
        };
        match done {
            Ok(()) => *self.memory.done.lock().unwrap().entry(act.kind).or_default() += 1,
            Err(problem) => assert!(problem.body().status < 500, "{act:?}: {problem}: {problem:?}"),
        }
    }

    pub(super) fn now(&self) -> i64 {
        self.app.clock.now().millis()
    }

    pub(super) fn account(&self, dice: &mut Dice) -> AccountKey {
        self.memory.accounts[dice.index(self.memory.accounts.len())]
    }

    fn campaign(&self, dice: &mut Dice) -> Option<(AccountKey, CampaignId)> {
        let campaigns = self.memory.campaigns.lock().unwrap();
        (!campaigns.is_empty()).then(|| campaigns[dice.index(campaigns.len())])
    }

    async fn send(&self, dice: &mut Dice) -> Result<(), Problem> {
        let (account, id, now) = (self.account(dice), MessageId(self.app.ids.next()), self.now());
        let new = new_message(&phone(dice), "One by itself");
        let home = Country::parse("FR").unwrap();
        let priced = Priced::parse(new, id, home, &self.app.rates.at(now), &self.app.opt_outs)?;
        let movement = self.app.ids.next();
        let payer = if dice.percent(10) { Payer::Platform } else { Payer::Account(account) };
        let sending = Sending { id, movement, payer, provider: self.app.providers.route().adapter.name(), now };
        transact(&self.app.db, async |tx| messages::send(tx, &priced, sending).await).await?;
        Ok(())
    }

    async fn launch(&self, dice: &mut Dice) -> Result<(), Problem> {
        let (account, id) = (self.account(dice), CampaignId(self.app.ids.next()));
        let numbers: Vec<String> = (0..=dice.below(7)).map(|_| phone(dice)).collect();
        let home = Country::parse("FR").unwrap();
        let now = self.app.clock.now();
        let new = to_numbers(numbers, "One of several");
        let draft = Draft::parse(&self.app, &mut self.app.db.read().await?, account, home, new, now).await?;
        transact(&self.app.db, async |tx| {
            campaigns::create::create(tx, &self.app, account, id, &draft, false, true).await
        })
        .await?;
        self.memory.campaigns.lock().unwrap().push((account, id));
        Ok(())
    }

    async fn jobs(&self) -> Result<(), Problem> {
        jobs::next(&self.app, Which::Launches).await;
        Ok(())
    }

    async fn claim(&self, dice: &mut Dice) -> Result<(), Problem> {
        let (now, room) = (self.now(), 1 + dice.index(6));
        let terms = claim::Terms { ids: &self.app.ids, now, lease_until: now + LEASE, lease: Instant::now(), room };
        let taken = self.turn(async |tx, tally| claim(tx, &terms, tally).await).await?;
        self.memory.claimed.lock().unwrap().extend(taken.messages);
        Ok(())
    }

    /// A turn of the worker: its work and its counters in one transaction.
    async fn turn<T>(
        &self,
        work: impl AsyncFn(&mut crate::db::Tx, &mut Tally) -> Result<T, Error>,
    ) -> Result<T, Error> {
        transact(&self.app.db, async |tx| {
            let mut tally = Tally::default();
            let done = work(tx, &mut tally).await?;
            tally.write(tx, &self.app.ids, self.now()).await?;
            Ok(done)
        })
        .await
    }

    async fn settle(&self, dice: &mut Dice) -> Result<(), Problem> {
        let settled: Vec<Settled> = {
            let mut claimed = self.memory.claimed.lock().unwrap();
            let count = dice.index(6).min(claimed.len());
            (0..count)
                .map(|_| {
                    let at = dice.index(claimed.len());
                    Settled { message: claimed.swap_remove(at), verdict: verdict(dice) }
                })
                .collect()
        };
        self.memory.said.lock().unwrap().extend(settled.iter().cloned());
        self.write(&settled).await
    }

    async fn settle_again(&self, dice: &mut Dice) -> Result<(), Problem> {
        let settled: Vec<Settled> = {
            let said = self.memory.said.lock().unwrap();
            let count = dice.index(4).min(said.len());
            (0..count).map(|_| said[dice.index(said.len())].clone()).collect()
        };
        self.write(&settled).await
    }

    async fn write(&self, settled: &[Settled]) -> Result<(), Problem> {
        let terms = settle::Terms { ids: &self.app.ids, now: self.now(), inquire_after: TIMEOUT };
        let batches: Vec<i64> = settled
            .iter()
            .filter_map(|one| match one.message.origin {
                Origin::Batch { id, .. } => Some(id),
                Origin::Outbox => None,
            })
            .collect();
        self.turn(async |tx, tally| {
            settle::settle(tx, &terms, settled, tally).await?;
            settle::end_batches(tx, &batches).await
        })
        .await?;
        Ok(())
    }

    async fn receipts(&self, dice: &mut Dice) -> Result<(), Problem> {
        let told: Vec<Receipt> = {
            let said = self.memory.said.lock().unwrap();
            let count = dice.index(4).min(said.len());
            (0..count).map(|_| receipt(&said[dice.index(said.len())].message, dice)).collect()
        };
        let told: Vec<&Receipt> = told.iter().collect();
        let (now, provider) = (self.now(), self.app.providers.route().adapter.name());
        self.turn(async |tx, tally| receipts::apply(tx, &self.app.ids, now, provider, &told, tally).await).await?;
        Ok(())
    }

    async fn steer(&self, kind: Kind, dice: &mut Dice) -> Result<(), Problem> {
        let Some((account, id)) = self.campaign(dice) else { return Ok(()) };
        match kind {
            Kind::Cancel => campaigns::cancel::cancel(&self.app, account, id).await?,
            Kind::Pause => campaigns::pause::pause(&self.app, account, id).await?,
            _ => campaigns::pause::resume(&self.app, account, id).await?,
        }
        Ok(())
    }

    async fn blacklist(&self, dice: &mut Dice) -> Result<(), Problem> {
        let (account, number) = (self.account(dice), phone(dice)[1..].parse().unwrap());
        transact(&self.app.db, async |tx| blacklist::add::add(tx, account, &[number], self.now()).await).await?;
        Ok(())
    }

    async fn sweep(&self) -> Result<(), Problem> {
        let now = self.now();
        self.turn(async |tx, tally| {
            sweep::sweep(tx, now, TIMEOUT, tally).await?;
            sweep::close_cancelled(tx, &self.app.ids, now, tally).await
        })
        .await?;
        Ok(())
    }

    /// The provider answers what it was asked, of messages that were in doubt once.
    async fn inquiries(&self, dice: &mut Dice) -> Result<(), Problem> {
        let heard: Vec<Inquired> = {
            let said = self.memory.said.lock().unwrap();
            let doubted: Vec<&Settled> =
                said.iter().filter(|one| matches!(one.verdict, Verdict::Unknown { .. })).collect();
            let count = dice.index(4).min(doubted.len());
            let picked: BTreeMap<i64, i32> = (0..count)
                .map(|_| &doubted[dice.index(doubted.len())].message)
                .map(|message| (message.id, message.attempt))
                .collect();
            let answers = [Inquiry::Taken, Inquiry::NeverArrived, Inquiry::NoAnswer];
            let inquired = |(message, attempt)| Inquired { message, attempt, tries: 1, answer: answers[dice.index(3)] };
            picked.into_iter().map(inquired).collect()
        };
        let terms = settle::Terms { ids: &self.app.ids, now: self.now(), inquire_after: TIMEOUT };
        let provider = self.app.providers.route().adapter.name();
        self.turn(async |tx, tally| settle::inquired(tx, &terms, provider, &heard, tally).await).await?;
        Ok(())
    }

    async fn resolve(&self, dice: &mut Dice) -> Result<(), Problem> {
        let Some((account, id)) = self.campaign(dice) else { return Ok(()) };
        let verdict = [Word::Sent, Word::NotSent, Word::Resend][dice.index(3)];
        let resolution = Resolution { ids: None, campaign: Some(id), verdict };
        messages::resolve::resolve(&self.app, account, false, &resolution).await?;
        Ok(())
    }

    async fn restart(&self, dice: &mut Dice) -> Result<(), Problem> {
        if dice.percent(50) {
            self.memory.claimed.lock().unwrap().clear();
        }
        let now = self.now();
        transact(&self.app.db, async |tx| sweep::void_leases(tx, now, TIMEOUT).await).await?;
        jobs::void_leases(&self.app.db).await?;
        Ok(())
    }
}

fn phone(dice: &mut Dice) -> String {
    format!("+336123456{:02}", dice.below(NUMBERS))
}

fn verdict(dice: &mut Dice) -> Verdict {
    let reason = || "by chance".to_owned();
    match dice.below(10) {
        0..=3 => Verdict::Accepted { provider_ref: None },
        4..=6 => Verdict::Refused { reason: reason() },
        7 => Verdict::Later { reason: reason(), after: Duration::from_secs(dice.below(5)) },
        8 => Verdict::Unsent { after: Duration::ZERO },
        _ => Verdict::Unknown { reason: reason() },
    }
}

fn receipt(message: &Claimed, dice: &mut Dice) -> Receipt {
    let delivery = match dice.below(3) {
        0 => Delivery::Operator,
        1 => Delivery::Received,
        _ => Delivery::Failed { reason: "by chance".to_owned() },
    };
    let sent = Sent { attempt: Some(message.attempt), campaign: message.origin.campaign().map(CampaignId) };
    Receipt { reference: message.id.to_string(), sent, delivery, at: None }
}
