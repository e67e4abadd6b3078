//! One write transaction, tried again when the database says that another one came between.

use std::error::Error;
use std::time::Duration;

use super::{Db, Tx};

/// Deadlocks and serialization failures come and go within milliseconds; whatever lasts longer is another trouble.
const ATTEMPTS: u32 = 5;

/// The first pause; it doubles. Different nodes start at different moments, so there is no need of chance in it.
const FIRST_PAUSE: Duration = Duration::from_millis(5);

/// Runs `work` in a write transaction and commits it. `work` may run several times, so it must have no effect but on
/// the transaction. The one place where deadlocks and serialization failures are tried again.
pub async fn transact<T, E>(db: &Db, work: impl AsyncFn(&mut Tx) -> Result<T, E>) -> Result<T, E>
where
    E: Error + From<sqlx::Error> + 'static,
{
    let mut pause = FIRST_PAUSE;
    for _ in 1..ATTEMPTS {
        match attempt(db, &work).await {
            Err(error) if is_transient(&error) => tokio::time::sleep(pause).await,
            other => return other,
        }
        pause *= 2;
    }
    attempt(db, &work).await
}

async fn attempt<T, E>(db: &Db, work: &impl AsyncFn(&mut Tx) -> Result<T, E>) -> Result<T, E>
where
    E: Error + From<sqlx::Error> + 'static,
{
    let mut tx = db.begin().await?;
    let answer = work(&mut tx).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Whether the same work may succeed when it is done again: deadlock (40P01), serialization failure (40001).
fn is_transient(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(sqlx::Error::Database(database)) = error.downcast_ref::<sqlx::Error>() {
            return matches!(database.code().as_deref(), Some("40P01" | "40001"));
        }
        cause = error.source();
    }
    false
}

/// Whether a UNIQUE constraint answered.
pub fn is_unique_violation(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Database(database) if database.is_unique_violation())
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::fmt;

    use sqlx::error::{DatabaseError, ErrorKind};

    use super::*;
    use crate::problem::Problem;

    #[derive(Debug)]
    struct Deadlock;

    impl fmt::Display for Deadlock {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("deadlock detected")
        }
    }

    impl Error for Deadlock {}

    impl DatabaseError for Deadlock {
        fn message(&self) -> &str {
            "deadlock detected"
        }
        fn code(&self) -> Option<Cow<'_, str>> {
            Some("40P01".into())
        }
        fn as_error(&self) -> &(dyn Error + Send + Sync + 'static) {
            self
        }
        fn as_error_mut(&mut self) -> &mut (dyn Error + Send + Sync + 'static) {
            self
        }
        fn into_error(self: Box<Self>) -> Box<dyn Error + Send + Sync + 'static> {
            self
        }
        fn kind(&self) -> ErrorKind {
            ErrorKind::Other
        }
    }

    #[test]
    fn a_deadlock_is_seen_through_every_error_that_carries_it() {
        let deadlock = || sqlx::Error::Database(Box::new(Deadlock));
        assert!(is_transient(&deadlock()));
        assert!(is_transient(&crate::credits::Error::from(deadlock())));
        assert!(is_transient(&crate::campaigns::Error::from(crate::credits::Error::from(deadlock()))));
        assert!(is_transient(&Problem::from(crate::accounts::Error::from(deadlock()))));
        assert!(is_transient(&crate::contacts::Error::from(deadlock())));
        assert!(is_transient(&crate::groups::Error::from(deadlock())));
        assert!(is_transient(&crate::imports::Error::from(deadlock())));
        assert!(is_transient(&crate::mobile::Error::from(crate::credits::Error::from(deadlock()))));
        assert!(!is_transient(&sqlx::Error::RowNotFound));
    }
}
