//! Statements on `mail`.

use crate::db::statements;

statements! {
    INSERT => ("INSERT INTO mail (id, public_id, letter, due_at, tries, lease_until) VALUES ($1, $2, $3, $4, 0, 0)");
}
