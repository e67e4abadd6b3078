//! Opens the data for a command that works beside the server.

use std::fs::{self, File};

use super::Failure;
use crate::clock::Clock;
use crate::config::DataConfig;
use crate::db::{Db, execute, fetch_all, migrate, statements, transact};
use crate::ids::{Ids, MAX_NODE};

/// A command finishes well within this, and a server renews it ten times; the number is free again afterwards.
const NODE_LEASE_MILLIS: i64 = 600_000;

statements! {
    TAKEN => ("SELECT number FROM node WHERE lease_until > $1 ORDER BY number");
    TAKE => ("INSERT INTO node (number, started_at, lease_until) VALUES ($1, $2, $3)
        ON CONFLICT (number) DO UPDATE SET started_at = excluded.started_at, lease_until = excluded.lease_until
        WHERE node.lease_until <= excluded.started_at");
    RENEW => ("UPDATE node SET lease_until = $3 WHERE number = $1 AND lease_until > $2");
}

/// Opens the database and brings its schema up to date.
pub async fn open(config: &DataConfig) -> Result<Db, Failure> {
    fs::create_dir_all(&config.data)
        .map_err(|error| format!("cannot make the data folder {}: {error}", config.data.display()))?;
    let db = Db::open(&config.url()).await.map_err(|error| format!("cannot open the database: {error}"))?;
    migrate(&db).await.map_err(|error| format!("cannot bring the schema up to date: {error}"))?;
    Ok(db)
}

/// Leases the lowest free node number, so that no two processes ever make the same id. 0 is the server's on SQLite.
pub async fn ids(db: &Db, clock: &Clock, lowest: u16) -> Result<Ids, Failure> {
    let now = clock.now().millis();
    let taken: Vec<(i64,)> = fetch_all!(&mut db.read().await?, (i64,), TAKEN, now)?;
    for number in lowest..=MAX_NODE {
        if taken.contains(&(i64::from(number),)) {
            continue;
        }
        let leased =
            transact(db, async |tx| execute!(tx, TAKE, i64::from(number), now, now + NODE_LEASE_MILLIS)).await?;
        if leased == 1 {
            return Ok(Ids::new(clock.clone(), number));
        }
    }
    Err("every node number is taken".into())
}

/// Renews the lease of a server's number; `false` when it had ended.
pub async fn renew(db: &Db, clock: &Clock, number: u16) -> Result<bool, sqlx::Error> {
    let now = clock.now().millis();
    let renewed = transact(db, async |tx| execute!(tx, RENEW, i64::from(number), now, now + NODE_LEASE_MILLIS)).await?;
    Ok(renewed == 1)
}

/// Takes the lock that keeps two servers off one SQLite file; held while the file handle lives.
pub fn lock_sqlite(config: &DataConfig) -> Result<File, Failure> {
    let path = config.data.join("serve.lock");
    let file = File::create(&path).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    file.try_lock().map_err(|_| "another `chappe serve` is using this data folder")?;
    Ok(file)
}
