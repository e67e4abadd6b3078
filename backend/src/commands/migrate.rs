//! `chappe migrate`.

use std::process::ExitCode;

use super::{Failure, open};
use crate::config::DataConfig;

pub async fn run(config: &DataConfig) -> Result<ExitCode, Failure> {
    open::open(config).await?.close().await;
    println!("the schema is up to date");
    Ok(ExitCode::SUCCESS)
}
