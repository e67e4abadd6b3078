//! What a careful typist with an old phone would write instead of a character.

use crate::{fold, gsm7};

/// The characters beside one, where what it becomes depends on them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Around {
    pub before: Option<char>,
    pub after: Option<char>,
}

/// What can stand instead of a character that is not in GSM-7, all of it in GSM-7; none for what has no such thing.
pub(crate) fn replacement(c: char, around: Around) -> Option<&'static str> {
    if c == 'Œ' && around.after.is_some_and(char::is_lowercase) {
        return Some("Oe");
    }
    fold::ascii(c)
        .or_else(|| punctuation(c))
        .or_else(|| sign(c))
        .or_else(|| number(c, around))
        .or_else(|| greek_capital(c))
        .or_else(|| styled(c))
        .or_else(|| invisible(c, around))
}

/// What makes an emoji or a letter of two: selectors, skin tones, keycaps, tags, combining marks.
pub(crate) fn is_tail(c: char) -> bool {
    fold::is_mark(c)
        || matches!(c, '\u{20E3}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}')
}

/// The joiner that makes a family of several people.
pub(crate) fn is_joiner(c: char) -> bool {
    c == '\u{200D}'
}

#[rustfmt::skip]
fn punctuation(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | '′' | '‵' | '‹' | '›' | '´' | '`' | 'ʼ' | 'ʹ' | 'ʻ' | 'ʽ' => "'",
        '“' | '”' | '„' | '‟' | '″' | '‶' | '«' | '»' | 'ʺ' | '〝' | '〞' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⁃' | '﹣' => "-",
        '…' => "...",
        '‥' => "..",
        '•' | '‣' | '◦' | '●' | '○' | '▪' | '▫' | '■' | '□' => "-",
        '·' | '․' => ".",
        '¦' => "|",
        '⁄' | '∕' => "/",
        '‼' => "!!",
        '⁇' => "??",
        '⁈' => "?!",
        '⁉' => "!?",
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => " ",
        _ => return None,
    })
}

#[rustfmt::skip]
fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '©' => "(c)",
        '®' => "(R)",
        '™' => "(TM)",
        '№' => "No",
        '℃' => " degC",
        '℉' => " degF",
        'º' => "o",
        'ª' => "a",
        '×' => "x",
        '÷' => "/",
        '±' => "+/-",
        '≤' => "<=",
        '≥' => ">=",
        '≠' => "<>",
        '≈' => "~",
        'µ' | 'μ' => "u",
        '¢' => "c",
        '‰' => "o/oo",
        '₤' => "£",
        '₣' => "F",
        '→' => "->",
        '←' => "<-",
        '↔' => "<->",
        '⇒' => "=>",
        '★' | '☆' => "*",
        '∆' => "Δ",
        '\u{2126}' => "Ω",
        '\u{212A}' => "K",
        '\u{212B}' => "Å",
        _ => return None,
    })
}

/// Exponents, fractions and degrees: after a digit they must not run into the number.
#[rustfmt::skip]
fn number(c: char, around: Around) -> Option<&'static str> {
    let after_number = around.before.is_some_and(char::is_numeric);
    let after_space = around.before.is_some_and(char::is_whitespace);
    let (alone, in_number) = match c {
        '¹' => ("1", "^1"),
        '²' => ("2", "^2"),
        '³' => ("3", "^3"),
        '¼' => ("1/4", " 1/4"),
        '½' => ("1/2", " 1/2"),
        '¾' => ("3/4", " 3/4"),
        '⅓' => ("1/3", " 1/3"),
        '⅔' => ("2/3", " 2/3"),
        '°' if around.before.is_some_and(reads_n) => ("o", "o"),
        '°' if after_space => ("deg", "deg"),
        '°' => (" deg", " deg"),
        _ => return None,
    };
    Some(if after_number { in_number } else { alone })
}

/// Whether a character is an n, or will be one: "n°" is a number, every other degree a degree.
fn reads_n(c: char) -> bool {
    matches!(c, 'n' | 'N') || matches!(replacement(c, Around::default()), Some("n" | "N"))
}

/// The Greek capitals that look like a Latin one: GSM-7 leaves them out because it means them to be written so.
#[rustfmt::skip]
fn greek_capital(c: char) -> Option<&'static str> {
    Some(match c {
        'Α' | 'Ά' => "A", 'Β' => "B", 'Ε' | 'Έ' => "E", 'Ζ' => "Z", 'Η' | 'Ή' => "H", 'Ι' | 'Ί' | 'Ϊ' => "I", 'Κ' => "K",
        'Μ' => "M", 'Ν' => "N", 'Ο' | 'Ό' => "O", 'Ρ' => "P", 'Τ' => "T", 'Υ' | 'Ύ' | 'Ϋ' => "Y", 'Χ' => "X", 'Ώ' => "Ω",
        _ => return None,
    })
}

/// The bold, script and other "fonts" that are really mathematical letters: thirteen alphabets in a row, then five rows of digits.
fn styled(c: char) -> Option<&'static str> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const DIGITS: &str = "0123456789";
    let (row, from) = match c {
        '\u{1D400}'..='\u{1D6A3}' => (LETTERS, 0x1D400),
        '\u{1D7CE}'..='\u{1D7FF}' => (DIGITS, 0x1D7CE),
        _ => return None,
    };
    let i = (c as usize - from) % row.len();
    row.get(i..=i)
}

/// What draws nothing: it can go, unless it shapes what stands before it (a Persian word, an emoji).
fn invisible(c: char, around: Around) -> Option<&'static str> {
    if matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}') {
        return Some("");
    }
    let shapes = is_tail(c) && !matches!(c, '\u{1F3FB}'..='\u{1F3FF}');
    if !shapes && !matches!(c, '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') {
        return None;
    }
    let plain_before = around
        .before
        .is_none_or(|before| gsm7::septets(before) > 0 || replacement(before, Around::default()).is_some());
    plain_before.then_some("")
}
