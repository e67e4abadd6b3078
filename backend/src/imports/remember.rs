//! The mapping of a file is remembered for the next one with the same header.

use std::collections::BTreeMap;

use openapi::imports::{ColumnRef, ImportColumn};
use sha2::{Digest, Sha256};

use super::columns::words;
use super::mapping::Plan;
use super::sql;
use crate::accounts::AccountKey;
use crate::db::{Connected, Tx, execute, fetch_optional};
use crate::http::body::hex;

/// Headers an account's mappings are kept of; those used longest ago are forgotten first. Nobody has as many programs that
/// export.
const KEPT: i64 = 100;

/// What a run may be given, and whether it is remembered.
pub struct Proposal {
    pub mapping: BTreeMap<String, ColumnRef>,
    pub remembered: bool,
}

/// What to propose for a file with these columns.
pub async fn propose(
    on: &mut impl Connected,
    account: AccountKey,
    columns: &[ImportColumn],
) -> Result<Proposal, sqlx::Error> {
    let known = match header_hash(columns) {
        Some(hash) => fetch_optional!(on, (String,), sql::RECALL, account.0, hash.as_str())?,
        None => None,
    };
    let known = known.and_then(|(json,)| serde_json::from_str::<BTreeMap<String, u32>>(&json).ok());
    let remembered = known.is_some();
    let guessed = || columns.iter().filter_map(|column| Some((column.guess.clone()?, column.number))).collect();
    let mapping = known.unwrap_or_else(guessed).into_iter();
    Ok(Proposal { mapping: mapping.map(|(field, column)| (field, ColumnRef::Number(column))).collect(), remembered })
}

/// Remembers what a run was told. Columns without a header mean something else in every file.
pub async fn remember(
    tx: &mut Tx,
    account: AccountKey,
    columns: &[ImportColumn],
    plan: &Plan,
    now: i64,
) -> Result<(), sqlx::Error> {
    let Some(hash) = header_hash(columns) else { return Ok(()) };
    let json = serde_json::to_string(&numbered(plan)).map_err(|error| sqlx::Error::Encode(error.into()))?;
    execute!(tx, sql::REMEMBER, account.0, hash.as_str(), json.as_str(), now)?;
    execute!(tx, sql::FORGET_MAPPINGS, account.0, KEPT)?;
    Ok(())
}

/// `None` without a header. Case, accents and signs make no other header; the order of the columns does.
fn header_hash(columns: &[ImportColumn]) -> Option<String> {
    if columns.iter().all(|column| column.header.is_empty()) {
        return None;
    }
    let headers: Vec<String> = columns.iter().map(|column| words(&column.header)).collect();
    Some(hex(&Sha256::digest(headers.join("\n").as_bytes())))
}

fn numbered(plan: &Plan) -> BTreeMap<String, usize> {
    let ours = [
        ("mobile", Some(plan.mobile)),
        ("last_name", plan.last_name),
        ("first_name", plan.first_name),
        ("email", plan.email),
        ("company", plan.company),
        ("consent_source", plan.consent_source),
        ("consent_at", plan.consent_at),
    ];
    let ours = ours.into_iter().filter_map(|(field, column)| Some((field.to_owned(), column?)));
    ours.chain(plan.fields.iter().map(|(name, column)| (format!("fields.{name}"), *column))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(headers: &[&str]) -> Option<String> {
        let column = |header: &&str| ImportColumn { number: 0, header: (*header).to_owned(), guess: None };
        header_hash(&headers.iter().map(column).collect::<Vec<_>>())
    }

    #[test]
    fn the_same_header_is_known_again() {
        assert_eq!(hash(&["Prénom", "N° Mobile"]), hash(&["PRENOM ", "n mobile"]));
        assert_ne!(hash(&["Prénom", "Mobile"]), hash(&["Mobile", "Prénom"]));
        assert_ne!(hash(&["a", "b"]), hash(&["a b", ""]));
        assert_eq!(hash(&["", ""]), None);
    }
}
