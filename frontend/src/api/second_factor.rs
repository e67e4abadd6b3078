//! The second factor of signing in.

use openapi::second_factor::{NewSecondFactor, RecoveryCodes, SecondFactor, SecondFactorCode, SecondFactorSetup};

use super::Failure;

pub async fn get() -> Result<SecondFactor, Failure> {
    super::get("/account/second-factor").await
}

/// A secret for an authenticator app. Nothing changes until it is confirmed.
pub async fn create(password: Option<String>) -> Result<SecondFactorSetup, Failure> {
    super::post("/account/second-factor", &NewSecondFactor { password }).await
}

pub async fn confirm(otp: String) -> Result<RecoveryCodes, Failure> {
    super::post("/account/second-factor/confirmations", &SecondFactorCode { otp }).await
}

/// New recovery codes; those before are void.
pub async fn renew_recovery_codes(otp: String) -> Result<RecoveryCodes, Failure> {
    super::post("/account/second-factor/recovery-codes", &SecondFactorCode { otp }).await
}

pub async fn remove(otp: String) -> Result<(), Failure> {
    super::post("/account/second-factor/removal", &SecondFactorCode { otp }).await
}
