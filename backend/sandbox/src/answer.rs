//! Answers, as they are written: JSON, problems, files of the page.

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, REFERRER_POLICY, RETRY_AFTER,
    X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Response, StatusCode};
use serde::Serialize;

pub type Answer = Response<Full<Bytes>>;

/// The page loads nothing from elsewhere and is framed by nobody.
const POLICY: &str = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// What is wrong with a request, told as RFC 9457 has it.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    field: Option<&'static str>,
    /// The sender is to come back in a second.
    later: bool,
}

#[derive(Serialize)]
struct ProblemBody<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    code: &'static str,
    detail: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<[FieldError<'a>; 1]>,
}

#[derive(Serialize)]
struct FieldError<'a> {
    field: &'static str,
    code: &'static str,
    message: &'a str,
}

impl Problem {
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), field: None, later: false }
    }

    /// 400 for one field.
    pub fn field(field: &'static str, message: &str) -> Self {
        Self { field: Some(field), ..Self::malformed(message) }
    }

    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed_request", detail)
    }

    pub fn later(status: StatusCode, code: &'static str, detail: &str) -> Self {
        Self { later: true, ..Self::new(status, code, detail) }
    }

    pub fn busy(detail: &str) -> Self {
        Self::later(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", detail)
    }

    pub fn answer(&self) -> Answer {
        let body = ProblemBody {
            kind: "about:blank",
            title: self.status.canonical_reason().unwrap_or_default(),
            status: self.status.as_u16(),
            code: self.code,
            detail: &self.detail,
            errors: self.field.map(|field| [FieldError { field, code: "invalid", message: &self.detail }]),
        };
        let mut answer = json(self.status, &body);
        let kind = HeaderValue::from_static("application/problem+json");
        answer.headers_mut().insert(CONTENT_TYPE, kind);
        if self.later {
            let second = HeaderValue::from_static("1");
            answer.headers_mut().insert(RETRY_AFTER, second);
        }
        answer
    }
}

pub fn json(status: StatusCode, body: &impl Serialize) -> Answer {
    // Maps with text keys and numbers: nothing here can fail.
    let body = serde_json::to_vec(body).unwrap_or_default();
    typed(status, "application/json", body.into())
}

/// 201 with the id of a message or reply, written by hand: it is the one answer that is given by the million.
pub fn identified(status: StatusCode, id: &str) -> Answer {
    let body = format!("{{\"id\":\"{id}\"}}");
    typed(status, "application/json", body.into())
}

pub fn typed(status: StatusCode, kind: &'static str, body: Bytes) -> Answer {
    let mut answer = Response::new(Full::new(body));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    answer
}

pub fn page(kind: &'static str, body: &'static str) -> Answer {
    let mut answer = typed(StatusCode::OK, kind, Bytes::from_static(body.as_bytes()));
    let headers: [(HeaderName, &'static str); 4] = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-cache"),
    ];
    for (name, value) in headers {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

pub fn wrong_method(allowed: &'static str) -> Answer {
    let detail = format!("this address knows {allowed} only");
    let mut answer = Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", detail).answer();
    answer.headers_mut().insert(ALLOW, HeaderValue::from_static(allowed));
    answer
}
