//! Values that cannot be wrong: ids, amounts, times and numbers, with the one spelling each has in JSON.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Why a value could not be read; the text is shown to the integrator beside the name of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadValue(pub &'static str);

impl fmt::Display for BadValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for BadValue {}

/// JSON spelling for values that are written as strings: `Display` out, `FromStr` in.
macro_rules! string_json {
    ($name:ident, $expecting:literal) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl de::Visitor<'_> for Visitor {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }
                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(Visitor)
            }
        }
    };
}

/// A schema of type string with a pattern, for values whose JSON is written by `string_json!`.
macro_rules! string_schema {
    ($name:ident, $pattern:literal, $example:literal, $description:literal) => {
        #[cfg(feature = "schema")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .pattern(Some($pattern))
                    .examples([$example])
                    .description(Some($description))
                    .into()
            }
        }

        #[cfg(feature = "schema")]
        impl utoipa::ToSchema for $name {}
    };
}

/// The id of one kind of row: 64 bits, ordered by time of creation, a string of digits in JSON because JavaScript
/// numbers end at 53 bits.
macro_rules! id {
    ($($name:ident: $what:literal),+ $(,)?) => { $(
        #[doc = concat!("Identifies ", $what, ".")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = BadValue;
            fn from_str(text: &str) -> Result<Self, BadValue> {
                parse_id(text).map(Self)
            }
        }

        string_json!($name, "an id: a string of digits");
        string_schema!($name, "^([1-9][0-9]{0,17}|[1-8][0-9]{18})$", "1234567890123456", "An id: a string of digits.");
    )+ };
}

id! {
    ApiKeyId: "an API key",
    AuditEventId: "an event of the audit",
    CampaignId: "a campaign",
    ContactFieldId: "an own field of contacts",
    ContactId: "a contact of the address book",
    GroupId: "a group of contacts",
    ImportId: "an uploaded file of contacts",
    InvoiceId: "an invoice or a credit note",
    JobId: "a long piece of work",
    MessageId: "one message to one recipient",
    MovementId: "a movement of credits",
    NoticeId: "a notice about a campaign",
    PurchaseId: "a purchase of credits",
    RefundId: "a refund of a purchase",
    ReplyId: "a reply",
    SessionId: "a session",
    TemplateId: "a template",
}

fn parse_id(text: &str) -> Result<i64, BadValue> {
    const BAD: BadValue = BadValue("an id is a string of digits");
    if text.starts_with(['+', '-', '0']) {
        return Err(BAD);
    }
    text.parse().map_err(|_| BAD)
}

/// An amount of credits, exact to 1/10 000, as the database keeps it. A decimal string in JSON (`"1.41"`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Credits(i64);

impl Credits {
    pub const ZERO: Self = Self(0);
    /// 1/10 000 in one credit.
    pub const SCALE: i64 = 10_000;
    const DECIMALS: u32 = 4;
    /// Why `"1.00001"` is no amount, told apart from what is no number at all.
    pub const TOO_PRECISE: BadValue = BadValue("an amount has at most four decimals");

    pub const fn from_ten_thousandths(amount: i64) -> Self {
        Self(amount)
    }

    pub const fn whole(credits: i64) -> Self {
        Self(credits * Self::SCALE)
    }

    pub const fn ten_thousandths(self) -> i64 {
        self.0
    }

    pub fn decimal(self) -> Decimal {
        Decimal::new(self.0, Self::DECIMALS).normalize()
    }
}

impl std::ops::Add for Credits {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl std::ops::Sub for Credits {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl std::ops::Neg for Credits {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

/// The price of a message is the price of a part times its parts.
impl std::ops::Mul<i64> for Credits {
    type Output = Self;
    fn mul(self, parts: i64) -> Self {
        Self(self.0 * parts)
    }
}

impl std::iter::Sum for Credits {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, |sum, amount| sum + amount)
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
    pub const ZERO: Self = Self(0);
    const DECIMALS: u32 = 4;
    /// 1/10 000 in one cent.
    const CENT: i64 = 100;

    pub const fn from_ten_thousandths(amount: i64) -> Self {
        Self(amount)
    }

    pub const fn from_cents(cents: i64) -> Self {
        Self(cents * Self::CENT)
    }

    pub const fn ten_thousandths(self) -> i64 {
        self.0
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

impl std::ops::Add for Euros {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl std::ops::Sub for Euros {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl std::ops::Neg for Euros {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl std::iter::Sum for Euros {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, |sum, amount| sum + amount)
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

/// A moment, in milliseconds since 1970 UTC. RFC 3339 in JSON, always written in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

impl Time {
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    pub const fn millis(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Milliseconds out of the calendar's range exist in no row of ours; they would show as the epoch.
        let time = jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        write!(f, "{time:.3}")
    }
}

impl FromStr for Time {
    type Err = BadValue;
    fn from_str(text: &str) -> Result<Self, BadValue> {
        let time: jiff::Timestamp =
            text.parse().map_err(|_| BadValue("a time is written like 2026-12-24T08:00:00Z (RFC 3339)"))?;
        Ok(Self(time.as_millisecond()))
    }
}

string_json!(Time, "an RFC 3339 time");

#[cfg(feature = "schema")]
impl utoipa::PartialSchema for Time {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{KnownFormat, SchemaFormat, Type};
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .examples(["2026-12-24T08:00:00.000Z"])
            .into()
    }
}

#[cfg(feature = "schema")]
impl utoipa::ToSchema for Time {}

/// A telephone number in E.164: country code and number, at most 15 digits (ITU-T E.164). `+33612345678` in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Msisdn(u64);

impl Msisdn {
    /// From the digits without `+`, as the database keeps them; `None` when E.164 has no room for them.
    pub const fn from_digits(digits: u64) -> Option<Self> {
        const SHORTEST: u64 = 1_000_000; // seven digits: the shortest numbers in service (e.g. +290 Saint Helena)
        const BEYOND: u64 = 1_000_000_000_000_000;
        if digits < SHORTEST || digits >= BEYOND { None } else { Some(Self(digits)) }
    }

    pub const fn digits(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Msisdn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}", self.0)
    }
}

impl FromStr for Msisdn {
    type Err = BadValue;
    fn from_str(text: &str) -> Result<Self, BadValue> {
        const BAD: BadValue = BadValue("a number is written in E.164, such as +33612345678");
        let digits = text.strip_prefix('+').ok_or(BAD)?;
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) || digits.starts_with('0') {
            return Err(BAD);
        }
        digits.parse().ok().and_then(Self::from_digits).ok_or(BAD)
    }
}

string_json!(Msisdn, "a number in E.164");
string_schema!(Msisdn, r"^\+[1-9][0-9]{6,14}$", "+33612345678", "A telephone number in E.164.");

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

    #[test]
    fn times_are_read_with_any_offset_and_written_in_utc() {
        let time: Time = "2026-12-24T09:00:00+01:00".parse().unwrap();
        assert_eq!(time.to_string(), "2026-12-24T08:00:00.000Z");
        assert!("2026-12-24 09:00".parse::<Time>().is_err());
    }

    #[test]
    fn numbers_are_e164() {
        assert_eq!("+33612345678".parse::<Msisdn>().unwrap().to_string(), "+33612345678");
        for text in ["33612345678", "+0612345678", "+336 12", "+1234567890123456", "+"] {
            assert!(text.parse::<Msisdn>().is_err(), "{text}");
        }
    }

    #[test]
    fn ids_are_digits_without_a_sign() {
        assert_eq!("42".parse::<ContactId>().unwrap(), ContactId(42));
        for text in ["", "0", "-1", "+1", "007", "9223372036854775808"] {
            assert!(text.parse::<ContactId>().is_err(), "{text}");
        }
    }
}
