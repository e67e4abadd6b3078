//! Statements on `blacklist`.

use crate::db::statements;

statements! {
    ADD => ("INSERT INTO blacklist (account_id, number, source, created_at)
        SELECT CAST($2 AS BIGINT), v.number, $3, CAST($4 AS BIGINT)
        FROM " [number BIGINT] " WHERE true ORDER BY v.number ON CONFLICT (account_id, number) DO NOTHING");
    /// The numbers of these contacts.
    ADD_CONTACTS => ("INSERT INTO blacklist (account_id, number, source, created_at)
        SELECT DISTINCT c.account_id, c.mobile, 'manual', CAST($3 AS BIGINT) FROM contact c
        WHERE c.id IN " ids " AND c.account_id = $2 ORDER BY c.mobile ON CONFLICT (account_id, number) DO NOTHING");
    /// Those of these numbers that are on it.
    AMONG => ("SELECT number FROM blacklist WHERE number IN " ids " AND account_id = $2");
    LIST => ("SELECT number, source, created_at FROM blacklist
        WHERE account_id = $1 AND number > $2 AND CAST(number AS TEXT) LIKE $3 ESCAPE '\\' ORDER BY number LIMIT $4");
    REMOVE => ("DELETE FROM blacklist WHERE account_id = $1 AND number = $2");
}

#[derive(Debug, sqlx::FromRow)]
pub struct BlacklistRow {
    pub number: i64,
    pub source: String,
    pub created_at: i64,
}
