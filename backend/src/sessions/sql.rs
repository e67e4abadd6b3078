//! Statements on `session` and `refresh_token`.

use crate::db::statements;

statements! {
    CREDENTIALS => ("SELECT id, password_hash FROM account WHERE public_id = $1");
    INSERT => ("INSERT INTO session (id, account_id, device, created_at, last_seen_at) VALUES ($1, $2, $3, $4, $4)");
    INSERT_TOKEN => ("INSERT INTO refresh_token (hash, session_id, expires_at) VALUES ($1, $2, $3)");
    FIND_TOKEN => ("SELECT t.session_id, s.account_id, t.expires_at, t.used_at, s.ended_at
        FROM refresh_token t JOIN session s ON s.id = t.session_id WHERE t.hash = $1");
    USE_TOKEN => ("UPDATE refresh_token SET used_at = $2 WHERE hash = $1 AND used_at IS NULL");
    SEEN => ("UPDATE session SET last_seen_at = $2 WHERE id = $1");
    END => ("UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL");
}

#[derive(sqlx::FromRow)]
pub struct TokenRow {
    pub session_id: i64,
    pub account_id: i64,
    pub expires_at: i64,
    pub used_at: Option<i64>,
    pub ended_at: Option<i64>,
}
