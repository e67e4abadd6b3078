//! Proves the numbering: a part of `chappe ledger verify`.

use std::fmt;

use super::sql;
use crate::db::{Connected, fetch_all};

/// Something of the invoices that must not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Numbers are missing before this one, or it was given twice.
    Gap { number: String, after: i64 },
    /// It is dated before the one that it follows.
    Backwards { number: String },
    /// The series has gone on from the last document that is there.
    Series { series: String, last: i64, there: i64 },
    /// Credits that were sold or taken back, without a document of as many.
    Movement { movement: i64 },
    /// Paid without an invoice, or with one of another amount.
    Purchase { purchase: i64 },
    /// Credit notes take back more than this invoice billed.
    TakenBack { number: String },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gap { number, after } => write!(f, "invoice {number} follows number {after} of its year"),
            Self::Backwards { number } => write!(f, "invoice {number} is dated before the one that it follows"),
            Self::Series { series, last, there } => {
                write!(f, "series {series} has given number {last}, but its last document is number {there}")
            }
            Self::Movement { movement } => {
                write!(f, "movement {movement} has no invoice or credit note that matches it")
            }
            Self::Purchase { purchase } => write!(f, "purchase {purchase} is paid and has no invoice that matches it"),
            Self::TakenBack { number } => write!(f, "credit notes take back more than invoice {number} billed"),
        }
    }
}

/// Everything that is wrong, at most 100 of a kind. Empty: each number once, none missing, dates in order, and a document for
/// whatever was sold or taken back.
pub async fn check(on: &mut impl Connected) -> Result<Vec<Finding>, sqlx::Error> {
    let gaps = fetch_all!(on, (String, i64), sql::GAPS)?;
    let backwards = fetch_all!(on, (String,), sql::BACKWARDS)?;
    let series = fetch_all!(on, (String, i64, i64), sql::WRONG_SERIES)?;
    let movements = fetch_all!(on, (i64,), sql::WRONG_MOVEMENTS)?;
    let purchases = fetch_all!(on, (i64,), sql::WRONG_PURCHASES)?;
    let taken_back = fetch_all!(on, (String,), sql::TAKEN_BACK)?;
    let mut findings = Vec::new();
    findings.extend(gaps.into_iter().map(|(number, after)| Finding::Gap { number, after }));
    findings.extend(backwards.into_iter().map(|(number,)| Finding::Backwards { number }));
    findings.extend(series.into_iter().map(|(series, last, there)| Finding::Series { series, last, there }));
    findings.extend(movements.into_iter().map(|(movement,)| Finding::Movement { movement }));
    findings.extend(purchases.into_iter().map(|(purchase,)| Finding::Purchase { purchase }));
    findings.extend(taken_back.into_iter().map(|(number,)| Finding::TakenBack { number }));
    Ok(findings)
}
