//! Changes of rates: each holds from a moment on that is not in the past.
//!
//! A change goes in as one transaction, together with its line in the audit, and raises the revision by which every process
//! sees that its copy is old. Programmed campaigns that leave after it are priced anew.

use std::fmt;

use openapi::audit::AuditKind;
use openapi::campaigns::Kind;

use super::book::{Book, Dated, Price};
use super::sql;
use super::table::Line;
use crate::accounts::AccountKey;
use crate::audit::{self, Event};
use crate::campaigns::{kind_word, plan};
use crate::clock::Clock;
use crate::db::{Connected, Db, Rows, Tx, execute, transact};
use crate::http::Origin;
use crate::ids::Ids;
use crate::numbers::Country;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("a rate does not begin in the past")]
    Past,
    #[error("there is no such rate to come")]
    Missing,
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// What changes rates.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    pub db: &'a Db,
    pub ids: &'a Ids,
    pub clock: &'a Clock,
    /// The operator, and where they sit; `None`: on the command line.
    pub by: Option<(AccountKey, &'a Origin)>,
}

/// A line that says something else than what would hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    pub country: Country,
    pub kind: Kind,
    /// What would hold from then on without the line.
    pub before: Option<Dated>,
    pub after: Option<Price>,
}

/// What a table changes from a moment on.
#[derive(Debug)]
pub struct Changes {
    pub from: i64,
    pub lines: usize,
    pub differences: Vec<Difference>,
}

/// When a change begins that is to begin `from`, or at once. Never in the past: what was sent is not priced again.
pub fn beginning(from: Option<i64>, now: i64) -> Result<i64, Error> {
    match from {
        Some(from) if from < now => Err(Error::Past),
        from => Ok(from.unwrap_or(now)),
    }
}

/// What a table would change; nothing is written.
pub async fn compare(on: &mut impl Connected, lines: &[Line], from: i64) -> Result<Changes, sqlx::Error> {
    let book = Book::load(on, from).await?;
    let differences = lines.iter().filter_map(|line| {
        let before = book.in_force(line.country, line.kind, from);
        let same = before.is_some_and(|(_, price)| price == line.price);
        let Line { country, kind, price: after } = *line;
        (!same).then_some(Difference { country, kind, before, after })
    });
    Ok(Changes { from, lines: lines.len(), differences: differences.collect() })
}

impl Desk<'_> {
    /// Takes a table, whole: from `from` on, or at once. `what` tells the audit what it was.
    pub async fn set(&self, lines: &[Line], from: Option<i64>, what: &str) -> Result<Changes, Error> {
        let now = self.clock.now().millis();
        let from = beginning(from, now)?;
        let event = self.ids.next();
        transact(self.db, async |tx| -> Result<Changes, Error> {
            execute!(tx, sql::RAISE)?;
            let changes = compare(tx, lines, from).await?;
            if !changes.differences.is_empty() {
                write(tx, &changes).await?;
                plan::forget(tx, from).await?;
                self.note(tx, event, &format!("{what}: {}", told(&changes))).await?;
            }
            Ok(changes)
        })
        .await
    }

    /// Calls off what is to come.
    pub async fn call_off(&self, country: Country, kind: Kind, from: i64) -> Result<(), Error> {
        let (now, event) = (self.clock.now().millis(), self.ids.next());
        let (code, word) = (country.code(), kind_word(kind));
        transact(self.db, async |tx| -> Result<(), Error> {
            execute!(tx, sql::RAISE)?;
            if execute!(tx, sql::CALL_OFF, code, word, from, now)? == 0 {
                return Err(Error::Missing);
            }
            plan::forget(tx, from).await?;
            let from = openapi::Time::from_millis(from);
            self.note(tx, event, &format!("{code} {word}: the change of {from} was called off")).await?;
            Ok(())
        })
        .await
    }

    async fn note(&self, tx: &mut Tx, id: i64, detail: &str) -> Result<(), sqlx::Error> {
        let by = self.by.map(|(account, _)| account);
        let origin = self.by.map(|(_, origin)| origin);
        let event = Event { account: by, what: AuditKind::RatesChanged, origin, detail: Some(detail), by };
        audit::note(tx, id, event).await
    }
}

async fn write(tx: &mut Tx, changes: &Changes) -> Result<(), sqlx::Error> {
    let found = &changes.differences;
    let rows = Rows::default()
        .column(found.iter().map(|one| one.country.code()))
        .column(found.iter().map(|one| kind_word(one.kind)))
        .column(found.iter().map(|_| changes.from))
        .column(found.iter().map(|one| one.after.map(|price| price.credits.ten_thousandths())))
        .column(found.iter().map(|one| one.after.map(|price| price.with_sender.ten_thousandths())));
    execute!(tx, sql::SET, rows)?;
    Ok(())
}

/// One change in full, several by their number.
fn told(changes: &Changes) -> String {
    let from = openapi::Time::from_millis(changes.from);
    match changes.differences.as_slice() {
        [one] => format!("{one} from {from}"),
        many => format!("{} changes from {from}", many.len()),
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = |price: Option<Price>| match price {
            Some(Price { credits, with_sender }) if credits == with_sender => credits.to_string(),
            Some(Price { credits, with_sender }) => format!("{credits} ({with_sender} with a sender)"),
            None => "not served".to_owned(),
        };
        let before = amount(self.before.and_then(|(_, price)| price));
        write!(f, "{} {} {before} → {}", self.country.code(), kind_word(self.kind), amount(self.after))
    }
}
