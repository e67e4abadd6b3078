//! The server as the pages see it: a file a noun, and beneath them one `call`.
//!
//! `call` adds the token, renews it once when the server no longer takes it, gives up after a while, and turns
//! whatever went wrong into a [`Failure`] that a page can show. Nothing else in the app speaks HTTP, but for the
//! upload of a file, whose progress only `XMLHttpRequest` tells (`upload`), an answer that comes piece by piece (`stream`), a list that comes as a file (`exports`),
//! and the texts of the help, which are a file of the app (`help`).

pub mod accounts;
pub mod admin;
pub mod api_keys;
pub mod audit;
pub mod blacklist;
pub mod campaigns;
pub mod contact_fields;
pub mod contacts;
pub mod credits;
pub mod dashboard;
pub mod exports;
mod failure;
pub mod groups;
pub mod help;
pub mod imports;
pub mod invoices;
pub mod jobs;
pub mod messages;
pub mod notices;
pub mod packs;
pub mod page;
pub mod password_resets;
pub mod platform;
pub mod purchases;
pub mod rates;
pub mod replies;
pub mod second_factor;
pub mod sent;
pub mod sessions;
pub mod simulations;
mod stream;
pub mod templates;
mod upload;

pub use failure::Failure;
pub use page::Page;
pub use stream::Stop;

use std::future::Future;
use std::pin::Pin;

use gloo_net::http::{Method, RequestBuilder};
use gloo_timers::callback::Timeout;
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::AbortController;

use crate::session;

/// Where the contract's paths begin.
const BASE: &str = "/api/v1";
/// How long an answer may take. Every call is short: long work is a job.
const TIME_OUT_MS: u32 = 20_000;
const NO_BODY: Option<&()> = None;

pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, Failure> {
    call(Method::GET, path, NO_BODY, None).await
}

pub async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, Failure> {
    call(Method::POST, path, Some(body), None).await
}

/// A POST that acts on what its path names and says nothing more.
pub async fn act<T: DeserializeOwned>(path: &str) -> Result<T, Failure> {
    call(Method::POST, path, NO_BODY, None).await
}

/// A POST that costs or creates: with the same key it happens once, however often it is repeated.
pub async fn post_once<T: DeserializeOwned>(path: &str, body: &impl Serialize, key: &str) -> Result<T, Failure> {
    call(Method::POST, path, Some(body), Some(key)).await
}

pub async fn put<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, Failure> {
    call(Method::PUT, path, Some(body), None).await
}

pub async fn patch<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, Failure> {
    call(Method::PATCH, path, Some(body), None).await
}

pub async fn delete<T: DeserializeOwned>(path: &str) -> Result<T, Failure> {
    call(Method::DELETE, path, NO_BODY, None).await
}

async fn call<T: DeserializeOwned>(
    method: Method,
    path: &str,
    body: Option<&impl Serialize>,
    key: Option<&str>,
) -> Result<T, Failure> {
    let body = match body {
        Some(body) => Some(serde_json::to_string(body).map_err(|_| Failure::Unreadable)?),
        None => None,
    };
    let answer = answer(method, path.to_owned(), body, key.map(str::to_owned)).await?;
    serde_json::from_str(&answer).map_err(|_| Failure::Unreadable)
}

/// The text of the answer to one call. Boxed, and without a type of the contract: otherwise the browser would load its
/// code once for each of them.
fn answer(
    method: Method,
    path: String,
    body: Option<String>,
    key: Option<String>,
) -> Pin<Box<dyn Future<Output = Result<String, Failure>>>> {
    Box::pin(async move {
        let (body, key) = (body.as_deref(), key.as_deref());
        let token = session::bearer().await;
        let first = exchange(&method, &path, body, key, token.as_deref()).await;
        let answer = match first {
            Err(failure) if failure.is_unauthorized() && token.is_some() => {
                if !session::renew().await {
                    return Err(failure);
                }
                let token = session::bearer().await;
                exchange(&method, &path, body, key, token.as_deref()).await?
            }
            other => other?,
        };
        // 204 has no body; serde's unit is `null`.
        Ok(if answer.is_empty() { "null".to_owned() } else { answer })
    })
}

/// One request and its answer's text, or why there is none.
async fn exchange(
    method: &Method,
    path: &str,
    body: Option<&str>,
    key: Option<&str>,
    token: Option<&str>,
) -> Result<String, Failure> {
    let controller = AbortController::new().map_err(|_| Failure::Unreachable)?;
    let mut request = RequestBuilder::new(&format!("{BASE}{path}"))
        .method(method.clone())
        .header("Accept", "application/json")
        .abort_signal(Some(&controller.signal()));
    if let Some(token) = token {
        request = request.header("Authorization", &format!("Bearer {token}"));
    }
    if let Some(key) = key {
        request = request.header("Idempotency-Key", key);
    }
    let request = match body {
        Some(body) => request.header("Content-Type", "application/json").body(body),
        None => request.build(),
    }
    .map_err(|_| Failure::Unreachable)?;

    let signal = controller.signal();
    let clock = Timeout::new(TIME_OUT_MS, move || controller.abort());
    let answer = async {
        let response = request.send().await?;
        let status = response.status();
        Ok::<_, gloo_net::Error>((status, response.text().await?))
    }
    .await;
    clock.cancel();
    match answer {
        Ok((status, text)) if (200..300).contains(&status) => Ok(text),
        Ok((status, text)) => Err(Failure::from_answer(status, &text)),
        Err(_) if signal.aborted() => Err(Failure::TimedOut),
        Err(_) => Err(Failure::Unreachable),
    }
}

/// A key for [`post_once`]: 128 random bits.
pub fn new_key() -> String {
    let mut bytes = [0_u8; 16];
    let random = web_sys::window().and_then(|window| window.crypto().ok());
    if random.is_none_or(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_err()) {
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A query string from what is there: `?after=…&q=…`, or nothing.
pub fn query(parameters: &[(&str, Option<&str>)]) -> String {
    let mut text = String::new();
    for (name, value) in parameters {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            text.push(if text.is_empty() { '?' } else { '&' });
            text.push_str(name);
            text.push('=');
            text.push_str(&String::from(js_sys::encode_uri_component(value)));
        }
    }
    text
}
