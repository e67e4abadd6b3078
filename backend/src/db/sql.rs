//! A statement and the macros that run it on either database.

/// One statement in its two spellings; the same but for the named dialect parts.
#[derive(Debug, Clone, Copy)]
pub struct Sql {
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

/// Puts a statement together from text and dialect parts: `sql!("SELECT … LIMIT $1" skip_locked)`.
macro_rules! sql {
    ($($part:tt)+) => {
        $crate::db::Sql {
            sqlite: concat!($($crate::db::sql::sqlite_part!($part)),+),
            postgres: concat!($($crate::db::sql::postgres_part!($part)),+),
        }
    };
}

macro_rules! sqlite_part {
    (skip_locked) => { "" };
    (for_update) => { "" };
    (ids) => { "(SELECT value FROM json_each($1))" };
    ({ $sqlite:literal, $postgres:literal }) => { $sqlite };
    (($shared:ident sqlite postgres)) => { $shared!(sqlite) };
    ([ $($column:ident $kind:ident),+ ]) => { $crate::db::batch::sqlite_rows!($($column $kind),+) };
    ($text:literal) => { $text };
}

macro_rules! postgres_part {
    (skip_locked) => { " FOR UPDATE SKIP LOCKED" };
    (for_update) => { " FOR UPDATE" };
    (ids) => { "(SELECT unnest($1::BIGINT[]))" };
    ({ $sqlite:literal, $postgres:literal }) => { $postgres };
    (($shared:ident sqlite postgres)) => { $shared!(postgres) };
    ([ $($column:ident $kind:ident),+ ]) => { $crate::db::batch::postgres_rows!($($column $kind),+) };
    ($text:literal) => { $text };
}

/// Names the statements of one file and lists them in `ALL`, so that a test (`prepare.rs`) can prepare each on both
/// databases.
///
/// Parts beside plain text: `skip_locked`, `for_update`, `ids` (a list bound as `$1`, see [`crate::db::Ids`]),
/// `[column type, …]` (many rows bound from `$1`, see [`crate::db::Rows`]), `{ "sqlite", "postgres" }` and
/// `(name sqlite postgres)`, a text that several statements share: a macro that answers it for either word.
macro_rules! statements {
    ($($(#[$meta:meta])* $name:ident => ($($part:tt)+);)+) => {
        $($(#[$meta])* pub(crate) const $name: $crate::db::Sql = $crate::db::sql::sql!($($part)+);)+
        /// Every statement here, by name.
        #[cfg(test)]
        pub(crate) const ALL: &[(&str, $crate::db::Sql)] = &[$((stringify!($name), $name)),+];
    };
}

/// Runs a statement; answers the number of rows it touched.
macro_rules! execute {
    ($on:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $crate::db::Connected::conn($on) {
            $crate::db::Conn::Sqlite(c) => match $crate::db::SqliteBound::default()$(.with($arg))*.finish() {
                Ok(bound) => sqlx::query_with($sql.sqlite, bound).execute(c).await.map(|done| done.rows_affected()),
                Err(error) => Err(error),
            },
            $crate::db::Conn::Postgres(c, plans) => match $crate::db::PostgresBound::default()$(.with($arg))*.finish() {
                Ok(bound) => sqlx::query_with($sql.postgres, bound).persistent(plans.keeps()).execute(c).await.map(|done| done.rows_affected()),
                Err(error) => Err(error),
            },
        }
    };
}

macro_rules! fetch {
    ($how:ident, $on:expr, $row:ty, $sql:expr $(, $arg:expr)*) => {
        match $crate::db::Connected::conn($on) {
            $crate::db::Conn::Sqlite(c) => match $crate::db::SqliteBound::default()$(.with($arg))*.finish() {
                Ok(bound) => sqlx::query_as_with::<_, $row, _>($sql.sqlite, bound).$how(c).await,
                Err(error) => Err(error),
            },
            $crate::db::Conn::Postgres(c, plans) => match $crate::db::PostgresBound::default()$(.with($arg))*.finish() {
                Ok(bound) => sqlx::query_as_with::<_, $row, _>($sql.postgres, bound).persistent(plans.keeps()).$how(c).await,
                Err(error) => Err(error),
            },
        }
    };
}

/// The one row a statement answers, as `$row`; an error when there is none.
macro_rules! fetch_one {
    ($on:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => { $crate::db::sql::fetch!(fetch_one, $on, $row, $sql $(, $arg)*) };
}

/// The row a statement answers, or `None`.
macro_rules! fetch_optional {
    ($on:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => { $crate::db::sql::fetch!(fetch_optional, $on, $row, $sql $(, $arg)*) };
}

/// All rows a statement answers; the statement itself has the limit.
macro_rules! fetch_all {
    ($on:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => { $crate::db::sql::fetch!(fetch_all, $on, $row, $sql $(, $arg)*) };
}

/// All rows of a statement that may answer thousands. SQLite answers them as one JSON text of arrays, in no order: through
/// sqlx each row and each of its values crosses from its thread to ours by itself, which costs more than finding it.
/// PostgreSQL answers rows. `$row` has its fields in the order of the columns, and knows both ways.
macro_rules! fetch_many {
    ($on:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $crate::db::Connected::conn($on) {
            $crate::db::Conn::Sqlite(c) => match $crate::db::SqliteBound::default()$(.with($arg))*.finish() {
                Ok(bound) => match sqlx::query_as_with::<_, (String,), _>($sql.sqlite, bound).fetch_one(c).await {
                    Ok((json,)) => {
                        serde_json::from_str::<Vec<$row>>(&json).map_err(|error| sqlx::Error::Decode(error.into()))
                    }
                    Err(error) => Err(error),
                },
                Err(error) => Err(error),
            },
            $crate::db::Conn::Postgres(c, plans) => match $crate::db::PostgresBound::default()$(.with($arg))*.finish() {
                Ok(bound) => sqlx::query_as_with::<_, $row, _>($sql.postgres, bound).persistent(plans.keeps()).fetch_all(c).await,
                Err(error) => Err(error),
            },
        }
    };
}

pub(crate) use {
    execute, fetch, fetch_all, fetch_many, fetch_one, fetch_optional, postgres_part, sql, sqlite_part, statements,
};
