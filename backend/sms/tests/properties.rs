//! What holds for every text, tried on thousands of them.

use std::borrow::Cow;

use proptest::{collection::vec, prelude::*, sample::select};
use sms::{
    Costs, Encoding, Fields, Message, Template, clean, compose, diagnose, euro, is_stop, measure, repair, saving, split,
};

/// Written out once more, apart from the crate's table.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
                     ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENSION: &str = "^{}\\[~]|€\u{0C}";

/// The messages as a handset would get them: units in parts, pairs kept whole.
fn reference(text: &str) -> (Encoding, Vec<Vec<u16>>) {
    let gsm = text.chars().all(|c| BASIC.contains(c) || EXTENSION.contains(c));
    let (encoding, single, joined) = if gsm { (Encoding::Gsm7, 160, 153) } else { (Encoding::Ucs2, 70, 67) };
    let symbols: Vec<Vec<u16>> = text
        .chars()
        .map(|c| match (gsm, EXTENSION.contains(c)) {
            (true, true) => vec![0x1B, c as u16],
            (true, false) => vec![c as u16],
            (false, _) => c.encode_utf16(&mut [0; 2]).to_vec(),
        })
        .collect();
    let whole = symbols.concat();
    if whole.is_empty() {
        return (encoding, Vec::new());
    }
    if whole.len() <= single {
        return (encoding, vec![whole]);
    }
    let mut parts = Vec::new();
    let mut part: Vec<u16> = Vec::new();
    for symbol in symbols {
        if part.len() + symbol.len() > joined {
            parts.push(std::mem::take(&mut part));
        }
        part.extend(symbol);
    }
    parts.push(part);
    (encoding, parts)
}

fn of(alphabet: &str) -> impl Strategy<Value = char> + use<> {
    select(alphabet.chars().collect::<Vec<_>>())
}

/// Texts of up to five parts, rich in what is hard: pairs, euros, letters outside the alphabet, joiners, dollars.
fn text() -> impl Strategy<Value = String> {
    let gsm = vec(prop_oneof![6 => of(BASIC), 1 => of(EXTENSION)], 0..700);
    let paired = vec(prop_oneof![of("ab"), of("€[")], 0..700);
    let latin = vec(prop_oneof![20 => of("abc é$€"), 1 => of("ç’œ«» …ê°½º²\u{A0}")], 0..300);
    let emoji = vec(prop_oneof![of("aê"), of("😀👍")], 0..300);
    let hard = vec(
        of("ae nŒœ«» \u{A0}’…°º²½5\r\n\t\0\u{301}\u{302}\u{327}\u{200B}\u{200C}\u{200D}\u{FE0F}\u{20E3}👍🏽🇫🇷й\u{85}µ™𝗣"),
        0..60,
    );
    let any = vec(any::<char>(), 0..200);
    prop_oneof![gsm, paired, latin, emoji, hard, any].prop_map(String::from_iter)
}

fn template() -> impl Strategy<Value = String> {
    let words = select(vec![
        "$",
        "$nom",
        "$prenom",
        "${nom}",
        "${prenom|client}",
        "${",
        "}",
        "|",
        "nom",
        " ",
        ",",
        "!",
        "\n",
        "5",
        "é",
        "$email",
        "$$",
        "_",
        "\u{301}",
        "$foo",
        "€",
    ]);
    vec(words, 0..20).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn measuring_agrees_with_the_reference(text in text()) {
        let (encoding, parts) = reference(&text);
        let m = measure(&text);
        prop_assert_eq!(m.encoding, encoding);
        prop_assert_eq!(m.parts.get() as usize, parts.len());
        prop_assert_eq!(m.units as usize, parts.iter().map(Vec::len).sum::<usize>());
        prop_assert_eq!(m.left as usize, m.per_part as usize - parts.last().map_or(0, Vec::len));
    }

    #[test]
    fn splitting_agrees_with_measuring(text in text()) {
        let m = measure(&text);
        let parts = split(&text);
        prop_assert_eq!(parts.len() as u32, m.parts.get());
        prop_assert_eq!(parts.concat(), text.as_str());
        for part in parts {
            prop_assert!(!part.is_empty());
            // A part alone may be GSM-7 where the whole is not: its size is counted in the encoding of the whole.
            let size = match m.encoding {
                Encoding::Gsm7 => measure(part).units as usize,
                Encoding::Ucs2 => part.encode_utf16().count(),
            };
            prop_assert!(size <= m.per_part as usize);
        }
    }

    #[test]
    fn more_text_is_never_fewer_parts(text in text(), more in text()) {
        prop_assert!(measure(&text).parts <= measure(&(text.clone() + &more)).parts);
    }

    #[test]
    fn the_euro_rule_only_saves(text in text()) {
        let ruled = euro(&text);
        match &ruled {
            Cow::Borrowed(_) => prop_assert_eq!(&ruled, &text),
            Cow::Owned(ruled) => {
                prop_assert!(measure(ruled).parts < measure(&text).parts);
                prop_assert_eq!(ruled, &text.replace('€', "E"));
            }
        }
        let again = euro(&ruled);
        prop_assert_eq!(again, ruled.as_ref());
    }

    #[test]
    fn cleaning_is_done_once(text in text()) {
        let cleaned = clean(&text).into_owned();
        prop_assert!(matches!(clean(&cleaned), Cow::Borrowed(_)) || clean(&cleaned) == cleaned);
        prop_assert!(cleaned.chars().all(|c| c == '\n' || !c.is_control()));
        prop_assert!(measure(&cleaned).parts <= measure(&text).parts);
    }

    #[test]
    fn findings_lie_in_order_and_explain_the_encoding(text in text()) {
        let findings = diagnose(&text);
        let mut end = 0;
        for finding in &findings {
            prop_assert!(finding.at >= end && finding.len > 0);
            end = finding.at + finding.len;
            prop_assert!(text.get(finding.range()).is_some());
            if let Some(replacement) = finding.replacement {
                prop_assert_eq!(measure(replacement).encoding, Encoding::Gsm7);
            }
        }
        let forced = findings.iter().any(|finding| finding.costs == Costs::Unicode);
        prop_assert_eq!(forced, measure(&clean(&text)).encoding == Encoding::Ucs2);
    }

    #[test]
    fn repairing_never_costs_and_is_done_once(text in text()) {
        let repaired = repair(&text);
        let saving = saving(&text);
        prop_assert!(saving.after <= saving.before);
        prop_assert_eq!(repair(&repaired), repaired.as_ref());
    }

    #[test]
    fn all_replacements_made_is_gsm(text in text()) {
        let mut replaced = text.clone();
        let findings = diagnose(&text);
        let forcing = findings.iter().filter(|finding| finding.costs == Costs::Unicode);
        for finding in forcing.rev() {
            let Some(replacement) = finding.replacement else { return Ok(()); };
            replaced.replace_range(finding.range(), replacement);
        }
        prop_assert_eq!(measure(&clean(&replaced)).encoding, Encoding::Gsm7);
    }

    #[test]
    fn a_value_is_never_expanded(name in "[a-z$ {}|]{0,20}", text in template()) {
        // Were the value looked into, the mark would come out.
        let fields = Fields { last_name: &name, first_name: "\u{1}", ..Fields::default() };
        let rendered = Template::parse("[$nom]").render_to_string(&fields);
        prop_assert_eq!(rendered, format!("[{}]", name.trim()));

        // The mark comes out just as often whatever the other value is.
        let marks = |name: &str| {
            let fields = Fields { last_name: name, ..fields };
            Template::parse(&text).render_to_string(&fields).matches('\u{1}').count()
        };
        prop_assert_eq!(marks("$prenom"), marks("x"));
    }

    #[test]
    fn a_plain_template_is_its_text(text in text()) {
        let template = Template::parse(&text);
        if template.is_plain() {
            prop_assert_eq!(template.render_to_string(&Fields::default()), text);
        }
    }

    #[test]
    fn nothing_written_panics(text in template(), value in text()) {
        let own = [("foo".to_owned(), value.clone())].into();
        let fields = Fields { last_name: &value, own: Some(&own), ..Fields::default() };
        let template = Template::parse(&text).with_own(["foo"]);
        let message = Message::compose(&template, &fields);
        prop_assert_eq!(measure(&message.text), message.measure);
        prop_assert_eq!(compose(&template, &fields), message.text);
        prop_assert_eq!(template.repair().matches('$').count(), text.matches('$').count());
        let _ = is_stop(&value);
    }

    #[test]
    fn a_stop_is_one_however_it_is_typed(capitals in vec(any::<bool>(), 4), before in "[ !.\"*(]{0,4}", after in "[ !.?\n)]{0,4}", code in "( ?[0-9]{1,6})?") {
        let word: String = "stop".chars().zip(capitals).map(|(c, up)| if up { c.to_ascii_uppercase() } else { c }).collect();
        let reply = format!("{before}{word}{code}{after}");
        prop_assert!(is_stop(&reply), "{:?}", reply);
    }
}
