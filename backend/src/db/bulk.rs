//! Many new rows of a table at once.
//!
//! PostgreSQL takes them by COPY, which writes a page of rows at a time where an INSERT writes each by itself: half of the
//! time for contacts. SQLite takes one JSON text, as for [`super::Rows`] everywhere. Neither passes over rows that are
//! there already.

use sqlx::postgres::PgConnection;

use super::{Conn, Connected, Rows, Tx};

/// A table and the columns that are given, in their order; made by `bulk!`.
#[derive(Debug, Clone, Copy)]
pub struct Bulk {
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

/// `bulk!(table: column type, …)`.
macro_rules! bulk {
    ($table:ident: $first:ident $first_kind:ident $(, $column:ident $kind:ident)*) => {
        $crate::db::Bulk {
            sqlite: concat!("INSERT INTO ", stringify!($table), " (", stringify!($first) $(, ", ", stringify!($column))*, ")
                SELECT v.* FROM ", $crate::db::batch::sqlite_rows!($first $first_kind $(, $column $kind)*)),
            postgres: concat!("COPY ", stringify!($table), " (", stringify!($first) $(, ", ", stringify!($column))*, ")
                FROM STDIN"),
        }
    };
}

pub(crate) use bulk;

/// Puts the rows into the table.
pub async fn put(tx: &mut Tx, into: Bulk, rows: &Rows) -> Result<(), sqlx::Error> {
    match tx.conn() {
        Conn::Sqlite(c) => {
            let json = rows.to_json().map_err(|error| sqlx::Error::Encode(error.into()))?;
            sqlx::query(into.sqlite).bind(json).execute(c).await.map(|_| ())
        }
        Conn::Postgres(c, _) => copy(c, into, rows).await,
    }
}

async fn copy(c: &mut PgConnection, into: Bulk, rows: &Rows) -> Result<(), sqlx::Error> {
    let mut copy = c.copy_in_raw(into.postgres).await?;
    if let Err(error) = copy.send(rows.to_copy()).await {
        // The transaction is lost either way; the connection is not.
        copy.abort("the rows could not be sent").await?;
        return Err(error);
    }
    copy.finish().await.map(|_| ())
}
