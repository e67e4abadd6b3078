//! What a user does, one method an action, over HTTP.

mod actions;

pub use actions::{new_campaign, new_message, to_group, to_numbers};

use openapi::{Problem, ProblemCode};
use reqwest::{Method, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Where the API lives.
pub const API: &str = "/api/v1";

/// Somebody with an HTTP client: a stranger until [`Client::sign_in`].
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    /// `http://127.0.0.1:PORT`.
    pub address: String,
    pub token: Option<String>,
}

/// The server said no.
#[derive(Debug)]
pub struct Refused {
    pub status: StatusCode,
    pub problem: Problem,
}

impl Refused {
    pub fn code(&self) -> ProblemCode {
        self.problem.code
    }

    /// The names of the fields that were wrong.
    pub fn fields(&self) -> Vec<&str> {
        self.problem.errors.iter().map(|error| error.field.as_str()).collect()
    }
}

/// A connection a request: one that was kept would not survive the server's crash.
fn http() -> reqwest::Client {
    reqwest::Client::builder().pool_max_idle_per_host(0).build().expect("there is nothing to fail")
}

impl Client {
    pub fn new(address: &str) -> Self {
        Self { http: http(), address: address.to_owned(), token: None }
    }

    /// The same server, called with an API key or another token.
    pub fn with_key(&self, secret: &str) -> Self {
        Self { token: Some(secret.to_owned()), ..self.clone() }
    }

    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Refused> {
        self.call(Method::GET, path, None::<&()>).await
    }

    pub async fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, Refused> {
        self.call(Method::POST, path, Some(body)).await
    }

    pub async fn put<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, Refused> {
        self.call(Method::PUT, path, Some(body)).await
    }

    pub async fn patch<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, Refused> {
        self.call(Method::PATCH, path, Some(body)).await
    }

    /// A deletion answers nothing.
    pub async fn delete(&self, path: &str) -> Result<(), Refused> {
        self.call(Method::DELETE, path, None::<&()>).await
    }

    /// A POST without a body: `/launch`, `/pause` …
    pub async fn act<T: DeserializeOwned>(&self, path: &str) -> Result<T, Refused> {
        self.call(Method::POST, path, None::<&()>).await
    }

    async fn call<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Option<&impl Serialize>,
    ) -> Result<T, Refused> {
        let mut request = self.request(method, path);
        if let Some(body) = body {
            request = request.json(body);
        }
        self.send_request(request).await
    }

    /// A request with this client's token, to be completed by the caller.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.http.request(method, format!("{}{API}{path}", self.address));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// Sends a request and reads its answer; an error must be a problem of RFC 9457.
    pub async fn send_request<T: DeserializeOwned>(&self, request: reqwest::RequestBuilder) -> Result<T, Refused> {
        let answer = request.send().await.expect("the server answers");
        let (status, address) = (answer.status(), answer.url().clone());
        let kind =
            answer.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
        let bytes = answer.bytes().await.expect("the answer is whole");
        let shown = || String::from_utf8_lossy(&bytes).into_owned();
        if !status.is_success() {
            assert!(kind.starts_with("application/problem+json"), "{address}: {status} as {kind:?}: {}", shown());
            let problem: Problem = serde_json::from_slice(&bytes)
                .unwrap_or_else(|error| panic!("{address}: {status}: {error}: {}", shown()));
            assert_eq!(problem.status, status.as_u16(), "{address}: the problem and the status line agree");
            return Err(Refused { status, problem });
        }
        // Nothing (204) reads as the unit.
        let text: &[u8] = if bytes.is_empty() { b"null" } else { &bytes };
        Ok(serde_json::from_slice(text).unwrap_or_else(|error| panic!("{address}: {status}: {error}: {}", shown())))
    }
}
