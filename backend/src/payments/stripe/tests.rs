//! Requests and answers, as Stripe documents them.

use super::*;

fn stripe() -> Stripe {
    Stripe::new("sk_test_1", vec!["whsec_test".to_owned()], "https://sms.example").unwrap()
}

fn answer(status: u16, body: &str) -> Answer {
    Answer { status, body: Bytes::copy_from_slice(body.as_bytes()) }
}

fn checkout() -> Checkout {
    Checkout {
        purchase: PurchaseId(7),
        reference: "CH7F3K-2Q9D".to_owned(),
        amount: Euros::from_cents(7_800),
        description: "1 000 crédits & plus".to_owned(),
        email: "anne+buys@example.org".to_owned(),
        locale: Locale::Fr,
    }
}

fn text(request: &http::Request<Bytes>) -> &str {
    std::str::from_utf8(request.body()).unwrap()
}

#[test]
fn a_checkout_becomes_exactly_this_request() {
    let request = stripe().checkout(&checkout()).unwrap();
    assert_eq!((request.method().as_str(), request.uri().path()), ("POST", "/v1/checkout/sessions"));
    assert_eq!(request.headers()["authorization"], "Bearer sk_test_1");
    assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(request.headers()["idempotency-key"], "purchase-7");
    let form: Vec<(String, String)> = form_urlencoded::parse(request.body()).into_owned().collect();
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(
        form,
        [
            ("mode", "payment"),
            ("client_reference_id", "7"),
            ("customer_email", "anne+buys@example.org"),
            ("locale", "fr"),
            ("line_items[0][quantity]", "1"),
            ("line_items[0][price_data][currency]", "eur"),
            ("line_items[0][price_data][unit_amount]", "7800"),
            ("line_items[0][price_data][product_data][name]", "1 000 crédits & plus"),
            ("payment_intent_data[description]", "CH7F3K-2Q9D"),
            ("payment_intent_data[metadata][purchase]", "7"),
            ("metadata[purchase]", "7"),
            ("adaptive_pricing[enabled]", "false"),
            ("success_url", "https://sms.example/credits/purchases/7"),
            ("cancel_url", "https://sms.example/credits/purchases/7"),
        ]
    );
}

#[test]
fn a_repeated_checkout_is_the_same_request_to_the_byte() {
    let [first, second] = [(); 2].map(|()| stripe().checkout(&checkout()).unwrap());
    assert_eq!(first.body(), second.body());
}

#[test]
fn every_answer_to_a_checkout_has_its_meaning() {
    let session = Session {
        reference: "cs_1".to_owned(),
        url: "https://checkout.stripe.com/c/pay/cs_1".to_owned(),
        expires_at: Time::from_millis(1_700_086_400_000),
    };
    let opened = r#"{"id":"cs_1","object":"checkout.session","url":"https://checkout.stripe.com/c/pay/cs_1",
        "expires_at":1700086400,"status":"open","payment_status":"unpaid"}"#;
    let refused = |why: &str| Err(Failure::Refused(why.to_owned()));
    let unknown = |why: &str| Err(Failure::Unknown(why.to_owned()));
    for (status, body, expected) in [
        (200, opened, Ok(session)),
        (200, "<html>", unknown("unreadable_answer")),
        (200, r#"{"id":"cs_1","url":null,"expires_at":1}"#, unknown("unreadable_answer")),
        (302, "", unknown("http_302")),
        (
            400,
            r#"{"error":{"type":"invalid_request_error","code":"email_invalid","param":"customer_email","message":"…"}}"#,
            refused("email_invalid customer_email"),
        ),
        (
            401,
            r#"{"error":{"type":"invalid_request_error","message":"Invalid API Key"}}"#,
            refused("invalid_request_error"),
        ),
        (402, r#"{"error":{"type":"card_error","code":"card_declined"}}"#, refused("card_declined")),
        (403, "", refused("http_403")),
        (409, r#"{"error":{"type":"idempotency_error"}}"#, unknown("http_409")),
        (429, r#"{"error":{"type":"rate_limit_error"}}"#, unknown("http_429")),
        (500, "", unknown("http_500")),
        (503, "", unknown("http_503")),
    ] {
        assert_eq!(stripe().read_checkout(&answer(status, body)), expected, "{status} {body}");
    }
}

#[test]
fn an_inquiry_tells_what_became_of_a_session() {
    let request = stripe().inquiry("cs_1").unwrap();
    assert_eq!((request.method().as_str(), request.uri().to_string().as_str()), ("GET", "/v1/checkout/sessions/cs_1"));
    assert_eq!(request.headers()["authorization"], "Bearer sk_test_1");
    let paid = Outcome::Paid(Money { minor: 7_800, currency: "EUR".to_owned() });
    for (status, payment_status, event, outcome) in [
        ("open", "unpaid", "cs_1:open", Outcome::Other),
        ("complete", "unpaid", "cs_1:open", Outcome::Other),
        ("complete", "paid", "cs_1:paid", paid),
        ("expired", "unpaid", "cs_1:expired", Outcome::Expired),
    ] {
        let body = format!(
            r#"{{"id":"cs_1","client_reference_id":"7","status":"{status}","payment_status":"{payment_status}",
                "amount_total":7800,"currency":"eur","payment_intent":"pi_1"}}"#
        );
        let notice = Notice { event: event.to_owned(), purchase: Some(PurchaseId(7)), outcome };
        let standing = Standing { notice, payment: Some("pi_1".to_owned()) };
        assert_eq!(stripe().read_inquiry("cs_1", &answer(200, &body)), Ok(standing), "{status} {payment_status}");
    }
    assert!(matches!(stripe().read_inquiry("cs_1", &answer(500, "")), Err(Failure::Unknown(_))));
    assert!(matches!(stripe().read_inquiry("cs_1", &answer(404, "")), Err(Failure::Refused(_))));
}

#[test]
fn a_refund_becomes_exactly_this_request() {
    let order = RefundOrder { refund: RefundId(9), purchase: PurchaseId(7), amount: Euros::from_cents(1_250) };
    let request = stripe().refund(&order, "pi_1").unwrap();
    assert_eq!((request.method().as_str(), request.uri().path()), ("POST", "/v1/refunds"));
    assert_eq!(request.headers()["idempotency-key"], "refund-9");
    assert_eq!(text(&request), "payment_intent=pi_1&amount=1250&metadata%5Brefund%5D=9&metadata%5Bpurchase%5D=7");
    let earlier = stripe().earlier("pi_1").unwrap().unwrap();
    assert_eq!(earlier.uri().to_string(), "/v1/refunds?payment_intent=pi_1&limit=100");
}

#[test]
fn every_state_of_a_refund_has_its_meaning() {
    let failed = |reason: &str| Refunded::Failed { reason: reason.to_owned() };
    for (state, expected) in [
        (r#""status":"succeeded""#, Refunded::Done),
        (r#""status":"pending""#, Refunded::Pending),
        (r#""status":"requires_action""#, Refunded::Pending),
        (r#""status":null"#, Refunded::Pending),
        (r#""status":"failed","failure_reason":"expired_or_canceled_card""#, failed("expired_or_canceled_card")),
        (r#""status":"failed","failure_reason":null"#, failed("refund_failed")),
        (r#""status":"canceled""#, failed("refund_failed")),
    ] {
        let refund = format!(r#"{{"id":"re_1","metadata":{{"refund":"9","purchase":"7"}},{state}}}"#);
        assert_eq!(stripe().read_refund(&answer(200, &refund)), Ok(expected.clone()), "{state}");
        let list = format!(r#"{{"object":"list","data":[{{"status":"failed","metadata":{{}}}},{refund}]}}"#);
        assert_eq!(stripe().read_earlier(RefundId(9), &answer(200, &list)), Ok(Some(expected)), "{state}");
        assert_eq!(stripe().read_earlier(RefundId(8), &answer(200, &list)), Ok(None), "{state}");
    }
    let refused = answer(400, r#"{"error":{"type":"invalid_request_error","code":"charge_already_refunded"}}"#);
    assert_eq!(stripe().read_refund(&refused), Err(Failure::Refused("charge_already_refunded".to_owned())));
    assert_eq!(stripe().read_refund(&answer(502, "")), Err(Failure::Unknown("http_502".to_owned())));
}

/// An event about a session (`client_reference_id` 7) or a refund (9 of purchase 7).
fn event(kind: &str, object: &str) -> Result<(Option<PurchaseId>, Outcome), BadNotice> {
    told(kind, serde_json::from_str(object).unwrap())
}

#[test]
fn every_event_has_its_outcome() {
    let session = |rest: &str| format!(r#"{{"object":"checkout.session","client_reference_id":"7",{rest}}}"#);
    let refund = |status: &str| {
        format!(r#"{{"object":"refund","metadata":{{"refund":"9","purchase":"7"}},"status":"{status}"}}"#)
    };
    let full = r#""payment_status":"paid","amount_total":7800,"currency":"eur""#;
    let paid = Outcome::Paid(Money { minor: 7_800, currency: "EUR".to_owned() });
    let refused = Outcome::Refused { reason: "payment_failed".to_owned() };
    let (done, failed) = (
        Outcome::RefundDone { refund: RefundId(9) },
        Outcome::RefundFailed { refund: RefundId(9), reason: "refund_failed".to_owned() },
    );
    for (kind, object, outcome) in [
        ("checkout.session.completed", session(full), paid.clone()),
        (
            "checkout.session.completed",
            session(r#""payment_status":"unpaid","amount_total":7800,"currency":"eur""#),
            Outcome::Other,
        ),
        (
            "checkout.session.completed",
            session(r#""payment_status":"no_payment_required","amount_total":0,"currency":"eur""#),
            Outcome::Other,
        ),
        ("checkout.session.async_payment_succeeded", session(full), paid),
        ("checkout.session.async_payment_failed", session(r#""payment_status":"unpaid""#), refused),
        ("checkout.session.expired", session(r#""payment_status":"unpaid""#), Outcome::Expired),
        ("refund.updated", refund("succeeded"), done.clone()),
        ("refund.updated", refund("pending"), Outcome::Other),
        ("refund.failed", refund("failed"), failed.clone()),
        ("charge.refund.updated", refund("failed"), failed),
        ("charge.refund.updated", refund("succeeded"), done),
    ] {
        assert_eq!(event(kind, &object), Ok((Some(PurchaseId(7)), outcome)), "{kind} {object}");
    }
}

#[test]
fn what_is_not_ours_is_nothing_and_what_cannot_be_is_told() {
    for (kind, object) in [
        ("customer.created", r#"{"id":"cus_1"}"#),
        ("charge.dispute.created", r#"{"id":"dp_1"}"#),
        ("refund.updated", r#"{"status":"succeeded","metadata":{}}"#),
        ("refund.updated", r#"{"status":"succeeded","metadata":{"refund":"another shop's"}}"#),
    ] {
        assert_eq!(event(kind, object), Ok((None, Outcome::Other)), "{kind} {object}");
    }
    let session = r#"{"client_reference_id":"cart-12","payment_status":"paid","amount_total":1,"currency":"eur"}"#;
    let (purchase, _) = event("checkout.session.completed", session).unwrap();
    assert_eq!(purchase, None);
    for object in
        [r"{}", r#"{"payment_status":"paid","currency":"eur"}"#, r#"{"payment_status":"paid","amount_total":1}"#]
    {
        assert!(matches!(event("checkout.session.completed", object), Err(BadNotice::Unreadable(_))), "{object}");
    }
}
