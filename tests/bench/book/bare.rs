//! The same rows put into the same tables by the database alone: no HTTP, no parsing, no questions asked.

use std::process::Command;
use std::time::Instant;

use tests::Database;

use crate::dispatch::Engine;

/// What a contact and its membership are.
const TABLES: [&str; 2] = ["contact", "group_member"];

/// Copies the book's tables into empty ones with the same columns and indexes; answers the seconds.
pub fn copy(engine: Engine, database: &Database) -> f64 {
    match engine {
        Engine::Postgres => postgres(database),
        Engine::Sqlite => sqlite(database),
    }
}

/// `psql \copy`, out first, then in.
fn postgres(database: &Database) -> f64 {
    let file = |table: &str| database.data().join(format!("{table}.copy")).display().to_string();
    for table in TABLES {
        database.sql(&format!("\\copy {table} TO '{}'", file(table)));
        database.sql(&format!("CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)"));
    }
    database.sql("CHECKPOINT");
    let start = Instant::now();
    for table in TABLES {
        database.sql(&format!("\\copy bare_{table} FROM '{}'", file(table)));
    }
    let seconds = start.elapsed().as_secs_f64();
    for table in TABLES {
        database.sql(&format!("DROP TABLE bare_{table}"));
        std::fs::remove_file(file(table)).expect("it was written");
    }
    seconds
}

/// One prepared statement a table and one transaction, into a file of its own; only what SQLite itself does is timed.
fn sqlite(database: &Database) -> f64 {
    const SCRIPT: &str = "
import os, sqlite3, sys, time
source, target = sqlite3.connect(sys.argv[1]), sqlite3.connect(sys.argv[2], isolation_level=None)
target.executescript('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768')
spent = 0
tables = sys.argv[3:]
for table in tables:
    schema = 'SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL AND type IN (?, ?) ORDER BY type DESC'
    for (sql,) in source.execute(schema, (table, 'table', 'index')):
        target.execute(sql)
target.execute('BEGIN')
for table in tables:
    rows = source.execute(f'SELECT * FROM {table}')
    marks = ', '.join('?' * len(rows.description))
    while chunk := rows.fetchmany(10000):
        start = time.monotonic()
        target.executemany(f'INSERT INTO {table} VALUES ({marks})', chunk)
        spent += time.monotonic() - start
start = time.monotonic()
target.execute('COMMIT')
print(spent + time.monotonic() - start)
target.close()
os.remove(sys.argv[2])
";
    let (from, to) = (database.data().join("chappe.db"), database.data().join("bare.db"));
    let output = Command::new("python3").args(["-c", SCRIPT]).arg(from).arg(to).args(TABLES).output();
    let output = output.expect("python3 starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().parse().expect("it prints seconds")
}
