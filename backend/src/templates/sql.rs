//! Statements on `template`.

use crate::db::statements;

statements! {
    INSERT => ("INSERT INTO template (id, account_id, folder, name, text, search, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $7)");
    SHOW => ("SELECT id, folder, name, text, created_at, updated_at FROM template WHERE id = $1 AND account_id = $2");
    LOCK => ("SELECT id, folder, name, text, created_at, updated_at FROM template WHERE id = $1 AND account_id = $2"
        for_update);
    LIST => ("SELECT id, folder, name, text, created_at, updated_at FROM template
        WHERE account_id = $1 AND id < $2 AND (CAST($3 AS TEXT) IS NULL OR folder = CAST($3 AS TEXT))
            AND search LIKE $4 ESCAPE '\\'
        ORDER BY id DESC LIMIT $5");
    /// Every template of a folder names it; a thousand folders are more than a list can show.
    FOLDERS => ("SELECT folder, COUNT(*) FROM template WHERE account_id = $1 GROUP BY folder ORDER BY folder LIMIT 1000");
    CHANGE => ("UPDATE template SET folder = $3, name = $4, text = $5, search = $6, updated_at = $7
        WHERE id = $1 AND account_id = $2");
    DELETE => ("DELETE FROM template WHERE id = $1 AND account_id = $2");
}

#[derive(Debug, sqlx::FromRow)]
pub struct TemplateRow {
    pub id: i64,
    pub folder: String,
    pub name: String,
    pub text: String,
    pub created_at: i64,
    pub updated_at: i64,
}
