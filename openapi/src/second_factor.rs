//! A second factor: a code of an authenticator app (TOTP, RFC 6238) beside the password.

use crate::Time;

dto! {
    pub struct SecondFactor {
        pub enabled: bool,
        /// Recovery codes that have not been used.
        pub recovery_codes_left: i64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub enabled_at: Option<Time>,
    }

    /// Asks for a secret to put into an authenticator app. Needs the password, unless the session was begun with it in the
    /// last ten minutes.
    #[serde(deny_unknown_fields)]
    pub struct NewSecondFactor {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(format = "password", min_length = 1, max_length = 128))]
        pub password: Option<String>,
    }

    /// The secret, shown once. Nothing changes until it is confirmed by a first code.
    pub struct SecondFactorSetup {
        /// Base32, to be typed by hand.
        pub secret: String,
        /// `otpauth://…`, what the picture says.
        pub uri: String,
        /// A QR code: the text of an SVG picture.
        pub qr: String,
    }

    /// A code of the authenticator app, or a recovery code where one is accepted.
    #[serde(deny_unknown_fields)]
    pub struct SecondFactorCode {
        #[cfg_attr(feature = "schema", schema(min_length = 6, max_length = 32, example = "481516"))]
        pub otp: String,
    }

    /// Ten codes, each good once, for whoever has lost the phone. Shown once.
    pub struct RecoveryCodes {
        pub codes: Vec<String>,
    }
}
