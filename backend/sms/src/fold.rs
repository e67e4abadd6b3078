//! Latin letters without their marks: for field names, STOP words and the character doctor.

/// Letters that are another with a mark, or two written as one.
#[rustfmt::skip]
const LETTERS: [(&str, &str); 55] = [
    ("A", "ÀÁÂÃÄÅĀĂĄǍ"), ("a", "àáâãäåāăąǎ"),
    ("AE", "ÆǼ"), ("ae", "æǽ"),
    ("C", "ÇĆĈĊČ"), ("c", "çćĉċč"),
    ("D", "ĎĐÐ"), ("d", "ďđð"),
    ("E", "ÈÉÊËĒĔĖĘĚ"), ("e", "èéêëēĕėęě"),
    ("G", "ĜĞĠĢ"), ("g", "ĝğġģ"),
    ("H", "ĤĦ"), ("h", "ĥħ"),
    ("I", "ÌÍÎÏĨĪĬĮİǏ"), ("i", "ìíîïĩīĭįıǐ"),
    ("IJ", "Ĳ"), ("ij", "ĳ"),
    ("J", "Ĵ"), ("j", "ĵ"),
    ("K", "Ķ"), ("k", "ķĸ"),
    ("L", "ĹĻĽĿŁ"), ("l", "ĺļľŀł"),
    ("N", "ÑŃŅŇ"), ("n", "ñńņňŉ"),
    ("NG", "Ŋ"), ("ng", "ŋ"),
    ("O", "ÒÓÔÕÖØŌŎŐƠǑǾ"), ("o", "òóôõöøōŏőơǒǿ"),
    ("OE", "Œ"), ("oe", "œ"),
    ("R", "ŔŖŘ"), ("r", "ŕŗř"),
    ("S", "ŚŜŞŠȘ"), ("s", "śŝşšșſ"),
    ("ss", "ß"), ("SS", "ẞ"),
    ("T", "ŢŤŦȚ"), ("t", "ţťŧț"),
    ("TH", "Þ"), ("th", "þ"),
    ("U", "ÙÚÛÜŨŪŬŮŰŲƯǓ"), ("u", "ùúûüũūŭůűųưǔ"),
    ("W", "ŴẀẂẄ"), ("w", "ŵẁẃẅ"),
    ("Y", "ÝŶŸ"), ("y", "ýŷÿ"),
    ("Z", "ŹŻŽ"), ("z", "źżž"),
    // Typographic ligatures, which PDF readers leave in what is copied from them.
    ("ff", "\u{FB00}"), ("fi", "\u{FB01}"), ("fl", "\u{FB02}"), ("ffi", "\u{FB03}"), ("ffl", "\u{FB04}"),
];

/// The Vietnamese letters from U+1EA0 to U+1EF9: capital and small by turns.
const VIETNAMESE: [(char, char, &str, &str); 6] = [
    ('\u{1EA0}', '\u{1EB7}', "A", "a"),
    ('\u{1EB8}', '\u{1EC7}', "E", "e"),
    ('\u{1EC8}', '\u{1ECB}', "I", "i"),
    ('\u{1ECC}', '\u{1EE3}', "O", "o"),
    ('\u{1EE4}', '\u{1EF1}', "U", "u"),
    ('\u{1EF2}', '\u{1EF9}', "Y", "y"),
];

/// A marked Latin letter in ASCII; none for every other character.
pub(crate) fn ascii(c: char) -> Option<&'static str> {
    if c.is_ascii() {
        return None;
    }
    if let Some((_, _, capital, small)) = VIETNAMESE.iter().find(|(from, to, ..)| (*from..=*to).contains(&c)) {
        return Some(if (c as u32).is_multiple_of(2) { capital } else { small });
    }
    let (plain, _) = LETTERS.iter().find(|(_, marked)| marked.contains(c))?;
    Some(plain)
}

/// The characters of a text in small letters without marks.
pub(crate) fn small(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase).flat_map(|c| {
        let plain = ascii(c);
        let same = if plain.is_none() { Some(c) } else { None };
        plain.unwrap_or_default().chars().chain(same)
    })
}

/// A text in small letters without marks: how `Émile` is found by who types `emile`.
///
/// ```
/// assert_eq!(sms::fold("Zoé Œuvrard"), "zoe oeuvrard");
/// ```
pub fn fold(text: &str) -> String {
    small(text).filter(|c| !is_mark(*c)).collect()
}

/// A combining mark of the first block, where those of Latin letters are.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// A letter and the mark after it as one character: the pairs that Latin-1 has a letter for.
pub(crate) fn join(letter: char, mark: char) -> Option<char> {
    let (letters, joined) = match mark {
        '\u{300}' => ("AEIOUaeiou", "ÀÈÌÒÙàèìòù"),
        '\u{301}' => ("AEIOUYaeiouy", "ÁÉÍÓÚÝáéíóúý"),
        '\u{302}' => ("AEIOUaeiou", "ÂÊÎÔÛâêîôû"),
        '\u{303}' => ("ANOano", "ÃÑÕãñõ"),
        '\u{308}' => ("AEIOUaeiouy", "ÄËÏÖÜäëïöüÿ"),
        '\u{30A}' => ("Aa", "Åå"),
        '\u{327}' => ("Cc", "Çç"),
        _ => return None,
    };
    let (_, joined) = letters.chars().zip(joined.chars()).find(|(l, _)| *l == letter)?;
    Some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_to_ascii() {
        let folded: String = small("Éléonore Cœur Ștefan Łódź ĐẶNG Straße").collect();
        assert_eq!(folded, "eleonore coeur stefan lodz dang strasse");
    }

    #[test]
    fn every_listed_letter_folds_to_ascii_letters() {
        for (plain, marked) in LETTERS {
            assert!(plain.bytes().all(|b| b.is_ascii_alphabetic()));
            assert!(marked.chars().all(|c| !c.is_ascii() && ascii(c) == Some(plain)));
        }
    }

    #[test]
    fn joins_only_what_exists() {
        assert_eq!(join('e', '\u{301}'), Some('é'));
        assert_eq!(join('y', '\u{308}'), Some('ÿ'));
        assert_eq!(join('q', '\u{301}'), None);
        assert_eq!(join('e', 'x'), None);
    }
}
