//! Which providers are configured, where they are, and where their callbacks come in.

use std::time::Duration;

use super::sandbox::Sandbox;
use super::{Provider, sql};
use crate::config::ServeConfig;
use crate::db::{Db, execute, fetch_one, transact};
use crate::http::body::hex;

/// 128 bits: an address that cannot be guessed.
const SECRET_BYTES: usize = 16;

/// A provider that messages can be given to.
pub struct Configured {
    pub adapter: Box<dyn Provider>,
    /// `host:port` to connect to.
    pub authority: String,
    /// Messages on their way to it at the same time, at most.
    pub in_flight: usize,
    /// How long it may take to answer.
    pub timeout: Duration,
    /// `{base}/api/v1/providers/{name}/{secret}`: its receipts and replies come in below this.
    pub callbacks: String,
    secret: String,
}

/// The providers of this server.
pub struct Providers {
    sandbox: Configured,
    sandbox_page: String,
}

impl Providers {
    /// `sandbox_authority` is where the sandbox listens; `callback_base` where it reaches this server.
    pub async fn load(
        db: &Db,
        config: &ServeConfig,
        sandbox_authority: &str,
        callback_base: &str,
    ) -> Result<Self, sqlx::Error> {
        let adapter = Sandbox::new(sandbox_authority);
        let secret = secret(db, adapter.name()).await?;
        let callbacks = format!("{}/api/v1/providers/{}/{secret}", callback_base.trim_end_matches('/'), adapter.name());
        let sandbox = Configured {
            adapter: Box::new(adapter),
            authority: sandbox_authority.to_owned(),
            in_flight: usize::from(config.in_flight),
            timeout: Duration::from_millis(config.provider_timeout_ms),
            callbacks,
            secret,
        };
        Ok(Self { sandbox, sandbox_page: format!("http://{sandbox_authority}/") })
    }

    /// The provider that a message to this country goes through.
    pub fn route(&self) -> &Configured {
        &self.sandbox
    }

    /// The provider of what a test key sends: the sandbox, whatever else is configured.
    pub fn for_tests(&self) -> &Configured {
        &self.sandbox
    }

    /// The provider of a message, of a test key or not.
    pub fn for_mode(&self, test: bool) -> &Configured {
        if test { self.for_tests() } else { self.route() }
    }

    pub fn by_name(&self, name: &str) -> Option<&Configured> {
        (name == self.sandbox.adapter.name()).then_some(&self.sandbox)
    }

    /// The provider whose callbacks come to this address.
    pub fn by_address(&self, name: &str, secret: &str) -> Option<&Configured> {
        self.by_name(name).filter(|provider| same(&provider.secret, secret))
    }

    /// The handsets' page, when the sandbox is the provider.
    pub fn sandbox_page(&self) -> Option<&str> {
        Some(&self.sandbox_page)
    }
}

/// Compares without telling by its duration how much was right.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

/// The provider's secret; made at its first start, the same on every node.
async fn secret(db: &Db, name: &str) -> Result<String, sqlx::Error> {
    let mut bytes = [0_u8; SECRET_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| sqlx::Error::Configuration(error.to_string().into()))?;
    let fresh = hex(&bytes);
    let (secret,) = transact(db, async |tx| {
        execute!(tx, sql::ADD, name, fresh.as_str())?;
        fetch_one!(tx, (String,), sql::SECRET, name)
    })
    .await?;
    Ok(secret)
}
