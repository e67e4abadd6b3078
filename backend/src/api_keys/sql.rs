//! Statements on `api_key`.

use openapi::api_keys::ApiKey;
use openapi::{ApiKeyId, Time};

use super::{mode_of, scopes_of};
use crate::db::statements;
use crate::ids::made_at;

statements! {
    COUNT => ("SELECT COUNT(*) FROM api_key WHERE account_id = $1 AND revoked_at IS NULL");
    INSERT => ("INSERT INTO api_key (id, account_id, name, scopes, test, prefix, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)");
    LIST => ("SELECT id, name, scopes, test, prefix, last_used_at FROM api_key
        WHERE account_id = $1 AND id < $2 AND revoked_at IS NULL ORDER BY id DESC LIMIT $3");
    REVOKE => ("UPDATE api_key SET revoked_at = $3 WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL RETURNING name");
    IDENTIFY => ("SELECT k.id, k.account_id, k.scopes, k.test, k.last_used_at, a.confirmed, a.operator, a.disabled_at,
            (f.enabled_at IS NOT NULL) AS second_factor
        FROM api_key k JOIN account a ON a.id = k.account_id LEFT JOIN second_factor f ON f.account_id = a.id
        WHERE k.hash = $1 AND k.revoked_at IS NULL");
    USED => ("UPDATE api_key SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)");
}

/// A key as its owner sees it.
#[derive(Debug, sqlx::FromRow)]
pub struct KeyRow {
    pub id: i64,
    pub name: String,
    pub scopes: String,
    pub test: bool,
    pub prefix: String,
    pub last_used_at: Option<i64>,
}

/// A key that calls.
#[derive(Debug, sqlx::FromRow)]
pub struct IdentityRow {
    pub id: i64,
    pub account_id: i64,
    pub scopes: String,
    pub test: bool,
    pub last_used_at: Option<i64>,
    pub confirmed: bool,
    pub operator: bool,
    pub disabled_at: Option<i64>,
    pub second_factor: bool,
}

impl From<KeyRow> for ApiKey {
    fn from(row: KeyRow) -> Self {
        Self {
            id: ApiKeyId(row.id),
            scopes: scopes_of(&row.scopes),
            mode: mode_of(row.test),
            name: row.name,
            prefix: row.prefix,
            created_at: Time::from_millis(made_at(row.id)),
            last_used_at: row.last_used_at.map(Time::from_millis),
        }
    }
}
