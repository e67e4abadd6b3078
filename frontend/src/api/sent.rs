//! What was sent: campaigns and single messages in one list.

use openapi::Time;
use openapi::sent::SentPage;

use super::{Failure, query};

/// What the list is narrowed to; empty words narrow nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    pub search: String,
    /// A status of the contract.
    pub status: String,
    pub kind: String,
    pub from: Option<Time>,
    /// Before this time.
    pub to: Option<Time>,
}

/// The address of the list, or of its file, with its filter.
pub fn address(path: &str, filter: &Filter, after: Option<&str>, limit: Option<&str>) -> String {
    let time = |at: Option<Time>| at.map(|at| at.to_string());
    let (from, to) = (time(filter.from), time(filter.to));
    let query = query(&[
        ("q", Some(&filter.search)),
        ("status", Some(&filter.status)),
        ("kind", Some(&filter.kind)),
        ("from", from.as_deref()),
        ("to", to.as_deref()),
        ("after", after),
        ("limit", limit),
    ]);
    format!("{path}{query}")
}

pub async fn list(filter: &Filter, after: Option<&str>, limit: u32) -> Result<SentPage, Failure> {
    super::get(&address("/sent", filter, after, Some(&limit.to_string()))).await
}
