//! A running Chappe: its database, its server, and the commands an operator types beside it.

use std::process::Output;

use crate::client::Client;
use crate::database::Database;
use crate::process;
use crate::sandbox::Sandbox;
use crate::server::Server;

/// Every account of the tests has it.
pub const PASSWORD: &str = "a long enough password";

/// Counters that no message says, and messages that no counter has.
const OFF_QUARTERS: &str = "WITH kept AS (
        SELECT account_id, quarter, sent, delivered_operator, received, failed, charged FROM sending_quarter
        WHERE sent <> 0 OR delivered_operator <> 0 OR received <> 0 OR failed <> 0 OR charged <> 0),
    said AS (
        SELECT m.account_id, ((m.id >> 22) + 1767225600000) / 900000 AS quarter,
            SUM(CASE WHEN m.status = 2 THEN 1 ELSE 0 END) AS sent,
            SUM(CASE WHEN m.status = 3 THEN 1 ELSE 0 END) AS delivered_operator,
            SUM(CASE WHEN m.status = 4 THEN 1 ELSE 0 END) AS received,
            SUM(CASE WHEN m.status = 5 THEN 1 ELSE 0 END) AS failed,
            SUM(CASE WHEN m.status <= 5 AND NOT m.refunded AND (m.lane_id IS NULL OR m.status > 0 OR m.seq <= l.cursor)
                THEN m.price ELSE 0 END) AS charged
        FROM message m LEFT JOIN lane l ON l.id = m.lane_id WHERE NOT m.test GROUP BY 1, 2),
    told AS (
        SELECT * FROM said WHERE sent <> 0 OR delivered_operator <> 0 OR received <> 0 OR failed <> 0 OR charged <> 0)
    SELECT (SELECT COUNT(*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM told) AS one)
        + (SELECT COUNT(*) FROM (SELECT * FROM told EXCEPT SELECT * FROM kept) AS other)";

const OFF_DUE: &str = "SELECT COUNT(*) FROM campaign c WHERE c.due <> COALESCE((SELECT SUM(m.price)
    FROM lane l JOIN message m ON m.lane_id = l.id AND m.seq > l.cursor
    WHERE l.campaign_id = c.id AND m.status = 0 AND l.state <> 'cancelled'), 0)";

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

    /// Compares the counters of accounts and campaigns with a count of the messages: right at any moment, after any crash.
    pub fn verify_counters(&self) {
        assert_eq!(self.database.sql(OFF_QUARTERS), "0", "quarters that are not what their messages say");
        assert_eq!(self.database.sql(OFF_DUE), "0", "campaigns that need something else than what is left of them");
    }

    /// Proves the ledger: every movement sums to zero, every balance equals its postings.
    pub fn verify_ledger(&self) {
        self.chappe(&["ledger", "verify"]);
    }
}
