//! The contacts of an account, newest first.

use openapi::GroupId;
use openapi::contacts::ContactPage;

use super::show::with_groups;
use super::sql::{self, ContactRow};
use super::{Error, pattern};
use crate::accounts::AccountKey;
use crate::db::{Connected, Ids, fetch_all};
use crate::http::Cursor;

/// All of them, or those of one group; a group that is not the account's own is missing.
pub async fn list(
    on: &mut impl Connected,
    account: AccountKey,
    group: Option<GroupId>,
    cursor: &Cursor,
) -> Result<ContactPage, Error> {
    let pattern = pattern(cursor.search.as_deref());
    let rows = match group {
        None => fetch_all!(on, ContactRow, sql::LIST, account.0, cursor.below(), pattern, cursor.fetch())?,
        Some(group) => {
            if fetch_all!(on, (i64,), sql::OWN_GROUPS, Ids(&[group.0]), account.0)?.is_empty() {
                return Err(Error::Missing);
            }
            fetch_all!(on, ContactRow, sql::LIST_GROUP, account.0, cursor.below(), pattern, cursor.fetch(), group.0)?
        }
    };
    let (rows, next) = cursor.cut(rows, |row| row.id);
    Ok(ContactPage { items: with_groups(on, rows).await?, next })
}
