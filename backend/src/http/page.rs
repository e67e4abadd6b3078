//! Cursor pages: every list has an end, and none is counted from its beginning.

use serde::Deserialize;

use crate::problem::Problem;

/// Rows of a page when none is asked for.
const DEFAULT_LIMIT: u32 = 50;

/// More would make one answer as slow as a job.
const MAX_LIMIT: u32 = 500;

/// A search is for what a person types, not for a document.
const MAX_SEARCH: usize = 100;

/// `?after=&limit=&q=` of a list.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// The `next` of the page before.
    #[param(pattern = "^([0-9]{1,18}|[1-8][0-9]{18})$")]
    pub after: Option<String>,
    /// Rows, at most 500.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
    pub limit: Option<String>,
    /// Words to search for.
    #[param(max_length = 100)]
    pub q: Option<String>,
}

/// A page asked for, read: rows strictly beyond `after`, `limit` of them.
#[derive(Debug, Clone)]
pub struct Cursor {
    pub after: Option<i64>,
    limit: u32,
    pub search: Option<String>,
}

impl PageQuery {
    pub fn read(self) -> Result<Cursor, Problem> {
        read_cursor(self.after.as_deref(), self.limit.as_deref(), self.q)
    }
}

/// Reads the parts of a page query, for lists that have parameters of their own beside.
pub fn read_cursor(after: Option<&str>, limit: Option<&str>, q: Option<String>) -> Result<Cursor, Problem> {
    let after = match after {
        None => None,
        Some(text) => {
            Some(digits(text).ok_or_else(|| Problem::field("after", "malformed", "after is the `next` of a page"))?)
        }
    };
    let limit = read_limit(limit)?;
    let search = q.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty());
    if search.as_ref().is_some_and(|words| words.chars().count() > MAX_SEARCH) {
        return Err(Problem::field("q", "too_long", format!("a search has at most {MAX_SEARCH} characters")));
    }
    // PostgreSQL keeps no NUL in a text, so none could be found.
    if search.as_ref().is_some_and(|words| words.contains('\0')) {
        return Err(Problem::field("q", "malformed", "a search has no NUL characters"));
    }
    Ok(Cursor { after, limit, search })
}

/// The rows of a page.
pub fn read_limit(limit: Option<&str>) -> Result<u32, Problem> {
    let Some(text) = limit else { return Ok(DEFAULT_LIMIT) };
    digits(text)
        .and_then(|limit| u32::try_from(limit).ok())
        .filter(|limit| (1..=MAX_LIMIT).contains(limit))
        .ok_or_else(|| Problem::field("limit", "out_of_range", format!("limit is 1 to {MAX_LIMIT}")))
}

fn digits(text: &str) -> Option<i64> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

impl Cursor {
    /// The same search from its beginning, in pages of this size: for what reads a list to its end.
    pub fn in_pages_of(self, limit: u32) -> Self {
        Self { after: None, limit, ..self }
    }

    /// Rows to ask the database for: one more than the page has, which tells whether there is a next one.
    pub fn fetch(&self) -> i64 {
        i64::from(self.limit) + 1
    }

    /// For lists from the newest to the oldest: rows with an id below this.
    pub fn below(&self) -> i64 {
        self.after.unwrap_or(i64::MAX)
    }

    /// For lists from the oldest to the newest: rows with an id above this.
    pub fn above(&self) -> i64 {
        self.after.unwrap_or(0)
    }

    /// `q` as a LIKE pattern that matches anywhere, its own wildcards taken literally; `%` when nothing is searched.
    pub fn pattern(&self) -> String {
        match &self.search {
            None => "%".to_owned(),
            Some(words) => {
                format!("%{}%", words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_").to_lowercase())
            }
        }
    }

    /// Cuts the rows to the page and tells the cursor of the next one.
    pub fn cut<T>(&self, mut rows: Vec<T>, key: impl Fn(&T) -> i64) -> (Vec<T>, Option<String>) {
        let size = self.limit as usize;
        if rows.len() <= size {
            return (rows, None);
        }
        rows.truncate(size);
        let next = rows.last().map(|row| key(row).to_string());
        (rows, next)
    }
}
