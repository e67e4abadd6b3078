//! The account that is signed in, opening one, and proving what it says: its e-mail address and its mobile.

use openapi::accounts::{
    Account, AccountChange, Confirmation, ConfirmationResend, MobileCertified, MobileCode, MobileConfirmation,
    NewAccount, NewMobile, PasswordChange,
};

use super::Failure;

pub async fn create(account: &NewAccount) -> Result<Account, Failure> {
    super::post("/accounts", account).await
}

pub async fn current() -> Result<Account, Failure> {
    super::get("/account").await
}

pub async fn change(change: &AccountChange) -> Result<Account, Failure> {
    super::patch("/account", change).await
}

/// With the token of the welcome e-mail's link.
pub async fn confirm(token: String) -> Result<(), Failure> {
    super::post("/accounts/confirmations", &Confirmation { token }).await
}

/// Sends the welcome e-mail again.
pub async fn resend_confirmation(account_id: String) -> Result<(), Failure> {
    super::post("/accounts/confirmations/resend", &ConfirmationResend { account_id }).await
}

/// With the token of the link that went to the new address.
pub async fn confirm_email(token: String) -> Result<(), Failure> {
    super::post("/account/email/confirmations", &Confirmation { token }).await
}

/// Forgets a new address that was not confirmed.
pub async fn forget_pending_email() -> Result<(), Failure> {
    super::delete("/account/email/pending").await
}

pub async fn change_password(change: &PasswordChange) -> Result<(), Failure> {
    super::put("/account/password", change).await
}

/// Asks for a code by SMS.
pub async fn send_mobile_code(number: String) -> Result<MobileCode, Failure> {
    super::post("/account/mobile", &NewMobile { number }).await
}

pub async fn certify_mobile(code: String) -> Result<MobileCertified, Failure> {
    super::post("/account/mobile/confirmations", &MobileConfirmation { code }).await
}
