//! Answers that are given once (`Idempotency-Key`, BI2).
//!
//! The key's row is written first in the transaction of the effect and holds the answer when it commits, so effect and
//! memory are one. A second request with the same key waits for the first one's commit (PostgreSQL by the unique index,
//! SQLite by its one writer) and is given its answer; with another body it is refused (422). Keys are scoped to
//! account, method and path, and kept 24 hours.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, HttpResponse};
use openapi::ProblemCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::Type;
use utoipa::openapi::{ObjectBuilder, Required};

use crate::accounts::AccountKey;
use crate::db::{Connected, Tx, execute, fetch_optional, statements};
use crate::http::caller::{Identity, Via};
use crate::problem::Problem;

/// A UUID has 36; twice that leaves room for prefixes and keeps rows short.
const MAX_KEY: usize = 100;

/// How long an answer is kept: 24 hours, in milliseconds.
pub const KEPT_MILLIS: i64 = 24 * 3600 * 1000;

statements! {
    CLAIM => ("INSERT INTO idempotency (account_id, method, path, key, body_hash, status, answer, created_at)
        VALUES ($1, $2, $3, $4, $5, 0, '', $6) ON CONFLICT (account_id, method, path, key) DO NOTHING");
    FIND => ("SELECT body_hash, status, answer FROM idempotency
        WHERE account_id = $1 AND method = $2 AND path = $3 AND key = $4");
    DROP => ("DELETE FROM idempotency WHERE account_id = $1 AND method = $2 AND path = $3 AND key = $4");
    REMEMBER => ("UPDATE idempotency SET status = $5, answer = $6
        WHERE account_id = $1 AND method = $2 AND path = $3 AND key = $4");
    /// Deletes what is older than it is kept.
    FORGET => ("DELETE FROM idempotency WHERE created_at < $1");
}

/// The request's key, if it has one.
#[derive(Debug, Clone)]
pub struct IdempotencyKey {
    method: String,
    path: String,
    key: Option<String>,
}

impl utoipa::IntoParams for IdempotencyKey {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let key = ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(1))
            .max_length(Some(MAX_KEY))
            .pattern(Some("^[!-~]+$"));
        let parameter = ParameterBuilder::new()
            .name("Idempotency-Key")
            .parameter_in(ParameterIn::Header)
            .required(Required::False)
            .description(Some("Makes a repeated request safe: the same key and body get the same answer for 24 hours."))
            .schema(Some(key));
        vec![parameter.build()]
    }
}

impl FromRequest for IdempotencyKey {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let key = match request.headers().get("Idempotency-Key") {
            None => Ok(None),
            Some(value) => match value.to_str() {
                Ok(key) if (1..=MAX_KEY).contains(&key.len()) => Ok(Some(key.to_owned())),
                _ => Err(Problem::field(
                    "Idempotency-Key",
                    "malformed",
                    format!("a key has 1 to {MAX_KEY} visible characters"),
                )),
            },
        };
        // What was only tried with a test key must not stand for what is to leave.
        let test = matches!(
            request.extensions().get(),
            Some(Ok::<_, Problem>(Identity { via: Via::Key { test: true, .. }, .. }))
        );
        let method = if test { format!("TEST {}", request.method()) } else { request.method().to_string() };
        ready(key.map(|key| Self { method, path: request.path().to_owned(), key }))
    }
}

/// An answer, remembered or new.
#[derive(Debug)]
pub struct Answer {
    status: u16,
    json: String,
}

impl Answer {
    pub fn new(status: StatusCode, body: &impl Serialize) -> Result<Self, Problem> {
        let json = serde_json::to_string(body).map_err(Problem::internal)?;
        Ok(Self { status: status.as_u16(), json })
    }

    /// What it says.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        serde_json::from_str(&self.json).map_err(Problem::internal)
    }

    pub fn created(body: &impl Serialize) -> Result<Self, Problem> {
        Self::new(StatusCode::CREATED, body)
    }
}

impl From<Answer> for HttpResponse {
    fn from(answer: Answer) -> Self {
        let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
        Self::build(status).content_type("application/json").body(answer.json)
    }
}

impl IdempotencyKey {
    /// Whether the request has one; without, its body need not be hashed.
    pub fn is_given(&self) -> bool {
        self.key.is_some()
    }

    /// Runs `effect` unless this key has been answered already. Both happen in `tx`, so they commit together.
    pub async fn once(
        &self,
        tx: &mut Tx,
        account: AccountKey,
        body_hash: &str,
        now: i64,
        effect: impl AsyncFnOnce(&mut Tx) -> Result<Answer, Problem>,
    ) -> Result<Answer, Problem> {
        let Some(key) = &self.key else { return effect(tx).await };
        let (method, path) = (self.method.as_str(), self.path.as_str());
        let claimed = execute!(tx, CLAIM, account.0, method, path, key.as_str(), body_hash, now)?;
        if claimed == 0 {
            let answer = self.recall(tx, account, key, body_hash).await?;
            return answer.ok_or_else(|| Problem::new(ProblemCode::RequestInFlight).retry_after(1));
        }
        let answer = effect(tx).await?;
        execute!(tx, REMEMBER, account.0, method, path, key.as_str(), i64::from(answer.status), answer.json.as_str())?;
        Ok(answer)
    }

    /// The answer that was given already: asked before the request is read, because what was right then may be refused
    /// now (a date that has passed, a contact that is gone).
    pub async fn answered(
        &self,
        on: &mut impl Connected,
        account: AccountKey,
        body_hash: &str,
    ) -> Result<Option<Answer>, Problem> {
        match &self.key {
            Some(key) => self.recall(on, account, key, body_hash).await,
            None => Ok(None),
        }
    }

    /// Puts another answer in the place of the one that was remembered: for an effect of two steps, of which the second waits for
    /// somebody outside and so cannot be in the transaction of the first.
    pub async fn amend(&self, tx: &mut Tx, account: AccountKey, answer: &Answer) -> Result<(), sqlx::Error> {
        let Some(key) = &self.key else { return Ok(()) };
        let (method, path) = (self.method.as_str(), self.path.as_str());
        execute!(tx, REMEMBER, account.0, method, path, key.as_str(), i64::from(answer.status), answer.json.as_str())?;
        Ok(())
    }

    /// Forgets the answer: the second step failed, and a new try is to begin anew.
    pub async fn release(&self, tx: &mut Tx, account: AccountKey) -> Result<(), sqlx::Error> {
        let Some(key) = &self.key else { return Ok(()) };
        execute!(tx, DROP, account.0, self.method.as_str(), self.path.as_str(), key.as_str())?;
        Ok(())
    }

    async fn recall(
        &self,
        on: &mut impl Connected,
        account: AccountKey,
        key: &str,
        body_hash: &str,
    ) -> Result<Option<Answer>, Problem> {
        let (method, path) = (self.method.as_str(), self.path.as_str());
        let found = fetch_optional!(on, (String, i64, String), FIND, account.0, method, path, key)?;
        let Some((hash, status, json)) = found else { return Ok(None) };
        if hash != body_hash {
            return Err(Problem::new(ProblemCode::IdempotencyKeyReused));
        }
        Ok(Some(Answer { status: u16::try_from(status).unwrap_or(200), json }))
    }
}

/// Forgets the answers that are older than 24 hours.
pub async fn forget(tx: &mut Tx, now: i64) -> Result<u64, sqlx::Error> {
    execute!(tx, FORGET, now - KEPT_MILLIS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{Db, migrate, transact};

    #[tokio::test]
    async fn answers_are_kept_a_day_and_no_longer() {
        let directory = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite:{}", directory.path().join("chappe.db").display())).await.unwrap();
        migrate(&db).await.unwrap();
        let now = 10 * KEPT_MILLIS;
        let forgotten = transact(&db, async |tx| {
            for (key, at) in [("old", now - KEPT_MILLIS - 1), ("young", now - KEPT_MILLIS + 1)] {
                execute!(tx, CLAIM, 1_i64, "POST", "/api/v1/messages", key, "hash", at)?;
            }
            forget(tx, now).await
        });
        assert_eq!(forgotten.await.unwrap(), 1);
        let key = |key: &str| IdempotencyKey {
            method: "POST".to_owned(),
            path: "/api/v1/messages".to_owned(),
            key: Some(key.to_owned()),
        };
        let mut reader = db.read().await.unwrap();
        assert!(key("old").answered(&mut reader, AccountKey(1), "hash").await.unwrap().is_none());
        assert!(key("young").answered(&mut reader, AccountKey(1), "hash").await.unwrap().is_some());
    }
}
