//! Providers: whoever takes our messages to the operators, over HTTP.
//!
//! A provider's adapter ([`Provider`], one file each) is pure: it turns a message into a request, an answer into an
//! [`Outcome`], a callback into [`Receipt`]s. It does no I/O, so a table of cases tests it whole; time-outs, connections
//! and retries exist once, in the worker. The registry ([`Providers`]) knows which are configured and where their
//! callbacks come in.
//!
//! Three outcomes, never two: *accepted*, *refused* (for good, or for now), *unknown*. Only what the provider says
//! clearly is accepted or refused; a time-out, a reset or a 5xx after the request was written is unknown, because the
//! message may have left. What is unknown is never sent again by itself.

mod registry;
pub mod routes;
mod sandbox;
pub(crate) mod sql;

pub use registry::{Configured, Providers};

use std::time::Duration;

use bytes::Bytes;
use hyper::http;
use openapi::campaigns::{Kind, Language};
use openapi::{CampaignId, MessageId, Msisdn, Time};

/// A message as a provider needs it.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing<'a> {
    /// Our id is the provider's reference.
    pub id: MessageId,
    /// Which try this is, from 1; the receipt's address carries it.
    pub attempt: i32,
    /// Whose message it is, where that is known; the receipt's address carries it too.
    pub campaign: Option<CampaignId>,
    pub to: Msisdn,
    /// A custom sender; without one the recipient can reply.
    pub from: Option<&'a str>,
    pub text: &'a str,
    pub kind: Kind,
    /// What a voice message is read in; `None` for a text.
    pub language: Option<Language>,
    /// Where receipts and replies are to be sent, without their query.
    pub callbacks: &'a str,
}

impl Outgoing<'_> {
    /// Where the receipts of this message are to be sent.
    pub fn receipts(&self) -> String {
        let Self { callbacks, attempt, campaign, .. } = self;
        match campaign {
            Some(campaign) => format!("{callbacks}/receipts?attempt={attempt}&campaign={campaign}"),
            None => format!("{callbacks}/receipts?attempt={attempt}"),
        }
    }
}

/// A provider's whole answer.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    /// From `Retry-After`, in seconds.
    pub retry_after: Option<Duration>,
    pub body: Bytes,
}

/// What became of a message at the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Accepted {
        provider_ref: Option<String>,
    },
    /// Not taken. `retry`: it may be offered again after this long; `None`: never.
    Refused {
        reason: String,
        retry: Option<Duration>,
    },
    /// It may have been taken.
    Unknown {
        reason: String,
    },
}

/// What a provider says when it is asked for a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inquiry {
    Taken,
    NeverArrived,
    /// It cannot tell, or not now.
    NoAnswer,
}

/// What a receipt says of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    Operator,
    Received,
    Failed {
        reason: String,
    },
    /// A word that is not known: kept, changes nothing.
    Unknown,
}

/// A delivery receipt (DLR).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The reference as the provider gave it back; ours is a message's id.
    pub reference: String,
    pub sent: Sent,
    pub delivery: Delivery,
    pub at: Option<Time>,
}

/// What the address of a receipt tells of the message it is for, as [`Outgoing::receipts`] put it there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sent {
    /// The try it speaks of.
    pub attempt: Option<i32>,
    /// Believed only as far as the message's row agrees.
    pub campaign: Option<CampaignId>,
}

impl Sent {
    pub fn told(query: &str) -> Self {
        let value = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        Self {
            attempt: value("attempt").and_then(|number| number.parse().ok()),
            campaign: value("campaign").and_then(|id| id.parse().ok()).map(CampaignId),
        }
    }
}

/// What a person wrote back (MO).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inbound {
    pub provider_ref: String,
    pub from: Msisdn,
    pub text: String,
    /// The message it answers, where the provider tells.
    pub reference: Option<String>,
}

/// A callback that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadCallback(pub String);

/// A callback as it came.
#[derive(Debug, Clone, Copy)]
pub struct Callback<'a> {
    pub query: &'a str,
    pub body: &'a [u8],
}

/// One provider's language.
pub trait Provider: Send + Sync {
    /// Its name in configuration, in addresses and in the database.
    fn name(&self) -> &'static str;
    /// The request that offers a message.
    fn request(&self, message: &Outgoing<'_>) -> Result<http::Request<Bytes>, http::Error>;
    /// What its answer means.
    fn outcome(&self, answer: &Answer) -> Outcome;
    /// The request that asks what became of a reference; `None` when it cannot be asked.
    fn inquiry(&self, reference: MessageId) -> Option<Result<http::Request<Bytes>, http::Error>>;
    /// What the answer to that means.
    fn inquired(&self, answer: &Answer) -> Inquiry;
    fn receipts(&self, callback: Callback<'_>) -> Result<Vec<Receipt>, BadCallback>;
    fn replies(&self, callback: Callback<'_>) -> Result<Vec<Inbound>, BadCallback>;
}
