//! A transaction whose caller goes away while it begins, as a handler does whose client hangs up.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Waker};
use std::time::Duration;

use tests::postgres::Cluster;

use super::{Db, Plans, postgres_pool, transact};

/// How long PostgreSQL has to be told; a transaction that is forgotten stays until it is ended for idling, 30 seconds later.
const TRIES: usize = 100;

const PAUSE: Duration = Duration::from_millis(100);

const FORGOTTEN: &str = "SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'";

#[tokio::test]
async fn a_beginning_that_is_given_up_leaves_no_transaction_open() {
    let cluster = Cluster::shared();
    let name = format!("given_up_{}", std::process::id());
    cluster.psql(&format!("CREATE DATABASE {name}"));
    let pool = postgres_pool(1).connect(&cluster.url(&name)).await.unwrap();
    let db = Db::Postgres(pool, Plans::Kept);
    for _ in 0..3 {
        {
            let mut beginning = pin!(db.begin());
            assert!(beginning.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        }
        let mut left = String::new();
        for _ in 0..TRIES {
            tokio::time::sleep(PAUSE).await;
            left = cluster.psql_in(&name, FORGOTTEN).trim().to_owned();
            if left == "0" {
                break;
            }
        }
        assert_eq!(left, "0", "the one connection is in a transaction that nobody knows of");
    }
    transact(&db, async |_| Ok::<_, sqlx::Error>(())).await.unwrap();
    db.close().await;
    cluster.drop_database(&name);
}
