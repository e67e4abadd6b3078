//! A session: someone signed in on some device.

dto! {
    /// Signs in.
    #[serde(deny_unknown_fields)]
    pub struct NewSession {
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 32, example = "bakery"))]
        pub account_id: String,
        #[cfg_attr(feature = "schema", schema(format = "password", min_length = 1, max_length = 256))]
        pub password: String,
    }

    /// The right to call. The refresh token travels only in an HttpOnly cookie.
    pub struct Session {
        /// Goes into `Authorization: Bearer …`.
        pub access_token: String,
        /// Seconds until the access token expires.
        pub expires_in: u32,
    }
}
