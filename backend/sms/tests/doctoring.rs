//! The character doctor: what costs, and what could stand there instead.

use sms::{Costs, Encoding, Template, diagnose, measure, repair, saving};

/// What each finding spans, and its replacement.
fn findings(text: &str) -> Vec<(&str, Option<&'static str>)> {
    diagnose(text).iter().map(|f| (&text[f.range()], f.replacement)).collect()
}

#[test]
fn repairs() {
    let cases = [
        ("l’été", "l'été"),
        ("“oui”, ‘non’", "\"oui\", 'non'"),
        ("« Bonjour »", "\"Bonjour\""),
        ("«\u{A0}Bonjour\u{202F}»", "\"Bonjour\""),
        ("«Bonjour»", "\"Bonjour\""),
        ("Cœur, ŒUVRE, Œuvre", "Coeur, OEUVRE, Oeuvre"),
        ("fête, Noël, Loïc, août, être là, ça, Ô", "fete, Noel, Loic, aout, etre là, ca, O"),
        ("À L’ÉTÉ", "A L'ÉTÉ"),
        ("a – b — c…", "a - b - c..."),
        ("5\u{A0}€\u{202F}!", "5 € !"),
        ("zero\u{200B}width\u{AD}", "zerowidth"),
        ("be\u{302}te, e\u{301}te\u{301}", "bete, e\u{301}te\u{301}"),
        ("s\u{327}", "s"),
        ("n° 5, 20° et 25 °C", "no 5, 20 deg et 25 degC"),
        ("100 m², 10², 1½, ½", "100 m2, 10^2, 1 1/2, 1/2"),
        ("ĞŞıİ Łódź Việt", "GSiI Lodz Viet"),
        ("𝗣𝗿𝗼𝗺𝗼 𝟱𝟬", "Promo 50"),
        ("ΚΑΛΗΜΕΡΑ ΣΑΣ", "KAΛHMEPA ΣAΣ"),
        ("• un\n• deux", "- un\n- deux"),
        ("5\u{FE0F}\u{20E3}", "5"),
        ("ﬁn", "fin"),
        ("`a´", "'a'"),
    ];
    for (written, repaired) in cases {
        assert_eq!(repair(written), repaired, "{written:?}");
        assert_eq!(measure(&sms::clean(repaired)).encoding, Encoding::Gsm7);
    }
}

#[test]
fn what_has_no_replacement_is_one_finding() {
    for text in ["👍🏽", "👨\u{200D}👩\u{200D}👧", "🇫🇷", "❤\u{FE0F}", "й", "и\u{306}", "你", "م", "🏴\u{E0067}\u{E007F}"]
    {
        assert_eq!(findings(text), [(text, None)]);
        assert_eq!(repair(text), text);
    }
    assert_eq!(findings("👍👍").len(), 2);
    assert_eq!(findings("🇫🇷🇧🇪").len(), 2);
}

#[test]
fn places_are_bytes_of_the_text() {
    let found = diagnose("é l’été e\u{302}");
    assert_eq!((found[0].at, found[0].len, found[0].char), (4, 3, '’'));
    assert_eq!((found[1].at, found[1].len, found[1].char), (13, 3, 'ê'));
}

#[test]
fn two_units_only_while_gsm() {
    let found = diagnose("5 € [x]");
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|f| f.costs == Costs::TwoUnits && f.replacement.is_none()));
    assert_eq!(findings("5 € ê"), [("ê", Some("e"))]);
    assert_eq!(repair("5 € [x]"), "5 € [x]");
}

#[test]
fn what_is_cleaned_anyway_is_no_finding() {
    assert_eq!(findings("a\tb\r\nc\0 e\u{301}"), []);
}

#[test]
fn a_text_that_stays_unicode_gets_no_longer() {
    assert_eq!(repair("l’œuf… 👍"), "l'œuf… 👍");
    // Two parts of GSM-7 are no repair for one part of Unicode.
    let dots = "…".repeat(60);
    assert_eq!(repair(&dots), dots);
}

#[test]
fn savings() {
    let text = "L’".to_owned() + &"a".repeat(158);
    assert_eq!((saving(&text).before.get(), saving(&text).after.get()), (3, 1));
    assert_eq!((saving("").before.get(), saving("").after.get()), (0, 0));
}

#[test]
fn field_names_are_left_alone() {
    let template = Template::parse("L’été, ${forêt|chère forêt} $prêt !").with_own(["forêt", "prêt"]);
    let spans: Vec<_> = template.diagnose().iter().map(|f| &template.source()[f.range()]).collect();
    assert_eq!(spans, ["’", "ê"]);
    assert_eq!(template.repair(), "L'été, ${forêt|chère foret} $prêt !");
    // A name that nobody knows is sent as it stands, so it counts.
    assert_eq!(Template::parse("$prêt").diagnose().len(), 1);
}
