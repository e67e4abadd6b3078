//! An account: a shop, a town hall, a hospital. It owns contacts, campaigns and credits.

use crate::notices::NoticeSettings;
use crate::{Credits, Msisdn, Time};

dto! {
    /// Opens an account.
    #[serde(deny_unknown_fields)]
    pub struct NewAccount {
        /// 3 to 32 of `a-z 0-9 - _ .`, unique whatever the case, never changed.
        #[cfg_attr(feature = "schema", schema(min_length = 3, max_length = 32, pattern = "^[A-Za-z0-9._-]+$", example = "bakery"))]
        pub account_id: String,
        #[cfg_attr(feature = "schema", schema(format = "email", min_length = 6, max_length = 254, example = "anne@bakery.example"))]
        pub email: String,
        /// 10 to 128 characters, none of the common ones.
        #[cfg_attr(feature = "schema", schema(format = "password", min_length = 10, max_length = 128))]
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
        /// Where mail goes.
        pub email: String,
        /// Whether the e-mail address has been confirmed. Before, one can look around, but neither send nor buy.
        pub confirmed: bool,
        /// A new address that takes the place of `email` once it is confirmed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub pending_email: Option<String>,
        pub locale: Locale,
        pub time_zone: String,
        pub country: String,
        /// Credits that can be spent.
        pub balance: Credits,
        /// Credits that running and programmed campaigns still need.
        pub committed: Credits,
        /// What is left beside those; `0` when nothing is.
        pub free: Credits,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub mobile: Option<Msisdn>,
        pub mobile_certified: bool,
        /// An e-mail is sent when the balance falls to this or below; `"0"`: never.
        pub credit_alert: Credits,
        pub notices: NoticeSettings,
        /// Whether a campaign that waits for credits goes on by itself when some come in.
        pub resume_when_credited: bool,
        /// Goes on invoices.
        pub billing: Billing,
        pub completion: Completion,
        /// Whether signing in asks for a code too.
        pub second_factor: bool,
        /// Whether the account runs the platform (`/admin/…`).
        pub operator: bool,
    }

    /// Who pays: the particulars that stand on invoices. What is not known is empty.
    #[derive(Default)]
    pub struct Billing {
        /// First and last name of a person.
        pub name: String,
        pub company: String,
        /// Street and number; several lines where needed.
        pub address: String,
        pub postal_code: String,
        pub city: String,
        /// ISO 3166-1 alpha-2, or empty.
        pub country: String,
        /// A VAT number of the European Union with its country, such as `FR32123456789`.
        pub vat_number: String,
    }

    /// What the platform must know of an account, and which of it is known and validated.
    #[derive(Copy, Eq, Default)]
    pub struct Completion {
        /// `billing.name` is there.
        pub name: bool,
        /// `billing.country` is there.
        pub country: bool,
        /// The mobile is certified, or the operator does without.
        pub mobile: bool,
        /// The e-mail address is confirmed.
        pub email: bool,
        /// All of it.
        pub complete: bool,
    }

    /// What can be changed of an account; absent fields stay as they are.
    ///
    /// A new `email` takes effect once the link that is sent there has been opened; the old address is told. It needs a
    /// proof: `password`, unless the session was begun with it in the last ten minutes, and `otp` where a second factor is
    /// on.
    #[derive(Default)]
    #[serde(deny_unknown_fields)]
    pub struct AccountChange {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(format = "email", min_length = 6, max_length = 254))]
        pub email: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(format = "password", min_length = 1, max_length = 128))]
        pub password: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(min_length = 6, max_length = 32))]
        pub otp: Option<String>,
        /// `"0"` removes the alert.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub credit_alert: Option<Credits>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub notices: Option<NoticeSettings>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub resume_when_credited: Option<bool>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub billing: Option<BillingChange>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub locale: Option<Locale>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(example = "Europe/Paris"))]
        pub time_zone: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(pattern = "^[A-Z]{2}$", example = "FR"))]
        pub country: Option<String>,
    }

    /// New billing particulars; absent fields stay, empty ones are emptied.
    #[derive(Default)]
    #[serde(deny_unknown_fields)]
    pub struct BillingChange {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 200))]
        pub name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 200))]
        pub company: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 500))]
        pub address: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 20))]
        pub postal_code: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 200))]
        pub city: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(pattern = "^([A-Z]{2})?$", example = "FR"))]
        pub country: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 20))]
        pub vat_number: Option<String>,
    }

    /// Confirms an e-mail address: the token of the link that was sent there.
    #[serde(deny_unknown_fields)]
    pub struct Confirmation {
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 200))]
        pub token: String,
    }

    /// Asks for the welcome e-mail again.
    #[serde(deny_unknown_fields)]
    pub struct ConfirmationResend {
        #[cfg_attr(feature = "schema", schema(min_length = 3, max_length = 32, pattern = "^[A-Za-z0-9._-]+$", example = "bakery"))]
        pub account_id: String,
    }

    /// Changes the password. Every other session ends.
    #[serde(deny_unknown_fields)]
    pub struct PasswordChange {
        #[cfg_attr(feature = "schema", schema(format = "password", min_length = 1, max_length = 128))]
        pub old: String,
        /// 10 to 128 characters, none of the common ones.
        #[cfg_attr(feature = "schema", schema(format = "password", min_length = 10, max_length = 128))]
        pub new: String,
        /// Needed where a second factor is on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(min_length = 6, max_length = 32))]
        pub otp: Option<String>,
    }

    /// Asks for a code by SMS that certifies this mobile.
    #[serde(deny_unknown_fields)]
    pub struct NewMobile {
        /// Any form the account's country knows.
        #[cfg_attr(feature = "schema", schema(min_length = 3, max_length = 40, example = "+33612345678"))]
        pub number: String,
    }

    /// A code is on its way.
    pub struct MobileCode {
        pub number: Msisdn,
        pub expires_at: Time,
    }

    /// Certifies the mobile: the code that it received.
    #[serde(deny_unknown_fields)]
    pub struct MobileConfirmation {
        #[cfg_attr(feature = "schema", schema(min_length = 6, max_length = 6, pattern = "^[0-9]{6}$", example = "481516"))]
        pub code: String,
    }

    /// What became of a certification.
    pub struct MobileCertified {
        pub account: Account,
        /// The credits given for it: once an account and once a number.
        pub gift: Credits,
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
