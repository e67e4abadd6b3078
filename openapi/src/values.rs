//! Values that cannot be wrong: ids, amounts, times and numbers, with the one spelling each has in JSON.

use std::fmt;
use std::str::FromStr;

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

mod amounts;
mod ids;

pub use amounts::{Credits, Euros, Percent};
pub use ids::*;

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
}
