//! Who a campaign really goes to: walks its sources, a slice at a time. Contacts and groups come first, then the recipients of an
//! earlier campaign ([`super::resent`]), typed numbers last: of a number that is both, the contact is sent to, whose name is known.
//!
//! A contact that is reached in several ways (named, and in two groups) is one recipient. A number that stands with two
//! contacts, or is typed beside a contact, is two recipients, of whom the first is sent to and the other is a
//! `duplicate`.

use std::collections::BTreeMap;

use openapi::Msisdn;
use roaring::RoaringTreemap;

use super::draft::Sources;
use super::resent::Spot;
use super::sql::{self, ContactRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, Ids, fetch_many};
use crate::messages::sql::msisdn;
use crate::numbers::{self, Number};

/// A recipient before anything is known of its outcome.
#[derive(Debug)]
pub struct Recipient {
    pub number: Msisdn,
    /// What the number is; `None` when no plan has it.
    pub known: Option<Number>,
    pub contact: Option<Person>,
}

/// What a contact lends to the text.
#[derive(Debug)]
pub struct Person {
    pub id: i64,
    pub last_name: String,
    pub first_name: String,
    pub email: String,
    pub company: String,
    pub own: BTreeMap<String, String>,
}

/// How far a walk has come. Written as `numbers contacts group member lane seq`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    numbers: usize,
    contacts: usize,
    group: usize,
    /// The last contact of the group that was walked.
    member: i64,
    /// In the earlier campaign.
    spot: Spot,
}

/// A walk over the recipients of a campaign.
pub struct Walk<'a> {
    account: AccountKey,
    sources: &'a Sources,
    place: Place,
    /// Contacts met already. Compressed: a million take a few megabytes at most.
    met: RoaringTreemap,
}

impl<'a> Walk<'a> {
    pub fn new(account: AccountKey, sources: &'a Sources) -> Self {
        Self { account, sources, place: Place::default(), met: RoaringTreemap::new() }
    }

    /// Goes on where an interrupted walk had come, with the contacts that it had met.
    pub fn resume(account: AccountKey, sources: &'a Sources, place: Place, met: RoaringTreemap) -> Self {
        Self { account, sources, place, met }
    }

    pub fn place(&self) -> Place {
        self.place
    }

    /// The next recipients, about `size` of them; empty only at the end.
    pub async fn next(&mut self, on: &mut impl Connected, size: usize) -> Result<Vec<Recipient>, sqlx::Error> {
        while self.place.contacts < self.sources.contacts.len() {
            let recipients = self.contacts(on, size).await?;
            if !recipients.is_empty() {
                return Ok(recipients);
            }
        }
        while self.place.group < self.sources.groups.len() {
            let recipients = self.members(on, size).await?;
            if !recipients.is_empty() {
                return Ok(recipients);
            }
        }
        while let Some(earlier) = self.sources.campaign
            && self.place.spot != Spot::END
        {
            let recipients = self.place.spot.next(on, self.account, earlier, size).await?;
            let recipients = self.unmet(recipients);
            if !recipients.is_empty() {
                return Ok(recipients);
            }
        }
        Ok(self.numbers(size))
    }

    fn numbers(&mut self, size: usize) -> Vec<Recipient> {
        let rest = &self.sources.numbers[self.place.numbers..];
        let slice = &rest[..rest.len().min(size)];
        self.place.numbers += slice.len();
        slice.iter().map(|&number| Recipient::typed(msisdn(number))).collect()
    }

    async fn contacts(&mut self, on: &mut impl Connected, size: usize) -> Result<Vec<Recipient>, sqlx::Error> {
        let rest = &self.sources.contacts[self.place.contacts..];
        let ids = &rest[..rest.len().min(size)];
        let mut rows = fetch_many!(on, ContactRow, sql::CONTACTS, Ids(ids), self.account.0)?;
        rows.sort_unstable_by_key(|row| row.id);
        self.place.contacts += ids.len();
        Ok(self.unmet(rows.into_iter().map(Recipient::from)))
    }

    async fn members(&mut self, on: &mut impl Connected, size: usize) -> Result<Vec<Recipient>, sqlx::Error> {
        let group = self.sources.groups[self.place.group];
        let limit = i64::try_from(size).unwrap_or(i64::MAX);
        let mut rows = fetch_many!(on, ContactRow, sql::MEMBERS, group, self.place.member, self.account.0, limit)?;
        rows.sort_unstable_by_key(|row| row.id);
        match rows.last().filter(|_| rows.len() == size) {
            Some(last) => self.place.member = last.id,
            None => {
                self.place.group += 1;
                self.place.member = 0;
            }
        }
        Ok(self.unmet(rows.into_iter().map(Recipient::from)))
    }

    /// Leaves out the contacts that were met already.
    fn unmet(&mut self, recipients: impl IntoIterator<Item = Recipient>) -> Vec<Recipient> {
        let met = &mut self.met;
        let new = |one: &Recipient| one.contact.as_ref().is_none_or(|person| met.insert(person.id.unsigned_abs()));
        recipients.into_iter().filter(new).collect()
    }
}

impl Recipient {
    /// A number of which no row says more.
    pub fn typed(number: Msisdn) -> Self {
        Self { number, known: numbers::known(number), contact: None }
    }
}

impl From<ContactRow> for Recipient {
    fn from(row: ContactRow) -> Self {
        // The empty object is what most have; it is not worth a parser.
        let own =
            if row.fields.len() <= 2 { BTreeMap::new() } else { serde_json::from_str(&row.fields).unwrap_or_default() };
        let number = msisdn(row.mobile);
        // Looked up when it was written; whoever was written before that was kept is looked up now.
        let known = Number::stored(number, &row.country, &row.line).or_else(|| numbers::known(number));
        let person = Person {
            id: row.id,
            last_name: row.last_name,
            first_name: row.first_name,
            email: row.email,
            company: row.company,
            own,
        };
        Self { number, known, contact: Some(person) }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { numbers, contacts, group, member, spot } = self;
        write!(f, "{numbers} {contacts} {group} {member} {} {}", spot.lane, spot.seq)
    }
}

impl std::str::FromStr for Place {
    type Err = std::num::ParseIntError;

    /// The empty text is the beginning.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.split_whitespace();
        let mut next = || parts.next().unwrap_or("0");
        Ok(Self {
            numbers: next().parse()?,
            contacts: next().parse()?,
            group: next().parse()?,
            member: next().parse()?,
            spot: Spot { lane: next().parse()?, seq: next().parse()? },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Spot};

    #[test]
    fn a_place_survives_its_text() {
        let place = Place { numbers: 3, contacts: 0, group: 2, member: 9, spot: Spot { lane: 4, seq: 5 } };
        assert_eq!(place.to_string().parse::<Place>().unwrap(), place);
        assert_eq!("".parse::<Place>().unwrap(), Place::default());
    }
}
