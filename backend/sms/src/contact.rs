//! What is added where nobody can reply: the words on how to stop; and whether a text says whom to turn to.

use crate::Template;

/// Fewer digits are a date, a price or a code; no country has telephone numbers shorter than this with their area.
const NUMBER_DIGITS: usize = 8;

/// The text with the platform's words on how to stop in a line of their own. The server counts and sends this, and the browser
/// shows it.
///
/// ```
/// assert_eq!(sms::with_stop_mention("À samedi ! ", "STOP 36179"), "À samedi !\nSTOP 36179");
/// assert_eq!(sms::with_stop_mention("", "STOP 36179"), "");
/// ```
#[must_use]
pub fn with_stop_mention(text: &str, mention: &str) -> String {
    match text.trim_end() {
        "" => String::new(),
        text => format!("{text}\n{mention}"),
    }
}

/// Whether the text names something to turn to where nobody can reply: a telephone number, an e-mail address, a link, or
/// `$stop`, which becomes one.
///
/// ```
/// assert!(sms::has_contact("Rappelez-nous au 01 42 68 53 00"));
/// assert!(sms::has_contact("Infos : boulangerie-anne.fr") && sms::has_contact("anne@example.org") && sms::has_contact("$stop"));
/// assert!(!sms::has_contact("Soldes du 12.01.2027 au 20.01, 30 % de remise. À bientôt."));
/// ```
#[must_use]
pub fn has_contact(text: &str) -> bool {
    Template::parse(text).asks_opt_out() || text.split_whitespace().any(is_address) || has_number(text)
}

/// An e-mail address or a link, with whatever punctuation around it.
fn is_address(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    if word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.") {
        return true;
    }
    let host = word.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let Some((name, end)) = host.rsplit_once('.') else { return false };
    let in_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.');
    (2..=24).contains(&end.chars().count())
        && end.chars().all(char::is_alphabetic)
        // "demain.Venez" is a full stop that lacks its space.
        && end.chars().all(|c| !c.is_uppercase())
        && name.chars().any(char::is_alphanumeric)
        && name.chars().all(in_name)
}

/// A run of digits, with what people write between them.
fn has_number(text: &str) -> bool {
    let mut digits = 0;
    let mut dots = 0;
    for c in text.chars() {
        match c {
            '0'..='9' => digits += 1,
            '.' | '/' if digits > 0 => dots += 1,
            // What is written with dots has no spaces in it: another number follows.
            ' ' if dots > 0 => (digits, dots) = (0, 0),
            ' ' | '\u{a0}' | '\u{202f}' | '-' | '(' | ')' => {}
            _ => (digits, dots) = (0, 0),
        }
        // A date with dots or strokes has eight digits; a number that is written like that has more.
        if digits >= NUMBER_DIGITS + usize::from(dots > 0) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_and_what_only_looks_like_one() {
        let named = [
            "0142685300",
            "Tel: +33 1 42 68 53 00.",
            "01.42.68.53.00",
            "(01) 42-68-53-00",
            "https://chappe.example/x?y=1",
            "(www.example.org)",
            "bit.ly/3xYz",
            "Écrivez à anne@boulangerie.fr!",
            "Stop: ${lien_stop}",
        ];
        for text in named {
            assert!(has_contact(text), "{text}");
        }
        let silent = [
            "",
            "Bonjour",
            "Le 12/01/2027",
            "12.01.2027 9h",
            "Code 481516",
            "5 $ de remise",
            "demain.Venez",
            "STOP 36179",
            "a...b",
            "3.50 EUR",
            "@",
            "$stopper",
        ];
        for text in silent {
            assert!(!has_contact(text), "{text}");
        }
    }
}
