//! Binding values: one at a time, lists of ids, and rows of columns.
//!
//! PostgreSQL takes many rows as one array a column and `unnest`s them; SQLite takes one JSON text and `json_each`es
//! it. Either way the statement's text does not depend on how many there are, so it is prepared once (VALUES lists of
//! varying length are new statements each time: +4.6 µs a row on PostgreSQL in the trial).

use std::io::Write;

use sqlx::error::BoxDynError;
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments, Encode, Postgres, Sqlite, Type};

/// A value, or several, that a statement can be given on either database.
pub trait Param {
    fn add_to_sqlite(self, arguments: &mut SqliteArguments) -> Result<(), BoxDynError>;
    fn add_to_postgres(self, arguments: &mut PgArguments) -> Result<(), BoxDynError>;
}

impl<'v, T> Param for T
where
    T: Encode<'v, Sqlite> + Type<Sqlite> + Encode<'v, Postgres> + Type<Postgres>,
{
    fn add_to_sqlite(self, arguments: &mut SqliteArguments) -> Result<(), BoxDynError> {
        arguments.add(self)
    }

    fn add_to_postgres(self, arguments: &mut PgArguments) -> Result<(), BoxDynError> {
        arguments.add(self)
    }
}

/// A list of 64-bit values for the dialect part `ids`.
#[derive(Debug, Clone, Copy)]
pub struct Ids<'a>(pub &'a [i64]);

impl Param for Ids<'_> {
    fn add_to_sqlite(self, arguments: &mut SqliteArguments) -> Result<(), BoxDynError> {
        arguments.add(serde_json::to_string(self.0)?)
    }

    fn add_to_postgres(self, arguments: &mut PgArguments) -> Result<(), BoxDynError> {
        arguments.add(self.0)
    }
}

/// Many rows for the dialect part `[column type, …]`, given column by column in that order. It takes the parameters
/// `$1` to `$n` for its n columns; whatever else the statement needs comes after them.
#[derive(Debug, Default)]
pub struct Rows(Vec<Column>);

#[derive(Debug)]
pub enum Column {
    BigInt(Vec<Option<i64>>),
    Int(Vec<Option<i32>>),
    Text(Vec<Option<String>>),
}

/// A type that a column can be made of.
pub trait Cell: Sized {
    fn column(cells: impl Iterator<Item = Self>) -> Column;
}

impl Cell for i64 {
    fn column(cells: impl Iterator<Item = Self>) -> Column {
        Column::BigInt(cells.map(Some).collect())
    }
}

impl Cell for Option<i64> {
    fn column(cells: impl Iterator<Item = Self>) -> Column {
        Column::BigInt(cells.collect())
    }
}

impl Cell for i32 {
    fn column(cells: impl Iterator<Item = Self>) -> Column {
        Column::Int(cells.map(Some).collect())
    }
}

impl Cell for &str {
    fn column(cells: impl Iterator<Item = Self>) -> Column {
        Column::Text(cells.map(|cell| Some(cell.to_owned())).collect())
    }
}

impl Cell for Option<String> {
    fn column(cells: impl Iterator<Item = Self>) -> Column {
        Column::Text(cells.collect())
    }
}

impl Cell for Option<&str> {
    fn column(cells: impl Iterator<Item = Self>) -> Column {
        Column::Text(cells.map(|cell| cell.map(str::to_owned)).collect())
    }
}

impl Rows {
    /// Adds the next column.
    pub fn column<C: Cell>(mut self, cells: impl Iterator<Item = C>) -> Self {
        self.0.push(C::column(cells));
        self
    }

    /// One value for every row.
    pub fn same<C: Cell + Copy>(self, cell: C) -> Self {
        let rows = self.rows();
        self.column(std::iter::repeat_n(cell, rows))
    }

    pub(super) fn rows(&self) -> usize {
        self.0.first().map_or(0, Column::len)
    }

    /// A line a row, as PostgreSQL's COPY reads it.
    pub(super) fn to_copy(&self) -> Vec<u8> {
        let rows = self.rows();
        let mut text = Vec::with_capacity(rows * self.0.len() * 12);
        for row in 0..rows {
            for (at, column) in self.0.iter().enumerate() {
                if at > 0 {
                    text.push(b'\t');
                }
                column.write_copy(row, &mut text);
            }
            text.push(b'\n');
        }
        text
    }

    /// The values of these rows, one after the other.
    pub(super) fn to_sqlite(&self, rows: std::ops::Range<usize>) -> Result<SqliteArguments, BoxDynError> {
        let mut arguments = SqliteArguments::default();
        arguments.reserve(rows.len() * self.0.len(), 0);
        for row in rows {
            for column in &self.0 {
                match column {
                    Column::BigInt(cells) => arguments.add(cells[row])?,
                    Column::Int(cells) => arguments.add(cells[row])?,
                    Column::Text(cells) => arguments.add(cells[row].clone())?,
                }
            }
        }
        Ok(arguments)
    }

    fn to_json(&self) -> Result<String, serde_json::Error> {
        let rows = self.rows();
        let mut json = Vec::with_capacity(rows * self.0.len() * 12 + 2);
        json.push(b'[');
        for row in 0..rows {
            json.extend_from_slice(if row == 0 { b"[" } else { b",[" });
            for (at, column) in self.0.iter().enumerate() {
                if at > 0 {
                    json.push(b',');
                }
                column.write_json(row, &mut json)?;
            }
            json.push(b']');
        }
        json.push(b']');
        // serde_json writes UTF-8 only.
        Ok(String::from_utf8_lossy(&json).into_owned())
    }
}

impl Column {
    fn len(&self) -> usize {
        match self {
            Self::BigInt(cells) => cells.len(),
            Self::Int(cells) => cells.len(),
            Self::Text(cells) => cells.len(),
        }
    }

    fn write_copy(&self, row: usize, text: &mut Vec<u8>) {
        match self {
            Self::BigInt(cells) => write_number(cells[row], text),
            Self::Int(cells) => write_number(cells[row].map(i64::from), text),
            Self::Text(cells) => write_text(cells[row].as_deref(), text),
        }
    }

    fn write_json(&self, row: usize, json: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        match self {
            Self::BigInt(cells) => serde_json::to_writer(json, &cells[row]),
            Self::Int(cells) => serde_json::to_writer(json, &cells[row]),
            Self::Text(cells) => serde_json::to_writer(json, &cells[row]),
        }
    }
}

/// What COPY reads as null.
const NULL: &[u8] = b"\\N";

fn write_number(number: Option<i64>, text: &mut Vec<u8>) {
    match number {
        // Writing to memory does not fail.
        Some(number) => _ = write!(text, "{number}"),
        None => text.extend_from_slice(NULL),
    }
}

fn write_text(cell: Option<&str>, text: &mut Vec<u8>) {
    let Some(cell) = cell else { return text.extend_from_slice(NULL) };
    for byte in cell.bytes() {
        match byte {
            b'\\' => text.extend_from_slice(b"\\\\"),
            b'\t' => text.extend_from_slice(b"\\t"),
            b'\n' => text.extend_from_slice(b"\\n"),
            b'\r' => text.extend_from_slice(b"\\r"),
            byte => text.push(byte),
        }
    }
}

impl Param for Rows {
    fn add_to_sqlite(self, arguments: &mut SqliteArguments) -> Result<(), BoxDynError> {
        arguments.add(self.to_json()?)?;
        // The JSON text is $1; the other columns' numbers stay unused, so that what follows is numbered alike.
        for _ in 1..self.0.len() {
            arguments.add(None::<i64>)?;
        }
        Ok(())
    }

    fn add_to_postgres(self, arguments: &mut PgArguments) -> Result<(), BoxDynError> {
        for column in self.0 {
            match column {
                Column::BigInt(cells) => arguments.add(cells)?,
                Column::Int(cells) => arguments.add(cells)?,
                Column::Text(cells) => arguments.add(cells)?,
            }
        }
        Ok(())
    }
}

/// The arguments of one statement on SQLite, as the macros collect them.
pub struct SqliteBound(Result<SqliteArguments, BoxDynError>);

/// The arguments of one statement on PostgreSQL, as the macros collect them.
pub struct PostgresBound(Result<PgArguments, BoxDynError>);

impl Default for SqliteBound {
    fn default() -> Self {
        Self(Ok(SqliteArguments::default()))
    }
}

impl SqliteBound {
    pub fn with(mut self, value: impl Param) -> Self {
        if let Ok(arguments) = &mut self.0
            && let Err(error) = value.add_to_sqlite(arguments)
        {
            self.0 = Err(error);
        }
        self
    }

    pub fn finish(self) -> Result<SqliteArguments, sqlx::Error> {
        self.0.map_err(sqlx::Error::Encode)
    }
}

impl Default for PostgresBound {
    fn default() -> Self {
        Self(Ok(PgArguments::default()))
    }
}

impl PostgresBound {
    pub fn with(mut self, value: impl Param) -> Self {
        if let Ok(arguments) = &mut self.0
            && let Err(error) = value.add_to_postgres(arguments)
        {
            self.0 = Err(error);
        }
        self
    }

    pub fn finish(self) -> Result<PgArguments, sqlx::Error> {
        self.0.map_err(sqlx::Error::Encode)
    }
}

/// `(SELECT …) AS v` over the JSON text in `$1`.
macro_rules! sqlite_rows {
    ($($column:ident $kind:ident),+) => {
        $crate::db::batch::sqlite_rows!(@ "" [] 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 ; $($column)+)
    };
    (@ $comma:literal [$($done:tt)*] $at:literal $($more:literal)* ; $column:ident $($rest:ident)*) => {
        $crate::db::batch::sqlite_rows!(@ ", "
            [$($done)* $comma, "value->>", $at, " AS ", stringify!($column),] $($more)* ; $($rest)*)
    };
    (@ $comma:literal [$($done:tt)*] $($more:literal)* ;) => {
        concat!("(SELECT ", $($done)* " FROM json_each($1)) AS v")
    };
}

/// `unnest($1::BIGINT[], …) AS v (…)`.
macro_rules! postgres_rows {
    ($($column:ident $kind:ident),+) => {
        $crate::db::batch::postgres_rows!(@ "" [] []
            "$1" "$2" "$3" "$4" "$5" "$6" "$7" "$8" "$9" "$10" "$11" "$12" "$13" "$14" "$15" "$16" "$17" "$18"
            "$19" "$20" ; $($column $kind)+)
    };
    (@ $comma:literal [$($arrays:tt)*] [$($names:tt)*] $at:literal $($more:literal)* ;
        $column:ident $kind:ident $($rest:ident)*) => {
        $crate::db::batch::postgres_rows!(@ ", " [$($arrays)* $comma, $at, "::", stringify!($kind), "[]",]
            [$($names)* $comma, stringify!($column),] $($more)* ; $($rest)*)
    };
    (@ $comma:literal [$($arrays:tt)*] [$($names:tt)*] $($more:literal)* ;) => {
        concat!("unnest(", $($arrays)* ") AS v (", $($names)* ")")
    };
}

pub(crate) use {postgres_rows, sqlite_rows};

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn copy_has_a_line_a_row() {
        let rows = Rows::default()
            .column([1_i64, -2].into_iter())
            .column([Some("a\tb\\N"), None].into_iter())
            .column(["", "é\r\n"].into_iter())
            .same(7_i32);
        assert_eq!(String::from_utf8(rows.to_copy()).unwrap(), "1\ta\\tb\\\\N\t\t7\n-2\t\\N\té\\r\\n\t7\n");
    }
}
