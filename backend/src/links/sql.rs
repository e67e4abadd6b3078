//! Statements on `link`.

use crate::db::statements;

statements! {
    INSERT => ("INSERT INTO link (hash, account_id, purpose, email, expires_at) VALUES ($1, $2, $3, $4, $5)");
    WORKS => ("SELECT account_id, email FROM link WHERE hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3");
    USE => ("UPDATE link SET used_at = $3 WHERE hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3
        RETURNING account_id, email");
    USE_OTHERS => ("UPDATE link SET used_at = $3 WHERE account_id = $1 AND purpose = $2 AND used_at IS NULL");
    FIND => ("SELECT used_at FROM link WHERE hash = $1 AND purpose = $2");
    FORGET => ("DELETE FROM link WHERE expires_at < $1");
}
