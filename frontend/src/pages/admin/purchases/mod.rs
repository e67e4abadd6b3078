//! Purchases as the operator sees them: what waits to be confirmed first; on the page of one, money that came in is
//! confirmed, a purchase refused, a paid one given back.

mod confirm;
mod list;
mod one;
mod refund;
mod refuse;

pub use list::Purchases;
pub use one::PurchasePage;

use openapi::Euros;

/// An amount as people write it: `65,00`, `€65`, `1 234.50`. `None` for what is none, or no whole number of cents.
fn read_euros(typed: &str) -> Option<Euros> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    let amount: Euros = plain.replace(',', ".").parse().ok()?;
    (amount > Euros::ZERO && amount.cents().is_some()).then_some(amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for typed in ["78", "78,00", " 78.0 €", "€78", "7 8"] {
            assert_eq!(read_euros(typed), Some(Euros::from_cents(7_800)), "{typed}");
        }
        for typed in ["", "0", "-1", "1.005", "1.2.3", "x"] {
            assert_eq!(read_euros(typed), None, "{typed}");
        }
    }
}
