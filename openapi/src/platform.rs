//! What the web app must know of the server it came from.

use crate::purchases::PaymentMethod;

dto! {
    pub struct Platform {
        pub version: String,
        /// The operator's country, ISO 3166-1 alpha-2.
        pub country: String,
        /// Where the built-in provider shows its handsets, when it is the provider: no real message leaves then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sandbox: Option<String>,
        /// Where mail can be read that would have been sent: only while the server listens on loopback and has no SMTP.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub mail: Option<String>,
        /// How the operator is reached, in words: an e-mail address, a telephone number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub contact: Option<String>,
        /// An opt-out link, as long as each of them is: what `$stop` becomes where parts are counted. Absent where the operator has
        /// not said where people reach the server: a text with `$stop` is refused then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub opt_out_example: Option<String>,
        /// What `stop_mention` of a campaign adds to its text, in a line of its own. Absent where the operator has set none: a campaign
        /// that asks for it is refused then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub stop_mention: Option<String>,
        /// The ways to pay for credits that are offered here; none where nothing is sold.
        pub payment_methods: Vec<PaymentMethod>,
        /// Whether cards are taken by the built-in test bank: no money moves, and what is bought is worth nothing.
        pub test_bank: bool,
        /// Whether anybody may open an account here.
        pub sign_up: bool,
        /// Whether the operator has not said who sells: invoices are examples without value then.
        pub example_seller: bool,
    }
}
