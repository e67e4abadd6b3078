//! Exports: any list as a file, CSV or an Excel workbook.
//!
//! A capability says what its rows are (a [`Source`], in its `export.rs`); the rest is here. A list is read page by page,
//! by key, each page a short read of its own: no connection and no transaction waits for a slow client, and a million rows
//! take the memory of two pages. So the file is no picture of one moment: what is added meanwhile is left out, since lists
//! begin with the newest, and what is deleted meanwhile may be in it.
//!
//! CSV is sent as it is read. A workbook is an archive with a table of contents, so it is written to a file without a name
//! first, in the data folder, which is gone with whoever held it: the request, or the killed server. Excel's sheets end after
//! 1 048 576 rows; the next rows go on a next sheet.
//!
//! An account has at most two exports at once on a server ([`Slots`]), and a client that reads nothing for two minutes is
//! given up. A file that could not be finished is never taken for a whole one: its connection breaks off.
//!
//! Headers, words, dates and amounts are in the account's language, times in its time zone. What spreadsheets make of a
//! cell, and what is done against it, is told in [`csv`].

mod answer;
mod csv;
mod query;
mod slots;
mod xlsx;

pub use slots::{Slot, Slots};

pub(crate) use answer::answer;
pub(crate) use query::{Form, export_query};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use openapi::accounts::{Account, Locale};
use openapi::{Credits, Time};

use crate::app::App;
use crate::http::Cursor;
use crate::problem::Problem;

/// Rows of a page: some milliseconds of the database's time, and less than 2 MB of the longest texts.
pub(crate) const PAGE: u32 = 1_000;

/// One cell of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    Empty,
    /// What somebody wrote.
    Text(String),
    /// Digits that name something, a telephone or a message: nobody adds them up, and none may be lost.
    Name(String),
    Count(i64),
    Amount(Credits),
    Time(Time),
}

pub(crate) type Row = Vec<Cell>;

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    pub fn name(name: &impl ToString) -> Self {
        Self::Name(name.to_string())
    }

    pub fn some_text(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    pub fn some_time(time: Option<Time>) -> Self {
        time.map_or(Self::Empty, Self::Time)
    }
}

/// A list that can be a file.
pub(crate) trait Source {
    /// The file's name, without its date and its ending.
    fn title(&self, locale: Locale) -> String;

    /// The first row.
    fn columns(&self, locale: Locale) -> Vec<String>;

    /// The next rows, by a connection that is given back before it answers; `None` after the last ones.
    async fn page(&mut self, app: &App, locale: Locale) -> Result<Option<Vec<Row>>, Problem>;
}

/// How far a list has been read.
#[derive(Debug)]
pub(crate) struct Walk(Option<Cursor>);

impl Walk {
    /// From the beginning; `cursor` tells what is searched for.
    pub fn new(cursor: Cursor) -> Self {
        Self(Some(cursor.in_pages_of(PAGE)))
    }

    /// The page to read now; `None` after the last one.
    pub const fn cursor(&self) -> Option<&Cursor> {
        self.0.as_ref()
    }

    /// Takes the `next` of the page that was read.
    pub fn go_on(&mut self, next: Option<&str>) {
        match (&mut self.0, next.and_then(|next| next.parse().ok())) {
            (Some(cursor), Some(after)) => cursor.after = Some(after),
            _ => self.0 = None,
        }
    }
}

/// How an account's files are written.
#[derive(Debug, Clone)]
struct Style {
    locale: Locale,
    zone: TimeZone,
}

impl Style {
    fn of(account: &Account) -> Self {
        Self { locale: account.locale, zone: TimeZone::get(&account.time_zone).unwrap_or(TimeZone::UTC) }
    }

    /// What a clock on the account's wall shows.
    fn local(&self, time: Time) -> DateTime {
        self.zone.to_datetime(Timestamp::from_millisecond(time.millis()).unwrap_or_default())
    }
}

/// One of two words, English first as in the web app's catalogue.
pub(crate) const fn say(locale: Locale, (english, french): (&'static str, &'static str)) -> &'static str {
    match locale {
        Locale::En => english,
        Locale::Fr => french,
    }
}

/// The headers of columns, each in English and French.
pub(crate) fn headers(locale: Locale, columns: &[(&'static str, &'static str)]) -> Vec<String> {
    columns.iter().map(|pair| say(locale, *pair).to_owned()).collect()
}
