//! A running Chappe: its database, its server, and the commands an operator types beside it.

use std::process::Output;

use crate::client::Client;
use crate::database::Database;
use crate::process;
use crate::sandbox::Sandbox;
use crate::server::Server;

/// Every account of the tests has it.
pub const PASSWORD: &str = "a long enough password";

pub struct Platform {
    pub server: Server,
    // After the server: what is dropped first may still use what is dropped last.
    pub database: Database,
}

impl Platform {
    pub fn start(database: Database) -> Self {
        Self::with(database, &[])
    }

    /// With settings of its own.
    pub fn with(database: Database, settings: &[(&str, &str)]) -> Self {
        Self { server: Server::start(&database, settings), database }
    }

    /// Sends through a sandbox that is a process of its own.
    pub fn beside(database: Database, sandbox: &Sandbox) -> Self {
        Self::with(database, &[("CHAPPE_SANDBOX_URL", &sandbox.address)])
    }

    /// The built-in sandbox.
    pub fn sandbox(&self) -> Sandbox {
        Sandbox::at(self.server.sandbox.as_deref().expect("this server has a sandbox of its own"))
    }

    /// An account made by the operator, with credits, signed in.
    pub async fn account(&self, id: &str, credits: i64) -> Client {
        self.chappe(&[
            "admin",
            "account",
            "create",
            id,
            "--email",
            &format!("{id}@example.org"),
            "--password",
            PASSWORD,
            "--credits",
            &credits.to_string(),
        ]);
        let mut client = self.stranger();
        client.sign_in(id, PASSWORD).await.expect("the account exists");
        client
    }

    /// Somebody who has not signed in.
    pub fn stranger(&self) -> Client {
        Client::new(&self.server.address)
    }

    /// A command beside the running server; it must succeed.
    pub fn chappe(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "chappe {arguments:?}: {text}{}", String::from_utf8_lossy(&output.stderr));
        text
    }

    /// A command beside the running server, whatever comes of it.
    pub fn run(&self, arguments: &[&str]) -> Output {
        let mut command = process::command(&process::chappe(), &self.database.settings());
        command.args(arguments).output().expect("chappe starts")
    }

    /// Proves the ledger: every movement sums to zero, every balance equals its postings.
    pub fn verify_ledger(&self) {
        self.chappe(&["ledger", "verify"]);
    }
}
