//! Asks a filter of contacts that an index has named.

use super::filter::Filter;
use super::walk_sql::{self as walk, KeyRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, Ids, fetch_all, fetch_one};

macro_rules! ask {
    ($fetch:ident, $on:expr, $row:ty, $sql:expr, $account:expr, $ids:expr, $filter:expr) => {{
        let [one, two, three] = $filter.patterns();
        $fetch!(
            $on,
            $row,
            $sql,
            Ids($ids),
            $account.0,
            $filter.group,
            $filter.country.as_deref(),
            $filter.blacklisted,
            $filter.line.as_deref(),
            one,
            two,
            three,
            $filter.fields_json(),
            $filter.consent
        )
    }};
}

/// Those that it leaves, in no order.
pub async fn among(
    on: &mut impl Connected,
    account: AccountKey,
    ids: &[i64],
    filter: &Filter,
) -> Result<Vec<KeyRow>, sqlx::Error> {
    ask!(fetch_all, on, KeyRow, walk::AMONG, account, ids, filter)
}

/// Their ids, in order.
pub async fn ids_among(
    on: &mut impl Connected,
    account: AccountKey,
    ids: &[i64],
    filter: &Filter,
) -> Result<Vec<i64>, sqlx::Error> {
    let rows = ask!(fetch_all, on, (i64,), walk::AMONG_IDS, account, ids, filter)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// How many they are.
pub async fn count_among(
    on: &mut impl Connected,
    account: AccountKey,
    ids: &[i64],
    filter: &Filter,
) -> Result<i64, sqlx::Error> {
    Ok(ask!(fetch_one, on, (i64,), walk::AMONG_COUNT, account, ids, filter)?.0)
}
