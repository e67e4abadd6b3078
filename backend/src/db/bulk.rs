//! Many new rows of a table at once.
//!
//! PostgreSQL takes them by COPY, which writes a page of rows at a time where an INSERT writes each by itself. SQLite takes
//! them as VALUES, [`TOGETHER`] rows a statement: what is bound need not be read from a text first, as it is from the JSON of
//! [`super::Rows`] elsewhere, which takes longer than to put it into the table. Neither passes over rows that are there
//! already.

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, SqliteConnection};

use super::{Conn, Connected, Rows, Tx};

/// Rows of one statement on SQLite. More gain nothing, and what is left over takes a statement of its own, which is
/// prepared again for each number of rows.
const TOGETHER: usize = 50;

/// A table and the columns that are given, in their order; made by `bulk!`.
#[derive(Debug, Clone, Copy)]
pub struct Bulk {
    pub table: &'static str,
    pub columns: &'static [&'static str],
}

/// `bulk!(table: column type, …)`.
macro_rules! bulk {
    ($table:ident: $($column:ident),+ $(,)?) => {
        $crate::db::Bulk { table: stringify!($table), columns: &[$(stringify!($column)),+] }
    };
}

pub(crate) use bulk;

/// Puts the rows into the table.
pub async fn put(tx: &mut Tx, into: Bulk, rows: &Rows) -> Result<(), sqlx::Error> {
    match tx.conn() {
        Conn::Sqlite(c) => insert(c, into, rows).await,
        Conn::Postgres(c, _) => copy(c, into, rows).await,
    }
}

impl Bulk {
    fn copy(self) -> String {
        format!("COPY {} ({}) FROM STDIN", self.table, self.columns.join(", "))
    }

    /// An INSERT of this many rows.
    fn insert(self, rows: usize) -> String {
        let marks = format!("({})", vec!["?"; self.columns.len()].join(", "));
        format!(
            "INSERT INTO {} ({}) VALUES {}",
            self.table,
            self.columns.join(", "),
            vec![marks.as_str(); rows].join(", ")
        )
    }
}

async fn insert(c: &mut SqliteConnection, into: Bulk, rows: &Rows) -> Result<(), sqlx::Error> {
    let count = rows.rows();
    let whole = into.insert(TOGETHER);
    for from in (0..count).step_by(TOGETHER) {
        let range = from..count.min(from + TOGETHER);
        let text = if range.len() == TOGETHER { whole.clone() } else { into.insert(range.len()) };
        // Only what is prepared again and again is worth keeping.
        let keep = range.len() == TOGETHER;
        let bound = rows.to_sqlite(range).map_err(sqlx::Error::Encode)?;
        sqlx::query_with(AssertSqlSafe(text), bound).persistent(keep).execute(&mut *c).await?;
    }
    Ok(())
}

async fn copy(c: &mut PgConnection, into: Bulk, rows: &Rows) -> Result<(), sqlx::Error> {
    let mut copy = c.copy_in_raw(&into.copy()).await?;
    if let Err(error) = copy.send(rows.to_copy()).await {
        // The transaction is lost either way; the connection is not.
        copy.abort("the rows could not be sent").await?;
        return Err(error);
    }
    copy.finish().await.map(|_| ())
}
