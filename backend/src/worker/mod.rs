//! The worker: how a message leaves. Nobody twice, nobody lost.
//!
//! One loop on a thread of its own ([`engine`]). Each turn gathers what waits (receipts, answers of the provider, room
//! for more messages) and commits it in one transaction; under load the turns grow by themselves. Meanwhile the messages
//! that were claimed go out over many connections from another thread ([`send`]), with no transaction and no connection
//! to the database held.
//!
//! - **claim** ([`claim`]): a slice of a lane becomes a `batch` with a lease, its cost is debited, the lane's cursor
//!   moves on; or rows of the `outbox` (single messages, retries) are leased. No write per message.
//! - **send**: our message id is the provider's reference. Before each write the lease must still outlast the provider's
//!   time-out; what was not written is handed back as `outbox` rows, still charged.
//! - **settle** ([`settle`]): accepted, refused for good (refunded), refused for now (an `outbox` row), unknown
//!   (`uncertain`, and an `inquiry`). A batch ends when no row of its range lacks an outcome, asked of the rows.
//!   What a cancelled campaign would try again is closed instead, and refunded, from wherever it comes.
//! - **receipts** ([`receipts`]): statuses only grow; answered to the provider once they are committed.
//! - **sweep** ([`sweep`]): a lease that ended leaves its rows `uncertain`, never queued again by themselves, unless the
//!   provider, asked by reference, says that a message never arrived ([`inquire`]).
//!
//! While it can send, it gives a sign of life ([`life`]); after an outage what was under way is held, not sent at whatever hour it is.
//!
//! What a turn moves is counted in it ([`tally`]): a campaign's totals, what it still needs, its account's quarters of an hour
//! (`dashboard/`). A campaign that it ends or brings to a halt is told to its owner (`notices/`), in the same transaction.
//!
//! The lease guards the right to send. Evidence (an acceptance that comes late, a receipt) is guarded by the order of
//! statuses and by the attempt only, and always counts. Locks are taken in the order accounts, lanes, campaigns,
//! messages; what still collides is tried again by `db::transact`.

pub mod chores;
pub(crate) mod claim;
mod engine;
mod inquire;
pub mod jobs;
mod life;
pub(crate) mod outcome;
pub(crate) mod queue;
pub(crate) mod receipts;
mod send;
pub(crate) mod settle;
pub(crate) mod sql;
pub(crate) mod sweep;
pub(crate) mod tally;

pub use engine::{Engine, Settings, join};
pub use sweep::void_leases;

use std::sync::Arc;
use std::time::Duration;

use openapi::ProblemCode;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::time::timeout;

use crate::problem::Problem;
use crate::providers::Receipt;

/// Callbacks that may wait for their commit; beyond that the provider is told to come back.
const WAITING_CALLBACKS: usize = 10_000;

/// How long a provider waits for our answer at most; they resend on anything but 2xx.
const RECEIPT_TIMEOUT: Duration = Duration::from_secs(5);

/// Receipts of one callback, and whom to tell when they are durable.
pub struct Callback {
    pub provider: &'static str,
    pub receipts: Vec<Receipt>,
    pub durable: oneshot::Sender<()>,
}

/// The way to the worker, for requests. Cheap to clone.
#[derive(Clone)]
pub struct Worker {
    wake: Arc<Notify>,
    jobs: Arc<Notify>,
    launches: Arc<Notify>,
    callbacks: mpsc::Sender<Callback>,
}

/// The worker's end of the ways to it.
pub struct Inbox {
    pub wake: Arc<Notify>,
    pub jobs: Arc<Notify>,
    pub launches: Arc<Notify>,
    pub callbacks: mpsc::Receiver<Callback>,
}

impl Worker {
    pub fn new() -> (Self, Inbox) {
        let (callbacks, inbox) = mpsc::channel(WAITING_CALLBACKS);
        let (wake, jobs, launches) = (Arc::<Notify>::default(), Arc::<Notify>::default(), Arc::<Notify>::default());
        let worker = Self { wake: wake.clone(), jobs: jobs.clone(), launches: launches.clone(), callbacks };
        (worker, Inbox { wake, jobs, launches, callbacks: inbox })
    }

    /// Says that there may be messages to send.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Says that there is a job to run, other than a launch.
    pub fn wake_jobs(&self) {
        self.jobs.notify_one();
    }

    /// Says that there is a campaign to launch.
    pub fn wake_launches(&self) {
        self.launches.notify_one();
    }

    /// Hands receipts over and waits until they are durable.
    pub async fn receive(&self, provider: &'static str, receipts: Vec<Receipt>) -> Result<(), Problem> {
        let busy = || Problem::new(ProblemCode::Unavailable).retry_after(1);
        let (durable, done) = oneshot::channel();
        let callback = Callback { provider, receipts, durable };
        let handed = async {
            self.callbacks.send(callback).await.map_err(|_| busy())?;
            done.await.map_err(|_| busy())
        };
        timeout(RECEIPT_TIMEOUT, handed).await.map_err(|_| busy())?
    }
}
