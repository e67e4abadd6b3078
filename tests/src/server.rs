//! `chappe serve` as a child process on a port of its own.

use std::time::Duration;

use crate::database::Database;
use crate::process::{self, Process};

/// Longer than the server's own patience with what is in flight at a stop.
const STOP: Duration = Duration::from_secs(40);

pub struct Server {
    process: Process,
    /// `http://127.0.0.1:PORT`.
    pub address: String,
    /// Where the built-in sandbox listens, when it runs.
    pub sandbox: Option<String>,
    settings: Vec<(String, String)>,
}

impl Server {
    /// Starts it and waits until it listens. `extra` settings win over the harness's own.
    pub fn start(database: &Database, extra: &[(&str, &str)]) -> Self {
        let mut settings = database.settings();
        settings.push(("CHAPPE_LISTEN".to_owned(), "127.0.0.1:0".to_owned()));
        settings.push(("CHAPPE_SANDBOX_LISTEN".to_owned(), "127.0.0.1:0".to_owned()));
        settings.extend(extra.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        Self::with(settings)
    }

    fn with(settings: Vec<(String, String)>) -> Self {
        let mut command = process::command(&process::chappe(), &settings);
        command.arg("serve");
        let mut process = Process::start(command);
        let built_in = !settings
            .iter()
            .any(|(name, value)| name == "CHAPPE_SANDBOX_URL" || (name == "CHAPPE_SANDBOX" && value == "off"));
        let sandbox = built_in.then(|| process.wait_for_line("sandbox on "));
        let address = process.wait_for_line("listening on ");
        Self { process, address, sandbox, settings }
    }

    /// kill -9.
    pub fn kill(&mut self) {
        self.process.kill();
    }

    /// SIGTERM, as a system stops a service; its exit code, or nothing when it had to be killed.
    pub fn stop(&mut self) -> Option<i32> {
        self.process.terminate(STOP)
    }

    /// Starts it again where it was: same data, same port, same settings.
    pub fn start_again(&mut self) {
        let port = |address: &str| address.trim_start_matches("http://").to_owned();
        self.settings.push(("CHAPPE_LISTEN".to_owned(), port(&self.address)));
        if let Some(sandbox) = &self.sandbox {
            self.settings.push(("CHAPPE_SANDBOX_LISTEN".to_owned(), port(sandbox)));
        }
        *self = Self::with(std::mem::take(&mut self.settings));
    }

    pub fn log(&self) -> String {
        self.process.log()
    }

    pub fn pid(&self) -> u32 {
        self.process.id()
    }
}
