//! Statements on `provider`.

use crate::db::statements;

statements! {
    ADD => ("INSERT INTO provider (name, secret, next_free) VALUES ($1, $2, 0) ON CONFLICT (name) DO NOTHING");
    SECRET => ("SELECT secret FROM provider WHERE name = $1");
}
