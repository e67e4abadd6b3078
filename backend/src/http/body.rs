//! A JSON body, read with every mistake named.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest};
use openapi::{FieldError, ProblemCode};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::problem::Problem;

/// 8 MB: 100 000 typed numbers with room to spare; whatever is larger is a file and goes through an import.
pub const MAX_BODY: usize = 8_000_000;

/// A JSON body read as `T`.
pub struct Body<T> {
    pub value: T,
    /// SHA-256 of the bytes, so that an Idempotency-Key is not used for two different requests.
    pub hash: String,
}

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let json = is_json(request);
        let bytes = Bytes::from_request(request, payload);
        Box::pin(async move {
            if !json {
                return Err(Problem::new(ProblemCode::UnsupportedMediaType).detail("Send application/json."));
            }
            let bytes = bytes.await.map_err(|error| unread(&error, MAX_BODY))?;
            Ok(Self { value: read(&bytes)?, hash: hex(&Sha256::digest(&bytes)) })
        })
    }
}

/// A JSON body that may be left out or `null`: `T::default()` then.
pub struct OptionalBody<T>(pub T);

impl<T: DeserializeOwned + Default + 'static> FromRequest for OptionalBody<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let json = is_json(request);
        let bytes = Bytes::from_request(request, payload);
        Box::pin(async move {
            let bytes = bytes.await.map_err(|error| unread(&error, MAX_BODY))?;
            if bytes.is_empty() {
                return Ok(Self(T::default()));
            }
            if !json {
                return Err(Problem::new(ProblemCode::UnsupportedMediaType).detail("Send application/json."));
            }
            Ok(Self(read::<Option<T>>(&bytes)?.unwrap_or_default()))
        })
    }
}

fn is_json(request: &HttpRequest) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// The problem of a body that could not be read whole. `most`: the bytes that it may have.
pub fn unread(error: &actix_web::Error, most: usize) -> Problem {
    match error.as_response_error().status_code().as_u16() {
        413 => too_large(most),
        _ => Problem::new(ProblemCode::MalformedRequest).detail("The body ended too early."),
    }
}

pub fn too_large(most: usize) -> Problem {
    Problem::new(ProblemCode::PayloadTooLarge).detail(format!("The body has at most {most} bytes."))
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    // serde would read an array as a struct, its fields in order; no contract of ours says so.
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[') {
        return Err(malformed(".", "a JSON object is expected, not an array"));
    }
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json)
        .map_err(|error| malformed(&error.path().to_string(), &error.inner().to_string()))?;
    json.end().map_err(|error| malformed(".", &error.to_string()))?;
    Ok(value)
}

/// The problem for a value that has not the shape it should have. `path` is `.` for the body as a whole.
pub fn malformed(path: &str, message: &str) -> Problem {
    let sentence = message.split(" at line ").next().unwrap_or(message).to_owned();
    if let Some(name) = sentence.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next()) {
        // The path that leads to an unknown field ends with it already.
        let field = if path == "." || path == "?" { name.to_owned() } else { path.to_owned() };
        let error = FieldError { field, code: "unknown_field".to_owned(), message: sentence };
        return Problem::new(ProblemCode::UnknownField).with_errors(vec![error]);
    }
    let missing = sentence.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    let (field, code) = match missing {
        Some(name) if path == "." => (name.to_owned(), "required"),
        Some(name) => (format!("{path}.{name}"), "required"),
        None => (path.to_owned(), "malformed"),
    };
    let problem = Problem::new(ProblemCode::MalformedRequest);
    if field == "." {
        return problem.detail(sentence);
    }
    problem.with_errors(vec![FieldError { field, code: code.to_owned(), message: sentence }])
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        use std::fmt::Write;
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use openapi::messages::NewMessage;

    use super::*;

    fn problem(json: &str) -> openapi::Problem {
        read::<NewMessage>(json.as_bytes()).unwrap_err().body()
    }

    #[test]
    fn mistakes_name_their_field() {
        let unknown = problem(r#"{"to":"+33612345678","text":"x","colour":"red"}"#);
        assert_eq!((unknown.code, unknown.errors[0].field.as_str()), (ProblemCode::UnknownField, "colour"));
        let missing = problem(r#"{"to":"+33612345678"}"#);
        assert_eq!((missing.errors[0].field.as_str(), missing.errors[0].code.as_str()), ("text", "required"));
        let wrong = problem(r#"{"to":12,"text":"x"}"#);
        assert_eq!((wrong.errors[0].field.as_str(), wrong.errors[0].code.as_str()), ("to", "malformed"));
        assert_eq!(problem("{").code, ProblemCode::MalformedRequest);
        assert_eq!(problem(r#"["+33612345678", "x"]"#).code, ProblemCode::MalformedRequest);
    }
}
