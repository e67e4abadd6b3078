//! Amounts: credits, euros, and shares in percent.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::BadValue;

/// What amounts in 1/10 000 have in common: they are added and taken away, never multiplied with one another.
macro_rules! amount {
    ($name:ident) => {
        impl $name {
            pub const ZERO: Self = Self(0);
            const DECIMALS: u32 = 4;

            pub const fn from_ten_thousandths(amount: i64) -> Self {
                Self(amount)
            }

            pub const fn ten_thousandths(self) -> i64 {
                self.0
            }
        }

        impl std::ops::Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }

        impl std::ops::Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }

        impl std::ops::Neg for $name {
            type Output = Self;
            fn neg(self) -> Self {
                Self(-self.0)
            }
        }

        impl std::iter::Sum for $name {
            fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
                amounts.fold(Self::ZERO, |sum, amount| sum + amount)
            }
        }
    };
}

amount!(Credits);
amount!(Euros);

/// An amount of credits, exact to 1/10 000, as the database keeps it. A decimal string in JSON (`"1.41"`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Credits(i64);

impl Credits {
    /// 1/10 000 in one credit.
    pub const SCALE: i64 = 10_000;
    /// Why `"1.00001"` is no amount, told apart from what is no number at all.
    pub const TOO_PRECISE: BadValue = BadValue("an amount has at most four decimals");

    pub const fn whole(credits: i64) -> Self {
        Self(credits * Self::SCALE)
    }

    pub fn decimal(self) -> Decimal {
        Decimal::new(self.0, Self::DECIMALS).normalize()
    }
}

/// The price of a message is the price of a part times its parts.
impl std::ops::Mul<i64> for Credits {
    type Output = Self;
    fn mul(self, parts: i64) -> Self {
        Self(self.0 * parts)
    }
}

impl fmt::Display for Credits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.decimal().fmt(f)
    }
}

impl FromStr for Credits {
    type Err = BadValue;
    fn from_str(text: &str) -> Result<Self, BadValue> {
        const BAD: BadValue = BadValue("an amount is a decimal string with at most four decimals, such as \"1.41\"");
        let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
        if !plain {
            return Err(BAD);
        }
        // Exactly: the other way to read rounds what has more decimals than it can hold, and so would take it.
        let amount = Decimal::from_str_exact(text).map_err(|error| match error {
            rust_decimal::Error::Underflow => Self::TOO_PRECISE,
            _ => BAD,
        })?;
        let scaled = amount.checked_mul(Decimal::from(Self::SCALE)).ok_or(BAD)?;
        if !scaled.fract().is_zero() {
            return Err(Self::TOO_PRECISE);
        }
        i64::try_from(scaled.trunc().mantissa() / 10_i128.pow(scaled.trunc().scale())).map(Self).map_err(|_| BAD)
    }
}

string_json!(Credits, "a decimal string");
string_schema!(Credits, r"^-?[0-9]{1,13}(\.[0-9]{1,4})?$", "1.41", "An amount as a decimal string, exact to 1/10 000.");

/// An amount of euros, exact to 1/10 000, as the database keeps it: unit prices need that much, sums are whole cents. A
/// decimal string in JSON, with two decimals at least (`"65.00"`, `"0.0715"`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Euros(i64);

impl Euros {
    /// 1/10 000 in one cent.
    const CENT: i64 = 100;

    pub const fn from_cents(cents: i64) -> Self {
        Self(cents * Self::CENT)
    }

    /// `None` when it is not a whole number of cents.
    pub const fn cents(self) -> Option<i64> {
        if self.0 % Self::CENT == 0 { Some(self.0 / Self::CENT) } else { None }
    }

    pub fn decimal(self) -> Decimal {
        Decimal::new(self.0, Self::DECIMALS)
    }

    /// Rounded to cents as invoices are: half a cent goes away from zero (EN 16931 leaves the way open; this is what
    /// French tax forms do). `None` when it is more than the database keeps.
    pub fn rounded(amount: Decimal) -> Option<Self> {
        let cents = amount.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        let scaled = cents.checked_mul(Decimal::ONE_HUNDRED)?;
        i64::try_from(scaled.trunc().mantissa() / 10_i128.pow(scaled.trunc().scale()))
            .ok()?
            .checked_mul(Self::CENT)
            .map(Self)
    }
}

impl fmt::Display for Euros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut decimal = self.decimal().normalize();
        decimal.rescale(decimal.scale().max(2));
        decimal.fmt(f)
    }
}

impl FromStr for Euros {
    type Err = BadValue;
    fn from_str(text: &str) -> Result<Self, BadValue> {
        text.parse::<Credits>().map(|amount| Self(amount.ten_thousandths()))
    }
}

string_json!(Euros, "a decimal string");
string_schema!(Euros, r"^-?[0-9]{1,13}(\.[0-9]{1,4})?$", "65.00", "An amount of euros as a decimal string.");

/// A share in percent, exact to 1/100: the rate of a tax. A decimal string in JSON (`"20"`, `"8.5"`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Percent(u16);

impl Percent {
    pub const ZERO: Self = Self(0);
    const MOST: u16 = 10_000;

    /// `None` above 100 %.
    pub const fn from_hundredths(hundredths: u16) -> Option<Self> {
        if hundredths > Self::MOST { None } else { Some(Self(hundredths)) }
    }

    pub const fn hundredths(self) -> u16 {
        self.0
    }

    pub fn decimal(self) -> Decimal {
        Decimal::new(i64::from(self.0), 2).normalize()
    }

    /// This share of an amount, rounded as invoices are. `None` when it is more than the database keeps.
    pub fn of(self, amount: Euros) -> Option<Euros> {
        Euros::rounded(amount.decimal().checked_mul(self.decimal())?.checked_div(Decimal::ONE_HUNDRED)?)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.decimal().fmt(f)
    }
}

impl FromStr for Percent {
    type Err = BadValue;
    fn from_str(text: &str) -> Result<Self, BadValue> {
        const BAD: BadValue =
            BadValue("a percentage is a decimal string from 0 to 100 with at most two decimals, such as \"8.5\"");
        let share: Credits = text.parse().map_err(|_| BAD)?;
        let hundredths = share.ten_thousandths() / 100;
        if share.ten_thousandths() % 100 != 0 {
            return Err(BAD);
        }
        u16::try_from(hundredths).ok().and_then(Self::from_hundredths).ok_or(BAD)
    }
}

string_json!(Percent, "a decimal string");
string_schema!(Percent, r"^[0-9]{1,3}(\.[0-9]{1,2})?$", "20", "A share in percent as a decimal string.");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_four_decimals_and_nothing_else() {
        for (text, expected) in
            [("1.41", 14_100), ("0", 0), ("-3", -30_000), ("0.0715", 715), ("1000000", 10_000_000_000)]
        {
            assert_eq!(text.parse::<Credits>().unwrap().ten_thousandths(), expected);
            assert_eq!(Credits::from_ten_thousandths(expected).to_string(), text);
        }
        let hidden = format!("4.8{}1", "0".repeat(40));
        for text in ["1.00001", "1e3", "+1", "", "1,5", "99999999999999999999", hidden.as_str()] {
            assert!(text.parse::<Credits>().is_err(), "{text}");
        }
        assert!(serde_json::from_str::<Credits>("1.41").is_err(), "numbers are not amounts: floats lose cents");
    }

    #[test]
    fn euros_show_their_cents_and_round_half_a_cent_away_from_zero() {
        for (text, shown) in [("65", "65.00"), ("0.0715", "0.0715"), ("6.5", "6.50"), ("-3", "-3.00")] {
            assert_eq!(text.parse::<Euros>().unwrap().to_string(), shown);
        }
        for (exact, cents) in [("0.005", 1), ("0.0049", 0), ("-0.005", -1), ("13.004", 1300), ("13.005", 1301)] {
            assert_eq!(Euros::rounded(exact.parse().unwrap()).unwrap().cents(), Some(cents), "{exact}");
        }
        assert_eq!("0.0715".parse::<Euros>().unwrap().cents(), None);
        assert!(Euros::rounded(Decimal::MAX).is_none());
    }

    #[test]
    fn percentages_end_at_a_hundred() {
        for (text, hundredths) in [("20", 2000), ("8.5", 850), ("0", 0), ("100", 10_000)] {
            let share: Percent = text.parse().unwrap();
            assert_eq!((share.hundredths(), share.to_string().as_str()), (hundredths, text));
        }
        for text in ["100.01", "-1", "8.555", "20%", ""] {
            assert!(text.parse::<Percent>().is_err(), "{text}");
        }
    }
}
