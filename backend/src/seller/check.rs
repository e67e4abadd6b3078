//! The check digits of registration numbers and of bank accounts. All take the number without spaces, in capitals.

use crate::purchases::vat_number;

/// French companies: nine digits.
pub fn siren(text: &str) -> bool {
    text.len() == 9 && luhn(text)
}

/// French establishments: fourteen digits. La Poste's have a rule of their own (the sum of the digits is a multiple of
/// five), because it ran out of numbers.
pub fn siret(text: &str) -> bool {
    const LA_POSTE: &str = "356000000";
    let by_sum = || text.bytes().all(|b| b.is_ascii_digit()) && digits(text).sum::<u32>().is_multiple_of(5);
    text.len() == 14 && (luhn(text) || (text.starts_with(LA_POSTE) && by_sum()))
}

/// Of whatever country that we know the form of.
pub fn vat_number(text: &str) -> bool {
    vat_number::is_well_formed(text)
}

/// ISO 13616: two letters, two check digits, the account; modulo 97 it is 1.
pub fn iban(text: &str) -> bool {
    let right = (15..=34).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && text.bytes().take(2).all(|b| b.is_ascii_uppercase())
        && text.bytes().skip(2).take(2).all(|b| b.is_ascii_digit());
    if !right {
        return false;
    }
    let (country, account) = text.split_at(4);
    let remainder = account
        .chars()
        .chain(country.chars())
        .filter_map(|c| c.to_digit(36))
        .fold(0, |sum, digit| if digit < 10 { (sum * 10 + digit) % 97 } else { (sum * 100 + digit) % 97 });
    remainder == 1
}

/// ISO 9362: bank, country, place, and maybe a branch.
pub fn bic(text: &str) -> bool {
    matches!(text.len(), 8 | 11)
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && text.bytes().skip(4).take(2).all(|b| b.is_ascii_uppercase())
}

/// Luhn's check: every second digit from the right is doubled, the sum is a multiple of ten.
pub fn luhn(text: &str) -> bool {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let places: Vec<u32> = digits(text).collect();
    let sum: u32 =
        places.iter().rev().enumerate().map(|(at, &digit)| if at % 2 == 1 { doubled(digit) } else { digit }).sum();
    sum.is_multiple_of(10)
}

fn digits(text: &str) -> impl Iterator<Item = u32> + '_ {
    text.chars().filter_map(|c| c.to_digit(10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registration_numbers_check_themselves() {
        assert!(siren("732829320") && !siren("732829321") && !siren("73282932") && !siren("73282932A"));
        assert!(siret("73282932000074") && !siret("73282932000075") && !siret("732829320"));
        assert!(siret("35600000049837") && !siret("35600000049838"), "La Poste's own rule");
    }

    #[test]
    fn bank_accounts_check_themselves() {
        for right in [
            "FR7630006000011234567890189",
            "DE89370400440532013000",
            "GB82WEST12345698765432",
            "MT84MALT011000012345MTLCAST001S",
        ] {
            assert!(iban(right), "{right}");
        }
        for wrong in ["FR7630006000011234567890188", "FR76", "7630006000011234567890189", "DE8937040044053201300é", ""]
        {
            assert!(!iban(wrong), "{wrong}");
        }
        assert!(bic("AGRIFRPP") && bic("AGRIFRPPXXX") && !bic("AGRI") && !bic("AGRI12PP"));
    }
}
