//! What `GET /contacts` and `GET /contacts/export` can be asked for.

use std::collections::BTreeMap;

use openapi::FieldError;
use openapi::ProblemCode;
use openapi::contacts::{ContactFilter, LineType};
use openapi::exports::{ExportEncoding, ExportFormat, ExportSeparator};
use serde::Deserialize;

use super::filter::Filter;
use super::list::Asked;
use super::sort::Sort;
use crate::exports::{Form, PAGE};
use crate::http::page::read_limit;
use crate::numbers::{Country, Line};
use crate::problem::{FieldErrors, Problem};

/// How a filter by an own field begins.
const OWN: &str = "field.";

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ContactQuery {
    /// The `next` of the page before.
    #[param(pattern = "^[A-Za-z0-9_-]{1,2000}$")]
    after: Option<String>,
    /// Rows, at most 500.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<String>,
    /// Tells how many there are: exact up to 10 000.
    #[param(value_type = Option<bool>)]
    count: Option<String>,
    #[serde(flatten)]
    #[param(ignore)]
    filter: FilterQuery,
}

/// Which contacts, and in which order.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FilterQuery {
    /// The first letters of words: of a name, an e-mail address, a company; or the first digits of a number.
    #[param(max_length = 100)]
    q: Option<String>,
    /// Only the contacts of this group.
    #[param(value_type = Option<openapi::GroupId>)]
    group: Option<String>,
    /// Only numbers of this country, ISO 3166-1 alpha-2.
    #[param(pattern = "^[A-Z]{2}$")]
    country: Option<String>,
    /// Only those who are on the blacklist, or only the others.
    #[param(value_type = Option<bool>)]
    blacklisted: Option<String>,
    /// Only numbers that reach this.
    #[param(value_type = Option<LineType>)]
    line: Option<String>,
    /// Only those whose consent is noted, or only the others.
    #[param(value_type = Option<bool>)]
    consent: Option<String>,
    /// `created_at`, `name`, `first_name`, `email`, `company` or `mobile`; with `-` before it, the last comes first.
    #[param(pattern = "^-?(created_at|name|first_name|email|company|mobile)$")]
    sort: Option<String>,
    #[serde(flatten)]
    #[param(ignore)]
    own: BTreeMap<String, String>,
}

/// The filter of `GET /contacts/export`, and the file that is asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ContactExport {
    /// `csv` unless said otherwise.
    #[param(inline)]
    format: Option<ExportFormat>,
    /// Of a CSV file: `;` in French and `,` in English unless said otherwise, as Excel expects it.
    #[param(inline)]
    separator: Option<ExportSeparator>,
    /// Of a CSV file: UTF-8 unless said otherwise.
    #[param(inline)]
    encoding: Option<ExportEncoding>,
    #[serde(flatten)]
    #[param(ignore)]
    filter: FilterQuery,
}

impl ContactQuery {
    pub fn read(self, home: Country) -> Result<Asked, Problem> {
        let mut errors = FieldErrors::default();
        let (filter, sort) = self.filter.read(home, &mut errors)?;
        let asked = Asked {
            filter,
            sort,
            after: self.after.and_then(|place| read(&mut errors, "after", &place)),
            limit: read_limit(self.limit.as_deref())? as usize,
            count: self.count.and_then(|word| read(&mut errors, "count", &word)).unwrap_or_default(),
        };
        errors.finish()?;
        Ok(asked)
    }
}

impl ContactExport {
    pub fn form(&self) -> Form {
        Form {
            format: self.format.unwrap_or_default(),
            separator: self.separator,
            encoding: self.encoding.unwrap_or_default(),
        }
    }

    /// The first page of the file.
    pub fn read(self, home: Country) -> Result<Asked, Problem> {
        let mut errors = FieldErrors::default();
        let (filter, sort) = self.filter.read(home, &mut errors)?;
        errors.finish()?;
        Ok(Asked { filter, sort, after: None, limit: PAGE as usize, count: false })
    }
}

impl FilterQuery {
    fn read(self, home: Country, errors: &mut FieldErrors) -> Result<(Filter, Sort), Problem> {
        let mut fields = BTreeMap::new();
        for (name, value) in self.own {
            match name.strip_prefix(OWN).filter(|name| !name.is_empty()) {
                Some(field) => _ = fields.insert(field.to_owned(), value),
                None => return Err(unknown(&name)),
            }
        }
        let line = self.line.map(|word| Line::of_word(&word).map(LineType::from).ok_or(word));
        let asked = ContactFilter {
            q: self.q,
            group: self.group.and_then(|id| read(errors, "group", &id)),
            country: self.country,
            blacklisted: self.blacklisted.and_then(|word| read(errors, "blacklisted", &word)),
            line: line.and_then(|line| errors.take("line", line.map_err(|_| malformed("line")))),
            fields,
            consent: self.consent.and_then(|word| read(errors, "consent", &word)),
        };
        let filter = Filter::parse(asked, home, "", errors);
        Ok((filter, self.sort.and_then(|word| read(errors, "sort", &word)).unwrap_or_default()))
    }
}

fn read<T: std::str::FromStr>(errors: &mut FieldErrors, name: &str, text: &str) -> Option<T> {
    errors.take(name, text.parse().map_err(|_| malformed(name)))
}

fn malformed(name: &str) -> (&'static str, String) {
    ("malformed", format!("{name} has no such value"))
}

fn unknown(name: &str) -> Problem {
    let message = format!("there is no parameter {name}");
    let error = FieldError { field: name.to_owned(), code: "unknown_field".to_owned(), message };
    Problem::new(ProblemCode::UnknownField).with_errors(vec![error])
}
