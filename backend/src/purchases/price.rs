//! What purchases cost, and what parts of them are worth. Pure: sums are whole cents, and parts add up to the whole.

use openapi::packs::{Currency, Pack};
use openapi::purchases::{Price, Vat};
use openapi::{Credits, Euros};

/// The price of a pack. `None` when it is more than the database keeps.
pub fn of(pack: &Pack, vat: Vat) -> Option<Price> {
    let net = Euros::rounded(pack.unit_price.decimal().checked_mul(pack.credits.into())?)?;
    let hundred = rust_decimal::Decimal::ONE_HUNDRED;
    let tax = Euros::rounded(net.decimal().checked_mul(vat.rate.decimal())?.checked_div(hundred)?)?;
    Some(Price {
        unit_price: pack.unit_price,
        net,
        vat: tax,
        vat_rate: vat.rate,
        vat_rule: vat.rule,
        total: net + tax,
        currency: Currency::Eur,
    })
}

/// What less money than the price pays for: credits, rounded down (nothing is given that was not paid), and the price of them,
/// which is the money. Its net is the same share of the net, so its VAT is within a cent of the rate.
pub fn of_money(price: &Price, pack: i64, money: Euros) -> (Credits, Price) {
    let credits = i128::from(Credits::whole(pack).ten_thousandths()) * i128::from(money.ten_thousandths())
        / i128::from(price.total.ten_thousandths());
    let net = share(price.net, money.ten_thousandths(), price.total.ten_thousandths());
    let credits = Credits::from_ten_thousandths(i64::try_from(credits).unwrap_or_default());
    (credits, Price { net, vat: money - net, total: money, ..*price })
}

/// What was bought, and what of it has gone back already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sold {
    pub credits: Credits,
    pub net: Euros,
    pub vat: Euros,
}

/// The net and the VAT of `credits` more that go back after `returned`. Both are told from the sums, so that parts, however
/// they are cut, add up to the whole to the cent, and the last one takes the rest.
pub fn of_return(sold: &Sold, returned: &Sold, credits: Credits) -> (Euros, Euros) {
    let (part, whole) = ((returned.credits + credits).ten_thousandths(), sold.credits.ten_thousandths());
    (share(sold.net, part, whole) - returned.net, share(sold.vat, part, whole) - returned.vat)
}

/// `amount * part / whole` in whole cents, half a cent away from zero. Everything is above zero, and the part no more than the
/// whole; 128 bits hold the product exactly.
fn share(amount: Euros, part: i64, whole: i64) -> Euros {
    let (cents, part, whole) = (i128::from(amount.ten_thousandths() / 100), i128::from(part), i128::from(whole));
    let rounded = (2 * cents * part + whole) / (2 * whole).max(1);
    Euros::from_cents(i64::try_from(rounded).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use openapi::Percent;
    use openapi::purchases::VatRule;
    use proptest::prelude::*;

    use super::*;

    fn pack(credits: i64, unit_price: &str) -> Pack {
        let unit_price: Euros = unit_price.parse().unwrap();
        let price = Euros::from_ten_thousandths(unit_price.ten_thousandths() * credits);
        Pack { credits, unit_price, price, currency: Currency::Eur }
    }

    fn price(credits: i64, unit_price: &str, rate: &str) -> Price {
        of(&pack(credits, unit_price), Vat { rate: rate.parse().unwrap(), rule: VatRule::Domestic }).unwrap()
    }

    #[test]
    fn lines_and_taxes_are_rounded_to_cents() {
        for (credits, unit_price, rate, net, vat) in [
            (1_000, "0.065", "20", "65.00", "13.00"),
            (50, "0.08", "20", "4.00", "0.80"),
            (50, "0.08", "8.5", "4.00", "0.34"),
            (3, "0.0715", "20", "0.21", "0.04"),
            (1, "0.005", "20", "0.01", "0.00"),
            (100_000, "0.049", "0", "4900.00", "0.00"),
            (1_000_000_000, "10", "100", "10000000000.00", "10000000000.00"),
        ] {
            let price = price(credits, unit_price, rate);
            assert_eq!((price.net.to_string().as_str(), price.vat.to_string().as_str()), (net, vat));
            assert_eq!(price.total, price.net + price.vat);
        }
    }

    #[test]
    fn less_money_buys_less() {
        let price = price(1_000, "0.065", "20");
        let (credits, part) = of_money(&price, 1_000, "39.00".parse().unwrap());
        assert_eq!((credits.to_string().as_str(), part.net.to_string().as_str()), ("500", "32.50"));
        let (credits, part) = of_money(&price, 1_000, "0.01".parse().unwrap());
        assert_eq!((credits.to_string().as_str(), part.total.to_string().as_str()), ("0.1282", "0.01"));
    }

    proptest! {
        #[test]
        fn sums_add_up(credits in 1_i64..=1_000_000_000, unit in 1_i64..=100_000, hundredths in 0_u16..=10_000) {
            let unit_price = Euros::from_ten_thousandths(unit);
            let pack = Pack { credits, unit_price, price: Euros::ZERO, currency: Currency::Eur };
            let rate = Percent::from_hundredths(hundredths).unwrap();
            let price = of(&pack, Vat { rate, rule: VatRule::Domestic }).unwrap();
            prop_assert_eq!(price.net + price.vat, price.total);
            let cents = |euros: Euros| i128::from(euros.cents().unwrap());
            // Each is the nearest cent of its own exact product.
            let exact_net = i128::from(unit) * i128::from(credits);
            prop_assert!((cents(price.net) * 100 - exact_net).abs() <= 50);
            let exact_vat = cents(price.net) * i128::from(hundredths);
            prop_assert!((cents(price.vat) * 10_000 - exact_vat).abs() <= 5_000);
        }

        #[test]
        fn parts_of_money_stay_within_the_price(
            credits in 1_i64..=1_000_000, unit in 1_i64..=100_000, hundredths in 0_u16..=10_000, at in 1_u64..=1_000_000,
        ) {
            let unit_price = Euros::from_ten_thousandths(unit);
            let pack = Pack { credits, unit_price, price: Euros::ZERO, currency: Currency::Eur };
            let rate = Percent::from_hundredths(hundredths).unwrap();
            let price = of(&pack, Vat { rate, rule: VatRule::Domestic }).unwrap();
            prop_assume!(price.total > Euros::ZERO);
            let most = price.total.cents().unwrap();
            let money = Euros::from_cents(1 + i64::try_from(at).unwrap() % most);
            let (given, part) = of_money(&price, credits, money);
            prop_assert_eq!((part.net + part.vat, part.total), (money, money));
            prop_assert!(part.net >= Euros::ZERO && part.vat >= Euros::ZERO && part.net <= price.net);
            prop_assert!(given <= Credits::whole(credits) && (money < price.total || given == Credits::whole(credits)));
            // The VAT is the rate's within a cent.
            let exact = i128::from(part.net.cents().unwrap()) * i128::from(hundredths);
            prop_assert!((i128::from(part.vat.cents().unwrap()) * 10_000 - exact).abs() <= 20_000);
        }

        #[test]
        fn returns_add_up_to_the_whole(
            whole in 1_i64..=10_000_000_000, net in 0_i64..=1_000_000_000, vat in 0_i64..=1_000_000_000,
            cuts in proptest::collection::vec(1_i64..=10_000_000_000, 0..20),
        ) {
            let credits = Credits::from_ten_thousandths;
            let sold = Sold { credits: credits(whole), net: Euros::from_cents(net), vat: Euros::from_cents(vat) };
            let mut returned = Sold { credits: Credits::ZERO, net: Euros::ZERO, vat: Euros::ZERO };
            for cut in cuts.into_iter().chain([whole]) {
                let part = credits(cut.min((sold.credits - returned.credits).ten_thousandths()));
                let (net, vat) = of_return(&sold, &returned, part);
                prop_assert!(net >= Euros::ZERO && vat >= Euros::ZERO);
                returned = Sold { credits: returned.credits + part, net: returned.net + net, vat: returned.vat + vat };
            }
            prop_assert_eq!(returned, sold);
        }
    }
}
