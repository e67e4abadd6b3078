//! Requests and answers of the test bank.

use super::*;

const SECRET: &str = "whsec_test";

fn bank() -> Bank {
    Bank::new("http://127.0.0.1:8080/", SECRET.to_owned(), "https://sms.example")
}

fn answer(status: u16, body: &str) -> Answer {
    Answer { status, body: Bytes::copy_from_slice(body.as_bytes()) }
}

#[test]
fn a_checkout_becomes_exactly_this_request() {
    let checkout = Checkout {
        purchase: PurchaseId(7),
        reference: "CH7F3K-2Q9D".to_owned(),
        amount: Euros::from_cents(7_800),
        description: "1 000 \"crédits\"".to_owned(),
        email: "anne@example.org".to_owned(),
        locale: Locale::Fr,
    };
    let request = bank().checkout(&checkout).unwrap();
    assert_eq!((request.method().as_str(), request.uri().path()), ("POST", "/bank/checkouts"));
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(
        std::str::from_utf8(request.body()).unwrap(),
        r#"{"reference":"7","label":"CH7F3K-2Q9D","amount":"78.00","currency":"EUR","description":"1 000 \"crédits\"","return_url":"https://sms.example/credits/purchases/7","notify_url":"http://127.0.0.1:8080/api/v1/payments/bank/notifications","secret":"whsec_test","locale":"fr"}"#
    );
}

#[test]
fn every_answer_to_a_checkout_has_its_meaning() {
    let opened = r#"{"id":"bank-1","url":"http://127.0.0.1:8090/bank/pay/bank-1","expires_at":"2026-11-24T05:00:00Z"}"#;
    let session = Session {
        reference: "bank-1".to_owned(),
        url: "http://127.0.0.1:8090/bank/pay/bank-1".to_owned(),
        expires_at: "2026-11-24T05:00:00Z".parse().unwrap(),
    };
    let refused = |why: &str| Err(Failure::Refused(why.to_owned()));
    let unknown = |why: &str| Err(Failure::Unknown(why.to_owned()));
    for (status, body, expected) in [
        (201, opened, Ok(session)),
        (201, "<html>", unknown("unreadable_answer")),
        (200, opened, unknown("http_200")),
        (302, "", unknown("http_302")),
        (400, r#"{"code":"malformed_request"}"#, refused("malformed_request")),
        (404, "", refused("http_404")),
        (429, "", unknown("http_429")),
        (500, "", unknown("http_500")),
    ] {
        assert_eq!(bank().read_checkout(&answer(status, body)), expected, "{status} {body}");
    }
}

#[test]
fn an_inquiry_tells_what_became_of_a_checkout() {
    assert_eq!(bank().inquiry("bank-1").unwrap().uri().path(), "/bank/checkouts/bank-1");
    let paid = Outcome::Paid(Money { minor: 7_800, currency: "EUR".to_owned() });
    for (status, outcome, payment) in [
        ("open", Outcome::Other, None),
        ("paid", paid, Some("bank-1".to_owned())),
        ("refused", Outcome::Refused { reason: "payment_failed".to_owned() }, None),
        ("expired", Outcome::Expired, None),
        ("asleep", Outcome::Other, None),
    ] {
        let body = format!(r#"{{"status":"{status}","reference":"7","amount":"78.00","currency":"EUR"}}"#);
        let notice = Notice { event: format!("bank-1:{status}"), purchase: Some(PurchaseId(7)), outcome };
        assert_eq!(bank().read_inquiry("bank-1", &answer(200, &body)), Ok(Standing { notice, payment }), "{status}");
    }
    // It was started anew.
    let gone = bank().read_inquiry("bank-1", &answer(404, "")).unwrap();
    assert_eq!((gone.notice.outcome, gone.payment), (Outcome::Expired, None));
    assert!(matches!(bank().read_inquiry("bank-1", &answer(500, "")), Err(Failure::Unknown(_))));
    let half_a_cent = r#"{"status":"paid","reference":"7","amount":"78.005","currency":"EUR"}"#;
    assert!(matches!(bank().read_inquiry("bank-1", &answer(200, half_a_cent)), Err(Failure::Unknown(_))));
}

#[test]
fn a_refund_is_asked_for_and_answered() {
    let order = RefundOrder { refund: RefundId(9), purchase: PurchaseId(7), amount: Euros::from_cents(1_250) };
    let request = bank().refund(&order, "bank-1").unwrap();
    assert_eq!((request.method().as_str(), request.uri().path()), ("POST", "/bank/refunds"));
    assert_eq!(request.body(), r#"{"reference":"9","checkout":"bank-1","amount":"12.50"}"#);
    for (body, expected) in [
        (r#"{"status":"pending"}"#, Refunded::Pending),
        (r#"{"status":"done"}"#, Refunded::Done),
        (r#"{"status":"failed","reason":"card_closed"}"#, Refunded::Failed { reason: "card_closed".to_owned() }),
    ] {
        assert_eq!(bank().read_refund(&answer(201, body)), Ok(expected), "{body}");
    }
    let refused = answer(409, r#"{"code":"more_than_paid"}"#);
    assert_eq!(bank().read_refund(&refused), Err(Failure::Refused("more_than_paid".to_owned())));
}

/// Signed now, for a body.
fn signed(body: &str) -> (String, Time) {
    use hmac::{Hmac, KeyInit, Mac};
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(format!("1700000000.{body}").as_bytes());
    let hex = crate::http::body::hex(&mac.finalize().into_bytes());
    (format!("t=1700000000,v1={hex}"), Time::from_millis(1_700_000_000_000))
}

#[test]
fn every_notification_has_its_outcome() {
    for (rest, outcome) in [
        (
            r#""event":"payment.paid","amount":"78.00","currency":"EUR""#,
            Outcome::Paid(Money { minor: 7_800, currency: "EUR".to_owned() }),
        ),
        (r#""event":"payment.refused","reason":"wrong_code""#, Outcome::Refused { reason: "wrong_code".to_owned() }),
        (r#""event":"refund.done","refund":"9""#, Outcome::RefundDone { refund: RefundId(9) }),
        (
            r#""event":"refund.failed","refund":"9","reason":"card_closed""#,
            Outcome::RefundFailed { refund: RefundId(9), reason: "card_closed".to_owned() },
        ),
        (r#""event":"weather""#, Outcome::Other),
    ] {
        let body = format!(r#"{{"id":"e1","reference":"7",{rest}}}"#);
        let (signature, now) = signed(&body);
        let notice = Notice { event: "e1".to_owned(), purchase: Some(PurchaseId(7)), outcome };
        assert_eq!(bank().notice(&signature, body.as_bytes(), now), Ok(notice), "{rest}");
        assert_eq!(bank().notice(&signature, &body.as_bytes()[1..], now), Err(BadNotice::Forged), "{rest}");
    }
    for body in ["", "[]", r#"{"id":"e1","reference":"7","event":"payment.paid"}"#] {
        let (signature, now) = signed(body);
        assert!(matches!(bank().notice(&signature, body.as_bytes(), now), Err(BadNotice::Unreadable(_))), "{body}");
    }
}
