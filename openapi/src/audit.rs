//! The audit: what happened to an account's security, when, and from where.

use crate::{AuditEventId, Time};

dto! {
    pub struct AuditEvent {
        pub id: AuditEventId,
        pub what: AuditKind,
        /// The account it happened to; only in the operator's list. Absent for a sign-in to an account that does not exist.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub account_id: Option<String>,
        pub at: Time,
        /// The network address that it came from; absent for what the operator did on the command line.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub address: Option<String>,
        /// The device in words, such as `Firefox, Linux`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub device: Option<String>,
        /// What it was about: the name of a key, an e-mail address, a number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub detail: Option<String>,
        /// The operator who did it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub by: Option<String>,
    }
}

/// What can happen, once: the word in JSON and in the database.
macro_rules! audit_kinds {
    ($($(#[$meta:meta])* $name:ident $word:literal),+ $(,)?) => {
        dto! {
            /// What happened.
            #[derive(Copy, Eq)]
            #[serde(rename_all = "snake_case")]
            pub enum AuditKind { $($(#[$meta])* $name),+ }
        }

        impl AuditKind {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }
        }
    };
}

audit_kinds! {
    AccountOpened "account_opened",
    EmailConfirmed "email_confirmed",
    SignedIn "signed_in",
    /// A wrong password.
    SignInFailed "sign_in_failed",
    /// The right password, and a wrong second factor.
    SecondFactorFailed "second_factor_failed",
    SignedOut "signed_out",
    /// A session was ended from the list of sessions.
    SessionEnded "session_ended",
    /// A refresh token came back after its use: it was copied, and the session was ended.
    SessionStolen "session_stolen",
    PasswordChanged "password_changed",
    PasswordResetAsked "password_reset_asked",
    PasswordReset "password_reset",
    EmailChangeAsked "email_change_asked",
    EmailChanged "email_changed",
    MobileCodeAsked "mobile_code_asked",
    MobileCertified "mobile_certified",
    /// The operator does without a mobile.
    MobileWaived "mobile_waived",
    SecondFactorEnabled "second_factor_enabled",
    SecondFactorRemoved "second_factor_removed",
    RecoveryCodeUsed "recovery_code_used",
    RecoveryCodesMade "recovery_codes_made",
    ApiKeyMade "api_key_made",
    ApiKeyRevoked "api_key_revoked",
    AccountDisabled "account_disabled",
    AccountEnabled "account_enabled",
    OperatorAdded "operator_added",
    RatesChanged "rates_changed",
    PacksChanged "packs_changed",
    /// The operator says that money came in for a purchase.
    PaymentReceived "payment_received",
    PurchaseRefused "purchase_refused",
    PurchaseRefunded "purchase_refunded",
    /// The operator says that a refund was paid by hand.
    RefundPaid "refund_paid",
}

page!(AuditPage of AuditEvent);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_one_word() {
        for kind in AuditKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
        }
    }
}
