//! The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038 § 6.2.1, formerly GSM 03.38).
//!
//! 127 characters cost one septet each; ten more are reached through an escape and cost two. A single character that
//! is in neither makes the whole message UCS-2, which more than halves what a part can hold. So the table is copied
//! from the specification in its own order, and everything else is derived from it.
//!
//! Two entries surprise people. Code 0x09 is the capital `Ç`: the small `ç` is *not* in the alphabet (some old
//! tables have it the other way round). And of the Greek letters only those capitals are there that do not
//! look like a Latin one.

/// What stands at 0x1B: the way into the extension table, not a character that a text may hold.
const ESCAPE: char = '\u{1B}';

/// The default alphabet, by code.
#[rustfmt::skip]
const BASIC: [char; 128] = [
    '@', '£', '$', '¥', 'è', 'é', 'ù', 'ì', 'ò', 'Ç', '\n', 'Ø', 'ø', '\r', 'Å', 'å',
    'Δ', '_', 'Φ', 'Γ', 'Λ', 'Ω', 'Π', 'Ψ', 'Σ', 'Θ', 'Ξ', ESCAPE, 'Æ', 'æ', 'ß', 'É',
    ' ', '!', '"', '#', '¤', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/',
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?',
    '¡', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O',
    'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', 'Ä', 'Ö', 'Ñ', 'Ü', '§',
    '¿', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 'ä', 'ö', 'ñ', 'ü', 'à',
];

/// The extension table: each is sent as the escape and one more septet.
const EXTENSION: [char; 10] = ['\u{0C}', '^', '{', '}', '\\', '[', '~', ']', '|', '€'];

/// Septets by code point, for those below U+0100, where nearly every character of a text is.
const LATIN: [u8; 256] = {
    let mut costs = [0; 256];
    let mut code = 0;
    while code < BASIC.len() {
        let point = BASIC[code] as usize;
        if point < costs.len() && BASIC[code] != ESCAPE {
            costs[point] = 1;
        }
        code += 1;
    }
    let mut code = 0;
    while code < EXTENSION.len() {
        let point = EXTENSION[code] as usize;
        if point < costs.len() {
            costs[point] = 2;
        }
        code += 1;
    }
    costs
};

/// The septets that a character takes: 1, 2 when it is in the extension table, 0 when it is not in GSM-7 at all.
#[inline]
pub(crate) fn septets(c: char) -> u32 {
    if let Some(&cost) = LATIN.get(c as usize) {
        return u32::from(cost);
    }
    match c {
        'Δ' | 'Φ' | 'Γ' | 'Λ' | 'Ω' | 'Π' | 'Ψ' | 'Σ' | 'Θ' | 'Ξ' => 1,
        '€' => 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_derived_costs_agree_with_the_tables_for_every_character() {
        for c in '\0'..=char::MAX {
            let expected = match c {
                ESCAPE => 0,
                c if EXTENSION.contains(&c) => 2,
                c if BASIC.contains(&c) => 1,
                _ => 0,
            };
            assert_eq!(septets(c), expected, "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn no_character_stands_twice() {
        let mut all = [BASIC.as_slice(), EXTENSION.as_slice()].concat();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 138);
    }

    #[test]
    fn the_usual_suspects() {
        for c in "éèùìòàÇÉÅåÄäÖöÑñÜüßÆæØø§¿¡£¥¤@$_\n\r".chars() {
            assert_eq!(septets(c), 1, "{c:?}");
        }
        for c in "çêâîôûëïœŒ«»’‘“”–—…°²µ`\t\0\u{1B}\u{A0}\u{202F}ÈÀÊáíóú".chars() {
            assert_eq!(septets(c), 0, "{c:?}");
        }
    }
}
