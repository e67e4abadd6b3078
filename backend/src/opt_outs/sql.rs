//! Statements on opt-outs.

use crate::db::statements;

statements! {
    /// The first one stays.
    ADD_KEY => ("INSERT INTO opt_out_key (id, secret, created_at) VALUES (1, $1, $2) ON CONFLICT (id) DO NOTHING");
    KEY => ("SELECT secret FROM opt_out_key WHERE id = 1");
    /// A message, and what its recipient is told of who wrote it. The platform's own belong to no account.
    MESSAGE => ("SELECT m.account_id, m.recipient, m.country, m.test, COALESCE(m.sender, c.sender) AS sender,
            a.public_id, a.billing_company, a.billing_name,
            CASE WHEN EXISTS (SELECT 1 FROM blacklist b WHERE b.account_id = m.account_id AND b.number = m.recipient)
                THEN TRUE ELSE FALSE END AS blacklisted
        FROM message m JOIN account a ON a.id = m.account_id LEFT JOIN campaign c ON c.id = m.campaign_id
        WHERE m.id = $1");
    /// Whom an import has brought there stays there now, whatever becomes of the import.
    BLACKLIST => ("INSERT INTO blacklist (account_id, number, source, created_at, message_id)
        VALUES ($1, $2, 'link', $3, $4) ON CONFLICT (account_id, number) DO UPDATE SET import_id = NULL");
}

#[derive(Debug, sqlx::FromRow)]
pub struct MessageRow {
    pub account_id: i64,
    pub recipient: i64,
    pub country: String,
    pub test: bool,
    pub sender: Option<String>,
    pub public_id: String,
    pub billing_company: String,
    pub billing_name: String,
    pub blacklisted: bool,
}

impl MessageRow {
    /// The name under which the recipient knows who wrote.
    pub fn writer(&self) -> &str {
        let names = [self.sender.as_deref().unwrap_or_default(), &self.billing_company, &self.billing_name];
        names.into_iter().find(|name| !name.is_empty()).unwrap_or(&self.public_id)
    }
}
