//! The countries and territories of the numbering plan, by name.
//!
//! Which there are, and what their numbers begin with, is libphonenumber's knowledge; the names stand in `countries.csv`, which
//! says where it has them from. A test compares the two.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::numbers::Country;

/// A country or territory that has numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Land {
    pub country: Country,
    /// In English.
    pub name: String,
    /// In French.
    pub name_fr: String,
    /// `+33`.
    pub dial_code: String,
    /// Behind a dial code that countries share: area codes of its own.
    pub area_codes: Vec<String>,
}

/// In the order of their codes.
static LANDS: LazyLock<Vec<Land>> = LazyLock::new(|| {
    let mut file = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(include_str!("countries.csv").as_bytes());
    file.deserialize().filter_map(Result::ok).filter_map(land).collect()
});

static PLACES: LazyLock<HashMap<Country, usize>> =
    LazyLock::new(|| LANDS.iter().enumerate().map(|(at, land)| (land.country, at)).collect());

fn land((code, name, name_fr, area_codes): (String, String, String, String)) -> Option<Land> {
    let country = Country::parse(&code)?;
    let dial_code = format!("+{}", country.calling_code()?);
    let area_codes = area_codes.split_whitespace().map(str::to_owned).collect();
    Some(Land { country, name, name_fr, dial_code, area_codes })
}

/// All of them, in the order of their codes.
pub fn lands() -> &'static [Land] {
    &LANDS
}

/// `None` for a country that libphonenumber has and the file has not, which a test rules out.
pub fn land_of(country: Country) -> Option<&'static Land> {
    LANDS.get(*PLACES.get(&country)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_every_country_of_the_numbering_plan_and_no_other() {
        let listed: Vec<&str> = lands().iter().map(|land| land.country.code()).collect();
        let mut plan: Vec<String> = Country::all().map(|country| country.code().to_owned()).collect();
        plan.sort();
        assert_eq!(listed, plan);
        assert!(lands().iter().all(|land| !land.name.is_empty() && !land.name_fr.is_empty()));
        let jamaica = land_of(Country::parse("JM").unwrap()).unwrap();
        assert_eq!(
            (jamaica.dial_code.as_str(), jamaica.area_codes.as_slice()),
            ("+1", &["658", "876"].map(String::from)[..])
        );
        let reunion = land_of(Country::parse("RE").unwrap()).unwrap();
        assert_eq!((reunion.name.as_str(), reunion.name_fr.as_str()), ("Réunion", "La Réunion"));
    }
}
