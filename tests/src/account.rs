//! What the owner of an account does to keep it: read mail, type codes, sign in with a second factor.

use std::time::Duration;

use openapi::api_keys::{CreatedApiKey, KeyMode, NewApiKey, Scope};
use openapi::campaigns::Kind;
use openapi::rates::RateList;
use openapi::second_factor::{RecoveryCodes, SecondFactorCode, SecondFactorSetup};
use openapi::sessions::{NewSession, Session};
use reqwest::Method;
use serde_json::json;
use totp_rs::{Builder, Secret, Totp};

use crate::client::{Client, Refused};
use crate::platform::{PASSWORD, Platform};

/// An authenticator app that has scanned an account's QR code.
pub struct Authenticator {
    totp: Totp,
    /// The time step of the next code: none is taken twice.
    next: u64,
    pub recovery_codes: Vec<String>,
}

impl Authenticator {
    pub fn new(setup: &SecondFactorSetup) -> Self {
        let secret = Secret::try_from_base32(&setup.secret).expect("the secret is base32");
        let totp = Builder::new().with_secret(secret).build().expect("the secret is long enough");
        Self { totp, next: 0, recovery_codes: Vec::new() }
    }

    /// A code that has not been used. The server takes the one of the next half minute early; for a third one the test waits.
    pub async fn code(&mut self) -> String {
        let step = self.next.max(now() / 30);
        self.next = step + 1;
        while step > now() / 30 + 1 {
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        self.totp.generate(step * 30).to_string()
    }

    /// A code that the app never showed.
    pub fn wrong_code(&self) -> String {
        let shown: Vec<String> = (0..5).map(|at| self.totp.generate(now() - 60 + at * 30).to_string()).collect();
        (0..10)
            .map(|digit| digit.to_string().repeat(6))
            .find(|code| !shown.contains(code))
            .expect("five of ten at most")
    }
}

fn now() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

impl Client {
    pub async fn sign_in_with(&mut self, id: &str, password: &str, otp: Option<String>) -> Result<(), Refused> {
        let session = NewSession { account_id: id.to_owned(), password: password.to_owned(), otp };
        let session: Session = self.post("/sessions", &session).await?;
        self.token = Some(session.access_token);
        Ok(())
    }

    /// Sets up a second factor.
    pub async fn add_second_factor(&self) -> Authenticator {
        let setup: SecondFactorSetup = self.post("/account/second-factor", &json!({})).await.expect("none is on yet");
        let mut app = Authenticator::new(&setup);
        let code = SecondFactorCode { otp: app.code().await };
        let codes: RecoveryCodes =
            self.post("/account/second-factor/confirmations", &code).await.expect("the code is right");
        app.recovery_codes = codes.codes;
        app
    }

    pub async fn make_key(&self, scopes: &[Scope], mode: KeyMode) -> CreatedApiKey {
        let key = NewApiKey { name: "Web shop".to_owned(), scopes: scopes.to_vec(), mode, password: None };
        self.post("/api-keys", &key).await.expect("the session is fresh")
    }

    /// Whether the server still knows this client.
    pub async fn is_signed_in(&self) -> bool {
        let answer = self.request(Method::GET, "/account").send().await.expect("the server answers");
        match answer.status().as_u16() {
            200 => true,
            401 | 403 => false,
            other => panic!("GET /account: {other}"),
        }
    }
}

impl Platform {
    /// An operator, with the second factor that operators need.
    pub async fn operator(&self) -> (Client, Authenticator) {
        let client = self.account("operator", 0).await;
        self.chappe(&["admin", "operator", "add", "operator"]);
        let app = client.add_second_factor().await;
        (client, app)
    }

    /// The operator does not serve a country any more.
    pub async fn withdraw(&self, country: &str, kind: Kind) {
        let file = tempfile::NamedTempFile::new().expect("there is room for a file");
        let word = if kind == Kind::Voice { "voice" } else { "pro" };
        std::fs::write(&file, format!("country,kind,credits\n{country},{word},\n")).expect("there is room for a line");
        self.chappe(&["rates", "import", &file.path().display().to_string()]);
        let anybody = self.stranger();
        let look = async || {
            let rates: RateList = anybody.get("/rates").await.expect("the list answers");
            let left = rates.items.into_iter().find(|rate| (rate.country.as_str(), rate.kind) == (country, kind));
            left.map_or(Ok(()), Err)
        };
        anybody.wait("the server to know", look).await;
    }

    /// An account that somebody opened on the web, signed in, its address not confirmed.
    pub async fn newcomer(&self, id: &str) -> Client {
        let mut client = self.stranger();
        client.sign_up(id, PASSWORD).await.expect("the ID is free");
        client.sign_in(id, PASSWORD).await.expect("the account exists");
        client
    }
}
