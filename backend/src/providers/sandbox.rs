//! The sandbox (`chappe sandbox`): our own fake provider, spoken to like any other.
//!
//! `POST /messages` → 201 `{id}` accepted; 4xx with a `code` refused for good; 429, and 503 with Retry-After, refused
//! for now; anything else unknown. `GET /messages?reference=` → 200 taken, 404 never arrived, 501 it does not tell.

use std::time::Duration;

use bytes::Bytes;
use hyper::http;
use openapi::campaigns::{Kind, Language};
use openapi::{MessageId, Time};
use serde::{Deserialize, Serialize};

use super::{Answer, BadCallback, Callback, Delivery, Inbound, Inquiry, Outcome, Outgoing, Provider, Receipt, Sent};

/// When it asks us to wait and does not say how long.
const DEFAULT_WAIT: Duration = Duration::from_secs(1);

pub struct Sandbox {
    authority: String,
}

impl Sandbox {
    pub fn new(authority: &str) -> Self {
        Self { authority: authority.to_owned() }
    }
}

#[derive(Serialize)]
struct Send<'a> {
    reference: MessageId,
    to: openapi::Msisdn,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    text: &'a str,
    kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<Language>,
    receipt_url: &'a str,
    reply_url: &'a str,
}

#[derive(Deserialize)]
struct Accepted {
    id: String,
}

#[derive(Deserialize)]
struct Refusal {
    code: String,
}

#[derive(Deserialize)]
struct ReceiptBody {
    reference: String,
    status: String,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    at: Option<Time>,
}

#[derive(Deserialize)]
struct ReplyBody {
    id: String,
    from: openapi::Msisdn,
    text: String,
    #[serde(default)]
    reference: Option<String>,
}

impl Provider for Sandbox {
    fn name(&self) -> &'static str {
        "sandbox"
    }

    fn request(&self, message: &Outgoing<'_>) -> Result<http::Request<Bytes>, http::Error> {
        let body = serde_json::to_vec(&Send {
            reference: message.id,
            to: message.to,
            from: message.from,
            text: message.text,
            kind: message.kind,
            language: message.language,
            receipt_url: &message.receipts(),
            reply_url: &format!("{}/replies", message.callbacks),
        })
        .unwrap_or_default();
        http::Request::post("/messages")
            .header(http::header::HOST, &self.authority)
            .header(http::header::CONTENT_TYPE, "application/json")
            .body(body.into())
    }

    fn outcome(&self, answer: &Answer) -> Outcome {
        match answer.status {
            201 => match serde_json::from_slice::<Accepted>(&answer.body) {
                Ok(accepted) => Outcome::Accepted { provider_ref: Some(accepted.id) },
                Err(_) => Outcome::Unknown { reason: "unreadable_answer".to_owned() },
            },
            429 => wait(answer, "provider_busy"),
            503 if answer.retry_after.is_some() => wait(answer, "provider_unavailable"),
            400..=499 => {
                let code = serde_json::from_slice::<Refusal>(&answer.body).map(|refusal| refusal.code);
                Outcome::Refused { reason: code.unwrap_or_else(|_| "refused".to_owned()), retry: None }
            }
            status => Outcome::Unknown { reason: format!("http_{status}") },
        }
    }

    fn inquiry(&self, reference: MessageId) -> Option<Result<http::Request<Bytes>, http::Error>> {
        let request = http::Request::get(format!("/messages?reference={reference}"))
            .header(http::header::HOST, &self.authority)
            .body(Bytes::new());
        Some(request)
    }

    fn inquired(&self, answer: &Answer) -> Inquiry {
        match answer.status {
            200 => Inquiry::Taken,
            404 => Inquiry::NeverArrived,
            _ => Inquiry::NoAnswer,
        }
    }

    fn receipts(&self, callback: Callback<'_>) -> Result<Vec<Receipt>, BadCallback> {
        let body: ReceiptBody = read(callback.body)?;
        let delivery = match body.status.as_str() {
            "delivered_operator" => Delivery::Operator,
            "received" | "listened" => Delivery::Received,
            "failed" => Delivery::Failed { reason: body.reason.unwrap_or_else(|| "not_delivered".to_owned()) },
            _ => Delivery::Unknown,
        };
        Ok(vec![Receipt { reference: body.reference, sent: Sent::told(callback.query), delivery, at: body.at }])
    }

    fn replies(&self, callback: Callback<'_>) -> Result<Vec<Inbound>, BadCallback> {
        let body: ReplyBody = read(callback.body)?;
        Ok(vec![Inbound { provider_ref: body.id, from: body.from, text: body.text, reference: body.reference }])
    }
}

fn wait(answer: &Answer, reason: &str) -> Outcome {
    Outcome::Refused { reason: reason.to_owned(), retry: Some(answer.retry_after.unwrap_or(DEFAULT_WAIT)) }
}

fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, BadCallback> {
    serde_json::from_slice(body).map_err(|error| BadCallback(error.to_string()))
}

#[cfg(test)]
mod tests {
    use openapi::CampaignId;

    use super::*;

    fn answer(status: u16, retry_after: Option<u64>, body: &'static str) -> Answer {
        Answer { status, retry_after: retry_after.map(Duration::from_secs), body: Bytes::from_static(body.as_bytes()) }
    }

    #[test]
    fn a_message_becomes_exactly_this_request() {
        let message = Outgoing {
            id: MessageId(7),
            attempt: 2,
            campaign: Some(CampaignId(9)),
            to: "+33612345678".parse().unwrap(),
            from: Some("BAKERY"),
            text: "Bonjour \"Anne\"",
            kind: Kind::Pro,
            language: None,
            callbacks: "http://127.0.0.1:8080/api/v1/providers/sandbox/s",
        };
        let request = Sandbox::new("127.0.0.1:8090").request(&message).unwrap();
        assert_eq!((request.method().as_str(), request.uri().to_string().as_str()), ("POST", "/messages"));
        assert_eq!(request.headers()["host"], "127.0.0.1:8090");
        assert_eq!(
            std::str::from_utf8(request.body()).unwrap(),
            r#"{"reference":"7","to":"+33612345678","from":"BAKERY","text":"Bonjour \"Anne\"","kind":"pro","receipt_url":"http://127.0.0.1:8080/api/v1/providers/sandbox/s/receipts?attempt=2&campaign=9","reply_url":"http://127.0.0.1:8080/api/v1/providers/sandbox/s/replies"}"#
        );
    }

    #[test]
    fn every_answer_has_its_outcome() {
        let unknown = |reason: &str| Outcome::Unknown { reason: reason.to_owned() };
        let refused = |reason: &str, retry: Option<u64>| Outcome::Refused {
            reason: reason.to_owned(),
            retry: retry.map(Duration::from_secs),
        };
        for (given, expected) in [
            (answer(201, None, r#"{"id":"42"}"#), Outcome::Accepted { provider_ref: Some("42".to_owned()) }),
            (answer(201, None, "<html>"), unknown("unreadable_answer")),
            (answer(400, None, r#"{"code":"bad_number"}"#), refused("bad_number", None)),
            (answer(403, None, ""), refused("refused", None)),
            (answer(429, Some(3), ""), refused("provider_busy", Some(3))),
            (answer(429, None, ""), refused("provider_busy", Some(1))),
            (answer(503, Some(2), ""), refused("provider_unavailable", Some(2))),
            (answer(503, None, ""), unknown("http_503")),
            (answer(500, None, ""), unknown("http_500")),
            (answer(302, None, ""), unknown("http_302")),
        ] {
            assert_eq!(Sandbox::new("h").outcome(&given), expected, "{given:?}");
        }
    }

    #[test]
    fn callbacks_become_receipts_and_unknown_words_change_nothing() {
        for (body, expected) in [
            (r#"{"id":"1","reference":"7","status":"delivered_operator"}"#, Delivery::Operator),
            (r#"{"id":"1","reference":"7","status":"received"}"#, Delivery::Received),
            (r#"{"id":"1","reference":"7","status":"listened"}"#, Delivery::Received),
            (
                r#"{"id":"1","reference":"7","status":"failed","reason":"absent"}"#,
                Delivery::Failed { reason: "absent".to_owned() },
            ),
            (r#"{"id":"1","reference":"7","status":"levitating"}"#, Delivery::Unknown),
        ] {
            let callback = Callback { query: "attempt=3&campaign=9", body: body.as_bytes() };
            let receipts = Sandbox::new("h").receipts(callback).unwrap();
            let sent = Sent { attempt: Some(3), campaign: Some(CampaignId(9)) };
            assert_eq!(receipts, [Receipt { reference: "7".to_owned(), sent, delivery: expected, at: None }]);
        }
        assert_eq!(Sent::told("attempt=x&campaign="), Sent::default());
        assert!(Sandbox::new("h").receipts(Callback { query: "", body: b"{}" }).is_err());
    }
}
