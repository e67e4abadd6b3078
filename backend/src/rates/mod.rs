//! What a part costs, by country and kind, in credits.
//!
//! The price of a message is the rate of the number's country, times its parts. Which country a number belongs to is told by its
//! longest prefix and the metadata of libphonenumber ([`crate::numbers`]), never by its dial code alone. Rates are dated: a
//! change holds from its moment on, which may be to come, and never re-prices the past. A rate without amounts withdraws the
//! country: it is not served from then on, and its recipients are skipped (`no_rate`), rather than sent at a guessed price.
//!
//! Every process has them in memory ([`RateBook`]), with what is to come, and picks by the moment that is asked for: a single
//! message by now, a campaign by its launch, the estimate of a programmed one by its date. Whoever changes them raises a revision
//! in the same transaction, which every process looks at each second; the one that made the change reads them at once.
//!
//! The defaults (`defaults.csv`) are a starting point that the operator must replace. France 1, England 1.1, voice to France 1.41
//! and the overseas departments 1.1 are the rates that the service we learn from publishes; all others are our own guesses by
//! zone, no provider's offer. They are written for every country and kind that has no rate of its own yet.

mod admin_routes;
mod book;
mod change;
mod countries;
mod export;
mod list;
pub mod routes;
mod seed;
pub(crate) mod sql;
mod table;

pub use admin_routes::{call_off, export_table, import_table, index as admin_index, set};
pub use book::{Book, Price, RateBook, Rates, follow, locked_revision};
pub use change::{Changes, Desk, Error, beginning, compare};
pub use countries::{Land, land_of, lands};
pub use export::export;
pub use seed::seed;
pub use table::{BadTable, Line, read};

use openapi::FieldError;

use crate::problem::Problem;

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Past => Self::field("from", "past", error.to_string()),
            Error::Missing => Self::not_found(),
            Error::Database(cause) => cause.into(),
        }
    }
}

impl From<BadTable> for Problem {
    fn from(bad: BadTable) -> Self {
        let told = bad.0.into_iter().map(|wrong| FieldError {
            field: format!("line {}", wrong.line),
            code: wrong.code.to_owned(),
            message: wrong.message,
        });
        Self::fields(told.collect())
    }
}
