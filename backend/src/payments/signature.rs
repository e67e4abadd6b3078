//! Signatures of notifications: `t=SECONDS,v1=HEX[,v1=HEX]`, HMAC-SHA256 over `SECONDS.BODY`. Stripe's scheme, which the
//! test bank shares.

use hmac::{Hmac, KeyInit, Mac};
use openapi::Time;
use sha2::Sha256;

use super::{BadNotice, TOLERANCE};

/// Checks a signature over the raw body against each of the secrets that count now (two while one is changed). A header may
/// carry several signatures for the same reason; other schemes than `v1` are skipped.
pub fn verify(secrets: &[String], header: &str, body: &[u8], now: Time) -> Result<(), BadNotice> {
    let fields = || header.split(',').filter_map(|field| field.split_once('='));
    let (_, stamp) = fields().find(|(name, _)| *name == "t").ok_or(BadNotice::Forged)?;
    let seconds: i64 = stamp.parse().map_err(|_| BadNotice::Forged)?;
    let age = (now.millis() / 1000).saturating_sub(seconds).unsigned_abs();
    if age > TOLERANCE.as_secs() {
        return Err(BadNotice::Forged);
    }
    let given = || fields().filter(|(name, _)| *name == "v1").filter_map(|(_, hex)| unhex(hex));
    let right = secrets.iter().any(|secret| given().any(|signature| is_right(secret, stamp, body, &signature)));
    if right { Ok(()) } else { Err(BadNotice::Forged) }
}

/// Takes as long for a wrong signature as for a right one.
fn is_right(secret: &str, stamp: &str, body: &[u8], signature: &[u8]) -> bool {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return false };
    mac.update(stamp.as_bytes());
    mac.update(b".");
    mac.update(body);
    mac.verify_slice(signature).is_ok()
}

/// `None` for anything but whole bytes in small letters.
fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| Some(digit(*pair.first()?)? << 4 | digit(*pair.get(1)?)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made with `openssl dgst -sha256 -hmac whsec_test` over `1700000000.{"id":"evt_1"}`.
    const KNOWN: &str = "c89214b5b5da833daed6f0b8c5bb6bd58cea9022bd80ccc78230f3942d632925";
    const BODY: &[u8] = br#"{"id":"evt_1"}"#;

    fn at(header: &str, body: &[u8], seconds: i64) -> Result<(), BadNotice> {
        let secrets = ["whsec_next".to_owned(), "whsec_test".to_owned()];
        verify(&secrets, header, body, Time::from_millis(seconds * 1000 + 999))
    }

    #[test]
    fn a_signature_counts_for_its_body_its_secret_and_five_minutes() {
        let signed = format!("t=1700000000,v1={KNOWN}");
        let other = "0".repeat(64);
        for (header, body, seconds, right) in [
            (signed.clone(), BODY, 1_700_000_000, true),
            (signed.clone(), BODY, 1_700_000_300, true),
            (signed.clone(), BODY, 1_699_999_700, true),
            (signed.clone(), BODY, 1_700_000_301, false),
            (signed.clone(), BODY, 1_699_999_699, false),
            (signed, br#"{"id":"evt_2"}"#.as_slice(), 1_700_000_000, false),
            (format!("t=1700000000,v1={other},v1={KNOWN}"), BODY, 1_700_000_000, true),
            (format!("t=1700000000,v0={other},v1={KNOWN}"), BODY, 1_700_000_000, true),
            (format!("v1={KNOWN},t=1700000000"), BODY, 1_700_000_000, true),
            (format!("t=1700000001,v1={KNOWN}"), BODY, 1_700_000_000, false),
            (format!("t=1700000000,v0={KNOWN}"), BODY, 1_700_000_000, false),
            (format!("t=1700000000,v1={other}"), BODY, 1_700_000_000, false),
            (format!("t=1700000000,v1={}", &KNOWN[..62]), BODY, 1_700_000_000, false),
            (format!("t=1700000000,v1={}", &KNOWN[..63]), BODY, 1_700_000_000, false),
            (format!("t=1700000000,v1={KNOWN}00"), BODY, 1_700_000_000, false),
            (format!("v1={KNOWN}"), BODY, 1_700_000_000, false),
            ("t=1700000000".to_owned(), BODY, 1_700_000_000, false),
            ("t=1700000000,v1=".to_owned(), BODY, 1_700_000_000, false),
            ("t=,v1=".to_owned(), BODY, 0, false),
            (format!("t=9223372036854775807,v1={KNOWN}"), BODY, -1_700_000_000, false),
            (String::new(), BODY, 1_700_000_000, false),
        ] {
            let expected = if right { Ok(()) } else { Err(BadNotice::Forged) };
            assert_eq!(at(&header, body, seconds), expected, "{header}");
        }
    }

    #[test]
    fn no_secret_no_right_signature() {
        assert_eq!(verify(&[], &format!("t=0,v1={KNOWN}"), BODY, Time::from_millis(0)), Err(BadNotice::Forged));
    }
}
