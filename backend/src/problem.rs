//! The one place where errors become answers.
//!
//! Each capability has its own error enum and says with `From` which [`Problem`] it is; what no client can mend is
//! logged with its causes and answered as `internal`, without them.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::{HttpResponse, ResponseError};
use openapi::{FieldError, ProblemCode};

/// A refusal on its way to the client.
#[derive(Debug, Clone)]
pub struct Problem {
    code: ProblemCode,
    detail: Option<String>,
    errors: Vec<FieldError>,
    retry_after: Option<u64>,
    allow: Option<String>,
    /// What broke on our side: never told, only logged.
    cause: Option<Arc<dyn Error + Send + Sync>>,
}

impl Problem {
    pub fn new(code: ProblemCode) -> Self {
        Self { code, detail: None, errors: Vec::new(), retry_after: None, allow: None, cause: None }
    }

    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Seconds after which it may work.
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The methods that the address does answer to.
    pub fn allow(mut self, methods: String) -> Self {
        self.allow = Some(methods);
        self
    }

    /// One field is wrong: 422 with the field's name, a stable word and a sentence.
    pub fn field(field: impl Into<String>, code: &str, message: impl Into<String>) -> Self {
        Self::fields(vec![FieldError { field: field.into(), code: code.to_owned(), message: message.into() }])
    }

    pub fn fields(errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::new(ProblemCode::InvalidField) }
    }

    /// Adds the wrong fields, for codes other than `invalid_field`.
    pub fn with_errors(mut self, errors: Vec<FieldError>) -> Self {
        self.errors = errors;
        self
    }

    pub fn not_found() -> Self {
        Self::new(ProblemCode::NotFound)
    }

    /// Something broke that the client cannot mend; it is logged with its causes when it is answered.
    pub fn internal(error: impl Error + Send + Sync + 'static) -> Self {
        Self { cause: Some(Arc::new(error)), ..Self::new(ProblemCode::Internal) }
    }

    /// Writes down what broke on our side, if anything did.
    pub fn log(&self) {
        if let Some(cause) = &self.cause {
            tracing::error!(error = with_causes(&**cause), "a request failed");
        }
    }

    /// What goes over the wire.
    pub fn body(&self) -> openapi::Problem {
        openapi::Problem {
            detail: self.detail.clone(),
            retry_after: self.retry_after,
            errors: self.errors.clone(),
            ..openapi::Problem::new(self.code)
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.title())
    }
}

impl Error for Problem {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as &(dyn Error + 'static))
    }
}

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut => Self::new(ProblemCode::Unavailable).retry_after(1),
            error => Self::internal(error),
        }
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        self.log();
        let mut response = HttpResponse::build(self.status_code());
        if let Some(seconds) = self.retry_after {
            response.insert_header((RETRY_AFTER, seconds));
        }
        if let Some(methods) = &self.allow {
            response.insert_header((ALLOW, methods.as_str()));
        }
        if self.status_code() == StatusCode::UNAUTHORIZED {
            response.insert_header((WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")));
        }
        response.content_type("application/problem+json").json(self.body())
    }
}

/// An error and what lies behind it, in one line.
fn with_causes(error: &(dyn Error + 'static)) -> String {
    let mut line = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        line.push_str(": ");
        line.push_str(&cause.to_string());
        source = cause.source();
    }
    line
}

/// Collects the wrong fields of a request, so that all are told at once.
#[derive(Debug, Default)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    pub fn add(&mut self, field: impl Into<String>, code: &str, message: impl Into<String>) {
        self.0.push(FieldError { field: field.into(), code: code.to_owned(), message: message.into() });
    }

    /// Keeps the value, or notes the error and answers `None`.
    pub fn take<T, E: Into<(&'static str, String)>>(&mut self, field: &str, parsed: Result<T, E>) -> Option<T> {
        parsed
            .map_err(|error| {
                let (code, message) = error.into();
                self.add(field, code, message);
            })
            .ok()
    }

    /// `Err` when anything was wrong.
    pub fn finish(self) -> Result<(), Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(Problem::fields(self.0)) }
    }
}
