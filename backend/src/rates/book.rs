//! The rates in memory: asked once for every recipient, for a moment of its own.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use openapi::Credits;
use openapi::campaigns::Kind;

use super::sql::{self, RateRow};
use crate::app::App;
use crate::campaigns::kind_of;
use crate::db::{Connected, Db, Tx, fetch_all, fetch_one};
use crate::numbers::Country;

/// How long what was in force is remembered: 31 days, in milliseconds. A launch that was broken off goes on at the rates of its
/// beginning; one that stood for longer takes the oldest that are known.
const REMEMBERED: i64 = 31 * 24 * 3600 * 1000;

/// How soon a change that another process made is known here. The question is one row.
const LOOK: Duration = Duration::from_secs(1);

/// Credits a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    pub credits: Credits,
    pub with_sender: Credits,
}

/// What holds from a moment on; `None`: the country is not served.
pub type Dated = (i64, Option<Price>);

/// What was read at one time: of each country and kind, the oldest first.
#[derive(Debug, Default)]
pub struct Book {
    revision: i64,
    rates: HashMap<(Country, Kind), Vec<Dated>>,
}

/// The rates as this process knows them.
#[derive(Debug)]
pub struct RateBook(RwLock<Arc<Book>>);

/// The rates of one moment.
#[derive(Debug, Clone)]
pub struct Rates {
    book: Arc<Book>,
    at: i64,
}

impl Book {
    /// The revision is read first: what is written meanwhile is read again, and never missed.
    pub async fn load(on: &mut impl Connected, now: i64) -> Result<Self, sqlx::Error> {
        let (revision,) = fetch_one!(on, (i64,), sql::REVISION)?;
        let rows = fetch_all!(on, RateRow, sql::SINCE, now - REMEMBERED)?;
        let mut rates = HashMap::<_, Vec<Dated>>::new();
        for row in rows {
            // A country that the numbering plan has no more has no numbers either.
            let Some(country) = Country::parse(&row.country) else { continue };
            rates.entry((country, kind_of(&row.kind))).or_default().push((row.valid_from, row.price()));
        }
        Ok(Self { revision, rates })
    }

    /// What holds from when on: of a country and kind, the oldest first.
    pub fn dated(&self, country: Country, kind: Kind) -> &[Dated] {
        self.rates.get(&(country, kind)).map_or(&[], Vec::as_slice)
    }

    /// What is in force at a moment.
    pub fn in_force(&self, country: Country, kind: Kind, at: i64) -> Option<Dated> {
        let dated = self.dated(country, kind);
        let begun = dated.partition_point(|(from, _)| *from <= at);
        dated.get(begun.saturating_sub(1)).copied()
    }
}

impl RateBook {
    pub async fn load(on: &mut impl Connected, now: i64) -> Result<Self, sqlx::Error> {
        Ok(Self(RwLock::new(Arc::new(Book::load(on, now).await?))))
    }

    pub fn book(&self) -> Arc<Book> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The rates in force at a moment, also one to come.
    pub fn at(&self, moment: i64) -> Rates {
        Rates { book: self.book(), at: moment }
    }

    /// Which state of the table this is; see [`locked_revision`].
    pub fn revision(&self) -> i64 {
        self.book().revision
    }

    /// Reads them again where they have changed.
    pub async fn refresh(&self, db: &Db, now: i64) -> Result<(), sqlx::Error> {
        let mut reader = db.read().await?;
        let (revision,) = fetch_one!(&mut reader, (i64,), sql::REVISION)?;
        if revision == self.revision() {
            return Ok(());
        }
        let book = Arc::new(Book::load(&mut reader, now).await?);
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        // Two that read at the same time may end in the other order.
        if book.revision > known.revision {
            *known = book;
        }
        Ok(())
    }
}

impl Rates {
    /// Credits for one part to a country; `None` when it is not served.
    pub fn part(&self, country: Country, kind: Kind, with_sender: bool) -> Option<Credits> {
        let (_, price) = self.book.in_force(country, kind, self.at)?;
        price.map(|price| if with_sender { price.with_sender } else { price.credits })
    }
}

/// The revision of the table, which stays what it is until `tx` ends.
pub async fn locked_revision(tx: &mut Tx) -> Result<i64, sqlx::Error> {
    Ok(fetch_one!(tx, (i64,), sql::LOCK_REVISION)?.0)
}

/// Keeps this process's rates what the table says, for as long as it runs.
pub async fn follow(app: &App) {
    loop {
        tokio::time::sleep(LOOK).await;
        if let Err(error) = app.rates.refresh(&app.db, app.clock.now().millis()).await {
            tracing::warn!(%error, "the rates could not be read again; the known ones hold");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_the_rate_that_began_last_before_it() {
        let france = Country::parse("FR").unwrap();
        let price = |amount| Some(Price { credits: Credits::whole(amount), with_sender: Credits::whole(amount + 1) });
        let dated = vec![(100, price(1)), (200, price(2)), (300, None), (400, price(4))];
        let book = Arc::new(Book { revision: 1, rates: HashMap::from([((france, Kind::Pro), dated)]) });
        let part = |at, with_sender| {
            Rates { book: book.clone(), at }.part(france, Kind::Pro, with_sender).map(|credits| credits.to_string())
        };
        for (at, plain) in
            [(100, Some("1")), (199, Some("1")), (200, Some("2")), (300, None), (399, None), (400, Some("4"))]
        {
            assert_eq!(part(at, false).as_deref(), plain, "{at}");
        }
        assert_eq!(part(250, true).as_deref(), Some("3"));
        assert_eq!(part(7, false).as_deref(), Some("1"), "older than what is remembered");
        assert_eq!(Rates { book: book.clone(), at: 100 }.part(france, Kind::Voice, false), None);
    }
}
