//! The web app's files, inside the binary.
//!
//! `make web` puts them into `target/app`: names that carry a hash of their content (cached for ever) and one
//! `index.html` (never cached), each with a brotli twin. An address that is no file is a page of the app: it gets
//! `index.html`, and the app's own router shows it.

use actix_web::http::Method;
use actix_web::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, ETAG, IF_NONE_MATCH, VARY};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use openapi::ProblemCode;
use rust_embed::{EmbeddedFile, RustEmbed};

use super::body::hex;
use super::docs::Document;
use crate::problem::Problem;

#[derive(RustEmbed)]
#[folder = "../target/app"]
#[allow_missing = true]
struct Web;

/// Answers everything that is no route of the API.
pub async fn serve(request: HttpRequest, document: Data<Document>) -> Result<HttpResponse, Problem> {
    let path = request.path().trim_start_matches('/');
    if path == "api" || path.starts_with("api/") {
        return Err(match document.allowed(request.path()) {
            Some(methods) => Problem::new(ProblemCode::MethodNotAllowed).allow(methods),
            None => Problem::not_found(),
        });
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(Problem::new(ProblemCode::MethodNotAllowed).allow("GET, HEAD".to_owned()));
    }
    if let Some(file) = Web::get(path).filter(|_| !path.is_empty()) {
        return Ok(answer(&request, path, file));
    }
    // A missing file is missing; a missing page is for the app to show.
    if path.starts_with("assets/") {
        return Err(Problem::not_found());
    }
    let index = Web::get("index.html").ok_or_else(|| Problem::not_found().detail("Built without the web app."))?;
    Ok(answer(&request, "index.html", index))
}

fn answer(request: &HttpRequest, path: &str, file: EmbeddedFile) -> HttpResponse {
    let etag = format!("\"{}\"", hex(&file.metadata.sha256_hash()[..16]));
    let known = request.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()) == Some(etag.as_str());
    let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    let lasting = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    response
        .insert_header((CACHE_CONTROL, lasting))
        .insert_header((ETAG, etag))
        .insert_header((VARY, "Accept-Encoding"));
    if known {
        return response.finish();
    }
    response.content_type(file.metadata.mimetype());
    let brotli = request.headers().get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match Web::get(&format!("{path}.br")).filter(|_| brotli.split(',').any(|name| name.trim().starts_with("br"))) {
        Some(compressed) => response.insert_header((CONTENT_ENCODING, "br")).body(compressed.data.into_owned()),
        None => response.body(file.data.into_owned()),
    }
}
