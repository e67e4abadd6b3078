//! The account that is signed in, and opening one.

use openapi::accounts::{Account, AccountChange, NewAccount};

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
