//! Access tokens: short-lived JWTs, signed with keys that live in the database.
//!
//! The newest key signs; a token names its key, so older keys still verify what they signed. Keys change every thirty days,
//! or at once by `chappe admin keys rotate`; nobody is signed out, because refresh tokens are rows and not signatures. A node
//! that meets a key it does not know reads the keys again.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use serde::{Deserialize, Serialize};

use crate::accounts::AccountKey;
use crate::db::{Connected, Db, execute, fetch_all, statements, transact};
use crate::http::body::hex;
use crate::ids::Ids;

/// Fifteen minutes: as long as a stolen token works at most, if its session is not ended before.
pub const ACCESS_SECONDS: u32 = 15 * 60;

/// 256 bits, the size of the hash that HS256 signs with (RFC 7518 §3.2).
const SECRET_BYTES: usize = 32;

/// How long a key signs: 30 days, in milliseconds.
const KEY_MILLIS: i64 = 30 * 24 * 3600 * 1000;

/// How long a key outlives its successor: longer than any token that it signed, on whichever node, in milliseconds.
const RETIRED_MILLIS: i64 = 2 * 3600 * 1000;

/// A stranger's made-up key must not make us read the database each time.
const RELOAD_PAUSE: Duration = Duration::from_secs(1);

/// Keys read at a time; there are two or three.
const MOST_KEYS: i64 = 20;

statements! {
    KEYS => ("SELECT id, secret FROM signing_key ORDER BY id DESC LIMIT $1");
    /// A new key, unless there is one that is young enough.
    ADD_KEY => ("INSERT INTO signing_key (id, secret, created_at) SELECT $1, $2, $3
        WHERE NOT EXISTS (SELECT 1 FROM signing_key WHERE created_at > $4)");
    /// Keys whose successor has long taken over.
    DROP_KEYS => ("DELETE FROM signing_key WHERE EXISTS (SELECT 1 FROM signing_key newer
        WHERE newer.id > signing_key.id AND newer.created_at < $1)");
}

/// Who a token speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The account's key.
    pub sub: i64,
    /// The session's id.
    pub sid: i64,
    /// Seconds since 1970.
    pub exp: i64,
}

struct Key {
    id: String,
    encoding: EncodingKey,
    decoding: DecodingKey,
}

/// Keys, newest first, and when they were read.
struct Ring {
    keys: Vec<Arc<Key>>,
    read_at: Instant,
}

/// Signs and reads access tokens.
pub struct Tokens(RwLock<Ring>);

impl Tokens {
    /// Loads the keys; the first server to start makes one.
    pub async fn load(db: &Db, ids: &Ids, now: i64) -> Result<Self, sqlx::Error> {
        rotate(db, ids, now, KEY_MILLIS).await?;
        Ok(Self(RwLock::new(read_ring(&mut db.read().await?).await?)))
    }

    /// A token for this session. Fails only when the crypto library does.
    pub fn sign(
        &self,
        account: AccountKey,
        session: i64,
        now_seconds: i64,
    ) -> Result<String, jsonwebtoken::errors::Error> {
        let claims = Claims { sub: account.0, sid: session, exp: now_seconds + i64::from(ACCESS_SECONDS) };
        let key = self.newest().ok_or(jsonwebtoken::errors::ErrorKind::InvalidKeyFormat)?;
        let header = Header { kid: Some(key.id.clone()), ..Header::new(Algorithm::HS256) };
        encode(&header, &claims, &key.encoding)
    }

    /// Whom a token speaks for; `None` when it is not ours or its time is over.
    pub async fn read(&self, db: &Db, token: &str, now_seconds: i64) -> Result<Option<Claims>, sqlx::Error> {
        let Some(id) = decode_header(token).ok().and_then(|header| header.kid) else { return Ok(None) };
        if self.find(&id).is_none() && self.is_stale() {
            self.reload(db).await?;
        }
        let Some(key) = self.find(&id) else { return Ok(None) };
        let mut rules = Validation::new(Algorithm::HS256);
        // The time comes from our clock, not from the library's.
        rules.validate_exp = false;
        rules.required_spec_claims.clear();
        let claims = decode::<Claims>(token, &key.decoding, &rules).ok().map(|token| token.claims);
        Ok(claims.filter(|claims| claims.exp > now_seconds))
    }

    /// Makes a new key when the newest is old, drops the retired ones, and reads what other nodes made.
    pub async fn renew(&self, db: &Db, ids: &Ids, now: i64) -> Result<(), sqlx::Error> {
        rotate(db, ids, now, KEY_MILLIS).await?;
        self.reload(db).await
    }

    async fn reload(&self, db: &Db) -> Result<(), sqlx::Error> {
        let ring = read_ring(&mut db.read().await?).await?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = ring;
        Ok(())
    }

    fn newest(&self) -> Option<Arc<Key>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).keys.first().cloned()
    }

    fn find(&self, id: &str) -> Option<Arc<Key>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).keys.iter().find(|key| key.id == id).cloned()
    }

    fn is_stale(&self) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).read_at.elapsed() > RELOAD_PAUSE
    }
}

/// Makes a new key when the newest is older than `age` milliseconds, and drops those that have retired.
pub async fn rotate(db: &Db, ids: &Ids, now: i64, age: i64) -> Result<bool, sqlx::Error> {
    let mut fresh = [0_u8; SECRET_BYTES];
    getrandom::fill(&mut fresh).map_err(|error| sqlx::Error::Configuration(error.to_string().into()))?;
    let fresh = hex(&fresh);
    transact(db, async |tx| -> Result<bool, sqlx::Error> {
        let made = execute!(tx, ADD_KEY, ids.next(), fresh.as_str(), now, now - age)?;
        execute!(tx, DROP_KEYS, now - RETIRED_MILLIS)?;
        Ok(made == 1)
    })
    .await
}

async fn read_ring(on: &mut impl Connected) -> Result<Ring, sqlx::Error> {
    let rows = fetch_all!(on, (i64, String), KEYS, MOST_KEYS)?;
    let keys = rows.into_iter().map(|(id, secret)| {
        Arc::new(Key {
            id: id.to_string(),
            encoding: EncodingKey::from_secret(secret.as_bytes()),
            decoding: DecodingKey::from_secret(secret.as_bytes()),
        })
    });
    Ok(Ring { keys: keys.collect(), read_at: Instant::now() })
}
