//! The hard cases of counting, each with what the standard makes of it.

use sms::{Encoding, Encoding::*, MAX_PARTS, measure, split};

/// The text, its encoding, units, parts, capacity of a part, and what is left in the last.
type Case = (String, Encoding, u32, u32, u32, u32);

fn check(cases: &[Case]) {
    for (text, encoding, units, parts, per_part, left) in cases {
        let m = measure(text);
        let got = (m.encoding, m.units, m.parts.get(), m.per_part, m.left);
        assert_eq!(got, (*encoding, *units, *parts, *per_part, *left), "{text:?}");
        let split = split(text);
        assert_eq!(split.len() as u32, *parts, "{text:?}");
        assert_eq!(split.concat(), *text);
    }
}

fn a(n: usize) -> String {
    "a".repeat(n)
}

#[test]
fn gsm_boundaries() {
    check(&[
        (a(0), Gsm7, 0, 0, 160, 160),
        (a(1), Gsm7, 1, 1, 160, 159),
        (a(160), Gsm7, 160, 1, 160, 0),
        (a(161), Gsm7, 161, 2, 153, 145),
        (a(306), Gsm7, 306, 2, 153, 0),
        (a(307), Gsm7, 307, 3, 153, 152),
        (a(459), Gsm7, 459, 3, 153, 0),
        (a(1530), Gsm7, 1530, 10, 153, 0),
        (a(1531), Gsm7, 1531, 11, 153, 152),
        ("é".repeat(160), Gsm7, 160, 1, 160, 0),
        ("\n".repeat(160), Gsm7, 160, 1, 160, 0),
    ]);
    assert!(measure(&a(1530)).parts.fits());
    assert!(!measure(&a(1531)).parts.fits());
    assert_eq!(MAX_PARTS, 10);
}

#[test]
fn characters_of_the_extension_table() {
    check(&[
        ("€".into(), Gsm7, 2, 1, 160, 158),
        ("^{}\\[~]|€\u{0C}".into(), Gsm7, 20, 1, 160, 140),
        ("€".repeat(80), Gsm7, 160, 1, 160, 0),
        (a(158) + "€", Gsm7, 160, 1, 160, 0),
        (a(159) + "€", Gsm7, 161, 2, 153, 145),
        // The pair does not fit the one septet left in the first part, and opens the second.
        (a(152) + "[" + &a(10), Gsm7, 164, 2, 153, 141),
        // 306 septets that would fill two parts exactly, were it not for the pair on the edge.
        (a(152) + "[" + &a(152), Gsm7, 306, 3, 153, 152),
        (a(151) + "[" + &a(153), Gsm7, 306, 2, 153, 0),
        // One septet is lost in every full part: 76 pairs in each.
        ("€".repeat(152), Gsm7, 304, 2, 153, 1),
        ("€".repeat(153), Gsm7, 306, 3, 153, 151),
        // Both edges of a message of three parts.
        (a(152) + "{" + &a(150) + "}" + &a(151), Gsm7, 457, 3, 153, 0),
        (a(152) + "{" + &a(150) + "}" + &a(152), Gsm7, 458, 4, 153, 152),
    ]);
    assert_eq!(split(&(a(152) + "[" + &a(10)))[1], "[".to_owned() + &a(10));
}

#[test]
fn unicode_boundaries() {
    check(&[
        ("ê".into(), Ucs2, 1, 1, 70, 69),
        ("ê".repeat(70), Ucs2, 70, 1, 70, 0),
        ("ê".repeat(71), Ucs2, 71, 2, 67, 63),
        ("ê".repeat(134), Ucs2, 134, 2, 67, 0),
        ("ê".repeat(135), Ucs2, 135, 3, 67, 66),
        ("ê".repeat(670), Ucs2, 670, 10, 67, 0),
        // One such character among 160: three messages instead of one.
        (a(159) + "ç", Ucs2, 160, 3, 67, 41),
        ("çÇ".into(), Ucs2, 2, 1, 70, 68),
        ("Ç".into(), Gsm7, 1, 1, 160, 159),
        ("5\u{A0}€".into(), Ucs2, 3, 1, 70, 67),
        ("5\u{202F}€".into(), Ucs2, 3, 1, 70, 67),
        // In Unicode the extension table is nothing special.
        ("ê[€]".into(), Ucs2, 4, 1, 70, 66),
        ("a\tb".into(), Ucs2, 3, 1, 70, 67),
        ("Привет".into(), Ucs2, 6, 1, 70, 64),
        ("Καλημέρα".into(), Ucs2, 8, 1, 70, 62),
        ("ΔΦΓΛΩΠΨΣΘΞ".into(), Gsm7, 10, 1, 160, 150),
        ("مرحبا".into(), Ucs2, 5, 1, 70, 65),
        ("नमस्ते".into(), Ucs2, 6, 1, 70, 64),
        ("你好".into(), Ucs2, 2, 1, 70, 68),
    ]);
}

#[test]
fn surrogate_pairs() {
    check(&[
        ("😀".into(), Ucs2, 2, 1, 70, 68),
        ("😀".repeat(35), Ucs2, 70, 1, 70, 0),
        (a(68) + "😀", Ucs2, 70, 1, 70, 0),
        (a(69) + "😀", Ucs2, 71, 2, 67, 63),
        // The pair does not fit the one unit left in the first part.
        (a(66) + "😀" + &a(65), Ucs2, 133, 2, 67, 0),
        (a(66) + "😀" + &a(66), Ucs2, 134, 3, 67, 66),
        (a(65) + "😀" + &a(67), Ucs2, 134, 2, 67, 0),
        // 33 pairs and a lost unit in every part.
        ("😀".repeat(66), Ucs2, 132, 2, 67, 1),
        ("😀".repeat(67), Ucs2, 134, 3, 67, 65),
        // What one sees as one: a family of three with joiners, a thumb with a skin tone, a flag, a keycap.
        ("👨\u{200D}👩\u{200D}👧".into(), Ucs2, 8, 1, 70, 62),
        ("👍🏽".into(), Ucs2, 4, 1, 70, 66),
        ("🇫🇷".into(), Ucs2, 4, 1, 70, 66),
        ("5\u{FE0F}\u{20E3}".into(), Ucs2, 3, 1, 70, 67),
        ("❤\u{FE0F}".into(), Ucs2, 2, 1, 70, 68),
    ]);
    assert_eq!(split(&(a(66) + "😀" + &a(65)))[0], a(66));
}
