//! A password reset: for whoever has forgotten it.

dto! {
    /// Asks for a link by e-mail. The answer never tells whether the account exists.
    #[serde(deny_unknown_fields)]
    pub struct NewPasswordReset {
        #[cfg_attr(feature = "schema", schema(min_length = 3, max_length = 32, pattern = "^[A-Za-z0-9._-]+$", example = "bakery"))]
        pub account_id: String,
    }

    /// Sets a new password with the token of that link. Every session ends.
    #[serde(deny_unknown_fields)]
    pub struct PasswordResetConfirmation {
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 200))]
        pub token: String,
        /// 10 to 128 characters, none of the common ones.
        #[cfg_attr(feature = "schema", schema(format = "password", min_length = 10, max_length = 128))]
        pub new: String,
    }
}
