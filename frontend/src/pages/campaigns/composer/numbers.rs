//! Typed and pasted numbers: divided, each kept once, and what is wrong with those that cannot be one. Which numbers exist
//! the server knows; what no country would take is told here, while one types.

use std::collections::HashSet;

use crate::api::Failure;
use crate::i18n::Lang;

/// The most that the server takes of one campaign; more is a file.
pub const MAX_NUMBERS: usize = 100_000;

/// Digits that a number may be typed with, country code and prefix included.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=17;
/// From so many digits on, what stands between two spaces may be a number of its own.
const WHOLE_DIGITS: usize = 9;

/// A number as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    pub typed: String,
    pub wrong: Option<Wrong>,
}

/// Why a number cannot be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// A character that no number has.
    Character(char),
    /// A plus sign that does not come first.
    Plus,
    TooShort,
    TooLong,
    /// The server: no country has such a number.
    Impossible,
    /// The server, for another reason.
    Refused,
}

impl Wrong {
    pub fn words(self, lang: Lang) -> String {
        let texts = lang.recipients();
        match self {
            Self::Character(c) => return texts.wrong_character(c),
            Self::Plus => texts.wrong_plus(),
            Self::TooShort => texts.wrong_short(),
            Self::TooLong => texts.wrong_long(),
            Self::Impossible => texts.wrong_impossible(),
            Self::Refused => texts.wrong_refused(),
        }
        .to_owned()
    }
}

/// The numbers of a campaign, in the order in which they came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numbers {
    list: Vec<Number>,
    /// What tells them apart: `06 12…` and `0612…` are one.
    known: HashSet<String>,
    /// How many came again and were left out.
    pub repeated: usize,
    /// How many came after there were [`MAX_NUMBERS`].
    pub beyond: usize,
}

impl Numbers {
    /// Numbers that the server has read already.
    pub fn of(read: impl IntoIterator<Item = String>) -> Self {
        let mut numbers = Self::default();
        for number in read {
            numbers.push(number);
        }
        numbers
    }

    pub fn all(&self) -> &[Number] {
        &self.list
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Those that can be sent to, as far as is known.
    pub fn good(&self) -> impl Iterator<Item = &Number> {
        self.list.iter().filter(|number| number.wrong.is_none())
    }

    pub fn bad(&self) -> impl Iterator<Item = (usize, &Number)> {
        self.list.iter().enumerate().filter(|(_, number)| number.wrong.is_some())
    }

    /// Takes what was typed or pasted.
    pub fn add(&mut self, typed: &str) {
        (self.repeated, self.beyond) = (0, 0);
        for line in typed.split([',', ';', '\n', '\r', '\t']).map(str::trim).filter(|line| !line.is_empty()) {
            match several(line) {
                Some(numbers) => numbers.into_iter().for_each(|number| self.push(number.to_owned())),
                None => self.push(line.to_owned()),
            }
        }
    }

    fn push(&mut self, typed: String) {
        let key = key(&typed);
        if self.known.contains(&key) {
            self.repeated += 1;
        } else if self.list.len() >= MAX_NUMBERS {
            self.beyond += 1;
        } else {
            self.known.insert(key);
            let wrong = check(&typed);
            self.list.push(Number { typed, wrong });
        }
    }

    /// Takes one away and answers how it was typed.
    pub fn remove(&mut self, index: usize) -> Option<String> {
        let number = (index < self.list.len()).then(|| self.list.remove(index))?;
        self.known.remove(&key(&number.typed));
        Some(number.typed)
    }

    pub fn remove_bad(&mut self) {
        self.list.retain(|number| number.wrong.is_none());
        self.known = self.list.iter().map(|number| key(&number.typed)).collect();
    }

    /// Marks those of the good ones that the server refused, by their places among them.
    pub fn refuse(&mut self, failure: &Failure) {
        let refused = failure.codes("recipients.numbers");
        for (place, number) in self.list.iter_mut().filter(|number| number.wrong.is_none()).enumerate() {
            number.wrong = refused.get(&place).map(|code| match code.as_str() {
                "impossible_number" => Wrong::Impossible,
                _ => Wrong::Refused,
            });
        }
    }
}

/// Several numbers in one line with nothing but spaces between them: `0612345678 0612345679`.
fn several(line: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let whole = |word: &&str| digits(word) >= WHOLE_DIGITS && check(word).is_none();
    (words.len() > 1 && words.iter().all(whole)).then_some(words)
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Its digits, and whether a country code comes first.
fn key(typed: &str) -> String {
    let digits: String = typed.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    match digits.strip_prefix("00") {
        Some(international) => format!("+{international}"),
        // What has no digits is told apart by what it is.
        None if digits.is_empty() => typed.to_owned(),
        None => digits,
    }
}

fn check(typed: &str) -> Option<Wrong> {
    let strange =
        |c: &char| !c.is_ascii_digit() && !matches!(c, '+' | ' ' | '.' | '-' | '(' | ')' | '/' | '\u{a0}' | '\u{202f}');
    if let Some(c) = typed.chars().find(strange) {
        return Some(Wrong::Character(c));
    }
    if typed.trim_start().rfind('+').is_some_and(|at| at > 0) {
        return Some(Wrong::Plus);
    }
    match digits(typed) {
        digits if digits < *DIGITS.start() => Some(Wrong::TooShort),
        digits if digits > *DIGITS.end() => Some(Wrong::TooLong),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Numbers {
        let mut numbers = Numbers::default();
        numbers.add(typed);
        numbers
    }

    fn typed(numbers: &Numbers) -> Vec<&str> {
        numbers.all().iter().map(|number| number.typed.as_str()).collect()
    }

    #[test]
    fn pasted_lines_become_numbers() {
        let numbers = read("06 12 34 56 78, +44 7700 900123;\n0033612345679\r\n\n");
        assert_eq!(typed(&numbers), ["06 12 34 56 78", "+44 7700 900123", "0033612345679"]);
        assert_eq!(numbers.bad().count(), 0);
        assert_eq!(typed(&read("0612345678 0612345679")), ["0612345678", "0612345679"]);
        assert_eq!(typed(&read("+33 6 12 34 56 78")), ["+33 6 12 34 56 78"]);
    }

    #[test]
    fn what_cannot_be_a_number_says_why() {
        let cases = [
            ("06 12 a4 56 78", Wrong::Character('a')),
            ("12", Wrong::TooShort),
            ("+33+612345678", Wrong::Plus),
            ("123456789012345678901", Wrong::TooLong),
        ];
        for (typed, wrong) in cases {
            assert_eq!(read(typed).all()[0].wrong, Some(wrong), "{typed}");
        }
    }

    #[test]
    fn a_number_stands_once_however_it_is_spelt() {
        let mut numbers = read("0612345678, 06 12 34 56 78, 06.12.34.56.78, 0033612345678, +33612345678");
        assert_eq!(typed(&numbers), ["0612345678", "0033612345678"]);
        assert_eq!(numbers.repeated, 3);
        numbers.remove(0);
        numbers.add("0612345678");
        assert_eq!(numbers.len(), 2);
    }

    #[test]
    fn a_hundred_thousand_are_the_most() {
        let column: String = (0..100_010).map(|n| format!("06{n:08}\n")).collect();
        let numbers = read(&column);
        assert_eq!((numbers.len(), numbers.beyond), (MAX_NUMBERS, 10));
    }

    #[test]
    fn what_the_server_refuses_is_found_among_the_good() {
        let mut numbers = read("abc, 0612345678, 0999, 0612345679");
        let answer = r#"{"type":"about:blank","title":"","status":422,"code":"invalid_field","errors":[
            {"field":"recipients.numbers[1]","code":"impossible_number","message":""}]}"#;
        numbers.refuse(&Failure::from_answer(422, answer));
        let wrong: Vec<Option<Wrong>> = numbers.all().iter().map(|number| number.wrong).collect();
        assert_eq!(wrong, [Some(Wrong::Character('a')), None, Some(Wrong::Impossible), None]);
        numbers.remove_bad();
        assert_eq!(typed(&numbers), ["0612345678", "0612345679"]);
    }
}
