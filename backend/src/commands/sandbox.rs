//! `chappe sandbox`.

use std::net::TcpListener;
use std::process::ExitCode;

use clap::Args;

use super::Failure;

#[derive(Args)]
pub struct SandboxArgs {
    /// Address and port to listen on.
    #[arg(long, env = "CHAPPE_SANDBOX_LISTEN", default_value = "127.0.0.1:8090")]
    listen: String,
    #[command(flatten)]
    options: sandbox::Options,
}

pub async fn run(args: SandboxArgs) -> Result<ExitCode, Failure> {
    let listener =
        TcpListener::bind(&args.listen).map_err(|error| format!("cannot listen on {}: {error}", args.listen))?;
    let running = sandbox::start(listener, args.options).await?;
    println!("sandbox on {}", running.url());
    super::serve::stopped().await;
    running.stop();
    Ok(ExitCode::SUCCESS)
}
