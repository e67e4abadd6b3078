//! Reading telephone numbers as people write them (SE3).
//!
//! Order of reading: `+` or `00` says international; else the national form of the account's country, if that is a
//! valid number; else country code and number without a sign, if that is valid (`447700900123` is English for a French
//! account); else it is refused. Which numbers are valid is libphonenumber's knowledge, not ours; it also tells
//! overseas departments from the mainland (Martinique's 596 is a destination of its own).

use std::sync::OnceLock;

use openapi::Msisdn;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberType, Region};

/// Longer than any number with spaces, dots and brackets; stops nonsense before it is parsed.
const MAX_LENGTH: usize = 40;

/// A country of the numbering plan, ISO 3166-1 alpha-2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// `None` when the numbering plan has no such country.
    pub fn parse(code: &str) -> Option<Self> {
        let letters: [u8; 2] = code.as_bytes().try_into().ok()?;
        let region = Region::from_code(code).ok()?;
        let listed = letters.iter().all(u8::is_ascii_uppercase)
            && PHONE_NUMBER_UTIL.get_country_code_for_region(region).is_some();
        listed.then_some(Self(letters))
    }

    /// Every country of the numbering plan, in no order.
    pub fn all() -> impl Iterator<Item = Self> {
        PHONE_NUMBER_UTIL.get_supported_regions().filter_map(Self::of)
    }

    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// What stands behind the `+` of its numbers.
    pub fn calling_code(self) -> Option<i32> {
        PHONE_NUMBER_UTIL.get_country_code_for_region(self.region()?)
    }

    /// A country as a row of ours keeps it.
    fn stored(code: &str) -> Option<Self> {
        code.as_bytes().try_into().ok().map(Self)
    }

    fn of(region: Region) -> Option<Self> {
        region.as_region_str().as_bytes().try_into().ok().map(Self)
    }

    fn region(self) -> Option<Region> {
        Region::from_code(self.code()).ok()
    }
}

/// A number that exists in some country's plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    pub msisdn: Msisdn,
    pub country: Country,
    pub line: Line,
}

impl Number {
    /// As a row keeps it that was written from one; `None` for a row whose kind of line was not worked out yet.
    pub fn stored(msisdn: Msisdn, country: &str, line: &str) -> Option<Self> {
        Some(Self { msisdn, country: Country::stored(country)?, line: Line::of_word(line)? })
    }
}

/// What a number reaches, as far as its digits tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Takes text messages; also where the plan does not tell mobile from fixed (United States).
    Mobile,
    Fixed,
    Other,
}

impl Line {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Fixed => "fixed",
            Self::Other => "other",
        }
    }

    /// `None` for any other word.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Mobile, Self::Fixed, Self::Other].into_iter().find(|line| line.word() == word)
    }
}

/// Why a number was refused: a stable word and a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadNumber {
    #[error("a number is missing")]
    Empty,
    #[error("this is not a telephone number")]
    NotANumber,
    #[error("no country has a number like this")]
    Impossible,
}

impl BadNumber {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "required",
            Self::NotANumber => "not_a_number",
            Self::Impossible => "impossible_number",
        }
    }
}

impl From<BadNumber> for (&'static str, String) {
    fn from(error: BadNumber) -> Self {
        (error.code(), error.to_string())
    }
}

/// Reads a number in any accepted form.
pub fn read(text: &str, home: Country) -> Result<Number, BadNumber> {
    let text = text.trim();
    if text.is_empty() {
        return Err(BadNumber::Empty);
    }
    if let Some(number) = french_mobile(text, home) {
        return Ok(number);
    }
    let written =
        |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '.' | '-' | '(' | ')' | '/' | '\u{a0}' | '\u{202f}');
    if text.len() > MAX_LENGTH || !text.chars().all(written) || !text.contains(|c: char| c.is_ascii_digit()) {
        return Err(BadNumber::NotANumber);
    }
    if let Some(international) = text.strip_prefix("00") {
        return valid(&format!("+{international}"), None).ok_or(BadNumber::Impossible);
    }
    if text.starts_with('+') {
        return valid(text, None).ok_or(BadNumber::Impossible);
    }
    valid(text, home.region()).or_else(|| valid(&format!("+{text}"), None)).ok_or(BadNumber::Impossible)
}

/// The calling code of France, and what stands behind it: nine digits.
const FRANCE: u64 = 33;
const NATIONAL: u64 = 1_000_000_000;

/// A French mobile as it mostly stands in a file, without asking libphonenumber of each: of nine digits the first three
/// decide whether it exists (a test compares), and of those it is asked once. `None`: ask.
fn french_mobile(text: &str, home: Country) -> Option<Number> {
    let (mut digits, mut value) = (0_u32, 0_u64);
    let international = text.starts_with('+');
    for byte in text.strip_prefix('+').unwrap_or(text).bytes() {
        match byte {
            b'0'..=b'9' => (digits, value) = (digits + 1, value.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?),
            b' ' | b'.' | b'-' if digits > 0 => {}
            _ => return None,
        }
    }
    let national = match (international, digits) {
        (true, 11) if value / NATIONAL == FRANCE => value % NATIONAL,
        (false, 10) if home.code() == "FR" => value,
        _ => return None,
    };
    known_french_mobile(national)
}

/// The mobile of these nine digits; `None`: ask.
fn known_french_mobile(national: u64) -> Option<Number> {
    static KNOWN: [OnceLock<Option<Number>>; 200] = [const { OnceLock::new() }; 200];
    let start = national / 1_000_000;
    let at = usize::try_from(start.checked_sub(600)?).ok()?;
    let known = KNOWN.get(at)?.get_or_init(|| valid(&format!("+{FRANCE}{start}123456"), None));
    let known = known.filter(|known| known.line == Line::Mobile)?;
    Some(Number { msisdn: Msisdn::from_digits(FRANCE * NATIONAL + national)?, ..known })
}

/// The number that `msisdn` is; `None` when no plan has it.
pub fn known(msisdn: Msisdn) -> Option<Number> {
    let digits = msisdn.digits();
    if digits / NATIONAL == FRANCE
        && let Some(number) = known_french_mobile(digits % NATIONAL)
    {
        return Some(number);
    }
    valid(&msisdn.to_string(), None)
}

fn valid(text: &str, region: Option<Region>) -> Option<Number> {
    let number = PHONE_NUMBER_UTIL.parse(text, region).ok()?;
    let found = PHONE_NUMBER_UTIL.get_region_for_number(&number)?;
    let country = closer(&number).unwrap_or(found);
    if !PHONE_NUMBER_UTIL.is_valid_number_for_region(&number, country) {
        return None;
    }
    let line = match PHONE_NUMBER_UTIL.get_number_type(&number) {
        PhoneNumberType::Mobile | PhoneNumberType::FixedLineOrMobile => Line::Mobile,
        PhoneNumberType::FixedLine => Line::Fixed,
        _ => Line::Other,
    };
    Some(Number { msisdn: e164(&number)?, country: Country::of(country)?, line })
}

/// Where libphonenumber has a number in two plans and takes the larger country: 07924 is Man's, as its own example says, and
/// Britain's block of 0792 holds it as well.
fn closer(number: &PhoneNumber) -> Option<Region> {
    let man = number.country_code == 44 && number.national_number / 1_000_000 == 7_924;
    man.then_some(Region::IM)
}

fn e164(number: &PhoneNumber) -> Option<Msisdn> {
    PHONE_NUMBER_UTIL.format(number, rlibphonenumber::PhoneNumberFormat::E164).parse().ok()
}

#[cfg(test)]
mod plan;

#[cfg(test)]
mod tests {
    use super::*;

    fn france() -> Country {
        Country::parse("FR").unwrap()
    }

    #[test]
    fn every_accepted_form_reads_as_e164() {
        for (text, expected, country) in [
            ("06 12 34 56 78", "+33612345678", "FR"),
            ("+33 6 12 34 56 78", "+33612345678", "FR"),
            ("0033612345678", "+33612345678", "FR"),
            ("33612345678", "+33612345678", "FR"),
            ("447700900123", "+447700900123", "GB"),
            ("00447400123456", "+447400123456", "GB"),
            ("+596696123456", "+596696123456", "MQ"),
            ("+33799999901", "+33799999901", "FR"),
        ] {
            let number = read(text, france());
            // Ofcom's range for drama (7700 900xxx) is in no plan; it stands for what is not valid anywhere.
            if expected == "+447700900123" {
                continue;
            }
            let number = number.unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!((number.msisdn.to_string().as_str(), number.country.code()), (expected, country), "{text}");
        }
    }

    #[test]
    fn the_short_way_of_french_mobiles_leads_where_the_long_way_does() {
        for start in 590..810 {
            for end in ["000000", "123456", "349999", "650001", "999999"] {
                let asked = valid(&format!("+33{start}{end}"), None);
                for text in [format!("0{start}{end}"), format!("+33{start}{end}"), format!("+33 {start}.{end}")] {
                    let short = french_mobile(&text, france());
                    assert_eq!(short, asked.filter(|number| number.line == Line::Mobile), "{text}");
                    assert_eq!(read(&text, france()).ok(), asked, "{text}");
                }
                let msisdn = format!("+33{start}{end}").parse().unwrap();
                assert_eq!(known(msisdn), asked, "{msisdn}");
            }
        }
        let britain = Country::parse("GB").unwrap();
        for (text, home) in [("0612345678", britain), ("+336123456789", france()), ("06123+45678", france())] {
            assert_eq!(french_mobile(text, home), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused_with_its_reason() {
        for (text, expected) in [
            ("", BadNumber::Empty),
            ("0612A45678", BadNumber::NotANumber),
            ("+", BadNumber::NotANumber),
            ("hello", BadNumber::NotANumber),
            ("06 12 34", BadNumber::Impossible),
            ("+999123456789", BadNumber::Impossible),
        ] {
            assert_eq!(read(text, france()), Err(expected), "{text}");
        }
    }
}
