//! The loop: one turn, one transaction, for whatever waits.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use metrics::{counter, gauge};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::sleep;

use super::outcome::{Inquired, Settled, Verdict};
use super::queue::{Origin, Queue};
use super::send::Senders;
use super::tally::Tally;
use super::{Callback, Inbox, claim, inquire, life, receipts, settle, sweep};
use crate::app::App;
use crate::credits::Error;
use crate::db::{Tx, transact};
use crate::http::idempotency;
use crate::providers::Receipt;
use crate::telemetry;

/// How long a claim may be sent; a crash leaves its messages in doubt for this long. Far more than the 0.2 s that a claim
/// is meant to last, so that a slow moment hands nothing back.
const LEASE: Duration = Duration::from_secs(30);

/// Receipts or answers of one turn: enough that a commit is nothing beside them, few enough that it stays short.
const TURN: usize = 4_000;

/// The net under the wake-ups: how long something that is due may go unseen.
const POLL: Duration = Duration::from_secs(1);

/// A pause after the database failed; what waits is kept and written then.
const DATABASE_PAUSE: Duration = Duration::from_millis(500);

/// After the provider refused connections, and doubled up to the longest.
const BREAKER_FIRST: Duration = Duration::from_secs(1);
const BREAKER_LONGEST: Duration = Duration::from_secs(30);

/// How much of a second claims may hold beyond what is in flight, so that a crash leaves little in doubt: 0.2 s are
/// promised, and a measured pace may be a quarter too high.
const AHEAD: f64 = 0.15;

/// Long enough to hold several answers of a slow provider, short enough to follow a change.
const PACE_STRETCH: Duration = Duration::from_millis(250);

/// Claims hold at most this many beyond what is in flight, however fast the provider is.
const AHEAD_MOST: usize = 4_000;

/// How long a stopping worker waits for answers that are under way; the rest is swept by whoever comes after.
const DRAIN: Duration = Duration::from_secs(15);

/// What tasks tell the engine.
pub enum Event {
    Settled(Settled),
    Inquired(Vec<Inquired>),
}

/// How an engine works.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Claims and sweeps; without it only receipts are applied (role `api`).
    pub dispatch: bool,
}

/// The engine's end of the way to the senders and back.
pub struct Outbound {
    queue: Arc<Queue>,
    events: UnboundedReceiver<Event>,
    tell: UnboundedSender<Event>,
}

/// Joins an engine and its senders. They run on threads of their own: a transaction has half a dozen steps, and among
/// hundreds of senders with something to do the engine would wait a millisecond for its turn at each of them, and with it
/// every receipt.
pub fn join() -> (Outbound, Senders) {
    let (tell, events) = unbounded_channel();
    let queue: Arc<Queue> = Arc::default();
    let senders = Senders::new(queue.clone(), tell.clone());
    (Outbound { queue, events, tell }, senders)
}

/// The dispatcher of one node.
pub struct Engine {
    app: App,
    inbox: Inbox,
    settings: Settings,
    queue: Arc<Queue>,
    events: UnboundedReceiver<Event>,
    tell: UnboundedSender<Event>,
    /// Claimed and not yet settled.
    outstanding: usize,
    /// Open batches of this node and how many of their messages are outstanding.
    batches: HashMap<i64, usize>,
    pace: Pace,
    may_claim: bool,
    breaker: Option<(Instant, Duration)>,
    next_sweep: Instant,
    /// The last sign of life that this node knows of, in epoch milliseconds.
    alive: i64,
}

/// How many messages leave a second, measured over whole stretches of time: turns come in bursts.
struct Pace {
    settled: usize,
    since: Instant,
    a_second: f64,
}

impl Pace {
    fn count(&mut self, settled: usize) {
        self.settled += settled;
        let stretch = self.since.elapsed();
        if stretch >= PACE_STRETCH {
            *self = Self { settled: 0, since: Instant::now(), a_second: self.settled as f64 / stretch.as_secs_f64() };
        }
    }
}

/// What one turn writes. Kept when the database fails, so that nothing that was heard is forgotten.
#[derive(Default)]
struct Turn {
    callbacks: Vec<Callback>,
    settled: Vec<Settled>,
    heard: Vec<Inquired>,
    ended_batches: Vec<i64>,
    room: usize,
    sweep: bool,
}

/// What came of it.
#[derive(Default)]
struct Written {
    taken: claim::Taken,
    inquiries: Vec<Inquired>,
    sweep_again: bool,
}

impl Engine {
    pub fn new(app: App, inbox: Inbox, settings: Settings, outbound: Outbound) -> Self {
        let Outbound { queue, events, tell } = outbound;
        let now = Instant::now();
        Self {
            app,
            inbox,
            settings,
            queue,
            events,
            tell,
            outstanding: 0,
            batches: HashMap::new(),
            pace: Pace { settled: 0, since: now, a_second: 0.0 },
            may_claim: true,
            breaker: None,
            next_sweep: now,
            alive: 0,
        }
    }

    /// Runs until `stop` resolves, then settles what is in flight. Must run inside a `LocalSet`.
    pub async fn run(mut self, stop: impl Future<Output = ()>) {
        tokio::pin!(stop);
        let mut turn = Turn::default();
        loop {
            tokio::select! {
                biased;
                () = &mut stop => break,
                () = self.wait(&mut turn) => {}
            }
            self.turn(&mut turn).await;
        }
        self.drain(turn).await;
    }

    /// Waits until there is something to write, and gathers it.
    async fn wait(&mut self, turn: &mut Turn) {
        let claimable = self.settings.dispatch && self.may_claim && self.room() > 0;
        if !claimable && turn.is_empty() && self.events.is_empty() && self.inbox.callbacks.is_empty() {
            tokio::select! {
                event = self.events.recv() => self.sort(turn, event),
                callback = self.inbox.callbacks.recv() => turn.callbacks.extend(callback),
                () = self.inbox.wake.notified() => self.may_claim = true,
                () = sleep(POLL) => self.may_claim = true,
            }
        }
        while turn.settled.len() < TURN
            && let Ok(event) = self.events.try_recv()
        {
            self.sort(turn, Some(event));
        }
        while turn.callbacks.len() < TURN
            && let Ok(callback) = self.inbox.callbacks.try_recv()
        {
            turn.callbacks.push(callback);
        }
    }

    fn sort(&mut self, turn: &mut Turn, event: Option<Event>) {
        match event {
            Some(Event::Settled(settled)) => {
                self.outstanding = self.outstanding.saturating_sub(1);
                self.watch(&settled.verdict);
                if let Origin::Batch { id, .. } = settled.message.origin
                    && let Some(left) = self.batches.get_mut(&id)
                {
                    *left -= 1;
                    if *left == 0 {
                        self.batches.remove(&id);
                        turn.ended_batches.push(id);
                    }
                }
                turn.settled.push(settled);
            }
            Some(Event::Inquired(heard)) => turn.heard.extend(heard),
            None => {}
        }
    }

    fn count(&self, turn: &Turn, seconds: f64) {
        let mut outcomes: HashMap<&'static str, u64> = HashMap::new();
        for one in &turn.settled {
            *outcomes.entry(one.verdict.word()).or_default() += 1;
        }
        for (outcome, count) in outcomes {
            counter!(telemetry::SETTLED, "outcome" => outcome).increment(count);
        }
        let receipts: usize = turn.callbacks.iter().map(|callback| callback.receipts.len()).sum();
        counter!(telemetry::RECEIPTS).increment(receipts as u64);
        gauge!(telemetry::OUTSTANDING).set(self.outstanding as f64);
        gauge!(telemetry::TURN).set(seconds);
    }

    /// Opens the breaker when the provider cannot be reached, and closes it when it answers.
    fn watch(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::Unsent { after } if !after.is_zero() => {
                let pause = match self.breaker {
                    Some((until, pause)) if Instant::now() >= until => (pause * 2).min(BREAKER_LONGEST),
                    Some(_) => return,
                    None => BREAKER_FIRST,
                };
                tracing::warn!(pause_ms = settle::millis(pause), "the provider cannot be reached");
                self.breaker = Some((Instant::now() + pause, pause));
            }
            Verdict::Unsent { .. } => {}
            _ => self.breaker = None,
        }
    }

    /// How many more messages may be claimed.
    fn room(&self) -> usize {
        if self.breaker.is_some_and(|(until, _)| Instant::now() < until) {
            return 0;
        }
        let in_flight = self.app.providers.route().in_flight;
        // After trouble a few messages find out whether it is over.
        if self.breaker.is_some() {
            return usize::from(self.outstanding == 0);
        }
        let ahead = ((self.pace.a_second * AHEAD) as usize).clamp(in_flight, AHEAD_MOST.max(in_flight));
        let most = in_flight + ahead;
        // Small claims cost as much as large ones: wait until a quarter of the room is free.
        let room = most.saturating_sub(self.outstanding);
        if room >= most / 4 { room } else { 0 }
    }

    async fn turn(&mut self, turn: &mut Turn) {
        let now = Instant::now();
        turn.room = if self.settings.dispatch && self.may_claim { self.room() } else { 0 };
        turn.sweep = self.settings.dispatch && now >= self.next_sweep;
        if turn.is_empty() && turn.room == 0 && !turn.sweep {
            return;
        }
        let (app, dispatch, alive) = (&self.app, self.settings.dispatch, self.alive);
        let written = async {
            let alive = if dispatch { life::beat(app, alive).await? } else { alive };
            Ok::<_, Error>((alive, transact(&app.db, async |tx| write(tx, app, turn).await).await?))
        };
        match written.await {
            Ok((alive, written)) => {
                self.alive = alive;
                self.after(std::mem::take(turn), written, now);
            }
            Err(error) => {
                tracing::error!(%error, "the worker cannot write; it keeps what it has and tries again");
                sleep(DATABASE_PAUSE).await;
            }
        }
    }

    fn after(&mut self, turn: Turn, written: Written, began: Instant) {
        self.count(&turn, began.elapsed().as_secs_f64());
        for callback in turn.callbacks {
            // A provider that no longer waits sends its receipts again, and they change nothing then.
            let _ = callback.durable.send(());
        }
        self.pace.count(turn.settled.len());
        if turn.room > 0 {
            self.may_claim = written.taken.more;
        }
        if turn.sweep {
            self.next_sweep = if written.sweep_again { began } else { began + POLL };
        }
        self.outstanding += written.taken.messages.len();
        self.batches.extend(written.taken.batches);
        self.queue.push(written.taken.messages);
        if !written.inquiries.is_empty() {
            tokio::task::spawn_local(inquire::ask(self.app.clone(), written.inquiries, self.tell.clone()));
        }
    }

    /// Stops: nothing new leaves, what waited is handed back, what is under way is settled.
    async fn drain(&mut self, mut turn: Turn) {
        self.settings.dispatch = false;
        self.queue.close();
        for message in self.queue.drain() {
            let verdict = Verdict::Unsent { after: Duration::ZERO };
            self.sort(&mut turn, Some(Event::Settled(Settled { message, verdict })));
        }
        let end = Instant::now() + DRAIN;
        while (self.outstanding > 0 || !turn.is_empty()) && Instant::now() < end {
            tokio::select! {
                () = self.wait(&mut turn) => {}
                () = sleep(POLL) => {}
            }
            self.turn(&mut turn).await;
        }
        if self.outstanding > 0 {
            tracing::warn!(messages = self.outstanding, "stopped before the provider answered; they are in doubt");
        }
    }
}

impl Turn {
    fn is_empty(&self) -> bool {
        self.callbacks.is_empty() && self.settled.is_empty() && self.heard.is_empty() && self.ended_batches.is_empty()
    }
}

/// One turn's transaction. Claims come first: they lock accounts.
async fn write(tx: &mut Tx, app: &App, turn: &Turn) -> Result<Written, Error> {
    let now = app.clock.now().millis();
    let provider = app.providers.route();
    let inquire_after = inquire::inquire_after(provider.timeout);
    let mut tally = Tally::default();
    let mut written = Written::default();
    if turn.room > 0 {
        let lease = Instant::now() + LEASE;
        let terms =
            claim::Terms { ids: &app.ids, now, lease_until: now + settle::millis(LEASE), lease, room: turn.room };
        written.taken = claim::claim(tx, &terms, &mut tally).await?;
    }
    let terms = settle::Terms { ids: &app.ids, now, inquire_after };
    settle::settle(tx, &terms, &turn.settled, &mut tally).await?;
    settle::end_batches(tx, &turn.ended_batches).await?;
    settle::inquired(tx, &terms, provider.adapter.name(), &turn.heard, &mut tally).await?;
    let told: Vec<&Receipt> = turn.callbacks.iter().flat_map(|callback| &callback.receipts).collect();
    receipts::apply(tx, &app.ids, now, provider.adapter.name(), &told, &mut tally).await?;
    if turn.sweep {
        written.sweep_again = sweep::sweep(tx, now, inquire_after, &mut tally).await?;
        written.sweep_again |= sweep::close_cancelled(tx, &app.ids, now, &mut tally).await?;
        let cutoff = now - i64::from(app.config.receipt_hours) * 3_600_000;
        written.sweep_again |= sweep::close_silent(tx, cutoff, &mut tally).await?;
        written.inquiries = inquire::take(tx, now, provider.timeout).await?;
        idempotency::forget(tx, now).await?;
    }
    tally.write(tx, &app.ids, now).await?;
    Ok(written)
}
