//! Numbers that several contacts have, in the order of the numbers.

use std::collections::HashMap;

use openapi::contacts::{Contact, DuplicateNumber, DuplicatePage};

use super::Error;
use super::show::with_groups;
use super::sql::{self, ContactRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, Ids, fetch_all, fetch_optional};
use crate::http::Cursor;
use crate::messages::sql::{digits, msisdn};

/// Contacts that are looked at for one page. In a large book with few duplicates a page may be short, or empty, and tell
/// where to go on: looking at a million would take ten times as long as a page may.
pub(super) const LOOKED_AT: i64 = 30_000;

/// Contacts shown of one number. Whoever has more sees the next ones after deleting these.
const SHOWN: i64 = 50;

pub async fn duplicates(on: &mut impl Connected, account: AccountKey, cursor: &Cursor) -> Result<DuplicatePage, Error> {
    let above = cursor.above();
    let far = fetch_optional!(on, (i64,), sql::FAR_NUMBER, account.0, above, LOOKED_AT)?.map(|(number,)| number);
    let last = far.unwrap_or(i64::MAX);
    let found = fetch_all!(on, (i64, i64), sql::DUPLICATE_NUMBERS, account.0, above, last, cursor.fetch())?;
    let (numbers, next) = cursor.cut(found, |(number, _)| *number);
    let next = next.or_else(|| far.map(|number| number.to_string()));
    let ids: Vec<i64> = numbers.iter().map(|(number, _)| *number).collect();
    let rows = fetch_all!(on, ContactRow, sql::DUPLICATES, Ids(&ids), account.0, SHOWN)?;
    let mut contacts: HashMap<i64, Vec<Contact>> = HashMap::new();
    for contact in with_groups(on, rows).await? {
        contacts.entry(digits(contact.mobile)).or_default().push(contact);
    }
    let item = |(number, count)| DuplicateNumber {
        number: msisdn(number),
        count,
        contacts: contacts.remove(&number).unwrap_or_default(),
    };
    Ok(DuplicatePage { items: numbers.into_iter().map(item).collect(), next })
}
