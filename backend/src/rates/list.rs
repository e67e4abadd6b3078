//! The rates as they are shown: to everybody what is in force, to the operator all countries and what is to come.

use openapi::Time;
use openapi::campaigns::Kind;
use openapi::rates::{AdminRate, DatedRate, Rate, RateDifference, RateImport};

use super::book::{Book, Dated, Price};
use super::change::{Changes, Difference};
use super::countries::{Land, land_of, lands};

pub const KINDS: [Kind; 2] = [Kind::Pro, Kind::Voice];

/// What is in force, by English name.
pub fn in_force(book: &Book, at: i64) -> Vec<Rate> {
    let mut rates: Vec<Rate> =
        lands().iter().flat_map(|land| KINDS.map(|kind| rate(book, land, kind, at))).flatten().collect();
    rates.sort_by(|a, b| (&a.name, a.kind as u8).cmp(&(&b.name, b.kind as u8)));
    rates
}

fn rate(book: &Book, land: &Land, kind: Kind, at: i64) -> Option<Rate> {
    let (_, price) = book.in_force(land.country, kind, at)?;
    let Price { credits, with_sender } = price?;
    Some(Rate {
        country: land.country.code().to_owned(),
        name: land.name.clone(),
        name_fr: land.name_fr.clone(),
        dial_code: land.dial_code.clone(),
        area_codes: land.area_codes.clone(),
        kind,
        credits,
        credits_with_sender: with_sender,
    })
}

/// Every country and kind, in the order of the codes.
pub fn for_operator(book: &Book, at: i64) -> Vec<AdminRate> {
    lands().iter().flat_map(|land| KINDS.map(|kind| one(book, land, kind, at))).collect()
}

pub fn one(book: &Book, land: &Land, kind: Kind, at: i64) -> AdminRate {
    let to_come = book.dated(land.country, kind).iter().filter(|(from, _)| *from > at);
    AdminRate {
        country: land.country.code().to_owned(),
        name: land.name.clone(),
        name_fr: land.name_fr.clone(),
        dial_code: land.dial_code.clone(),
        area_codes: land.area_codes.clone(),
        kind,
        now: dated(book.in_force(land.country, kind, at)),
        to_come: to_come.map(|one| dated(Some(*one))).collect(),
    }
}

/// What a table changes, or has changed.
pub fn import(changes: &Changes, dry_run: bool) -> RateImport {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    RateImport {
        from: Time::from_millis(changes.from),
        lines: count(changes.lines),
        unchanged: count(changes.lines - changes.differences.len()),
        changes: changes.differences.iter().filter_map(|one| difference(one, changes.from)).collect(),
        dry_run,
    }
}

fn difference(one: &Difference, from: i64) -> Option<RateDifference> {
    let land = land_of(one.country)?;
    Some(RateDifference {
        country: one.country.code().to_owned(),
        name: land.name.clone(),
        name_fr: land.name_fr.clone(),
        kind: one.kind,
        before: dated(one.before),
        after: dated(Some((from, one.after))),
    })
}

/// The beginning of time is no date to show.
fn dated(dated: Option<Dated>) -> DatedRate {
    let (from, price) = dated.unwrap_or_default();
    DatedRate {
        from: (from > 0).then_some(Time::from_millis(from)),
        credits: price.map(|price| price.credits),
        credits_with_sender: price.map(|price| price.with_sender),
    }
}
