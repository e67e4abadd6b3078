//! Which column means what, guessed from its header, or from what stands in it.

use crate::numbers::{self, Country};

/// How people head the columns of their files, in French and English, as `words` spells it; the likelier first, so that
/// of « Téléphone » and « Portable » the second is taken.
const HEADERS: [(&str, &[&str]); 5] = [
    (
        "mobile",
        &[
            "mobile",
            "portable",
            "telephone mobile",
            "telephone portable",
            "tel mobile",
            "tel portable",
            "mobile phone",
            "mobile number",
            "mobile phone number",
            "numero mobile",
            "numero portable",
            "numero de mobile",
            "numero de portable",
            "cell phone",
            "cell",
            "gsm",
            "msisdn",
            "sms",
            "telephone",
            "phone",
            "phone number",
            "numero de telephone",
            "n de telephone",
            "numero telephone",
            "num tel",
            "n tel",
            "no tel",
            "tel",
            "numero",
            "number",
            "num",
            "destinataire",
            "recipient",
        ],
    ),
    ("first_name", &["prenom", "first name", "firstname", "given name", "forename", "first"]),
    ("last_name", &["nom", "last name", "lastname", "nom de famille", "surname", "family name", "name", "last"]),
    (
        "email",
        &["email", "e mail", "mail", "courriel", "adresse email", "adresse e mail", "adresse mail", "email address"],
    ),
    (
        "company",
        &["societe", "company", "entreprise", "organisation", "organization", "raison sociale", "company name"],
    ),
];

/// Parts of longer headers (« Téléphone portable 1 », « Prénom du client ») that tell as much.
const PARTS: [(&str, &[&str]); 4] = [
    ("mobile", &["mobile", "portable", "telephone", "phone"]),
    ("first_name", &["prenom", "first name"]),
    ("email", &["mail"]),
    ("company", &["societe", "entreprise", "company"]),
];

/// A header in small letters without marks, its words apart by one space: « N° de Téléphone » is `n de telephone`.
pub fn words(header: &str) -> String {
    let plain: String = sms::fold(header).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// For each column the field of ours that it seems to hold. Each field is guessed once.
pub fn guess(headers: &[String], sample: &[Vec<String>], home: Country) -> Vec<Option<&'static str>> {
    let headers: Vec<String> = headers.iter().map(|header| words(header)).collect();
    let mut guesses = vec![None; headers.len()];
    for (field, known) in HEADERS {
        let column = known.iter().find_map(|name| headers.iter().position(|header| header == name));
        take(&mut guesses, field, column);
    }
    for (field, parts) in PARTS {
        let column = parts.iter().find_map(|part| {
            (0..headers.len()).find(|&column| guesses[column].is_none() && headers[column].contains(part))
        });
        take(&mut guesses, field, column);
    }
    // No header tells: the column where most cells are numbers.
    let numbers = |column: usize| {
        sample.iter().filter(|row| row.get(column).is_some_and(|cell| numbers::read(cell, home).is_ok())).count()
    };
    let likeliest = (0..guesses.len()).filter(|&column| guesses[column].is_none()).rev().max_by_key(|&at| numbers(at));
    take(&mut guesses, "mobile", likeliest.filter(|&column| numbers(column) > 0));
    guesses
}

fn take(guesses: &mut [Option<&'static str>], field: &'static str, column: Option<usize>) {
    if guesses.contains(&Some(field)) {
        return;
    }
    if let Some(guess) = column.and_then(|column| guesses.get_mut(column)).filter(|guess| guess.is_none()) {
        *guess = Some(field);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(headers: &[&str], row: &[&str]) -> Vec<Option<&'static str>> {
        let owned = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        guess(&owned(headers), &[owned(row)], Country::parse("FR").unwrap())
    }

    #[test]
    fn headers_in_french_and_english_are_known() {
        assert_eq!(
            guessed(&["NOM", "Prénom", "E-mail", "Société", "N° de téléphone"], &[]),
            [Some("last_name"), Some("first_name"), Some("email"), Some("company"), Some("mobile")]
        );
        assert_eq!(
            guessed(&["first_name", "last name", "Email Address", "Company", "Phone number"], &[]),
            [Some("first_name"), Some("last_name"), Some("email"), Some("company"), Some("mobile")]
        );
        assert_eq!(guessed(&["Téléphone", "Portable"], &[]), [None, Some("mobile")]);
        assert_eq!(guessed(&["Prénom du client", "Tél. portable 1"], &[]), [Some("first_name"), Some("mobile")]);
        assert_eq!(guessed(&["mobile", "mobile"], &[]), [Some("mobile"), None], "each field once");
    }

    #[test]
    fn without_a_header_the_numbers_tell() {
        assert_eq!(guessed(&["", ""], &["Martin", "06 12 34 56 01"]), [None, Some("mobile")]);
        assert_eq!(guessed(&["a", "b"], &["c", "d"]), [None, None]);
    }
}
