//! What is typed, as a pattern: for lists that are small enough to be looked through.

/// What is typed, as a LIKE pattern on small letters without marks (`ESCAPE '\'`); `%` when nothing is. What reads as a number is looked
/// for by its digits, without the zeros that stand for a country or a trunk: `06 12` finds +33612….
pub(crate) fn pattern(typed: Option<&str>) -> String {
    let Some(typed) = typed else { return "%".to_owned() };
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let number = typed.chars().all(|c| c.is_ascii_digit() || " +.-/()\u{a0}\u{202f}".contains(c));
    if number && !digits.is_empty() {
        return format!("%{}%", digits.trim_start_matches('0'));
    }
    words(Some(typed))
}

/// The same for what holds no numbers.
pub(crate) fn words(typed: Option<&str>) -> String {
    let Some(typed) = typed else { return "%".to_owned() };
    let literal = sms::fold(typed).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{literal}%")
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn typed_words_become_patterns() {
        assert_eq!(pattern(None), "%");
        assert_eq!(pattern(Some("Zoé")), "%zoe%");
        assert_eq!(pattern(Some("100 %_")), "%100 \\%\\_%");
        assert_eq!(pattern(Some("06 12 34")), "%61234%");
        assert_eq!(pattern(Some("+33 6")), "%336%");
    }
}
