//! Statements on `audit_event`.

use crate::db::statements;

statements! {
    INSERT => ("INSERT INTO audit_event (id, account_id, what, address, device, detail, by_account_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7)");
    LIST => ("SELECT e.id, e.what, e.address, e.device, e.detail, a.public_id AS account_id, b.public_id AS by_account
        FROM audit_event e LEFT JOIN account a ON a.id = e.account_id LEFT JOIN account b ON b.id = e.by_account_id
        WHERE e.account_id = $1 AND e.id < $2 ORDER BY e.id DESC LIMIT $3");
    LIST_ALL => ("SELECT e.id, e.what, e.address, e.device, e.detail, a.public_id AS account_id, b.public_id AS by_account
        FROM audit_event e LEFT JOIN account a ON a.id = e.account_id LEFT JOIN account b ON b.id = e.by_account_id
        WHERE e.id < $1 ORDER BY e.id DESC LIMIT $2");
    FORGET => ("DELETE FROM audit_event WHERE id < $1");
}

#[derive(Debug, sqlx::FromRow)]
pub struct EventRow {
    pub id: i64,
    pub what: String,
    pub address: Option<String>,
    pub device: Option<String>,
    pub detail: Option<String>,
    pub account_id: Option<String>,
    pub by_account: Option<String>,
}
