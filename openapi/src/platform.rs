//! What the web app must know of the server it came from.

dto! {
    pub struct Platform {
        pub version: String,
        /// The operator's country, ISO 3166-1 alpha-2.
        pub country: String,
        /// Where the built-in provider shows its handsets, when it is the provider: no real message leaves then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sandbox: Option<String>,
        /// Whether anybody may open an account here.
        pub sign_up: bool,
    }
}
