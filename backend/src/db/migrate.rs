//! Brings the schema up to date when the server starts.

use sqlx::migrate::{MigrateError, Migration, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr as _};

use super::Db;

/// Runs what is missing. PostgreSQL's migrator holds an advisory lock meanwhile, so two nodes that start together do
/// not collide; on SQLite a server holds its file lock, and each migration is a transaction of the one writer.
pub async fn migrate(db: &Db) -> Result<(), MigrateError> {
    let mut common: Migrator = sqlx::migrate!("../migrations");
    match db {
        Db::Sqlite { write, .. } => {
            common.migrations = common.migrations.iter().map(kept_by_key).collect();
            let mut own: Migrator = sqlx::migrate!("../migrations/sqlite");
            common.set_ignore_missing(true).run(write).await?;
            own.set_ignore_missing(true).run(write).await
        }
        Db::Postgres(pool, _) => {
            let mut own: Migrator = sqlx::migrate!("../migrations/postgres");
            // Both sets share sqlx's table; neither is surprised by the other's versions.
            common.set_ignore_missing(true).run(pool).await?;
            own.set_ignore_missing(true).run(pool).await
        }
    }
}

/// The same tables, as SQLite must read of them to keep them by their key. Only the words `INTEGER PRIMARY KEY` make the key
/// the row's own number (64 bits there); with `BIGINT` it would be an index beside a hidden number: a second tree to
/// search and to write for every row.
fn kept_by_key(migration: &Migration) -> Migration {
    let sql = migration.sql.as_str().replace("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY");
    Migration { sql: AssertSqlSafe(sql).into_sql_str(), ..migration.clone() }
}
