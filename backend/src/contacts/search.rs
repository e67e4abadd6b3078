//! What is typed, as a pattern or as the beginning of a number.

use std::ops::Range;

use crate::numbers::Country;

/// E.164 has 7 to 15 digits.
const SHORTEST: usize = 7;
const LONGEST: usize = 15;

/// What is typed, as a LIKE pattern on small letters without marks (`ESCAPE '\'`), for lists that are small enough to be
/// looked through; `%` when nothing is.
pub(crate) fn words(typed: Option<&str>) -> String {
    let Some(typed) = typed else { return "%".to_owned() };
    let literal = sms::fold(typed).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{literal}%")
}

/// The first digits of a number, as E.164 has them: `06 12` is 33612 to a French account.
pub(crate) fn number(typed: &str, home: Country) -> Option<String> {
    let typed = typed.trim();
    let written = |c: char| c.is_ascii_digit() || " +.-/()\u{a0}\u{202f}".contains(c);
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() || !typed.chars().all(written) {
        return None;
    }
    let national = digits.strip_prefix('0').filter(|rest| !rest.starts_with('0') && !typed.starts_with('+'));
    let international = digits.trim_start_matches('0');
    Some(match (national, home.calling_code()) {
        (Some(rest), Some(code)) => format!("{code}{rest}"),
        _ if international.is_empty() => digits,
        _ => international.to_owned(),
    })
}

/// The numbers that begin with these digits: a range for each length, from the shortest.
pub(crate) fn ranges(digits: &str) -> Vec<Range<i64>> {
    let Ok(first) = digits.parse::<i64>() else { return Vec::new() };
    if digits.starts_with('0') || digits.len() > LONGEST {
        return Vec::new();
    }
    let range = |length: usize| {
        let power = 10_i64.pow(u32::try_from(length - digits.len()).unwrap_or_default());
        first * power..(first + 1) * power
    };
    (digits.len().max(SHORTEST)..=LONGEST).map(range).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_words_become_patterns() {
        assert_eq!(words(None), "%");
        assert_eq!(words(Some("Zoé")), "%zoe%");
        assert_eq!(words(Some("100 %_")), "%100 \\%\\_%");
    }

    #[test]
    fn first_digits_are_ranges() {
        assert_eq!(ranges("33612345678901").len(), 2);
        assert_eq!(ranges("33")[0], 3_300_000..3_400_000);
        assert!(ranges("0612").is_empty() && ranges("zoe").is_empty() && ranges("3361234567890123").is_empty());
    }
}
