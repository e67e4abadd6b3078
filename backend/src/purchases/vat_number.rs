//! VAT numbers of the European Union: the form of each member state, and its check digits where they are public and simple.
//!
//! A number that passes is well formed, no more: whether it is in use only VIES knows, which is not asked (a purchase must
//! not wait for a service of others; the operator looks there for large sums).

use crate::seller::check::luhn;

/// Prefix of the number, country (ISO 3166-1; Greece's prefix is its own), and whether what stands behind the prefix is right.
type Form = (&'static str, &'static str, fn(&str) -> bool);

const FORMS: [Form; 27] = [
    ("AT", "AT", |rest| rest.starts_with('U') && rest.len() == 9 && austria(&rest[1..])),
    ("BE", "BE", |rest| {
        digits(rest, &[10]) && rest.starts_with(['0', '1']) && 97 - number(&rest[..8]) % 97 == number(&rest[8..])
    }),
    ("BG", "BG", |rest| digits(rest, &[9, 10])),
    ("CY", "CY", |rest| rest.len() == 9 && digits(&rest[..8], &[8]) && rest.ends_with(letter)),
    ("CZ", "CZ", |rest| digits(rest, &[8, 9, 10])),
    ("DE", "DE", |rest| digits(rest, &[9]) && mod_11_10(rest)),
    ("DK", "DK", |rest| digits(rest, &[8]) && weighted(rest, &[2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)),
    ("EE", "EE", |rest| digits(rest, &[9]) && weighted(rest, &[3, 7, 1, 3, 7, 1, 3, 7, 1]).is_multiple_of(10)),
    ("EL", "GR", |rest| {
        digits(rest, &[9]) && weighted(rest, &[256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == number(&rest[8..])
    }),
    ("ES", "ES", spain),
    ("FI", "FI", |rest| digits(rest, &[8]) && weighted(rest, &[7, 9, 10, 5, 8, 4, 2, 1]).is_multiple_of(11)),
    ("FR", "FR", france),
    ("HR", "HR", |rest| digits(rest, &[11]) && mod_11_10(rest)),
    ("HU", "HU", |rest| digits(rest, &[8]) && weighted(rest, &[9, 7, 3, 1, 9, 7, 3, 1]).is_multiple_of(10)),
    ("IE", "IE", ireland),
    ("IT", "IT", |rest| digits(rest, &[11]) && luhn(rest)),
    ("LT", "LT", |rest| digits(rest, &[9, 12])),
    ("LU", "LU", |rest| digits(rest, &[8]) && number(&rest[..6]) % 89 == number(&rest[6..])),
    ("LV", "LV", |rest| digits(rest, &[11])),
    ("MT", "MT", |rest| digits(rest, &[8]) && weighted(rest, &[3, 4, 6, 7, 8, 9, 10, 1]).is_multiple_of(37)),
    ("NL", "NL", |rest| {
        rest.len() == 12 && digits(&rest[..9], &[9]) && rest[9..].starts_with('B') && digits(&rest[10..], &[2])
    }),
    ("PL", "PL", |rest| digits(rest, &[10]) && weighted(rest, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == number(&rest[9..])),
    ("PT", "PT", |rest| {
        digits(rest, &[9]) && (11 - weighted(rest, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11 % 10 == number(&rest[8..])
    }),
    ("RO", "RO", |rest| digits(rest, &[2, 3, 4, 5, 6, 7, 8, 9, 10])),
    ("SE", "SE", |rest| digits(rest, &[12]) && luhn(&rest[..10])),
    ("SI", "SI", |rest| {
        digits(rest, &[8]) && (11 - weighted(rest, &[8, 7, 6, 5, 4, 3, 2]) % 11) % 10 == number(&rest[7..])
    }),
    ("SK", "SK", |rest| digits(rest, &[10]) && number(rest).is_multiple_of(11)),
];

/// Whether a country (ISO 3166-1) is a member state.
pub fn is_member_state(country: &str) -> bool {
    FORMS.iter().any(|(_, of, _)| *of == country)
}

/// Whether it is a well-formed number of that country; without spaces, in capitals.
pub fn is_of(number: &str, country: &str) -> bool {
    FORMS.iter().any(|(prefix, of, right)| *of == country && number.strip_prefix(prefix).is_some_and(ascii(*right)))
}

/// Whether it is a well-formed number of any member state.
pub fn is_well_formed(number: &str) -> bool {
    FORMS.iter().any(|(prefix, _, right)| number.strip_prefix(prefix).is_some_and(ascii(*right)))
}

/// The forms cut texts at bytes.
fn ascii(right: fn(&str) -> bool) -> impl Fn(&str) -> bool {
    move |rest| rest.is_ascii() && right(rest)
}

fn austria(rest: &str) -> bool {
    if !digits(rest, &[8]) {
        return false;
    }
    let doubled = |digit: u64| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let places = rest[..7].chars().filter_map(|c| c.to_digit(10)).map(u64::from);
    let sum: u64 = places.enumerate().map(|(at, digit)| if at % 2 == 1 { doubled(digit) } else { digit }).sum();
    (96 - sum) % 10 == number(&rest[7..])
}

/// A letter at the beginning, at the end, or at both.
fn spain(rest: &str) -> bool {
    rest.len() == 9
        && digits(&rest[1..8], &[7])
        && rest.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && (rest.starts_with(letter) || rest.ends_with(letter))
}

/// The SIREN behind two characters. Two digits check it; the newer keys with letters follow no published rule. Monaco's
/// companies have a SIREN of three zeros that does not check itself.
fn france(rest: &str) -> bool {
    let plain = rest.len() == 11 && digits(&rest[2..], &[9]) && (luhn(&rest[2..]) || rest[2..].starts_with("000"));
    let key = |c: char| c.is_ascii_digit() || (c.is_ascii_uppercase() && !matches!(c, 'I' | 'O'));
    if !plain || !rest[..2].chars().all(key) {
        return false;
    }
    !digits(&rest[..2], &[2]) || (12 + 3 * (number(&rest[2..]) % 97)) % 97 == number(&rest[..2])
}

/// Seven digits, a check letter, and maybe a second letter.
fn ireland(rest: &str) -> bool {
    const LETTERS: &[u8] = b"WABCDEFGHIJKLMNOPQRSTUV";
    if !matches!(rest.len(), 8 | 9) || !digits(&rest[..7], &[7]) || !rest[7..].bytes().all(|b| b.is_ascii_uppercase()) {
        return false;
    }
    let second = rest
        .as_bytes()
        .get(8)
        .copied()
        .map_or(0, |letter| if letter == b'W' { 0 } else { u64::from(letter - b'A' + 1) });
    let place = (weighted(rest, &[8, 7, 6, 5, 4, 3, 2]) + 9 * second) % 23;
    usize::try_from(place).ok().and_then(|place| LETTERS.get(place)) == rest.as_bytes().get(7)
}

/// ISO 7064, MOD 11,10: the last digit checks the others.
fn mod_11_10(rest: &str) -> bool {
    let check = rest.chars().filter_map(|c| c.to_digit(10)).fold(5, |check, digit| {
        let doubled = if check == 0 { 10 } else { check } * 2 % 11;
        (doubled + digit) % 10
    });
    check == 1
}

/// The sum of the first digits, each times its weight.
fn weighted(rest: &str, weights: &[u64]) -> u64 {
    rest.chars().filter_map(|c| c.to_digit(10)).zip(weights).map(|(digit, weight)| u64::from(digit) * weight).sum()
}

fn digits(rest: &str, lengths: &[usize]) -> bool {
    lengths.contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_digit())
}

fn letter(c: char) -> bool {
    c.is_ascii_uppercase()
}

/// Digits that were counted already: never too many for the type.
fn number(digits: &str) -> u64 {
    digits.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of companies that print them, one a member state at least.
    const RIGHT: &[&str] = &[
        "ATU13585627",
        "BE0403170701",
        "BG175074752",
        "CY10259033P",
        "CZ25123891",
        "DE136695976",
        "DK13585628",
        "EE100931558",
        "EL094259216",
        "ESB58378431",
        "ESX2482300W",
        "FI20774740",
        "FR40303265045",
        "FR83404833048",
        "FR12000000000",
        "HR33392005961",
        "HU12892312",
        "IE6433435F",
        "IE6433435OA",
        "IT00743110157",
        "LT119511515",
        "LU15027442",
        "LV40003521600",
        "MT11679112",
        "NL004495445B01",
        "PL8567346215",
        "PT501964843",
        "RO18547290",
        "SE123456789701",
        "SI50223054",
        "SK2022749619",
    ];

    #[test]
    fn every_member_state_has_its_form() {
        for number in RIGHT {
            assert!(is_well_formed(number), "{number}");
        }
        for (prefix, country, _) in FORMS {
            assert!(RIGHT.iter().any(|number| number.starts_with(prefix) && is_of(number, country)), "{country}");
            assert!(is_member_state(country));
        }
        assert!(!is_member_state("EL") && !is_member_state("GB") && !is_member_state("CH"));
    }

    #[test]
    fn a_wrong_digit_is_seen() {
        let unchecked = ["BG", "CY", "CZ", "ES", "LT", "LV", "NL", "RO"];
        for number in RIGHT.iter().filter(|number| !unchecked.contains(&&number[..2])) {
            let at = number.len() - 3;
            let digit = number[at..=at].parse::<u8>().unwrap_or_default();
            let wrong = format!("{}{}{}", &number[..at], (digit + 1) % 10, &number[at + 1..]);
            assert!(!is_well_formed(&wrong), "{wrong}");
        }
    }

    #[test]
    fn nonsense_is_none() {
        for wrong in [
            "",
            "FR",
            "FRé0303265045",
            "GB980780684",
            "XI980780684",
            "ATU1358562é",
            "NL00449544501",
            "ESX24823000Ω",
            "FR4030326504",
            "IE6433435",
            "CYÀ0259033P",
            "303265045",
        ] {
            assert!(!is_well_formed(wrong), "{wrong}");
        }
        assert!(!is_of("DE136695976", "FR") && is_of("EL094259216", "GR") && !is_of("EL094259216", "EL"));
    }
}
