//! Two databases, one text.
//!
//! Every statement is written once, in the common part of SQLite's and PostgreSQL's SQL, and kept with the capability
//! it belongs to (`<noun>/sql.rs`, in a `statements!` block). [`Db`] holds the pools, [`Tx`] a write transaction,
//! [`Reader`] a connection for reading; the macros `execute!`, `fetch_one!`, `fetch_optional!` and `fetch_all!` bind
//! the same values to whichever it is. A test prepares every statement on both databases (`prepare.rs`).
//!
//! What cannot be common has a name: `skip_locked` and `for_update` (nothing on SQLite, which has one writer anyway),
//! [`Ids`] (`IN` a list), [`Rows`] (many rows at once, see `batch.rs`; many new ones, see `bulk.rs`), and the wake-up
//! between nodes (`wake.rs`).
//!
//! Rules that keep the text common: ids come from the application ([`crate::ids`]), times are bound epoch
//! milliseconds, amounts are scaled integers; `CAST(SUM(x) AS BIGINT)` because PostgreSQL's sum is numeric; `WHERE true`
//! before `ON CONFLICT` after a `SELECT`; booleans are bound, never compared with 1; no writing CTE.

pub(crate) mod batch;
pub(crate) mod bulk;
#[cfg(test)]
mod given_up;
mod migrate;
#[cfg(test)]
mod prepare;
pub(crate) mod sql;
mod transact;

pub use batch::{Ids, Param, PostgresBound, Rows, SqliteBound};
pub use bulk::{Bulk, put};
pub use migrate::migrate;
pub use sql::Sql;
pub(crate) use sql::{execute, fetch_all, fetch_many, fetch_one, fetch_optional, statements};
pub use transact::{is_unique_violation, transact};

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, PgConnection, Postgres, Sqlite, SqliteConnection, Transaction};

/// How long a request waits for a connection before it is told to come back (503): longer than any write of ours,
/// shorter than a person's patience.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);

/// How long SQLite waits for another process (`chappe admin`, `chappe backup`) to finish its write.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Readers of the SQLite file at the same time; more than the cores gain nothing.
const SQLITE_READERS: u32 = 4;

/// What each of SQLite's readers remembers of the file, in KiB (negative: SQLite's way to say so): the upper pages of the
/// indexes of a million contacts.
const SQLITE_CACHE: &str = "-16384";

/// The same for the writer, whose rows come to random places of many indexes; more would not fit the 200 MB that an import
/// may take.
const SQLITE_WRITER_CACHE: &str = "-81920";

/// Pages of 4 KiB that the log holds before they go into the file. Rows that come in by the hundred touch the same pages of
/// the indexes again and again; with SQLite's 1 000 each page is written to the file for nearly each of them.
const SQLITE_CHECKPOINT_PAGES: &str = "16384";

/// Rows that SQLite's thread may be ahead of whoever reads them. With sqlx's 50 the two threads wait for each other every
/// few microseconds, which costs more than the rows.
const SQLITE_ROWS_AHEAD: usize = 4_096;

/// Connections that requests share on PostgreSQL; servers allow 100 by default, for all nodes together.
const POSTGRES_CONNECTIONS: u32 = 16;

/// Connections of each of the worker's threads: one to write and one to read meanwhile, for two jobs at a time.
const WORKER_CONNECTIONS: u32 = 4;

/// A statement that runs longer than this is a defect, not work: bulk work goes in slices.
const POSTGRES_STATEMENT_TIMEOUT: &str = "60s";

/// What is proven of everything may read everything.
const POSTGRES_SNAPSHOT_TIMEOUT: &str = "SET LOCAL statement_timeout = '1h'";

/// The database, whichever it is. Cheap to clone.
#[derive(Clone)]
pub enum Db {
    Sqlite { write: SqlitePool, read: SqlitePool, file: PathBuf },
    Postgres(PgPool, Plans),
}

/// A write transaction, or a [`Db::snapshot`]; rolled back when dropped.
pub enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>, Plans),
}

/// A connection for reading.
pub enum Reader {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>, Plans),
}

/// What a statement runs on, borrowed from a [`Tx`] or a [`Reader`].
pub enum Conn<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection, Plans),
}

/// Whatever statements can run on.
pub trait Connected {
    fn conn(&mut self) -> Conn<'_>;
}

impl Connected for Tx {
    fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(tx) => Conn::Sqlite(&mut *tx),
            Self::Postgres(tx, plans) => Conn::Postgres(&mut *tx, *plans),
        }
    }
}

impl Connected for Reader {
    fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(connection) => Conn::Sqlite(&mut *connection),
            Self::Postgres(connection, plans) => Conn::Postgres(&mut *connection, *plans),
        }
    }
}

/// How PostgreSQL plans the statements of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plans {
    /// For requests: a statement is kept, and PostgreSQL finds out by itself which plans are worth keeping.
    Kept,
    /// For bulk work. A plan kept from when a table was empty reads all of it once it is full: a launch or an import into a
    /// fresh database took a minute. Planning anew is nothing beside statements of hundreds of rows. It is asked for by
    /// keeping no statement, and not by `plan_cache_mode`: that would plan anew for each row that a foreign key checks, too,
    /// which takes longer than the row.
    Anew,
    /// For the dispatcher and for launches, whose statements find every row by a key: planned once, and so that they do that
    /// whatever the tables looked like then.
    ByKey,
}

impl Plans {
    /// Whether a connection keeps the statements that it has prepared.
    pub(crate) fn keeps(self) -> bool {
        self != Self::Anew
    }

    const fn options(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Kept | Self::Anew => &[],
            Self::ByKey => &[
                ("plan_cache_mode", "force_generic_plan"),
                ("enable_seqscan", "off"),
                ("enable_hashjoin", "off"),
                ("enable_mergejoin", "off"),
            ],
        }
    }
}

impl Db {
    /// Opens `postgres://…` or a SQLite file (`sqlite:PATH`, created if missing).
    pub async fn open(url: &str) -> Result<Self, sqlx::Error> {
        match url.strip_prefix("sqlite:") {
            Some(path) => Self::open_sqlite(Path::new(path)).await,
            None => Self::open_postgres(url).await,
        }
    }

    async fn open_sqlite(file: &Path) -> Result<Self, sqlx::Error> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // NORMAL may lose the last commits at a power failure: a lost "this was sent" is a message sent twice.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY_TIMEOUT)
            .foreign_keys(true)
            .row_buffer_size(SQLITE_ROWS_AHEAD)
            .pragma("cache_size", SQLITE_CACHE)
            .pragma("wal_autocheckpoint", SQLITE_CHECKPOINT_PAGES)
            .pragma("temp_store", "memory");
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(options.clone().pragma("cache_size", SQLITE_WRITER_CACHE))
            .await?;
        let read = SqlitePoolOptions::new()
            .max_connections(SQLITE_READERS)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .test_before_acquire(false)
            .connect_with(options.read_only(true))
            .await?;
        Ok(Self::Sqlite { write, read, file: file.to_owned() })
    }

    async fn open_postgres(url: &str) -> Result<Self, sqlx::Error> {
        let options: PgConnectOptions = url.parse()?;
        let options = options.options([
            ("statement_timeout", POSTGRES_STATEMENT_TIMEOUT),
            ("idle_in_transaction_session_timeout", "30s"),
        ]);
        Ok(Self::Postgres(postgres_pool(POSTGRES_CONNECTIONS).connect_with(options).await?, Plans::Kept))
    }

    /// The same database for a thread with a runtime of its own. A connection to PostgreSQL lives in the runtime that
    /// opened it and ends with it, so the worker must not borrow those of the threads that serve requests.
    pub async fn for_own_runtime(&self, plans: Plans) -> Result<Self, sqlx::Error> {
        match self {
            Self::Sqlite { .. } => Ok(self.clone()),
            Self::Postgres(pool, _) => {
                let options = (*pool.connect_options()).clone().options(plans.options().iter().copied());
                Ok(Self::Postgres(postgres_pool(WORKER_CONNECTIONS).connect_with(options).await?, plans))
            }
        }
    }

    /// Begins a write transaction. SQLite takes its write lock at once: a transaction that read first and wrote later
    /// would be refused (SQLITE_BUSY) without waiting.
    pub async fn begin(&self) -> Result<Tx, sqlx::Error> {
        match self {
            Self::Sqlite { write, .. } => Ok(Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?)),
            Self::Postgres(pool, plans) => Ok(Tx::Postgres(begin_whole(pool, "BEGIN").await?, *plans)),
        }
    }

    /// A transaction that reads, and sees one moment whatever is committed meanwhile. On SQLite the log cannot be emptied
    /// into the file while it lasts, on PostgreSQL no dead row is cleaned away: for what must be proven, not for requests.
    pub async fn snapshot(&self) -> Result<Tx, sqlx::Error> {
        match self {
            Self::Sqlite { read, .. } => Ok(Tx::Sqlite(read.begin().await?)),
            Self::Postgres(pool, plans) => {
                let mut tx = begin_whole(pool, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
                sqlx::raw_sql(POSTGRES_SNAPSHOT_TIMEOUT).execute(&mut *tx).await?;
                Ok(Tx::Postgres(tx, *plans))
            }
        }
    }

    /// A connection for reading, outside any transaction.
    pub async fn read(&self) -> Result<Reader, sqlx::Error> {
        match self {
            Self::Sqlite { read, .. } => Ok(Reader::Sqlite(read.acquire().await?)),
            Self::Postgres(pool, plans) => Ok(Reader::Postgres(pool.acquire().await?, *plans)),
        }
    }

    /// Has PostgreSQL look at tables that have changed much; it would by itself, a minute later. SQLite needs no telling: its
    /// statements here have one way to go. What fails is logged: nothing depends on it but speed.
    pub async fn analyze(&self, tables: &'static str) {
        let Self::Postgres(pool, _) = self else { return };
        let statement = AssertSqlSafe(format!("ANALYZE {tables}"));
        if let Err(error) = sqlx::raw_sql(statement).execute(pool).await {
            tracing::warn!(%error, tables, "the tables could not be analyzed");
        }
    }

    pub fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite { .. })
    }

    pub async fn close(&self) {
        match self {
            Self::Sqlite { write, read, .. } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool, _) => pool.close().await,
        }
    }
}

/// Begins in a task of its own, which goes on when the caller is dropped (a handler is, as soon as its client hangs up). A `BEGIN`
/// given up half way is one that sqlx does not know of and does not roll back: the connection would go back to the pool with the
/// transaction open, where one failed statement breaks whatever comes after it, and PostgreSQL ends it for idling.
async fn begin_whole(pool: &PgPool, statement: &'static str) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let pool = pool.clone();
    let begun = tokio::spawn(async move { pool.begin_with(statement).await });
    // It does not panic; what else ends it is the end of the runtime.
    begun.await.map_err(|_| sqlx::Error::WorkerCrashed)?
}

fn postgres_pool(connections: u32) -> PgPoolOptions {
    PgPoolOptions::new().max_connections(connections).acquire_timeout(ACQUIRE_TIMEOUT).test_before_acquire(false)
}

impl Tx {
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(tx) => tx.commit().await,
            Self::Postgres(tx, _) => tx.commit().await,
        }
    }
}
