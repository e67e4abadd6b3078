//! Statements on `blacklist`.

use crate::db::statements;

statements! {
    ADD => ("INSERT INTO blacklist (account_id, number, source, created_at)
        SELECT CAST($2 AS BIGINT), v.number, $3, CAST($4 AS BIGINT)
        FROM " [number BIGINT] " WHERE true ORDER BY v.number ON CONFLICT (account_id, number) DO NOTHING");
    /// The run of an import that puts them there is told, so that its undo finds them.
    ADD_IMPORTED => ("INSERT INTO blacklist (account_id, number, source, created_at, import_id)
        SELECT CAST($2 AS BIGINT), v.number, 'import', CAST($3 AS BIGINT), CAST($4 AS BIGINT)
        FROM " [number BIGINT] " WHERE true ORDER BY v.number ON CONFLICT (account_id, number) DO NOTHING");
    /// Somebody else (not `$3`) wishes these there too: the undo of the import that brought them leaves them.
    PIN => ("UPDATE blacklist SET import_id = NULL WHERE number IN " ids " AND account_id = $2 AND import_id IS NOT NULL
            AND import_id <> $3");
    PIN_CONTACTS => ("UPDATE blacklist SET import_id = NULL WHERE number IN (SELECT c.mobile FROM contact c WHERE c.id IN "
        ids " AND c.account_id = $2) AND account_id = $2 AND import_id IS NOT NULL");
    OF_IMPORT => ("SELECT number FROM blacklist WHERE import_id = $1 ORDER BY number LIMIT $2" for_update);
    KEEP_MANY => ("INSERT INTO blacklist_removal (id, account_id, number, source, created_at, message_id, words, removed_at,
            reason)
        SELECT v.new_id, b.account_id, b.number, b.source, b.created_at, b.message_id, b.words, CAST($4 AS BIGINT),
            CAST($5 AS TEXT)
        FROM " [number BIGINT, new_id BIGINT] " JOIN blacklist b ON b.number = v.number WHERE b.account_id = $3");
    REMOVE_MANY => ("DELETE FROM blacklist WHERE number IN " ids " AND account_id = $2");
    /// Whether there is anybody on it.
    ANYBODY => ("SELECT number FROM blacklist WHERE account_id = $1 LIMIT 1");
    /// The numbers of these contacts.
    ADD_CONTACTS => ("INSERT INTO blacklist (account_id, number, source, created_at)
        SELECT DISTINCT c.account_id, c.mobile, 'manual', CAST($3 AS BIGINT) FROM contact c
        WHERE c.id IN " ids " AND c.account_id = $2 ORDER BY c.mobile ON CONFLICT (account_id, number) DO NOTHING");
    /// Those of these numbers that are on it.
    AMONG => ("SELECT number FROM blacklist WHERE number IN " ids " AND account_id = $2");
    LIST => ("SELECT b.number, b.source, b.created_at, b.message_id, b.words, (SELECT COUNT(*) FROM blacklist_removal r
            WHERE r.account_id = b.account_id AND r.number = b.number) AS removals
        FROM blacklist b WHERE b.account_id = $1 AND b.number > $2 AND b.number < $3
        ORDER BY b.number LIMIT $4");
    SHOW => ("SELECT b.number, b.source, b.created_at, b.message_id, b.words, (SELECT COUNT(*) FROM blacklist_removal r
            WHERE r.account_id = b.account_id AND r.number = b.number) AS removals
        FROM blacklist b WHERE b.account_id = $1 AND b.number = $2");
    LOCK => ("SELECT number FROM blacklist WHERE account_id = $1 AND number = $2" for_update);
    KEEP => ("INSERT INTO blacklist_removal (id, account_id, number, source, created_at, message_id, words, removed_at, reason)
        SELECT CAST($3 AS BIGINT), account_id, number, source, created_at, message_id, words, CAST($4 AS BIGINT),
            CAST($5 AS TEXT)
        FROM blacklist WHERE account_id = $1 AND number = $2");
    REMOVE => ("DELETE FROM blacklist WHERE account_id = $1 AND number = $2");
    REMOVALS => ("SELECT source, created_at, message_id, words, removed_at, reason FROM blacklist_removal
        WHERE account_id = $1 AND number = $2 ORDER BY id DESC LIMIT $3");
}

#[derive(Debug, sqlx::FromRow)]
pub struct BlacklistRow {
    pub number: i64,
    pub source: String,
    pub created_at: i64,
    pub message_id: Option<i64>,
    pub words: String,
    pub removals: i64,
}

#[derive(Debug, sqlx::FromRow)]
pub struct RemovalRow {
    pub source: String,
    pub created_at: i64,
    pub message_id: Option<i64>,
    pub words: String,
    pub removed_at: i64,
    pub reason: String,
}
