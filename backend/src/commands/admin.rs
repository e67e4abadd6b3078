//! `chappe admin …`: what an operator does from the command line, beside the running server.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use openapi::Credits;
use openapi::accounts::NewAccount;

use super::{Failure, open};
use crate::accounts::{self, AccountId, Credentials};
use crate::clock::Clock;
use crate::config::DataConfig;
use crate::credits;
use crate::db::Db;
use crate::http::tokens;
use crate::numbers::Country;
use crate::problem::Problem;

/// Node numbers below this are the servers'.
const LOWEST_NODE: u16 = 512;

#[derive(Args)]
pub struct AdminArgs {
    #[command(subcommand)]
    command: AdminCommand,
}

#[derive(Subcommand)]
enum AdminCommand {
    /// Manage accounts.
    #[command(subcommand)]
    Account(AccountCommand),
    /// Manage operators.
    #[command(subcommand)]
    Operator(OperatorCommand),
    /// Manage the keys that sign access tokens.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Give credits to an account.
    Credit {
        id: String,
        credits: Credits,
        #[command(flatten)]
        data: DataConfig,
    },
}

#[derive(Subcommand)]
enum AccountCommand {
    /// Open an account, confirmed at once.
    Create {
        id: String,
        #[arg(long)]
        email: String,
        #[arg(long)]
        password: String,
        #[arg(long, env = "CHAPPE_COUNTRY", default_value = "FR")]
        country: String,
        #[arg(long)]
        credits: Option<Credits>,
        #[command(flatten)]
        data: DataConfig,
    },
}

#[derive(Subcommand)]
enum OperatorCommand {
    /// Make an account an operator. It needs a second factor to see anything.
    Add {
        id: String,
        #[command(flatten)]
        data: DataConfig,
    },
}

#[derive(Subcommand)]
enum KeysCommand {
    /// Make a new key at once. Nobody is signed out.
    Rotate {
        #[command(flatten)]
        data: DataConfig,
    },
}

pub async fn run(args: &AdminArgs) -> Result<ExitCode, Failure> {
    match &args.command {
        AdminCommand::Credit { id, credits, data } => {
            let db = open::open(data).await?;
            credit(&db, id, *credits).await?;
            println!("{credits} credits given to {id}");
        }
        AdminCommand::Operator(OperatorCommand::Add { id, data }) => {
            add_operator(&open::open(data).await?, id).await?;
            println!("{id} is an operator; /admin opens to it once it has a second factor");
        }
        AdminCommand::Keys(KeysCommand::Rotate { data }) => {
            let db = open::open(data).await?;
            let clock = Clock::default();
            let ids = open::ids(&db, &clock, LOWEST_NODE).await?;
            tokens::rotate(&db, &ids, clock.now().millis(), 0).await?;
            println!("a new key signs; the old one is read for as long as its tokens live");
        }
        AdminCommand::Account(AccountCommand::Create { id, email, password, country, credits, data }) => {
            let db = open::open(data).await?;
            create(&db, id, email, password, country).await?;
            if let Some(credits) = credits.filter(|credits| *credits != Credits::ZERO) {
                credit(&db, id, credits).await?;
            }
            println!("account {id} is open");
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn create(db: &Db, id: &str, email: &str, password: &str, country: &str) -> Result<(), Failure> {
    let home = Country::parse(country).ok_or("a country is two letters of ISO 3166-1, such as FR")?;
    let new = NewAccount {
        account_id: id.to_owned(),
        email: email.to_owned(),
        password: password.to_owned(),
        locale: None,
        time_zone: None,
        country: None,
    };
    let (credentials, settings) = Credentials::parse(new, home).await.map_err(|problem| in_words(&problem))?;
    let clock = Clock::default();
    let ids = open::ids(db, &clock, LOWEST_NODE).await?;
    accounts::create(db, &ids, &clock, credentials, settings).await?;
    Ok(())
}

async fn add_operator(db: &Db, id: &str) -> Result<(), Failure> {
    let id = AccountId::parse(id).map_err(|(_, message)| message)?;
    let clock = Clock::default();
    let event = open::ids(db, &clock, LOWEST_NODE).await?.next();
    accounts::add_operator(db, event, &id).await?;
    Ok(())
}

async fn credit(db: &Db, id: &str, amount: Credits) -> Result<(), Failure> {
    let id = AccountId::parse(id).map_err(|(_, message)| message)?;
    let key = accounts::find_key(&mut db.read().await?, &id).await?;
    let clock = Clock::default();
    let ids = open::ids(db, &clock, LOWEST_NODE).await?;
    credits::grant(db, &ids, &clock, key, amount).await?;
    Ok(())
}

/// The wrong fields of a problem, one a line.
fn in_words(problem: &Problem) -> String {
    let errors = problem.body().errors;
    errors.iter().map(|error| format!("{}: {}", error.field, error.message)).collect::<Vec<_>>().join("\n")
}
