//! Whether a second factor is on.

use openapi::Time;
use openapi::second_factor::SecondFactor;

use super::sql;
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_optional};

pub async fn show(on: &mut impl Connected, account: AccountKey) -> Result<SecondFactor, sqlx::Error> {
    let row = fetch_optional!(on, (i64, i64), sql::SHOW, account.0)?;
    let (enabled_at, left) = row.unzip();
    Ok(SecondFactor {
        enabled: enabled_at.is_some(),
        recovery_codes_left: left.unwrap_or_default(),
        enabled_at: enabled_at.map(Time::from_millis),
    })
}
