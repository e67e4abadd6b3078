//! The query string and the ids in a path.

use std::future::{Ready, ready};
use std::str::FromStr;

use actix_web::dev::Payload;
use actix_web::web::{self, Data};
use actix_web::{FromRequest, HttpRequest};
use openapi::{Msisdn, ProblemCode};
use serde::de::DeserializeOwned;

use super::body::malformed;
use super::docs::Document;
use crate::problem::Problem;

/// The query string read as `T`; unknown parameters are refused when `T` says so.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let pairs = serde_urlencoded::Deserializer::new(form_urlencoded::parse(request.query_string().as_bytes()));
        let read = serde_path_to_error::deserialize(pairs);
        ready(read.map(Self).map_err(|error| malformed(&error.path().to_string(), &error.inner().to_string())))
    }
}

/// `GET /messages/resolutions` comes as the message called `resolutions`: the address exists, for other methods.
fn nothing_here(request: &HttpRequest) -> Problem {
    let document = request.app_data::<Data<Document>>();
    match document.and_then(|document| document.allowed_literally(request.path())) {
        Some(methods) => Problem::new(ProblemCode::MethodNotAllowed).allow(methods),
        None => Problem::not_found(),
    }
}

/// The id in the path. What is no id names nothing: 404, like a stranger's.
pub struct Id<T>(pub T);

impl<T: FromStr> FromRequest for Id<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request.match_info().get("id").and_then(|text| text.parse().ok());
        ready(id.map(Self).ok_or_else(|| nothing_here(request)))
    }
}

/// The number in the path, in E.164. What is no number is on no list: 404.
pub struct Number(pub Msisdn);

impl FromRequest for Number {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let decoded = web::Path::<String>::extract(request).into_inner();
        let number = decoded.ok().and_then(|text| text.parse().ok());
        ready(number.map(Self).ok_or_else(|| nothing_here(request)))
    }
}
