//! Statements on `mail`, and what a letter must know of its account.

use crate::db::statements;

statements! {
    INSERT => ("INSERT INTO mail (id, public_id, letter, due_at, tries, lease_until) VALUES ($1, $2, $3, $4, 0, 0)");
    DUE => ("SELECT id FROM mail WHERE due_at <= $1 AND lease_until <= $1 ORDER BY due_at, id LIMIT 1" skip_locked);
    LEASE => ("UPDATE mail SET lease_until = $2, tries = tries + 1 WHERE id = $1 RETURNING public_id, letter, tries");
    ADDRESSEE => ("SELECT id, email, pending_email, confirmed, locale, time_zone, (disabled_at IS NOT NULL) AS disabled
        FROM account WHERE public_id = $1");
    DELETE => ("DELETE FROM mail WHERE id = $1");
    /// Unless the lease has ended, and the row is another's.
    PUT_BACK => ("UPDATE mail SET due_at = $3, lease_until = 0 WHERE id = $1 AND lease_until = $2");
    VOID_LEASES => ("UPDATE mail SET lease_until = 0 WHERE lease_until > 0");
}

/// A row of `mail` that was leased.
#[derive(Debug, sqlx::FromRow)]
pub struct MailRow {
    pub public_id: String,
    pub letter: String,
    /// This one included.
    pub tries: i32,
}

/// The account that a letter goes to.
#[derive(Debug, sqlx::FromRow)]
pub struct AddresseeRow {
    pub id: i64,
    pub email: String,
    pub pending_email: Option<String>,
    pub confirmed: bool,
    pub locale: String,
    pub time_zone: String,
    pub disabled: bool,
}
