//! The same rows put into the same tables by the database alone: no HTTP, no parsing, no questions asked. What a file brings
//! goes in as one; messages go in by [`BATCH`], each batch a commit that waits for the disk, as for a launch.

use std::io::Write;
use std::process::Command;
use std::time::Instant;

use tests::Database;

use crate::dispatch::Engine;

/// What a contact and its membership are.
const TABLES: [&str; 2] = ["contact", "group_member"];

/// Messages of one transaction: as many as a launch writes together.
const BATCH: usize = 2_000;

/// Inserts the messages that are there once more, into an empty table with the same columns and indexes; answers the seconds.
pub fn insert_messages(engine: Engine, database: &Database) -> f64 {
    match engine {
        Engine::Postgres => batches(database),
        Engine::Sqlite => sqlite(database, &["message"], BATCH),
    }
}

/// One COPY a batch, through one connection.
fn batches(database: &Database) -> f64 {
    let path = |name: &str| database.data().join(name).display().to_string();
    let (rows, script) = (path("messages.copy"), path("batches.sql"));
    database.sql(&format!("\\copy message TO '{rows}'"));
    database.sql("CREATE TABLE bare_message (LIKE message INCLUDING ALL)");
    // LIKE leaves it out.
    database.sql("ALTER TABLE bare_message SET (fillfactor = 50, autovacuum_enabled = false)");
    let text = std::fs::read_to_string(&rows).expect("it was written");
    let mut writer = std::io::BufWriter::new(std::fs::File::create(&script).expect("the folder is ours"));
    for (at, line) in text.lines().enumerate() {
        let (end, begin) = if at % BATCH == 0 { (at > 0, true) } else { (false, false) };
        if end {
            writeln!(writer, "\\.").expect("the disk has room");
        }
        if begin {
            writeln!(writer, "COPY bare_message FROM STDIN;").expect("the disk has room");
        }
        writeln!(writer, "{line}").expect("the disk has room");
    }
    writeln!(writer, "\\.").expect("the disk has room");
    drop(writer);
    database.sql("CHECKPOINT");
    let start = Instant::now();
    database.sql(&format!("\\i {script}"));
    let seconds = start.elapsed().as_secs_f64();
    database.sql("DROP TABLE bare_message");
    for file in [rows, script] {
        std::fs::remove_file(file).expect("it was written");
    }
    seconds
}

/// Copies the book's tables into empty ones with the same columns and indexes; answers the seconds.
pub fn copy(engine: Engine, database: &Database) -> f64 {
    match engine {
        Engine::Postgres => postgres(database),
        Engine::Sqlite => sqlite(database, &TABLES, usize::MAX),
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

/// One prepared statement a table and one transaction a batch, into a file of its own; only what SQLite itself does is timed.
fn sqlite(database: &Database, tables: &[&str], batch: usize) -> f64 {
    const SCRIPT: &str = "
import os, sqlite3, sys, time
source, target = sqlite3.connect(sys.argv[1]), sqlite3.connect(sys.argv[2], isolation_level=None)
target.executescript('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -81920; PRAGMA wal_autocheckpoint = 16384')
spent = 0
batch, tables = int(sys.argv[3]), sys.argv[4:]
for table in tables:
    schema = 'SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL AND type IN (?, ?) ORDER BY type DESC'
    for (sql,) in source.execute(schema, (table, 'table', 'index')):
        target.execute(sql)
target.execute('BEGIN')
for table in tables:
    rows = source.execute(f'SELECT * FROM {table}')
    marks = ', '.join('?' * len(rows.description))
    while chunk := rows.fetchmany(min(batch, 10000)):
        start = time.monotonic()
        target.executemany(f'INSERT INTO {table} VALUES ({marks})', chunk)
        if batch <= 10000:
            target.execute('COMMIT')
            target.execute('BEGIN')
        spent += time.monotonic() - start
start = time.monotonic()
target.execute('COMMIT')
print(spent + time.monotonic() - start)
target.close()
os.remove(sys.argv[2])
";
    let (from, to) = (database.data().join("chappe.db"), database.data().join("bare.db"));
    let output =
        Command::new("python3").args(["-c", SCRIPT]).arg(from).arg(to).arg(batch.to_string()).args(tables).output();
    let output = output.expect("python3 starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().parse().expect("it prints seconds")
}
