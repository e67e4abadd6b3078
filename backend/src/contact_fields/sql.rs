//! Statements on `contact_field`.

use crate::db::statements;

statements! {
    LIST => ("SELECT id, name, kind, created_at FROM contact_field WHERE account_id = $1 ORDER BY place");
    SHOW => ("SELECT id, name, kind, created_at FROM contact_field WHERE id = $1 AND account_id = $2");
    /// One field of an account at a time looks for a free place.
    LOCK_ACCOUNT => ("SELECT id FROM account WHERE id = $1" { "", " FOR NO KEY UPDATE" });
    /// At the first free place of `v`; none is free, or the name is taken: no row.
    INSERT => ("INSERT INTO contact_field (id, account_id, place, name, name_key, kind, created_at)
        SELECT CAST($2 AS BIGINT), CAST($3 AS BIGINT), MIN(v.place), CAST($4 AS TEXT), CAST($7 AS TEXT), CAST($5 AS TEXT),
            CAST($6 AS BIGINT)
        FROM " [place BIGINT] " WHERE NOT EXISTS (SELECT 1 FROM contact_field f WHERE f.account_id = $3 AND f.place = v.place)
        HAVING MIN(v.place) IS NOT NULL ON CONFLICT (account_id, name_key) DO NOTHING");
    CHANGE => ("UPDATE contact_field SET kind = $3 WHERE id = $1 AND account_id = $2");
    DELETE => ("DELETE FROM contact_field WHERE id = $1 AND account_id = $2");
}

#[derive(Debug, sqlx::FromRow)]
pub struct FieldRow {
    pub id: i64,
    pub name: String,
    pub kind: String,
    pub created_at: i64,
}
