//! An account: a shop, a town hall, a hospital. It owns contacts, campaigns and credits.

use crate::{Credits, Msisdn};

dto! {
    /// Opens an account.
    #[serde(deny_unknown_fields)]
    pub struct NewAccount {
        /// 3 to 32 of `a-z 0-9 - _ .`, unique whatever the case, never changed.
        #[cfg_attr(feature = "schema", schema(min_length = 3, max_length = 32, pattern = "^[A-Za-z0-9._-]+$", example = "bakery"))]
        pub account_id: String,
        #[cfg_attr(feature = "schema", schema(format = "email", min_length = 6, max_length = 254, example = "anne@bakery.example"))]
        pub email: String,
        /// At least 10 characters.
        #[cfg_attr(feature = "schema", schema(format = "password", min_length = 10, max_length = 256))]
        pub password: String,
        /// The language of e-mails and of the web app.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub locale: Option<Locale>,
        /// An IANA time zone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(example = "Europe/Paris"))]
        pub time_zone: Option<String>,
        /// ISO 3166-1 alpha-2: the country of numbers in national form. The operator's when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(pattern = "^[A-Z]{2}$", example = "FR"))]
        pub country: Option<String>,
    }

    /// The account that is signed in.
    pub struct Account {
        pub account_id: String,
        pub email: String,
        pub locale: Locale,
        pub time_zone: String,
        pub country: String,
        /// Credits that can be spent.
        pub balance: Credits,
        /// Credits that running and programmed campaigns still need.
        pub committed: Credits,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub mobile: Option<Msisdn>,
        pub mobile_certified: bool,
    }

    /// What can be changed of an account; absent fields stay as they are.
    #[serde(deny_unknown_fields)]
    pub struct AccountChange {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub locale: Option<Locale>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(example = "Europe/Paris"))]
        pub time_zone: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(pattern = "^[A-Z]{2}$", example = "FR"))]
        pub country: Option<String>,
    }

    /// A language that the product speaks.
    #[derive(Copy, Eq, Default)]
    #[serde(rename_all = "lowercase")]
    pub enum Locale {
        #[default]
        Fr,
        En,
    }
}
