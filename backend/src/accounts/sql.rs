//! Statements on `account`.

use crate::db::statements;

statements! {
    INSERT => ("INSERT INTO account (id, public_id, email, password_hash, locale, time_zone, country, confirmed, balance,
        virtual_time, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, $9)");
    SHOW => ("SELECT public_id, email, locale, time_zone, country, balance FROM account WHERE id = $1");
    FIND => ("SELECT id FROM account WHERE public_id = $1");
    /// What running and programmed campaigns still need: the price of what is queued and not yet debited.
    COMMITTED => ("SELECT CAST(COALESCE(SUM(estimated - charged), 0) AS BIGINT) FROM campaign
        WHERE account_id = $1 AND status IN ('programmed', 'launching', 'running', 'paused', 'asleep', 'no_credit')
        AND estimated > charged");
    CHANGE => ("UPDATE account SET locale = $2, time_zone = $3, country = $4 WHERE id = $1");
}

/// A row of `account`, as far as its owner sees it.
#[derive(sqlx::FromRow)]
pub struct AccountRow {
    pub public_id: String,
    pub email: String,
    pub locale: String,
    pub time_zone: String,
    pub country: String,
    pub balance: i64,
}
