//! For whoever has forgotten the password.

use openapi::password_resets::{NewPasswordReset, PasswordResetConfirmation};

use super::Failure;

/// Asks for a link by e-mail; the answer is the same whether the account exists or not.
pub async fn create(account_id: String) -> Result<(), Failure> {
    super::post("/password-resets", &NewPasswordReset { account_id }).await
}

pub async fn confirm(token: String, new: String) -> Result<(), Failure> {
    super::post("/password-resets/confirmations", &PasswordResetConfirmation { token, new }).await
}
