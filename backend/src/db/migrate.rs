//! Brings the schema up to date when the server starts.

use sqlx::migrate::{MigrateError, Migrator};

use super::Db;

/// Runs what is missing. PostgreSQL's migrator holds an advisory lock meanwhile, so two nodes that start together do
/// not collide; on SQLite a server holds its file lock, and each migration is a transaction of the one writer.
pub async fn migrate(db: &Db) -> Result<(), MigrateError> {
    let mut common: Migrator = sqlx::migrate!("../migrations");
    match db {
        Db::Sqlite { write, .. } => common.run(write).await,
        Db::Postgres(pool) => {
            let mut own: Migrator = sqlx::migrate!("../migrations/postgres");
            // Both sets share sqlx's table; neither is surprised by the other's versions.
            common.set_ignore_missing(true).run(pool).await?;
            own.set_ignore_missing(true).run(pool).await
        }
    }
}
