//! The sandbox provider: the built-in one of a server, or `chappe sandbox` as a process of its own that outlives the
//! server's crashes and remembers what it took.

use openapi::Msisdn;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::process::{self, Process};

pub struct Sandbox {
    pub address: String,
    process: Option<Process>,
}

/// What `GET /stats` counts since the start.
#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
pub struct Stats {
    pub requests: u64,
    pub accepted: u64,
    /// Different references among the accepted.
    pub distinct: u64,
    /// References that came a second time: messages sent twice.
    pub duplicates: u64,
    pub receipts_sent: u64,
}

/// A phone as the sandbox sees it.
#[derive(Debug, Clone, Deserialize)]
pub struct Handset {
    pub number: String,
    pub messages: Vec<Delivered>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Delivered {
    pub from: Option<String>,
    pub text: String,
    /// RFC 3339.
    pub at: String,
}

impl Sandbox {
    /// A process of its own, with `chappe sandbox`'s flags.
    pub fn start(flags: &[&str]) -> Self {
        Self::start_on("127.0.0.1:0", flags)
    }

    /// The same on an address of choice.
    pub fn start_on(address: &str, flags: &[&str]) -> Self {
        let mut command = process::command(&process::chappe(), &[]);
        command.args(["sandbox", "--listen", address]).args(flags);
        let mut process = Process::start(command);
        Self { address: process.wait_for_line("sandbox on "), process: Some(process) }
    }

    /// One that runs already.
    pub fn at(address: &str) -> Self {
        Self { address: address.to_owned(), process: None }
    }

    /// When it is a process of its own.
    pub fn pid(&self) -> Option<u32> {
        self.process.as_ref().map(Process::id)
    }

    pub async fn stats(&self) -> Stats {
        self.get("/stats").await
    }

    pub async fn handset(&self, number: Msisdn) -> Handset {
        self.get(&format!("/handsets/%2B{}", number.digits())).await
    }

    /// Writes back from a phone.
    pub async fn reply(&self, number: Msisdn, text: &str) {
        let url = format!("{}/handsets/%2B{}/replies", self.address, number.digits());
        let answer = reqwest::Client::new().post(url).json(&serde_json::json!({ "text": text })).send().await;
        let answer = answer.expect("the sandbox answers");
        assert!(answer.status().is_success(), "{}", answer.status());
    }

    async fn get<T: DeserializeOwned>(&self, path: &str) -> T {
        let answer = reqwest::get(format!("{}{path}", self.address)).await.expect("the sandbox answers");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.json().await.expect("the sandbox answers as documented")
    }
}
