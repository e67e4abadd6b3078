//! The packs that are sold.

use openapi::Euros;
use openapi::packs::{Currency, Pack};

use super::sql::{self, PackRow};
use crate::db::{Connected, fetch_all, fetch_optional};

/// All of them, the smallest first.
pub async fn list(on: &mut impl Connected) -> Result<Vec<Pack>, sqlx::Error> {
    Ok(fetch_all!(on, PackRow, sql::LIST)?.iter().map(pack).collect())
}

/// The pack of so many credits, if there is one.
pub async fn find(on: &mut impl Connected, credits: i64) -> Result<Option<Pack>, sqlx::Error> {
    Ok(fetch_optional!(on, PackRow, sql::FIND, credits)?.as_ref().map(pack))
}

/// What is in the table was checked when it came in ([`super::check`]), so the product is exact.
fn pack(row: &PackRow) -> Pack {
    Pack {
        credits: row.credits,
        unit_price: Euros::from_ten_thousandths(row.unit_price),
        price: Euros::from_ten_thousandths(row.unit_price * row.credits),
        currency: Currency::Eur,
    }
}
