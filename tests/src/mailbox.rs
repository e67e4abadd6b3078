//! A real mail server on loopback (`tests/smtp.py`): what it takes is kept to be read.

use std::net::TcpListener;
use std::path::Path;

use tempfile::TempDir;

use crate::letters::Letters;
use crate::process::{self, Process, root};

pub struct Mailbox {
    _process: Process,
    /// What it took.
    pub letters: Letters,
    port: String,
    _folder: TempDir,
}

impl Mailbox {
    pub fn start() -> Self {
        Self::start_on(0)
    }

    /// On a port of choice.
    pub fn start_on(port: u16) -> Self {
        Self::with(&port.to_string(), None)
    }

    /// One that wants to know who sends: `user:password`.
    pub fn with_login(login: &str) -> Self {
        Self::with("0", Some(login))
    }

    fn with(port: &str, login: Option<&str>) -> Self {
        let python = root().join("target/venv/bin/python");
        assert!(python.exists(), "the tests' Python is missing: make target/stamps/venv (`make test` does it)");
        let folder = tempfile::Builder::new().prefix("chappe-mail-").tempdir().expect("it can be written");
        let maildir = folder.path().join("maildir");
        let mut command = process::command(Path::new(&python), &[]);
        command.arg(root().join("tests/smtp.py")).arg(port).arg(&maildir).args(login);
        let mut process = Process::start(command);
        let port = process.wait_for_line("smtp on ");
        Self { _process: process, letters: Letters::within(maildir.join("new")), port, _folder: folder }
    }

    /// What `CHAPPE_SMTP_URL` is to be.
    pub fn url(&self) -> String {
        url(&self.port)
    }

    /// The same for whoever gives this `user:password`.
    pub fn url_for(&self, login: &str) -> String {
        url(&self.port).replace("smtp://", &format!("smtp://{login}@"))
    }
}

/// The URL of a mail server on this port, which may start later.
pub fn url(port: impl std::fmt::Display) -> String {
    format!("smtp://127.0.0.1:{port}")
}

/// A port on which nothing listens yet.
pub fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr()).expect("a port is free").port()
}
