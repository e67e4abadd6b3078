//! Which country a number belongs to, compared with the numbering plan.

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberType};

use super::{Country, e164, known, read};

/// Countries that share a calling code: the digits behind it decide.
const NUMBERS: &[(&str, &str)] = &[
    // +1: area codes.
    ("+1 212 555 2368", "US"),
    ("+1 907 234 5678", "US"),
    ("+1 808 234 5678", "US"),
    ("+1 416 555 0123", "CA"),
    ("+1 514 234 5678", "CA"),
    ("+1 867 234 5678", "CA"),
    ("+1 876 210 1234", "JM"),
    ("+1 658 210 1234", "JM"),
    ("+1 787 234 5678", "PR"),
    ("+1 939 234 5678", "PR"),
    ("+1 809 234 5678", "DO"),
    ("+1 829 234 5678", "DO"),
    ("+1 849 234 5678", "DO"),
    ("+1 242 357 1234", "BS"),
    ("+1 246 250 1234", "BB"),
    ("+1 264 235 1234", "AI"),
    ("+1 268 464 1234", "AG"),
    ("+1 284 300 1234", "VG"),
    ("+1 340 642 1234", "VI"),
    ("+1 345 323 1234", "KY"),
    ("+1 441 370 1234", "BM"),
    ("+1 473 403 1234", "GD"),
    ("+1 649 231 1234", "TC"),
    ("+1 664 492 1234", "MS"),
    ("+1 670 234 5678", "MP"),
    ("+1 671 300 1234", "GU"),
    ("+1 684 733 1234", "AS"),
    ("+1 721 520 5678", "SX"),
    ("+1 758 284 5678", "LC"),
    ("+1 767 225 1234", "DM"),
    ("+1 784 430 1234", "VC"),
    ("+1 868 291 1234", "TT"),
    ("+1 869 765 2917", "KN"),
    // +7: Russia and Kazakhstan.
    ("+7 912 345 67 89", "RU"),
    ("+7 495 123 45 67", "RU"),
    ("+7 701 234 56 78", "KZ"),
    ("+7 771 000 99 98", "KZ"),
    ("+7 727 258 01 23", "KZ"),
    // +44: Jersey, Guernsey and Man are not England.
    ("+44 7400 123456", "GB"),
    ("+44 7911 212345", "GB"),
    ("+44 20 7946 0958", "GB"),
    ("+44 7797 712345", "JE"),
    ("+44 7700 300123", "JE"),
    ("+44 1534 456789", "JE"),
    ("+44 7781 123456", "GG"),
    ("+44 7839 123456", "GG"),
    ("+44 7911 712345", "GG"),
    ("+44 1481 256789", "GG"),
    ("+44 7924 123456", "IM"),
    ("+44 7624 312345", "IM"),
    ("+44 1624 756789", "IM"),
    // +262: Réunion and Mayotte.
    ("+262 692 12 34 56", "RE"),
    ("+262 693 01 02 34", "RE"),
    ("+262 262 16 12 34", "RE"),
    ("+262 639 01 23 45", "YT"),
    ("+262 269 60 12 34", "YT"),
    // +590: the plan has the mobiles of the islands together, and Saint Martin's fixed lines with Saint Barthélemy's.
    ("+590 690 00 12 34", "GP"),
    ("+590 690 30 12 34", "GP"),
    ("+590 590 20 12 34", "GP"),
    ("+590 590 27 12 34", "BL"),
    ("+590 590 87 12 34", "BL"),
    // One code each.
    ("+596 696 20 12 34", "MQ"),
    ("+594 694 20 12 34", "GF"),
    ("+508 55 12 34", "PM"),
    ("+687 75 12 34", "NC"),
    ("+689 87 12 34 56", "PF"),
    ("+681 82 12 34", "WF"),
    ("+377 6 12 34 56 78", "MC"),
    ("+383 43 201 234", "XK"),
    ("+381 60 1234567", "RS"),
    // +39: the Vatican's own block of Rome.
    ("+39 312 345 6789", "IT"),
    ("+39 06 1234 5678", "IT"),
    ("+39 06 698 12345", "VA"),
    ("+378 66 66 12 12", "SM"),
    // +47: Svalbard.
    ("+47 406 12 345", "NO"),
    ("+47 21 23 45 67", "NO"),
    ("+47 79 12 34 56", "SJ"),
    // +358: Åland.
    ("+358 41 2345678", "FI"),
    ("+358 18 12345", "AX"),
    // +61: Christmas Island and the Cocos Islands.
    ("+61 412 345 678", "AU"),
    ("+61 8 9164 1234", "CX"),
    ("+61 8 9162 1234", "CC"),
    // +212: in Western Sahara the operators are Morocco's.
    ("+212 650 123456", "MA"),
    ("+212 5288 12345", "MA"),
    // +290, +599.
    ("+290 51234", "SH"),
    ("+290 8999", "TA"),
    ("+599 318 1234", "BQ"),
    ("+599 9 518 1234", "CW"),
    ("+247 40123", "AC"),
];

#[test]
fn the_longest_prefix_decides_the_country() {
    let home = Country::parse("FR").unwrap();
    let mut lost = Vec::new();
    for (text, country) in NUMBERS {
        let found = read(text, home).map(|number| number.country.code().to_owned());
        if found.as_deref() != Ok(*country) {
            lost.push(format!("{text}: {found:?} and not {country}"));
        }
    }
    assert_eq!(lost, [] as [String; 0]);
}

/// Whatever libphonenumber gives as an example of a country leads back to it, but where it has two plans hold a number.
#[test]
fn every_country_is_reached_by_numbers_of_its_own() {
    // Mobiles of the country that the code is shared with; on Tristan da Cunha there are none.
    let no_mobile = ["AX", "BL", "CC", "CX", "EH", "MF", "SJ", "TA", "VA"];
    let no_fixed = ["EH", "MF"];
    let mut lost = Vec::new();
    for country in Country::all() {
        let region = country.region().unwrap();
        let leads_back = |kind| {
            let example = PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(region, kind).ok();
            example.and_then(|number| e164(&number)).and_then(known).is_some_and(|number| number.country == country)
        };
        let code = country.code();
        if leads_back(PhoneNumberType::FixedLine) == no_fixed.contains(&code)
            || leads_back(PhoneNumberType::Mobile) == no_mobile.contains(&code)
        {
            lost.push(code.to_owned());
        }
    }
    assert_eq!(lost, [] as [String; 0]);
}
