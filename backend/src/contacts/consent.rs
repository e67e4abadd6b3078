//! That a person agreed to be written to: where and when (SE17).

use openapi::ContactId;
use openapi::contacts::NewConsent;
use serde::{Deserialize, Serialize};

use super::details::check;
use super::sql;
use crate::accounts::AccountKey;
use crate::db::{Tx, execute};
use crate::problem::Problem;

/// Where a consent was given is a phrase.
pub(crate) const MAX_SOURCE: usize = 200;

/// A consent as it is noted. An empty source takes it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    pub source: String,
    /// In epoch milliseconds.
    pub at: i64,
}

impl Noted {
    pub fn parse(asked: Option<NewConsent>, now: i64) -> Result<Option<Self>, Problem> {
        let Some(asked) = asked else { return Ok(None) };
        let source = asked.source.trim().to_owned();
        check(&source, MAX_SOURCE).map_err(|(code, message)| Problem::field("consent.source", code, message))?;
        Ok(Some(Self { source, at: asked.at.map_or(now, openapi::Time::millis) }))
    }

    pub async fn note(&self, tx: &mut Tx, account: AccountKey, id: ContactId) -> Result<(), sqlx::Error> {
        let at = (!self.source.is_empty()).then_some(self.at);
        execute!(tx, sql::CONSENT, id.0, account.0, self.source.as_str(), at)?;
        Ok(())
    }
}
