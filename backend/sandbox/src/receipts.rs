//! What goes back to the sender: receipts and replies, when, and what becomes of each.
//!
//! Every worker thread has a `Delivery` of its own, on its own runtime: a receipt starts on the thread that took its
//! message, after the answer is written, and the threads share no queue.

use std::collections::HashMap;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hyper::Uri;
use serde::Serialize;

use crate::bank::Notice;
use crate::hosts::Host;
use crate::server::THREADS;
use crate::state::{Shared, id_text, now_ms, time};
use crate::store::lock;
use crate::wheel::Wheel;

const RETRY: Duration = Duration::from_secs(1);
const GIVE_UP_MS: u64 = 10 * 60 * 1_000;
/// Receivers that are remembered; those without work are forgotten when there are more.
const HOSTS: usize = 256;
/// Addresses longer than this are refused; nobody's are.
const ADDRESS: usize = 2_048;

/// One POST that is to reach its receiver.
#[derive(Debug)]
pub struct Job {
    pub host: Arc<Host>,
    /// When what it tells happened; it is given up ten minutes later.
    at_ms: u64,
    what: What,
}

#[derive(Debug)]
enum What {
    Receipt(Receipt),
    Reply(Box<Reply>),
    /// Of the test bank.
    Notice(Box<Notice>),
}

/// Small, since a million of them may wait: one allocation, everything else by number.
#[derive(Debug)]
struct Receipt {
    id: u64,
    /// Path with query, then reference.
    strings: Box<str>,
    path: u16,
    plan: u8,
    step: u8,
}

#[derive(Debug)]
struct Reply {
    id: String,
    path: String,
    body: Vec<u8>,
}

#[derive(Serialize)]
struct ReceiptBody<'a> {
    id: &'a str,
    reference: &'a str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    at: String,
}

/// Where receipts or replies go.
#[derive(Debug)]
pub struct Address {
    host: Arc<Host>,
    path: String,
}

#[derive(Debug)]
pub struct Delivery {
    pub shared: Arc<Shared>,
    wheel: Wheel,
    hosts: Mutex<HashMap<Box<str>, Arc<Host>>>,
}

impl Delivery {
    pub fn new(shared: Arc<Shared>) -> Arc<Self> {
        Arc::new(Self { shared, wheel: Wheel::new(), hosts: Mutex::default() })
    }

    /// Lets the receipts go when their time has come, for ever.
    pub async fn run(self: Arc<Self>) {
        loop {
            for job in self.wheel.next().await {
                job.host.clone().push(job, &self);
            }
        }
    }

    /// Reads an address, or says why not. Plain HTTP only: there is nobody out there to keep a fake receipt from.
    pub fn address(&self, url: &str) -> Result<Address, &'static str> {
        if url.len() > ADDRESS {
            return Err("is longer than 2048 characters");
        }
        let uri: Uri = url.parse().map_err(|_| "is no URL")?;
        let (Some("http"), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err("must start with http://");
        };
        Ok(Address {
            host: self.host(authority.as_str()),
            path: uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        })
    }

    fn host(&self, authority: &str) -> Arc<Host> {
        let mut hosts = lock(&self.hosts);
        if let Some(host) = hosts.get(authority) {
            return host.clone();
        }
        if hosts.len() >= HOSTS {
            hosts.retain(|_, host| Arc::strong_count(host) > 1);
        }
        let host = Arc::new(Host::new(authority));
        hosts.insert(authority.into(), host.clone());
        host
    }

    /// Starts the receipts of a message taken at `at_ms`. Room for them was reserved.
    pub fn receipts(self: &Arc<Self>, to: Address, id: u64, reference: &str, plan: u8, at_ms: u64) {
        let wait_ms = match self.shared.fates.plan(plan).receipts.first() {
            Some(first) => first.wait_ms,
            None => return,
        };
        let receipt =
            Receipt { id, path: to.path.len() as u16, strings: (to.path + reference).into_boxed_str(), plan, step: 0 };
        let job = Job { host: to.host, at_ms: at_ms + wait_ms, what: What::Receipt(receipt) };
        self.start(job, wait_ms);
    }

    /// Starts a reply in `wait_ms`. Room for it was reserved.
    pub fn reply(self: &Arc<Self>, to: Address, id: String, body: Vec<u8>, wait_ms: u64) {
        let reply = Reply { id, path: to.path, body };
        let job = Job { host: to.host, at_ms: now_ms() + wait_ms, what: What::Reply(Box::new(reply)) };
        self.start(job, wait_ms);
    }

    /// Starts a notification of the bank, made for the path of its address. Room for it was reserved.
    pub fn notice(self: &Arc<Self>, to: Address, notice: impl FnOnce(String) -> Notice, wait: Duration) {
        let wait_ms = wait.as_millis() as u64;
        let what = What::Notice(Box::new(notice(to.path)));
        self.start(Job { host: to.host, at_ms: now_ms() + wait_ms, what }, wait_ms);
    }

    fn start(self: &Arc<Self>, job: Job, wait_ms: u64) {
        if wait_ms == 0 {
            job.host.clone().push(job, self);
            return;
        }
        self.wheel.add(job, Duration::from_millis(wait_ms));
    }

    /// The receiver answered 2xx: on to the message's next receipt.
    pub fn acknowledged(self: &Arc<Self>, mut job: Job) {
        let stats = &self.shared.stats;
        let receipt = match job.what {
            What::Reply(reply) => {
                stats.release(1);
                return self.shared.store.reply_taken(&reply.id);
            }
            What::Notice(notice) => {
                stats.release(1);
                return notice.taken(self);
            }
            What::Receipt(ref mut receipt) => receipt,
        };
        stats.receipts_sent.fetch_add(1, Relaxed);
        receipt.step += 1;
        let plan = self.shared.fates.plan(receipt.plan);
        let Some(next) = plan.receipts.get(usize::from(receipt.step)) else {
            stats.receipts_waiting.fetch_sub(1, Relaxed);
            return;
        };
        job.at_ms = now_ms() + next.wait_ms;
        self.start(job, next.wait_ms);
    }

    /// It was not answered with 2xx: once more in a second, or never.
    pub fn refused(self: &Arc<Self>, job: Job) {
        self.shared.stats.receipts_retried.fetch_add(1, Relaxed);
        if let Some(job) = self.unless_stale(job) {
            self.wheel.add(job, RETRY);
        }
    }

    /// The job again, unless its ten minutes are over: then it is counted and gone.
    pub fn unless_stale(&self, job: Job) -> Option<Job> {
        if now_ms() < job.at_ms + GIVE_UP_MS {
            return Some(job);
        }
        self.shared.stats.receipts_given_up.fetch_add(1, Relaxed);
        self.shared.stats.receipts_waiting.fetch_sub(1, Relaxed);
        None
    }

    /// How many connections this thread may keep to one receiver.
    pub fn connections(&self) -> usize {
        self.shared.options.receipt_connections.div_ceil(THREADS).max(1)
    }

    /// Forgets what waits. Jobs hold their host and wait in its queue: without this neither would ever go.
    pub fn clear(&self) {
        for (_, host) in lock(&self.hosts).drain() {
            host.clear();
        }
    }

    pub fn body(&self, job: &Job) -> Vec<u8> {
        let receipt = match &job.what {
            What::Reply(reply) => return reply.body.clone(),
            What::Notice(notice) => return notice.body.clone(),
            What::Receipt(receipt) => receipt,
        };
        let plan = self.shared.fates.plan(receipt.plan);
        let step = &plan.receipts[usize::from(receipt.step)];
        let (id, reference) = if step.stray {
            (self.shared.next_id(), "nobody-knows-this-one")
        } else {
            (receipt.id, &receipt.strings[usize::from(receipt.path)..])
        };
        let body = ReceiptBody {
            id: &id_text(id),
            reference,
            status: step.status.name(plan.call),
            reason: step.status.reason(),
            at: time(job.at_ms),
        };
        // Strings into a vector: nothing here can fail.
        serde_json::to_vec(&body).unwrap_or_default()
    }
}

impl Job {
    pub fn path(&self) -> &str {
        match &self.what {
            What::Receipt(receipt) => &receipt.strings[..usize::from(receipt.path)],
            What::Reply(reply) => &reply.path,
            What::Notice(notice) => &notice.path,
        }
    }

    /// What its receiver knows it by, where it is one that is signed.
    pub fn signature(&self) -> Option<String> {
        if let What::Notice(notice) = &self.what { Some(notice.signature()) } else { None }
    }
}
