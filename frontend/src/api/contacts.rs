//! The address book.

use openapi::ContactId;
use openapi::contacts::{
    Contact, ContactChange, ContactFilter, ContactPage, ContactSelection, DuplicatePage, DuplicateResolution,
    JobStarted, LikelyDuplicatePage, LineType, NewContact,
};

use super::{Failure, query};

/// How an own field is named in a query.
pub const OWN: &str = "field.";

/// A filter and an order as they stand in a query.
pub fn pairs(filter: &ContactFilter, sort: Option<&str>) -> Vec<(String, String)> {
    let line = filter.line.map(|line| line_word(line).to_owned());
    let known = [
        ("q", filter.q.clone()),
        ("group", filter.group.map(|group| group.to_string())),
        ("country", filter.country.clone()),
        ("blacklisted", filter.blacklisted.map(|yes| yes.to_string())),
        ("line", line),
        ("consent", filter.consent.map(|yes| yes.to_string())),
        ("sort", sort.map(str::to_owned)),
    ];
    let own = filter.fields.iter().map(|(name, value)| (format!("{OWN}{name}"), value.clone()));
    known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).chain(own).collect()
}

pub const fn line_word(line: LineType) -> &'static str {
    match line {
        LineType::Mobile => "mobile",
        LineType::Fixed => "fixed",
        LineType::Other => "other",
    }
}

/// The address of a list, or of its file, with what it is narrowed to.
pub fn address(path: &str, filter: &ContactFilter, sort: Option<&str>, more: &[(&str, Option<&str>)]) -> String {
    let pairs = pairs(filter, sort);
    let asked = pairs.iter().map(|(name, value)| (name.as_str(), Some(value.as_str())));
    format!("{path}{}", query(&asked.chain(more.iter().copied()).collect::<Vec<_>>()))
}

pub async fn list(
    filter: &ContactFilter,
    sort: Option<&str>,
    after: Option<&str>,
    limit: u32,
) -> Result<ContactPage, Failure> {
    let limit = limit.to_string();
    super::get(&address("/contacts", filter, sort, &[("after", after), ("limit", Some(&limit))])).await
}

/// How many a filter leaves, and whether there are more than that.
pub async fn count(filter: &ContactFilter) -> Result<(i64, bool), Failure> {
    let page: ContactPage =
        super::get(&address("/contacts", filter, None, &[("limit", Some("1")), ("count", Some("true"))])).await?;
    Ok((page.total.unwrap_or_default(), page.more.unwrap_or_default()))
}

pub async fn get(id: ContactId) -> Result<Contact, Failure> {
    super::get(&format!("/contacts/{id}")).await
}

pub async fn create(contact: &NewContact, key: &str) -> Result<Contact, Failure> {
    super::post_once("/contacts", contact, key).await
}

pub async fn change(id: ContactId, change: &ContactChange) -> Result<Contact, Failure> {
    super::patch(&format!("/contacts/{id}"), change).await
}

/// Acts on many of them, as a job.
pub async fn act(selection: &ContactSelection, key: &str) -> Result<JobStarted, Failure> {
    super::post_once("/contacts/selections", selection, key).await
}

pub async fn duplicates(after: Option<&str>, limit: u32) -> Result<DuplicatePage, Failure> {
    let limit = limit.to_string();
    super::get(&format!("/contacts/duplicates{}", query(&[("after", after), ("limit", Some(&limit))]))).await
}

/// `by`: `email` or `name`.
pub async fn likely(by: &str, after: Option<&str>, limit: u32) -> Result<LikelyDuplicatePage, Failure> {
    let limit = limit.to_string();
    let query = query(&[("by", Some(by)), ("after", after), ("limit", Some(&limit))]);
    super::get(&format!("/contacts/duplicates/likely{query}")).await
}

/// Leaves one contact of each number: merges the others into it, or deletes them. A job.
pub async fn resolve(resolution: &DuplicateResolution, merge: bool, key: &str) -> Result<JobStarted, Failure> {
    let path = if merge { "/contacts/duplicates/merges" } else { "/contacts/duplicates/deletions" };
    super::post_once(path, resolution, key).await
}
