//! Which VAT a buyer pays. Pure: the seller, the buyer's country and its VAT number decide.
//!
//! Credits are a service to whoever buys them. To a business of another member state it is taxed there (directive
//! 2006/112/EC, article 44): no VAT, the buyer accounts for it. To a person of another member state the seller's own rate
//! holds while sales to such persons stay below 10 000 € a year over all of them (article 59c); above it the operator must
//! register for OSS, which this platform does not do. Outside the union none is charged. Northern Ireland belongs to the
//! union for goods only, so a service to a number that begins with XI is outside.
//!
//! France sells to its overseas departments at rates of their own (8.5 % in Guadeloupe, Martinique and Réunion: article 296 of
//! the tax code; not applicable in French Guiana and Mayotte: article 294), and to Monaco as at home.

use openapi::Percent;
use openapi::purchases::{Vat, VatRule};

use super::vat_number;
use crate::seller::Seller;

/// Guadeloupe, Martinique and Réunion.
const OVERSEAS: [&str; 3] = ["GP", "MQ", "RE"];
const OVERSEAS_RATE: Percent = match Percent::from_hundredths(850) {
    Some(rate) => rate,
    None => Percent::ZERO,
};

/// The VAT of a buyer of this country (ISO 3166-1), whose VAT number is `""` where it has none.
pub fn of(seller: &Seller, country: &str, number: &str) -> Vat {
    if seller.vat.exempt {
        return Vat { rate: Percent::ZERO, rule: VatRule::SellerExempt };
    }
    let (home, there) = (territory(&seller.country), territory(country));
    let domestic = |rate| Vat { rate, rule: VatRule::Domestic };
    if home == there {
        return domestic(seller.vat.rate);
    }
    if home == "FR" && OVERSEAS.contains(&there) {
        return domestic(OVERSEAS_RATE);
    }
    let union = vat_number::is_member_state(home) && vat_number::is_member_state(there);
    if !union {
        return Vat { rate: Percent::ZERO, rule: VatRule::Outside };
    }
    if vat_number::is_of(number, there) {
        return Vat { rate: Percent::ZERO, rule: VatRule::ReverseCharge };
    }
    domestic(seller.vat.rate)
}

/// Whose VAT a country belongs to: Monaco's is France's.
fn territory(country: &str) -> &str {
    if country == "MC" { "FR" } else { country }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seller::VatScheme;

    #[test]
    fn the_buyer_decides() {
        let seller = Seller::example();
        for (country, number, rate, rule) in [
            ("FR", "", "20", VatRule::Domestic),
            ("FR", "FR40303265045", "20", VatRule::Domestic),
            ("MC", "", "20", VatRule::Domestic),
            ("MC", "FR40303265045", "20", VatRule::Domestic),
            ("GP", "", "8.5", VatRule::Domestic),
            ("MQ", "FR40303265045", "8.5", VatRule::Domestic),
            ("RE", "", "8.5", VatRule::Domestic),
            ("GF", "", "0", VatRule::Outside),
            ("YT", "", "0", VatRule::Outside),
            ("PM", "", "0", VatRule::Outside),
            ("BL", "", "0", VatRule::Outside),
            ("MF", "", "0", VatRule::Outside),
            ("NC", "", "0", VatRule::Outside),
            ("PF", "", "0", VatRule::Outside),
            ("WF", "", "0", VatRule::Outside),
            ("DE", "DE136695976", "0", VatRule::ReverseCharge),
            ("DE", "", "20", VatRule::Domestic),
            ("DE", "DE136695977", "20", VatRule::Domestic),
            ("DE", "FR40303265045", "20", VatRule::Domestic),
            ("GR", "EL094259216", "0", VatRule::ReverseCharge),
            ("GR", "GR094259216", "20", VatRule::Domestic),
            ("ES", "ESX2482300W", "0", VatRule::ReverseCharge),
            ("GB", "", "0", VatRule::Outside),
            ("GB", "XI980780684", "0", VatRule::Outside),
            ("JE", "", "0", VatRule::Outside),
            ("CH", "DE136695976", "0", VatRule::Outside),
            ("AX", "FI20774740", "0", VatRule::Outside),
            ("US", "", "0", VatRule::Outside),
        ] {
            let vat = of(&seller, country, number);
            assert_eq!((vat.rate.to_string().as_str(), vat.rule), (rate, rule), "{country} {number}");
        }
    }

    #[test]
    fn the_seller_decides_too() {
        let exempt = Seller { vat: VatScheme { exempt: true, rate: Percent::ZERO }, ..Seller::example() };
        for country in ["FR", "DE", "US", "RE"] {
            assert_eq!(of(&exempt, country, "DE136695976"), Vat { rate: Percent::ZERO, rule: VatRule::SellerExempt });
        }
        let rate = "21".parse().unwrap();
        let belgian = Seller { country: "BE".to_owned(), vat: VatScheme { exempt: false, rate }, ..Seller::example() };
        assert_eq!(of(&belgian, "BE", "BE0403170701"), Vat { rate, rule: VatRule::Domestic });
        assert_eq!(of(&belgian, "FR", "FR40303265045").rule, VatRule::ReverseCharge);
        assert_eq!(of(&belgian, "MC", "FR40303265045").rule, VatRule::ReverseCharge);
        assert_eq!(of(&belgian, "FR", ""), Vat { rate, rule: VatRule::Domestic });
        assert_eq!(of(&belgian, "RE", "").rule, VatRule::Outside);
        let swiss = Seller { country: "CH".to_owned(), ..belgian };
        assert_eq!((of(&swiss, "CH", "").rule, of(&swiss, "FR", "").rule), (VatRule::Domestic, VatRule::Outside));
    }
}
