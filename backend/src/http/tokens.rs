//! Access tokens: short-lived JWTs, signed with a key that lives in the database.

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};

use crate::accounts::AccountKey;
use crate::db::{Db, execute, fetch_optional, statements, transact};
use crate::http::body::hex;
use crate::ids::Ids;

/// Fifteen minutes: as long as a stolen token works.
pub const ACCESS_SECONDS: u32 = 15 * 60;

/// 256 bits, the size of the hash that HS256 signs with (RFC 7518 §3.2).
const SECRET_BYTES: usize = 32;

statements! {
    /// The newest key signs.
    NEWEST_KEY => ("SELECT secret FROM signing_key ORDER BY id DESC LIMIT 1");
    ADD_KEY => ("INSERT INTO signing_key (id, secret, created_at) SELECT $1, $2, $3
        WHERE NOT EXISTS (SELECT 1 FROM signing_key)");
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

/// Signs and reads access tokens.
pub struct Tokens {
    encoding: EncodingKey,
    decoding: DecodingKey,
}

impl Tokens {
    /// Loads the signing key; the first server to start makes it.
    pub async fn load(db: &Db, ids: &Ids, now: i64) -> Result<Self, sqlx::Error> {
        let mut fresh = [0_u8; SECRET_BYTES];
        getrandom::fill(&mut fresh).map_err(|error| sqlx::Error::Configuration(error.to_string().into()))?;
        let fresh = hex(&fresh);
        let secret = transact(db, async |tx| {
            execute!(tx, ADD_KEY, ids.next(), fresh.as_str(), now)?;
            fetch_optional!(tx, (String,), NEWEST_KEY)
        })
        .await?;
        let secret = secret.map(|(secret,)| secret).ok_or(sqlx::Error::RowNotFound)?;
        Ok(Self {
            encoding: EncodingKey::from_secret(secret.as_bytes()),
            decoding: DecodingKey::from_secret(secret.as_bytes()),
        })
    }

    /// A token for this session. Fails only when the crypto library does.
    pub fn sign(
        &self,
        account: AccountKey,
        session: i64,
        now_seconds: i64,
    ) -> Result<String, jsonwebtoken::errors::Error> {
        let claims = Claims { sub: account.0, sid: session, exp: now_seconds + i64::from(ACCESS_SECONDS) };
        encode(&Header::new(Algorithm::HS256), &claims, &self.encoding)
    }

    /// Whom a token speaks for; `None` when it is not ours or its time is over.
    pub fn read(&self, token: &str, now_seconds: i64) -> Option<Claims> {
        let mut rules = Validation::new(Algorithm::HS256);
        // The time comes from our clock, not from the library's.
        rules.validate_exp = false;
        let claims = decode::<Claims>(token, &self.decoding, &rules).ok()?.claims;
        (claims.exp > now_seconds).then_some(claims)
    }
}
