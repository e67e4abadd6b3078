//! A session: someone signed in on some device.

use crate::{SessionId, Time};

dto! {
    /// Signs in.
    #[serde(deny_unknown_fields)]
    pub struct NewSession {
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 32, example = "bakery"))]
        pub account_id: String,
        #[cfg_attr(feature = "schema", schema(format = "password", min_length = 1, max_length = 128))]
        pub password: String,
        /// The code of the authenticator app, or one of the recovery codes, where a second factor is on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(min_length = 6, max_length = 32))]
        pub otp: Option<String>,
    }

    /// The right to call. The refresh token travels only in an HttpOnly cookie.
    pub struct Session {
        /// Goes into `Authorization: Bearer …`.
        pub access_token: String,
        /// Seconds until the access token expires.
        pub expires_in: u32,
    }

    /// A session that has not ended.
    pub struct OpenSession {
        pub id: SessionId,
        /// The device in words, such as `Firefox, Linux`; empty where it did not say.
        pub device: String,
        /// The network address that it was last seen at.
        pub address: String,
        /// Whether this is the session that asks.
        pub current: bool,
        pub created_at: Time,
        pub last_seen_at: Time,
    }
}

page!(SessionPage of OpenSession);
