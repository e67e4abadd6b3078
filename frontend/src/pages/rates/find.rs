//! Finding a country by its name in either language, by its code, or by what a number begins with.

use crate::i18n::Lang;

/// What a country is found by.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    code: String,
    /// Without accents and capitals.
    names: [String; 2],
    dial_code: String,
    /// What numbers begin with, in digits: the dial code, with an area code of its own where several countries share it.
    starts: Vec<String>,
    shown: String,
}

impl Place {
    pub fn new(code: &str, names: [&str; 2], dial_code: &str, area_codes: &[String]) -> Self {
        let digits = dial_code.trim_start_matches('+');
        let starts = match area_codes {
            [] => vec![digits.to_owned()],
            areas => areas.iter().map(|area| format!("{digits}{area}")).collect(),
        };
        let shown = match area_codes {
            [] => dial_code.to_owned(),
            areas => areas.iter().map(|area| format!("{dial_code}\u{a0}{area}")).collect::<Vec<_>>().join(", "),
        };
        let names = names.map(sms::field_key);
        Self { code: code.to_owned(), names, dial_code: dial_code.to_owned(), starts, shown }
    }

    /// `+33`, or `+1 658, +1 876`.
    pub fn dial(&self) -> &str {
        &self.shown
    }

    fn is_called(&self, words: &str) -> bool {
        let key = sms::field_key(words);
        self.code.eq_ignore_ascii_case(words) || self.names.iter().any(|name| name.contains(&key))
    }

    /// How many of the digits say that a number is from here; `None`: it is not.
    fn begins(&self, digits: &str) -> Option<usize> {
        let matched = |start: &String| {
            let short = start.len().min(digits.len());
            (start[..short] == digits[..short]).then_some(short)
        };
        self.starts.iter().filter_map(matched).max()
    }
}

/// Those that are meant, in their order. Of a number the countries whose start is the longest: +1 876 is Jamaica alone.
pub fn find<'a, T>(all: &'a [T], typed: &str, place: impl Fn(&T) -> &Place) -> Vec<&'a T> {
    let typed = typed.trim();
    let is_number = typed.starts_with(['+', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
        && typed.chars().all(|c| c.is_ascii_digit() || "+ ().-\u{a0}".contains(c));
    if !is_number {
        return all.iter().filter(|one| place(one).is_called(typed)).collect();
    }
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    let best = all.iter().filter_map(|one| place(one).begins(digits)).max();
    all.iter().filter(|one| best.is_some() && place(one).begins(digits) == best).collect()
}

/// A country's name in the language of the page.
pub fn name<'a>(lang: Lang, english: &'a str, french: &'a str) -> &'a str {
    match lang {
        Lang::En => english,
        Lang::Fr => french,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_found_by_name_code_and_number() {
        let areas = |codes: &[&str]| codes.iter().map(|&code| code.to_owned()).collect::<Vec<_>>();
        let all = [
            Place::new("FR", ["France", "France"], "+33", &[]),
            Place::new("DE", ["Germany", "Allemagne"], "+49", &[]),
            Place::new("US", ["United States", "États-Unis"], "+1", &[]),
            Place::new("JM", ["Jamaica", "Jamaïque"], "+1", &areas(&["658", "876"])),
            Place::new("RE", ["Réunion", "La Réunion"], "+262", &[]),
            Place::new("YT", ["Mayotte", "Mayotte"], "+262", &[]),
        ];
        let codes = |typed: &str| find(&all, typed, |one| one).iter().map(|one| one.code.as_str()).collect::<Vec<_>>();
        for (typed, expected) in [
            ("", vec!["FR", "DE", "US", "JM", "RE", "YT"]),
            ("allemagne", vec!["DE"]),
            ("germany", vec!["DE"]),
            ("reunion", vec!["RE"]),
            ("etats", vec!["US"]),
            ("jm", vec!["JM"]),
            ("+33", vec!["FR"]),
            ("0033 6 12", vec!["FR"]),
            ("+1", vec!["US", "JM"]),
            ("+1 876 210", vec!["JM"]),
            ("1212", vec!["US"]),
            ("262", vec!["RE", "YT"]),
            ("nowhere", vec![]),
            ("+999", vec![]),
        ] {
            assert_eq!(codes(typed), expected, "{typed}");
        }
    }
}
