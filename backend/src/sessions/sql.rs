//! Statements on `session`, `refresh_token` and `known_device`.

use crate::db::statements;

statements! {
    CREDENTIALS => ("SELECT a.id, a.password_hash, a.disabled_at, (f.enabled_at IS NOT NULL) AS second_factor
        FROM account a LEFT JOIN second_factor f ON f.account_id = a.id WHERE a.public_id = $1");
    /// What a sign-in was judged by, asked again once its account's row is taken.
    STILL => ("SELECT a.id FROM account a WHERE a.id = $1 AND a.password_hash = $2 AND a.disabled_at IS NULL
        AND $3 = EXISTS (SELECT 1 FROM second_factor f WHERE f.account_id = a.id AND f.enabled_at IS NOT NULL)" for_update);
    INSERT => ("INSERT INTO session (id, account_id, device, address, created_at, last_seen_at, proved_at)
        VALUES ($1, $2, $3, $4, $5, $5, $5)");
    INSERT_TOKEN => ("INSERT INTO refresh_token (hash, session_id, expires_at) VALUES ($1, $2, $3)");
    FIND_TOKEN => ("SELECT t.session_id, s.account_id, t.expires_at, t.used_at, s.ended_at, a.disabled_at
        FROM refresh_token t JOIN session s ON s.id = t.session_id JOIN account a ON a.id = s.account_id WHERE t.hash = $1");
    USE_TOKEN => ("UPDATE refresh_token SET used_at = $2 WHERE hash = $1 AND used_at IS NULL");
    /// Once more within the grace; no row when that was done too often.
    USE_AGAIN => ("UPDATE refresh_token SET again = again + 1 WHERE hash = $1 AND again < $2");
    SEEN => ("UPDATE session SET last_seen_at = $2, address = $3 WHERE id = $1");
    PROVED => ("UPDATE session SET proved_at = $2 WHERE id = $1");
    END => ("UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL");
    END_OWN => ("UPDATE session SET ended_at = $3 WHERE id = $1 AND account_id = $2 AND ended_at IS NULL RETURNING device");
    /// Every session of the account but `$2`; none is spared when that is null.
    END_OTHERS => ("UPDATE session SET ended_at = $3 WHERE account_id = $1 AND ended_at IS NULL
        AND (CAST($2 AS BIGINT) IS NULL OR id <> $2)");
    /// Whom an access token speaks for, as it stands at this moment.
    IDENTIFY => ("SELECT s.account_id, s.id, s.proved_at, a.confirmed, a.operator, a.disabled_at,
            (f.enabled_at IS NOT NULL) AS second_factor
        FROM session s JOIN account a ON a.id = s.account_id LEFT JOIN second_factor f ON f.account_id = a.id
        WHERE s.id = $1 AND s.ended_at IS NULL");
    /// Sessions that can still be refreshed.
    LIST => ("SELECT id, device, address, created_at, last_seen_at FROM session
        WHERE account_id = $1 AND id < $2 AND ended_at IS NULL AND last_seen_at > $3 ORDER BY id DESC LIMIT $4");
    KNOWN_DEVICE => ("SELECT hash FROM known_device WHERE hash = $1
        AND account_id = (SELECT id FROM account WHERE public_id = $2)");
    KNOW_DEVICE => ("INSERT INTO known_device (hash, account_id, last_used_at) VALUES ($1, $2, $3)
        ON CONFLICT (hash) DO UPDATE SET last_used_at = excluded.last_used_at");
    FORGET_DEVICES => ("DELETE FROM known_device WHERE last_used_at < $1");
    FORGET_DEVICES_OF => ("DELETE FROM known_device WHERE account_id = $1");
    FORGET_TOKENS => ("DELETE FROM refresh_token WHERE hash IN (
        SELECT hash FROM refresh_token WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)");
    /// Sessions that nobody can have seen for so long, and whose tokens are gone.
    FORGET_SESSIONS => ("DELETE FROM session WHERE id IN (SELECT s.id FROM session s WHERE s.last_seen_at < $1
        AND NOT EXISTS (SELECT 1 FROM refresh_token t WHERE t.session_id = s.id) ORDER BY s.last_seen_at LIMIT $2)");
}

#[derive(Debug, sqlx::FromRow)]
pub struct CredentialsRow {
    pub id: i64,
    pub password_hash: String,
    pub disabled_at: Option<i64>,
    pub second_factor: bool,
}

#[derive(Debug, sqlx::FromRow)]
pub struct TokenRow {
    pub session_id: i64,
    pub account_id: i64,
    pub expires_at: i64,
    pub used_at: Option<i64>,
    pub ended_at: Option<i64>,
    pub disabled_at: Option<i64>,
}

#[derive(Debug, sqlx::FromRow)]
pub struct IdentityRow {
    pub account_id: i64,
    pub id: i64,
    pub proved_at: i64,
    pub confirmed: bool,
    pub operator: bool,
    pub disabled_at: Option<i64>,
    pub second_factor: bool,
}

#[derive(Debug, sqlx::FromRow)]
pub struct SessionRow {
    pub id: i64,
    pub device: String,
    pub address: String,
    pub created_at: i64,
    pub last_seen_at: i64,
}
