//! Movements of credits.

use openapi::Time;
use openapi::credits::{BalanceHistory, Movement, MovementPage, NewTransfer};

use super::{Failure, query};

/// What the list is narrowed to; empty words narrow nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// A kind of the contract.
    pub kind: String,
    /// The id of a campaign, whose movements are told one by one; otherwise each campaign is one line.
    pub campaign: String,
    pub from: Option<Time>,
    /// Before this time.
    pub to: Option<Time>,
}

/// The address of the list, or of its file, with its filter.
pub fn address(path: &str, filter: &Filter, after: Option<&str>, limit: Option<&str>) -> String {
    let time = |at: Option<Time>| at.map(|at| at.to_string());
    let (from, to) = (time(filter.from), time(filter.to));
    let query = query(&[
        ("kind", Some(&filter.kind)),
        ("campaign", Some(&filter.campaign)),
        ("from", from.as_deref()),
        ("to", to.as_deref()),
        ("fold", Some("true")),
        ("after", after),
        ("limit", limit),
    ]);
    format!("{path}{query}")
}

pub async fn movements(filter: &Filter, after: Option<&str>, limit: u32) -> Result<MovementPage, Failure> {
    super::get(&address("/movements", filter, after, Some(&limit.to_string()))).await
}

/// The balance of the last days.
pub async fn balances(days: u32) -> Result<BalanceHistory, Failure> {
    super::get(&format!("/movements/balance?days={days}")).await
}

pub async fn transfer(transfer: &NewTransfer, key: &str) -> Result<Movement, Failure> {
    super::post_once("/transfers", transfer, key).await
}
