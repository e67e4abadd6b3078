//! The euro rule.
//!
//! `€` is in the extension table, so it counts two characters: a text of 160 characters with one `€` is two messages.
//! Nobody wants to pay a message for a sign, so where the signs make the text one part longer they become `E`.
//!
//! The rule read closely: it looks at the text that really leaves, after personalisation. All the signs change or
//! none does, since "10 € or 12 E" reads as a mistake. They change only where that saves a part. In a UCS-2 text `€`
//! is one unit like any other, so nothing is saved there and nothing changes.

use std::borrow::Cow;

use crate::{Encoding, measure};

/// The text with `E` for every `€` where that makes it fewer parts; borrowed when it stays as it is.
#[must_use]
pub fn euro(text: &str) -> Cow<'_, str> {
    if !text.contains('€') {
        return Cow::Borrowed(text);
    }
    let with_signs = measure(text);
    if with_signs.encoding == Encoding::Ucs2 || with_signs.parts.get() == 1 {
        return Cow::Borrowed(text);
    }
    let replaced = text.replace('€', "E");
    if measure(&replaced).parts < with_signs.parts { Cow::Owned(replaced) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(head: &str, filler: usize) -> String {
        euro(&(head.to_owned() + &"a".repeat(filler))).into_owned()
    }

    #[test]
    fn a_sign_stays_where_it_costs_no_part() {
        assert!(after("€", 158).starts_with('€'));
        assert!(after("€", 160).starts_with('€'));
        assert!(after("€", 304).starts_with('€'));
    }

    #[test]
    fn a_sign_becomes_a_letter_where_it_costs_a_part() {
        assert!(after("€", 159).starts_with('E'));
        assert!(after("€", 305).starts_with('E'));
    }

    #[test]
    fn all_signs_change_or_none() {
        assert_eq!(after("1€ 2€ ", 153), "1E 2E ".to_owned() + &"a".repeat(153));
        assert_eq!(after("1€ 2€ ", 152), "1€ 2€ ".to_owned() + &"a".repeat(152));
    }

    #[test]
    fn a_pair_pushed_over_the_edge_counts_too() {
        // 152 letters, the sign (which does not fit the first part), 152 letters: 306 septets, yet three parts.
        let text = "a".repeat(152) + "€" + &"a".repeat(152);
        assert_eq!(measure(&text).parts.get(), 3);
        assert_eq!(measure(&euro(&text)).parts.get(), 2);
    }

    #[test]
    fn never_in_a_unicode_text() {
        let text = "ê€".to_owned() + &"a".repeat(68);
        assert_eq!(measure(&text).parts.get(), 1);
        assert!(matches!(euro(&text), Cow::Borrowed(_)));
    }
}
