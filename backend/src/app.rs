//! What every part of the server shares.

use std::sync::Arc;

use crate::campaigns::{Counting, Watchers};
use crate::clock::Clock;
use crate::config::ServeConfig;
use crate::db::Db;
use crate::exports::Slots;
use crate::http::tokens::Tokens;
use crate::ids::Ids;
use crate::opt_outs::OptOuts;
use crate::payments::Payments;
use crate::providers::Providers;
use crate::rates::RateBook;
use crate::seller::Seller;
use crate::worker::Worker;

/// The server's parts. Cheap to clone; one a process.
#[derive(Clone)]
pub struct App {
    pub db: Db,
    pub clock: Clock,
    pub ids: Arc<Ids>,
    pub config: Arc<ServeConfig>,
    pub tokens: Arc<Tokens>,
    pub providers: Arc<Providers>,
    pub payments: Arc<Payments>,
    pub rates: Arc<RateBook>,
    pub seller: Arc<Seller>,
    pub opt_outs: Arc<OptOuts>,
    pub exports: Slots,
    pub estimates: Slots,
    pub counting: Counting,
    pub watchers: Watchers,
    /// The way to the worker, or to the part of it that applies receipts on a node of role `api`.
    pub worker: Worker,
}
