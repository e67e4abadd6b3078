//! What a text loses on its way out: what nobody sees, and would yet pay for.
//!
//! - Line ends become LF: CRLF and CR (one LF for the pair), form feed, vertical tab, U+0085, U+2028 and U+2029.
//! - A tab becomes a space.
//! - Other control characters, NUL included, are dropped: no handset shows them and some gateways cut the text there.
//! - A letter followed by a combining mark becomes the letter with its mark (`e` + U+0301 → `é`), as Unicode's canonical
//!   form has it: some systems write accents in two characters, and the mark alone would force Unicode.
//!
//! Nothing of this changes how the text looks; what does is offered by the character doctor and never done unasked.

use std::borrow::Cow;

use crate::fold;

/// A character as it is sent, and the bytes of the written text that it comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    pub at: usize,
    pub len: usize,
    pub char: char,
}

/// The text as it is sent; borrowed when there is nothing to clean.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(suspicious) || !text.chars().any(changes) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(pieces(text).map(|piece| piece.char).collect())
}

/// The characters that are sent, in order; what is dropped is left out.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = Piece> {
    // Dropped first, so that nothing unseen stands between a letter and its mark.
    let mut chars = text.char_indices().filter(|&(_, c)| !is_dropped(c)).peekable();
    std::iter::from_fn(move || {
        let (at, c) = chars.next()?;
        let pair = chars.next_if(|&(_, next)| (c, next) == ('\r', '\n') || fold::join(c, next).is_some());
        let char = match (c, pair) {
            ('\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}', _) => '\n',
            ('\t', _) => ' ',
            (letter, Some((_, mark))) => fold::join(letter, mark).unwrap_or(letter),
            (c, None) => c,
        };
        let (last_at, last) = pair.unwrap_or((at, c));
        Some(Piece { at, len: last_at + last.len_utf8() - at, char })
    })
}

fn is_dropped(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{0B}' | '\u{0C}' | '\u{85}')
}

/// Whether a byte can belong to a character that changes: a quick look that clears nearly every text.
fn suspicious(byte: u8) -> bool {
    // 0xC2 opens U+0080 to U+00BF, 0xCC the combining marks that are joined, 0xE2 the two separators.
    matches!(byte, 0..=0x09 | 0x0B..=0x1F | 0x7F | 0xC2 | 0xCC | 0xE2)
}

fn changes(c: char) -> bool {
    match c {
        '\n' => false,
        '\u{2028}' | '\u{2029}' | '\u{300}'..='\u{33F}' => true,
        c => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule() {
        let cases = [
            ("a\r\nb\rc\nd\u{2028}e\u{0C}f", "a\nb\nc\nd\ne\nf"),
            ("a\r\r\nb", "a\n\nb"),
            ("a\tb", "a b"),
            ("a\0b\u{1B}c\u{7F}d\u{9D}e", "abcde"),
            ("e\u{301}te\u{301}, c\u{327}a", "été, ça"),
            ("e\0\u{301}", "é"),
            ("x\u{301}", "x\u{301}"),
            ("\u{301}e", "\u{301}e"),
        ];
        for (written, sent) in cases {
            assert_eq!(clean(written), sent, "{written:?}");
        }
    }

    #[test]
    fn a_clean_text_is_borrowed() {
        for text in ["", "Bonjour,\nà samedi !", "5 € « ici » l’été", "👍🏽"] {
            assert!(matches!(clean(text), Cow::Borrowed(_)), "{text:?}");
        }
    }

    #[test]
    fn pieces_know_where_they_come_from() {
        let text = "\0e\u{301}\r\n";
        let seen: Vec<_> = pieces(text).map(|p| (p.at, p.len, p.char)).collect();
        assert_eq!(seen, [(1, 3, 'é'), (4, 2, '\n')]);
    }
}
