//! Signatures of Stripe's notifications, beside the verifier of Stripe's own library: what it signs the server takes, and
//! what it refuses the server refuses.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tests::process::root;
use tests::stripe::{KEY, digest, event, now, post};
use tests::{Database, Platform};

const OLD: &str = "whsec_old";
const NEW: &str = "whsec_new";
/// Seconds; the library's default.
const TOLERANCE: i64 = 300;

/// What the library signs and how it judges.
fn library(asked: &Value) -> (Vec<String>, Vec<bool>) {
    let python = root().join("target/venv/bin/python");
    assert!(python.exists(), "the tests' Python is missing: make target/stamps/venv (`make test` does it)");
    let mut command = Command::new(python);
    let command = command.arg(root().join("tests/stripe_signatures.py")).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(asked.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let (signed, verified) = (answer["signed"].clone(), answer["verified"].clone());
    (serde_json::from_value(signed).unwrap(), serde_json::from_value(verified).unwrap())
}

/// Events about nothing of ours, so that only the signature decides.
fn bodies() -> Vec<String> {
    let plain = event("evt_1", "customer.created", &json!({ "id": "cus_1" }));
    let letters = event("evt_2", "customer.created", &json!({ "name": "Æsa Ñandú 张 \u{1f96f} \"\\\" \u{0}" }));
    vec![format!("{plain}\n"), plain.replace(',', " ,\r\n\t"), letters, plain]
}

#[tokio::test]
async fn what_the_library_signs_is_taken() {
    let secrets = format!("{OLD},{NEW}");
    let platform =
        Platform::with(Database::sqlite(), &[("CHAPPE_STRIPE_KEY", KEY), ("CHAPPE_STRIPE_WEBHOOK_SECRET", &secrets)]);
    let mut sign = Vec::new();
    for body in bodies() {
        for (secret, age) in [(OLD, 0), (NEW, 0), (NEW, TOLERANCE - 60)] {
            sign.push(json!([body, secret, now() - age]));
        }
    }
    let (signed, _) = library(&json!({ "sign": sign, "verify": [] }));
    assert_eq!(signed.len(), 12);
    for (one, header) in sign.iter().zip(&signed) {
        let body = one[0].as_str().unwrap();
        assert_eq!(post(&platform.server.address, header, body).await, Some(200), "{header} {body}");
    }
}

#[tokio::test]
async fn the_server_judges_as_the_library_does() {
    let secrets = format!("{OLD},{NEW}");
    let platform =
        Platform::with(Database::sqlite(), &[("CHAPPE_STRIPE_KEY", KEY), ("CHAPPE_STRIPE_WEBHOOK_SECRET", &secrets)]);
    let body = bodies().remove(2);
    let cases = cases(&body);
    let questions: Vec<Value> = cases
        .iter()
        .flat_map(|(header, body)| [OLD, NEW].map(|secret| json!([body, header, secret, TOLERANCE])))
        .collect();
    let (_, verdicts) = library(&json!({ "sign": [], "verify": questions }));
    let mut taken = 0;
    for ((header, body), verdicts) in cases.iter().zip(verdicts.chunks(2)) {
        // One of the secrets that count is enough.
        let expected = if verdicts.contains(&true) { 200 } else { 400 };
        assert_eq!(post(&platform.server.address, header, body).await, Some(expected), "{header:?} {body}");
        taken += usize::from(expected == 200);
    }
    assert!(taken >= 8 && cases.len() - taken >= 20, "both happen: {taken} of {}", cases.len());
    // Stricter than the library in one thing: what is signed for next week is no better than what is a week old.
    let (next, seconds) = (bodies().remove(0), now() + 7 * 86_400);
    let header = format!("t={seconds},v1={}", digest(NEW, seconds, &next));
    assert_eq!(post(&platform.server.address, &header, &next).await, Some(400));
    let (_, verdicts) = library(&json!({ "sign": [], "verify": [[next, header, NEW, TOLERANCE]] }));
    assert_eq!(verdicts, [true]);
}

/// Headers and bodies, right and wrong.
fn cases(body: &str) -> Vec<(String, String)> {
    let now = now();
    let [old, new, other] = [OLD, NEW, "whsec_of_somebody"].map(|secret| digest(secret, now, body));
    let (stale, fresh) = (now - TOLERANCE - 60, now - TOLERANCE + 60);
    let zeros = "0".repeat(64);
    let mut headers = vec![
        format!("t={now},v1={old}"),
        format!("t={now},v1={new}"),
        format!("t={now},v1={other}"),
        format!("t={now},v1={old},v1={new}"),
        format!("t={now},v1={other},v1={new}"),
        format!("t={now},v1={zeros},v1={zeros},v1={old}"),
        format!("t={now},v1={zeros},v1={other}"),
        format!("t={now},v0={zeros},v1={new}"),
        format!("t={now},v0={new}"),
        format!("v1={new},t={now}"),
        format!("t={now},t={stale},v1={new}"),
        format!("t={stale},t={now},v1={new}"),
        format!("t={now}, v1={new}"),
        format!("t={now};v1={new}"),
        format!("t={now},v1={}", new.to_uppercase()),
        format!("t={now},v1={new}0"),
        format!("t={now},v1={}", &new[1..]),
        format!("t={now},v1="),
        format!("t={now},v1"),
        format!("t={now}"),
        format!("v1={new}"),
        format!("t=,v1={new}"),
        format!("t=now,v1={new}"),
        format!("t={}.5,v1={new}", now),
        format!("t={},v1={new}", now + 1),
        format!("t={fresh},v1={}", digest(NEW, fresh, body)),
        format!("t={stale},v1={}", digest(NEW, stale, body)),
        format!("t=0,v1={}", digest(NEW, 0, body)),
        format!("t=-1,v1={}", digest(NEW, -1, body)),
        format!("t={now},v1={}", digest(&format!("{NEW} "), now, body)),
        format!("t={now},v1={}", digest("", now, body)),
        "t".to_owned(),
        ",,,".to_owned(),
        "=".to_owned(),
        String::new(),
    ];
    // One digit of the signature is another.
    headers.extend((0..64).step_by(9).map(|at| {
        let digit = if new.as_bytes()[at] == b'0' { "1" } else { "0" };
        format!("t={now},v1={}{digit}{}", &new[..at], &new[at + 1..])
    }));
    let right = format!("t={now},v1={new}");
    let changed = [
        format!("{body} "),
        format!(" {body}"),
        body.replace("evt_2", "evt_3"),
        body.replace('Æ', "AE"),
        String::new(),
    ];
    let changed = changed.into_iter().map(|body| (right.clone(), body));
    headers.into_iter().map(|header| (header, body.to_owned())).chain(changed).collect()
}
