//! A Stripe whose every answer a test decides, over real HTTP; and its notifications, signed as Stripe signs them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::client::API;

pub const KEY: &str = "sk_test_of_the_tests";
pub const SECRET: &str = "whsec_of_the_tests";

/// What was asked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// `POST /v1/refunds`.
    pub what: String,
    pub authorization: String,
    pub idempotency_key: String,
    pub form: HashMap<String, String>,
}

/// An answer, and how long it takes.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
    pub location: Option<String>,
    pub after: Duration,
}

impl Answer {
    pub fn of(status: u16, body: Value) -> Self {
        Self { status, body, location: None, after: Duration::ZERO }
    }

    /// A session `cs_{purchase}` that was opened for whoever asks.
    pub fn opened(asked: &Asked) -> Self {
        let id = format!("cs_{}", asked.form["client_reference_id"]);
        Self::of(
            200,
            json!({ "id": id, "url": format!("https://checkout.stripe.example/{id}"), "expires_at": now() + 86_400 }),
        )
    }
}

type Answers = dyn Fn(&Asked) -> Answer + Send + Sync;

pub struct Stripe {
    /// `http://127.0.0.1:PORT`.
    pub address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Stripe {
    /// Answers as told until the test's runtime ends.
    pub async fn start(answers: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = format!("http://{}", listener.local_addr().expect("it listens"));
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let heard = asked.clone();
        let answers: Arc<Answers> = Arc::new(answers);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (heard, answers) = (heard.clone(), answers.clone());
                let service = service_fn(move |request| answer(request, heard.clone(), answers.clone()));
                // The server may be killed in the middle of a request.
                tokio::spawn(
                    async move { _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await },
                );
            }
        });
        Self { address, asked }
    }

    /// The settings that lead a server here.
    pub fn settings(&self) -> [(&str, &str); 3] {
        [("CHAPPE_STRIPE_KEY", KEY), ("CHAPPE_STRIPE_WEBHOOK_SECRET", SECRET), ("CHAPPE_STRIPE_URL", &self.address)]
    }

    /// Everything that was asked so far, of one address.
    pub fn asked(&self, what: &str) -> Vec<Asked> {
        let asked = self.asked.lock().expect("nobody panicked with it");
        asked.iter().filter(|asked| asked.what.starts_with(what)).cloned().collect()
    }
}

async fn answer(
    request: Request<Incoming>,
    heard: Arc<Mutex<Vec<Asked>>>,
    answers: Arc<Answers>,
) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let header =
        |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let (authorization, idempotency_key) = (header("authorization"), header("idempotency-key"));
    let what = format!("{} {}", request.method(), request.uri());
    let body = request.into_body().collect().await?.to_bytes();
    let form = form_urlencoded::parse(&body).into_owned().collect();
    let asked = Asked { what, authorization, idempotency_key, form };
    heard.lock().expect("nobody panicked with it").push(asked.clone());
    let Answer { status, body, location, after } = answers(&asked);
    tokio::time::sleep(after).await;
    let mut response = Response::builder().status(status).header("content-type", "application/json");
    if let Some(location) = location {
        response = response.header("location", location);
    }
    Ok(response.body(Bytes::from(body.to_string()).into()).expect("it is an answer"))
}

/// Seconds since 1970.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    i64::try_from(since.as_secs()).expect("it is not so late")
}

/// The hexadecimal digits of a signature.
pub fn digest(secret: &str, seconds: i64, body: &str) -> String {
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).expect("any key will do");
    mac.update(format!("{seconds}.{body}").as_bytes());
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An event as Stripe writes it.
pub fn event(id: &str, kind: &str, object: &Value) -> String {
    json!({ "id": id, "object": "event", "type": kind, "livemode": false, "data": { "object": object } }).to_string()
}

/// A session of a purchase, as events tell of it.
pub fn session(purchase: impl std::fmt::Display, payment_status: &str, cents: i64, currency: &str) -> Value {
    json!({
        "id": format!("cs_{purchase}"), "object": "checkout.session", "client_reference_id": purchase.to_string(),
        "status": "complete", "payment_status": payment_status, "amount_total": cents, "currency": currency,
        "payment_intent": format!("pi_{purchase}"),
    })
}

/// Posts a notification; the status of the answer, or nothing when there was none.
pub async fn post(server: &str, signature: &str, body: &str) -> Option<u16> {
    let url = format!("{server}{API}/payments/stripe/notifications");
    let http = reqwest::Client::builder().pool_max_idle_per_host(0).build().expect("there is nothing to fail");
    let request = http.post(url).header("stripe-signature", signature).header("content-type", "application/json");
    let answer = request.body(body.to_owned()).send().await.ok()?;
    Some(answer.status().as_u16())
}

/// Posts a notification signed now.
pub async fn notify(server: &str, body: &str) -> Option<u16> {
    let seconds = now();
    post(server, &format!("t={seconds},v1={}", digest(SECRET, seconds, body)), body).await
}
