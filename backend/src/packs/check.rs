//! Reads the packs that the operator sets; every mistake is named at once.

use openapi::Euros;
use openapi::packs::NewPack;

use crate::problem::{FieldErrors, Problem};

/// A page of packs that a buyer can still take in.
const MOST_PACKS: usize = 50;

/// Larger than any contract; keeps the price of a pack far below what 64 bits hold.
const MOST_CREDITS: i64 = 1_000_000_000;

/// Ten euros a credit: whatever is more is a slip of the decimal point.
const MOST_UNIT_PRICE: Euros = Euros::from_cents(1_000);

/// Packs that can be sold together, the smallest first.
#[derive(Debug)]
pub struct Packs(Vec<NewPack>);

impl Packs {
    pub fn parse(items: &[NewPack]) -> Result<Self, Problem> {
        if items.is_empty() || items.len() > MOST_PACKS {
            let message = format!("there are from 1 to {MOST_PACKS} packs");
            return Err(Problem::field("items", "out_of_range", message));
        }
        let mut errors = FieldErrors::default();
        for (at, item) in items.iter().enumerate() {
            check_one(item, at, &mut errors);
        }
        let mut sorted: Vec<(usize, NewPack)> = items.iter().copied().enumerate().collect();
        sorted.sort_by_key(|(_, pack)| pack.credits);
        for pair in sorted.windows(2) {
            let [(_, smaller), (at, larger)] = pair else { continue };
            if smaller.credits == larger.credits {
                errors.add(format!("items[{at}].credits"), "duplicate", "another pack has as many credits");
            } else if larger.unit_price >= smaller.unit_price {
                let message = format!("a credit costs less than in the pack of {}", smaller.credits);
                errors.add(format!("items[{at}].unit_price"), "not_falling", message);
            }
        }
        errors.finish()?;
        Ok(Self(sorted.into_iter().map(|(_, pack)| pack).collect()))
    }

    pub fn items(&self) -> &[NewPack] {
        &self.0
    }
}

fn check_one(pack: &NewPack, at: usize, errors: &mut FieldErrors) {
    if !(1..=MOST_CREDITS).contains(&pack.credits) {
        let message = format!("a pack has from 1 to {MOST_CREDITS} credits");
        return errors.add(format!("items[{at}].credits"), "out_of_range", message);
    }
    let field = format!("items[{at}].unit_price");
    if pack.unit_price <= Euros::ZERO || pack.unit_price > MOST_UNIT_PRICE {
        let message = format!("a credit costs more than nothing and at most {MOST_UNIT_PRICE} euros");
        return errors.add(field, "out_of_range", message);
    }
    if Euros::from_ten_thousandths(pack.unit_price.ten_thousandths() * pack.credits).cents().is_none() {
        errors.add(field, "not_whole_cents", "the price of the pack is a whole number of cents");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packs(items: &[(i64, &str)]) -> Vec<NewPack> {
        items.iter().map(|(credits, price)| NewPack { credits: *credits, unit_price: price.parse().unwrap() }).collect()
    }

    #[test]
    fn packs_are_sorted() {
        let sorted = Packs::parse(&packs(&[(1000, "0.065"), (50, "0.08"), (100, "0.078")])).unwrap();
        assert_eq!(sorted.items().iter().map(|pack| pack.credits).collect::<Vec<_>>(), [50, 100, 1000]);
    }

    #[test]
    fn every_mistake_names_its_place() {
        for (items, field, code) in [
            (vec![], "items", "out_of_range"),
            (vec![(0, "0.08")], "items[0].credits", "out_of_range"),
            (vec![(1_000_000_001, "0.08")], "items[0].credits", "out_of_range"),
            (vec![(50, "0")], "items[0].unit_price", "out_of_range"),
            (vec![(50, "-0.08")], "items[0].unit_price", "out_of_range"),
            (vec![(50, "10.01")], "items[0].unit_price", "out_of_range"),
            (vec![(50, "0.0801")], "items[0].unit_price", "not_whole_cents"),
            (vec![(50, "0.08"), (100, "0.08")], "items[1].unit_price", "not_falling"),
            (vec![(100, "0.08"), (50, "0.07")], "items[0].unit_price", "not_falling"),
            (vec![(50, "0.08"), (50, "0.06")], "items[1].credits", "duplicate"),
        ] {
            let problem = Packs::parse(&packs(&items)).unwrap_err().body();
            let found: Vec<_> = problem.errors.iter().map(|e| (e.field.as_str(), e.code.as_str())).collect();
            assert_eq!(found, [(field, code)], "{items:?}");
        }
        assert!(Packs::parse(&packs(&[(1, "0.08"); 51])).is_err());
    }
}
