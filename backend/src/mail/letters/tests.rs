//! Every letter in every language, as words and as MIME.

use jiff::tz::TimeZone;
use lettre::message::Mailbox;
use mail_parser::MessageParser;
use openapi::accounts::Locale;
use openapi::campaigns::Totals;
use openapi::notices::NoticeKind;
use openapi::packs::Currency;
use openapi::purchases::{Instructions, PaymentMethod};
use openapi::{Credits, Euros};

use super::{About, Words};
use crate::mail::write::{self, Envelope};
use crate::mail::{Circumstances, Letter, PurchaseLetter, PurchaseNews};

/// 1 November 2026, 08:05 in Paris.
const AT: i64 = 1_793_516_700_000;
const LINK: &str =
    "https://sms.example.org/page?token=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const OUTSIDE: &str = "\"<b>&'";

fn letters() -> Vec<Letter> {
    let circumstances = || Circumstances { at: AT, address: "192.0.2.7".to_owned(), device: OUTSIDE.to_owned() };
    let credits = |text: &str| text.parse::<Credits>().unwrap();
    vec![
        Letter::Welcome,
        Letter::ConfirmEmail { to: "new@example.org".to_owned() },
        Letter::EmailChangeAsked { new: format!("{OUTSIDE}@example.org") },
        Letter::EmailChanged { old: "old@example.org".to_owned(), new: format!("{OUTSIDE}@example.org") },
        Letter::PasswordReset(circumstances()),
        Letter::PasswordChanged(circumstances()),
        Letter::SecondFactorEnabled(circumstances()),
        Letter::SecondFactorRemoved(circumstances()),
        Letter::ApiKeyMade { name: OUTSIDE.to_owned(), circumstances: circumstances() },
        Letter::CreditAlert { threshold: credits("1000"), balance: credits("12.5") },
        notice(NoticeKind::Finished),
        notice(NoticeKind::Paused),
        notice(NoticeKind::Asleep),
        notice(NoticeKind::NoCredit),
        notice(NoticeKind::Late),
        purchase(PurchaseNews::Waits { method: PaymentMethod::Transfer, to_pay: to_pay() }),
        purchase(PurchaseNews::Waits { method: PaymentMethod::Cheque, to_pay: to_pay() }),
        purchase(PurchaseNews::PartlyReceived { received: Euros::from_cents(123_456), to_pay: to_pay() }),
        purchase(PurchaseNews::Credited {
            credits: credits("1000"),
            total: Euros::from_cents(123_450),
            invoice: "FA-2026-000001".to_owned(),
            surplus: Euros::from_cents(5),
        }),
        purchase(PurchaseNews::Refused { reason: OUTSIDE.to_owned(), owed: Euros::from_cents(500) }),
        purchase(PurchaseNews::Refunded {
            credits: credits("1"),
            amount: Euros::from_cents(78),
            credit_note: "AV-2026-000001".to_owned(),
            method: PaymentMethod::Card,
            reason: OUTSIDE.to_owned(),
        }),
    ]
}

fn purchase(news: PurchaseNews) -> Letter {
    Letter::Purchase(PurchaseLetter { purchase: 7, reference: "CH7F3K-4Q9D".to_owned(), news })
}

fn to_pay() -> Instructions {
    Instructions {
        amount: Euros::from_cents(123_450),
        currency: Currency::Eur,
        payee: OUTSIDE.to_owned(),
        reference: "CH7F3K-4Q9D".to_owned(),
        iban: Some("FR7630006000011234567890189".to_owned()),
        bic: Some("EXAMFRPPXXX".to_owned()),
        bank: Some("Bank".to_owned()),
        address: Some("1 rue de l’Exemple\n75001 Paris".to_owned()),
    }
}

fn notice(what: NoticeKind) -> Letter {
    let totals = Totals { recipients: 12_345, received: 12_000, failed: 45, skipped: 300, ..Totals::default() };
    let credits = |text: &str| text.parse::<Credits>().unwrap();
    let name = format!("{OUTSIDE}{}", "a long name ".repeat(7));
    Letter::Notice { what, campaign: 7, name, totals, charged: credits("12345.5"), balance: credits("1") }
}

fn words(letter: &Letter, locale: Locale) -> Words {
    let zone = TimeZone::get("Europe/Paris").unwrap();
    let (account_id, link, contact) = ("bakery", LINK, Some("<help@example.org>"));
    Words::of(letter, &About { account_id, queued_at: AT, sent_at: AT, zone: &zone, link, contact }, locale)
}

#[test]
fn each_is_whole_in_both_languages() {
    for letter in letters() {
        for locale in [Locale::Fr, Locale::En] {
            let words = words(&letter, locale);
            let (kind, text) = (letter.kind(), words.text());
            assert!(!words.subject.is_empty() && words.subject.chars().count() < 60, "{kind}: {}", words.subject);
            assert!(text.contains("bakery") && text.contains("<help@example.org>"), "{kind}: {text}");
            assert!(!text.contains(['{', '}']), "{kind}: {text}");
            let links = text.lines().filter(|line| *line == LINK).count();
            let wanted = usize::from(!matches!(letter, Letter::EmailChanged { .. }));
            assert_eq!((links, text.matches("http").count()), (wanted, wanted), "{kind}: {text}");
            let dated = match locale {
                Locale::Fr => "dimanche 1er novembre 2026 à 8\u{a0}h\u{a0}05 (Europe/Paris)",
                Locale::En => "Sunday 1 November 2026 at 08:05 (Europe/Paris)",
            };
            let expires = matches!(letter, Letter::Welcome | Letter::ConfirmEmail { .. });
            assert!(expires || text.contains(dated), "{kind}: {text}");
        }
    }
}

#[test]
fn each_is_mime_and_escaped() {
    let from: Mailbox = "Chappe <no-reply@sms.example.org>".parse().unwrap();
    for letter in letters() {
        for locale in [Locale::Fr, Locale::En] {
            let (words, domain) = (words(&letter, locale), "sms.example.org");
            let envelope = Envelope { id: 4711, from: &from, domain, to: "anne@example.org", locale, sent_at: AT };
            let (smtp, people) = (
                write::for_smtp(&envelope, &words).unwrap().formatted(),
                write::for_people(&envelope, &words).unwrap(),
            );
            assert!(smtp.is_ascii(), "every mail server takes it");
            for bytes in [&smtp, &people.formatted()] {
                let message = MessageParser::default().parse(bytes).unwrap();
                let kind = letter.kind();
                assert_eq!(message.subject(), Some(words.subject.as_str()), "{kind}");
                assert_eq!(message.message_id(), Some("4711@sms.example.org"), "{kind}");
                assert_eq!(message.date().unwrap().to_timestamp(), AT / 1000, "{kind}");
                assert_eq!(message.header("Auto-Submitted").and_then(|value| value.as_text()), Some("auto-generated"));
                let language = message.header("Content-Language").and_then(|value| value.as_text_list());
                assert_eq!(language.unwrap(), [if locale == Locale::Fr { "fr" } else { "en" }], "{kind}");
                assert_eq!(message.text_body_count() + message.html_body_count(), 2, "{kind}");
                assert_eq!(message.body_text(0).unwrap().replace("\r\n", "\n"), words.text(), "{kind}");
                let html = message.body_html(0).unwrap();
                assert!(!html.contains(OUTSIDE) && !html.contains("<b>"), "{kind}: {html}");
                assert!(html.contains("&lt;help@example.org&gt;") && !html.contains("src="), "{kind}: {html}");
            }
        }
    }
}

#[test]
fn the_text_of_a_file_is_read_with_plain_tools() {
    let from: Mailbox = "Chappe <no-reply@localhost>".parse().unwrap();
    let (words, locale) = (words(&Letter::Welcome, Locale::Fr), Locale::Fr);
    let envelope = Envelope { id: 1, from: &from, domain: "localhost", to: "anne@example.org", locale, sent_at: AT };
    let file = String::from_utf8(write::for_people(&envelope, &words).unwrap().formatted()).unwrap();
    assert!(file.contains("Bienvenue\u{a0}!"), "{file}");
    assert_eq!(file.lines().filter(|line| line.contains("token=")).collect::<Vec<_>>(), [LINK], "{file}");
}

#[test]
fn a_domain_is_written_in_ascii() {
    let from: Mailbox = "Chappe <no-reply@localhost>".parse().unwrap();
    let (words, locale) = (words(&Letter::Welcome, Locale::Fr), Locale::Fr);
    let envelope = |to| Envelope { id: 1, from: &from, domain: "localhost", to, locale, sent_at: AT };
    let letter = write::for_smtp(&envelope("anne@bäckerei.example"), &words).unwrap();
    assert_eq!(letter.envelope().to()[0].to_string(), "anne@xn--bckerei-5wa.example");
    for nowhere in ["anne", "anne@", "@example.org", "anne@exa mple.org"] {
        assert!(write::for_smtp(&envelope(nowhere), &words).is_err(), "{nowhere}");
    }
}

#[test]
fn numbers_have_the_signs_of_the_language() {
    let alert = |threshold: &str, balance: &str| Letter::CreditAlert {
        threshold: threshold.parse().unwrap(),
        balance: balance.parse().unwrap(),
    };
    let (french, english) = (words(&alert("12345.25", "1.5"), Locale::Fr), words(&alert("12345.25", "1"), Locale::En));
    assert_eq!(french.subject, "Il vous reste 1,5\u{a0}crédit");
    assert!(french.text().contains("12\u{202f}345,25\u{a0}crédits"), "{}", french.text());
    assert_eq!(english.subject, "You have 1\u{a0}credit left");
    assert!(english.text().contains("12,345.25\u{a0}credits"), "{}", english.text());
}

#[test]
fn a_notice_has_its_figures() {
    let french = words(&notice(NoticeKind::Finished), Locale::Fr).text();
    for figure in ["12\u{202f}345", "12\u{202f}000", "45", "300", "12\u{202f}345,5\u{a0}crédits", "1\u{a0}crédit"] {
        assert!(french.contains(figure), "{figure}: {french}");
    }
    assert!(!french.contains("Incertains"), "what is none is not told: {french}");
}

#[test]
fn a_purchase_is_told_with_its_sums() {
    let news = |news| purchase(news);
    let waits = news(PurchaseNews::Waits { method: PaymentMethod::Transfer, to_pay: to_pay() });
    let (french, english) = (words(&waits, Locale::Fr), words(&waits, Locale::En));
    assert_eq!(french.subject, "Votre virement est attendu\u{a0}: CH7F3K-4Q9D");
    for told in ["1\u{202f}234,50\u{a0}€", "FR76 3000 6000 0112 3456 7890 189", "1 rue de l’Exemple, 75001 Paris"] {
        assert!(french.text().contains(told), "{told}: {}", french.text());
    }
    assert!(english.text().contains("€1,234.50"), "{}", english.text());
    let exact = PurchaseNews::Credited {
        credits: Credits::whole(50),
        total: Euros::from_cents(480),
        invoice: "FA-2026-000001".to_owned(),
        surplus: Euros::ZERO,
    };
    let text = words(&news(exact), Locale::En).text();
    assert!(text.contains("FA-2026-000001") && !text.contains("owe"), "{text}");
}

#[test]
fn what_is_not_known_is_not_told() {
    let letter =
        Letter::PasswordChanged(Circumstances { at: AT, address: "unknown".to_owned(), device: String::new() });
    let text = words(&letter, Locale::En).text();
    assert!(text.contains("When:") && !text.contains("Device") && !text.contains("address"), "{text}");
}

#[test]
fn a_kind_has_one_word() {
    for letter in letters() {
        assert_eq!(serde_json::to_value(&letter).unwrap()["kind"], letter.kind());
    }
}
