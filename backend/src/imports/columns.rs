//! Which column means what, guessed from its header, or from what stands in it.

use super::read::number;
use crate::numbers::{Country, Line};

/// How people head the columns of their files, in French and English, as `words` spells it; the likelier first, so that
/// of « Téléphone » and « Portable » the second is taken. Programs have their own words (« Phone 1 - Value »).
const HEADERS: [(&str, &[&str]); 7] = [
    (
        "mobile",
        &[
            "mobile",
            "portable",
            "mobiles",
            "portables",
            "telephone mobile",
            "telephone portable",
            "tel mobile",
            "tel portable",
            "mobile phone",
            "mobile number",
            "mobile phone number",
            "n mobile",
            "no mobile",
            "num mobile",
            "n de mobile",
            "n portable",
            "no portable",
            "num portable",
            "n de portable",
            "numero mobile",
            "numero portable",
            "numero de mobile",
            "numero de portable",
            "cell phone",
            "cellphone",
            "cell",
            "cellulaire",
            "gsm",
            "n gsm",
            "numero gsm",
            "natel",
            "msisdn",
            "sms",
            "telephone",
            "telephones",
            "phone",
            "phones",
            "phone number",
            "phonenumber",
            "phone numbers",
            "telephone number",
            "numero de telephone",
            "n de telephone",
            "n telephone",
            "no de telephone",
            "numero telephone",
            "num de telephone",
            "num tel",
            "n tel",
            "no tel",
            "n de tel",
            "numero de tel",
            "tel",
            "tels",
            "phone 1 value",
            "numero",
            "numeros",
            "number",
            "numbers",
            "num",
            "destinataire",
            "recipient",
            "to",
        ],
    ),
    ("first_name", &["prenom", "prenoms", "prenom s", "first name", "firstname", "given name", "forename", "first"]),
    (
        "last_name",
        &[
            "nom",
            "nom de famille",
            "nom d usage",
            "last name",
            "lastname",
            "surname",
            "family name",
            "last",
            "nom prenom",
            "nom et prenom",
            "prenom nom",
            "prenom et nom",
            "nom complet",
            "full name",
            "fullname",
            "name",
            "contact",
            "noms",
            "client",
        ],
    ),
    (
        "email",
        &[
            "email",
            "e mail",
            "mail",
            "mel",
            "courriel",
            "emails",
            "adresse email",
            "adresse e mail",
            "adresse mail",
            "adresse courriel",
            "adresse electronique",
            "adresse de messagerie",
            "email address",
            "e mail address",
            "mail address",
            "e mail 1 value",
        ],
    ),
    (
        "company",
        &[
            "societe",
            "company",
            "entreprise",
            "organisation",
            "organization",
            "raison sociale",
            "company name",
            "nom de la societe",
            "nom de l entreprise",
            "nom societe",
            "nom entreprise",
            "etablissement",
            "enseigne",
            "employeur",
            "business name",
            "employer",
            "organisation name",
            "organization name",
        ],
    ),
    (
        "consent_source",
        &[
            "consent source",
            "source du consentement",
            "source of consent",
            "source consentement",
            "origine du consentement",
            "opt in source",
            "consent",
            "consentement",
        ],
    ),
    (
        "consent_at",
        &[
            "consent date",
            "date du consentement",
            "date of consent",
            "date de consentement",
            "date consentement",
            "opt in date",
            "date opt in",
        ],
    ),
];

/// Words in longer headers (« Téléphone portable 1 », « Prénom du client ») that tell as much, the likelier first.
const PARTS: [(&str, &[&str]); 5] = [
    ("mobile", &["mobile", "portable", "gsm", "cell", "cellulaire", "sms", "telephone", "tel", "phone"]),
    ("first_name", &["prenom", "first name", "given name"]),
    ("last_name", &["nom de famille", "last name", "surname", "family name"]),
    ("email", &["mail", "email", "courriel"]),
    ("company", &["societe", "entreprise", "company", "organization", "organisation"]),
];

/// Words of headers that mean something else, whatever stands beside them: « Type de téléphone », « Fax », « Opt-in SMS ».
const ELSE: [&str; 22] = [
    "fax",
    "type",
    "label",
    "pays",
    "country",
    "code",
    "indicatif",
    "prefix",
    "id",
    "identifiant",
    "ref",
    "reference",
    "siret",
    "siren",
    "tva",
    "vat",
    "date",
    "opt",
    "optin",
    "consentement",
    "consent",
    "statut",
];

/// Lines at home or at work: better than nothing, so what stands in them decides.
const FIXED: [&str; 8] = ["fixe", "domicile", "bureau", "standard", "home", "work", "business", "landline"];

/// A header in small letters without marks, its words apart by one space: « N° de Téléphone » is `n de telephone`.
pub fn words(header: &str) -> String {
    let plain: String = sms::fold(header).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a cell is a header of ours.
pub fn is_known(cell: &str) -> bool {
    let words = words(cell);
    HEADERS.iter().any(|(_, known)| known.contains(&words.as_str()))
}

/// Whether a cell looks like an e-mail address: what is needed to tell a column of them from others.
pub fn is_email(cell: &str) -> bool {
    let cell = cell.trim();
    let domain = cell.split_once('@').map_or("", |(_, domain)| domain);
    domain.contains('.') && !domain.contains('@') && !cell.contains(char::is_whitespace)
}

/// For each column the field of ours that it seems to hold. Each field is guessed once.
pub fn guess(headers: &[String], looked: &[Vec<String>], home: Country) -> Vec<Option<&'static str>> {
    let headers: Vec<String> = headers.iter().map(|header| words(header)).collect();
    let mut guesses = vec![None; headers.len()];
    for (field, known) in HEADERS {
        let column = known.iter().find_map(|name| headers.iter().position(|header| header == name));
        take(&mut guesses, field, column);
    }
    for (field, parts) in PARTS {
        let fits = |column: usize, part: &str| guesses[column].is_none() && tells(&headers[column], part);
        let column = parts.iter().find_map(|part| (0..headers.len()).find(|&column| fits(column, part)));
        take(&mut guesses, field, column);
    }
    let free = |guesses: &[Option<&str>], column: usize| {
        guesses[column].is_none() && !ELSE.iter().any(|word| has(&headers[column], word))
    };
    let numbers = likeliest(
        looked,
        headers.len(),
        |column| free(&guesses, column),
        |cell| match number(cell, home) {
            Ok(number) if number.line == Line::Mobile => 2,
            Ok(_) => 1,
            Err(_) => 0,
        },
    );
    take(&mut guesses, "mobile", numbers);
    let addresses =
        likeliest(looked, headers.len(), |column| free(&guesses, column), |cell| usize::from(is_email(cell)));
    take(&mut guesses, "email", addresses);
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

/// Whether a longer header tells that it is this, and not a line at home or something else.
fn tells(header: &str, part: &str) -> bool {
    has(header, part) && !ELSE.iter().chain(&FIXED).any(|word| has(header, word))
}

/// Whether the words stand in a header, as whole words.
fn has(header: &str, words: &str) -> bool {
    format!(" {header} ").contains(&format!(" {words} "))
}

/// The free column whose cells look most like it; at least half of those that are not empty must. Of two the first.
fn likeliest(
    looked: &[Vec<String>],
    width: usize,
    free: impl Fn(usize) -> bool,
    looks: impl Fn(&str) -> usize,
) -> Option<usize> {
    let score = |column: usize| {
        let cells = looked.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.trim().is_empty());
        let looks: Vec<usize> = cells.map(|cell| looks(cell)).collect();
        let like = looks.iter().filter(|look| **look > 0).count();
        if like * 2 < looks.len() { 0 } else { looks.iter().sum() }
    };
    let scores = (0..width).filter(|&column| free(column)).map(|column| (score(column), column));
    scores.rev().filter(|(score, _)| *score > 0).max_by_key(|(score, _)| *score).map(|(_, column)| column)
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
        const ALL: [Option<&str>; 5] =
            [Some("last_name"), Some("first_name"), Some("email"), Some("company"), Some("mobile")];
        for headers in [
            ["NOM", "Prénom", "E-mail", "Société", "N° de téléphone"],
            ["last name", "first_name", "Email Address", "Company", "Phone number"],
            ["Surname", "Given name", "Mail", "Organisation", "Mobile"],
            ["Nom de famille", "Prénom(s)", "Courriel", "Raison sociale", "Téléphone portable"],
            ["Nom d’usage", "PRENOM", "Mél", "Entreprise", "N° mobile"],
            ["LastName", "FirstName", "E-mail 1 - Value", "Organization Name", "Phone 1 - Value"],
            ["Nom", "Prénom", "Adresse de messagerie", "Société", "GSM"],
            ["Nom du client", "Prénom du client", "Adresse mail", "Nom de la société", "Tél. portable 1"],
        ] {
            let expected = if headers[0] == "Nom du client" { [None, ALL[1], ALL[2], ALL[3], ALL[4]] } else { ALL };
            assert_eq!(guessed(&headers, &[]), expected, "{headers:?}");
        }
    }

    #[test]
    fn consents_are_known() {
        let both = [Some("mobile"), Some("consent_source"), Some("consent_at")];
        assert_eq!(guessed(&["Mobile", "Consent source", "Consent date"], &[]), both);
        assert_eq!(guessed(&["Mobile", "Source du consentement", "Date du consentement"], &[]), both);
    }

    #[test]
    fn the_likelier_of_two_is_taken() {
        assert_eq!(guessed(&["Téléphone", "Portable"], &[]), [None, Some("mobile")]);
        assert_eq!(guessed(&["Téléphone fixe", "Téléphone 2"], &[]), [None, Some("mobile")]);
        assert_eq!(guessed(&["Home phone", "Mobile phone (private)"], &[]), [None, Some("mobile")]);
        assert_eq!(guessed(&["Phone 1 - Type", "Phone 1 - Value"], &[]), [None, Some("mobile")]);
        assert_eq!(guessed(&["Opt-in SMS", "Code mobile", "Fax"], &["oui", "7", "0145454545"]), [None, None, None]);
        assert_eq!(guessed(&["mobile", "mobile"], &[]), [Some("mobile"), None], "each field once");
        assert_eq!(guessed(&["Hotel", "Company mailing"], &[]), [None, Some("company")], "whole words");
    }

    #[test]
    fn without_a_header_the_cells_tell() {
        assert_eq!(guessed(&["", ""], &["Martin", "06 12 34 56 01"]), [None, Some("mobile")]);
        assert_eq!(guessed(&["", ""], &["01 45 45 45 45", "06 12 34 56 01"]), [None, Some("mobile")]);
        assert_eq!(guessed(&["Fixe", "Ville"], &["01 45 45 45 45", "Brest"]), [Some("mobile"), None]);
        assert_eq!(guessed(&["", "", ""], &["z@a.fr", "0612345601", "Zoé"]), [Some("email"), Some("mobile"), None]);
        assert_eq!(guessed(&["a", "b"], &["c", "d"]), [None, None]);
        assert_eq!(guessed(&["", ""], &["@home", "a b@c.fr"]), [None, None]);
    }
}
