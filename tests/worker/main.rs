//! Sending under all circumstances: nobody twice, nobody lost, on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cancel;
mod doubt;
mod import;
mod kill;
mod late;
mod moods;
mod nodes;
mod pause;
mod stop;
