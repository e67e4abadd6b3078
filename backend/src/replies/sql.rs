//! Statements on `reply`.

use crate::db::statements;

statements! {
    ANSWERED => ("SELECT account_id, campaign_id, test FROM message WHERE id = $1 AND recipient = $2");
    INSERT => ("INSERT INTO reply (id, account_id, sender, text, message_id, campaign_id, stop, provider, provider_ref,
        received_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (account_id, provider, provider_ref) DO NOTHING");
    /// Whom an import has brought there stays there now, whatever becomes of the import.
    BLACKLIST => ("INSERT INTO blacklist (account_id, number, source, created_at, message_id, words)
        VALUES ($1, $2, 'stop', $3, $4, $5)
        ON CONFLICT (account_id, number) DO UPDATE SET import_id = NULL");
    LIST => ("SELECT id, sender, text, message_id, campaign_id, stop, received_at FROM reply
        WHERE account_id = $1 AND id < $2
            AND (lower(text) LIKE $3 ESCAPE '\\' OR CAST(sender AS TEXT) LIKE $3 ESCAPE '\\')
        ORDER BY id DESC LIMIT $4");
}

#[derive(sqlx::FromRow)]
pub struct ReplyRow {
    pub id: i64,
    pub sender: i64,
    pub text: String,
    pub message_id: Option<i64>,
    pub campaign_id: Option<i64>,
    pub stop: bool,
    pub received_at: i64,
}
