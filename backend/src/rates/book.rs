//! The rates in force, in memory: asked once for every recipient.

use std::collections::HashMap;

use openapi::Credits;
use openapi::campaigns::Kind;
use openapi::rates::Rate;

use super::sql::{self, RateRow};
use crate::campaigns::kind_of;
use crate::db::{Connected, Db, Rows, execute, fetch_all, fetch_one, transact};

/// Credits a part.
#[derive(Debug, Clone, Copy)]
struct Price {
    plain: Credits,
    with_sender: Credits,
}

/// The rates in force at the moment it was loaded.
#[derive(Debug, Clone, Default)]
pub struct RateBook(HashMap<(String, Kind), Price>);

impl RateBook {
    pub async fn load(on: &mut impl Connected, now: i64) -> Result<Self, sqlx::Error> {
        let rows = fetch_all!(on, RateRow, sql::IN_FORCE, now)?;
        let price = |row: &RateRow| Price {
            plain: Credits::from_ten_thousandths(row.credits),
            with_sender: Credits::from_ten_thousandths(row.credits_with_sender),
        };
        Ok(Self(rows.iter().map(|row| ((row.country.clone(), kind_of(&row.kind)), price(row))).collect()))
    }

    /// Credits for one part to a country; `None` when it is not served.
    pub fn part(&self, country: &str, kind: Kind, with_sender: bool) -> Option<Credits> {
        // One lookup a recipient: the key is small, and borrowing it would need a map of maps.
        let price = self.0.get(&(country.to_owned(), kind))?;
        Some(if with_sender { price.with_sender } else { price.plain })
    }

    /// All of them, by country.
    pub fn list(&self) -> Vec<Rate> {
        let mut rates: Vec<Rate> = self
            .0
            .iter()
            .map(|((country, kind), price)| Rate {
                country: country.clone(),
                name: name_of(country).to_owned(),
                kind: *kind,
                credits: price.plain,
                credits_with_sender: price.with_sender,
            })
            .collect();
        rates.sort_by(|a, b| (&a.name, a.kind as u8).cmp(&(&b.name, b.kind as u8)));
        rates
    }
}

/// Writes the default rates where there are none.
pub async fn seed(db: &Db) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let (known,) = fetch_one!(&mut db.read().await?, (i64,), sql::COUNT)?;
    if known > 0 {
        return Ok(());
    }
    let mut rows = Vec::new();
    for row in csv::Reader::from_reader(include_str!("defaults.csv").as_bytes()).deserialize() {
        let row: (String, String, Credits, Credits) = row?;
        rows.push(row);
    }
    transact(db, async |tx| {
        let columns = Rows::default()
            .column(rows.iter().map(|row| row.0.as_str()))
            .column(rows.iter().map(|row| row.1.as_str()))
            .column(rows.iter().map(|row| row.2.ten_thousandths()))
            .column(rows.iter().map(|row| row.3.ten_thousandths()));
        execute!(tx, sql::INSERT, columns)
    })
    .await?;
    Ok(())
}

/// A country's English name. The web app has names in both languages from the browser; this one is for integrators.
fn name_of(country: &str) -> &str {
    match country {
        "BL" => "Saint Barthélemy",
        "FR" => "France",
        "GB" => "United Kingdom",
        "GF" => "French Guiana",
        "GP" => "Guadeloupe",
        "MC" => "Monaco",
        "MF" => "Saint Martin",
        "MQ" => "Martinique",
        "RE" => "Réunion",
        "YT" => "Mayotte",
        other => other,
    }
}
