//! Settings: flags and environment both; `chappe serve --help` is the reference.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};

use crate::numbers::Country;
use crate::seller::{self, Seller};

/// What every command that touches the data needs.
#[derive(Args, Debug, Clone)]
pub struct DataConfig {
    /// `postgres://…`, or `sqlite:PATH`. A SQLite file in the data folder when absent.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,

    /// The folder for the SQLite file, uploads and mail.
    #[arg(long = "data", env = "CHAPPE_DATA", default_value = "data")]
    pub data: PathBuf,
}

impl DataConfig {
    pub fn url(&self) -> String {
        match &self.database_url {
            Some(url) => url.clone(),
            None => format!("sqlite:{}", self.data.join("chappe.db").display()),
        }
    }
}

/// Settings of `chappe serve`.
#[derive(Args, Debug, Clone)]
pub struct ServeConfig {
    #[command(flatten)]
    pub data: DataConfig,

    /// What this process does; anything but `all` needs PostgreSQL.
    #[arg(long, env = "CHAPPE_ROLE", value_enum, default_value = "all")]
    pub role: Role,

    /// Address and port of the API and the web app.
    #[arg(long, env = "CHAPPE_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: String,

    /// Where people reach this server; `http://` and the listening address when absent.
    #[arg(long, env = "CHAPPE_PUBLIC_URL")]
    pub public_url: Option<String>,

    /// Words on how to stop, that a campaign can have added to its text: with the short code of the provider, which only the
    /// operator knows. Empty: none are offered.
    #[arg(long, env = "CHAPPE_STOP_MENTION", default_value = "STOP 36179", value_parser = stop_mention)]
    pub stop_mention: String,

    /// Where providers send receipts and replies; the public URL when absent.
    #[arg(long, env = "CHAPPE_CALLBACK_URL")]
    pub callback_url: Option<String>,

    /// The operator's country (ISO 3166-1 alpha-2), and an account's that names none.
    #[arg(long, env = "CHAPPE_COUNTRY", default_value = "FR")]
    pub country: String,

    /// How the operator is reached, in words: an e-mail address, a telephone number.
    #[arg(long, env = "CHAPPE_CONTACT")]
    pub contact: Option<String>,

    /// A file (TOML) that says who sells the credits: what stands on invoices, where transfers and cheques go, which VAT is charged.
    /// Without it the seller is an example, and invoices say that they have no value.
    #[arg(long, env = "CHAPPE_SELLER", value_name = "FILE", value_parser = seller::load)]
    pub seller: Option<Seller>,

    /// The mail server that letters leave by: `smtps://user:password@host`, or `smtp://user:password@host:587?tls=required`;
    /// what is special in the user or the password is percent-encoded. Letters land in the data folder when absent.
    #[arg(long, env = "CHAPPE_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,

    /// Whom letters are from; `Chappe <no-reply@HOST>` when absent, with the host of the public URL.
    #[arg(long, env = "CHAPPE_MAIL_FROM")]
    pub mail_from: Option<String>,

    /// Countries that codes by SMS go to (ISO 3166-1 alpha-2, separated by commas); the operator's own when absent. The
    /// platform pays for these messages.
    #[arg(long, env = "CHAPPE_CODE_COUNTRIES", value_delimiter = ',', value_parser = country)]
    pub code_countries: Vec<String>,

    /// Codes by SMS an hour, over the whole platform.
    #[arg(long, env = "CHAPPE_CODES_PER_HOUR", default_value_t = 200)]
    pub codes_per_hour: u32,

    /// Reverse proxies between the callers and this server: so many addresses at the end of `X-Forwarded-For` are believed.
    #[arg(long, env = "CHAPPE_PROXIES", default_value_t = 0)]
    pub proxies: u8,

    /// Whether anybody may open an account.
    #[arg(long, env = "CHAPPE_SIGN_UP", default_value = "open")]
    pub sign_up: SignUp,

    /// Address and port of the built-in sandbox provider.
    #[arg(long, env = "CHAPPE_SANDBOX_LISTEN", default_value = "127.0.0.1:8090")]
    pub sandbox_listen: String,

    /// `off` starts no built-in sandbox.
    #[arg(long, env = "CHAPPE_SANDBOX", default_value = "on")]
    pub sandbox: Switch,

    /// A sandbox that runs elsewhere; the built-in one is not started then.
    #[arg(long, env = "CHAPPE_SANDBOX_URL")]
    pub sandbox_url: Option<String>,

    /// The key that this server calls Stripe with; card payments go through the sandbox's test bank when absent.
    #[arg(long, env = "CHAPPE_STRIPE_KEY", hide_env_values = true, value_parser = NonEmptyStringValueParser::new())]
    pub stripe_key: Option<String>,

    /// What Stripe signs its notifications with; two, separated by a comma, while one is changed. Never an empty one: anybody
    /// could sign with it.
    #[arg(long, env = "CHAPPE_STRIPE_WEBHOOK_SECRET", hide_env_values = true, value_delimiter = ',', value_parser = NonEmptyStringValueParser::new())]
    pub stripe_webhook_secret: Vec<String>,

    /// Where Stripe is.
    #[arg(long, env = "CHAPPE_STRIPE_URL", default_value = "https://api.stripe.com")]
    pub stripe_url: String,

    /// How long the payment service may take to answer, in milliseconds.
    #[arg(long, env = "CHAPPE_PAYMENT_TIMEOUT_MS", default_value_t = 15_000, value_parser = clap::value_parser!(u64).range(100..=60_000))]
    pub payment_timeout_ms: u64,

    /// Messages on their way to the provider at the same time, at most.
    #[arg(long, env = "CHAPPE_IN_FLIGHT", default_value_t = 512, value_parser = clap::value_parser!(u16).range(1..=4096))]
    pub in_flight: u16,

    /// How long the provider may take to answer, in milliseconds; what takes longer is in doubt.
    #[arg(long, env = "CHAPPE_PROVIDER_TIMEOUT_MS", default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(100..=120_000))]
    pub provider_timeout_ms: u64,

    /// The largest file of contacts that can be uploaded, in bytes.
    #[arg(long, env = "CHAPPE_UPLOAD_LIMIT", default_value_t = 2_000_000_000)]
    pub upload_limit: u64,

    /// Requests a second that one account may make.
    #[arg(long, env = "CHAPPE_RATE_LIMIT", default_value_t = 200)]
    pub rate_limit: u32,

    /// Hours after sending until a message without a final receipt is closed as it stands.
    #[arg(long, env = "CHAPPE_RECEIPT_HOURS", default_value_t = 72)]
    pub receipt_hours: u32,
}

/// A country as settings name it, in either case.
fn country(text: &str) -> Result<String, String> {
    let code = text.trim().to_ascii_uppercase();
    match Country::parse(&code) {
        Some(_) => Ok(code),
        None => Err("a country is two letters of ISO 3166-1, such as FR".to_owned()),
    }
}

/// More is no notice but a text of its own.
const MAX_STOP_MENTION: usize = 40;

/// The words are added to the texts of others: they must neither turn these into Unicode nor be a field of theirs.
fn stop_mention(text: &str) -> Result<String, String> {
    let text = text.trim();
    let gsm = sms::measure(text).encoding == sms::Encoding::Gsm7;
    if text.chars().count() > MAX_STOP_MENTION || !gsm || text.contains(['$', '\n', '\r']) {
        return Err(format!("at most {MAX_STOP_MENTION} characters of the GSM alphabet in one line, without $"));
    }
    Ok(text.to_owned())
}

impl ServeConfig {
    /// The words on how to stop, where there are some.
    pub fn stop_mention(&self) -> Option<&str> {
        Some(self.stop_mention.as_str()).filter(|words| !words.is_empty())
    }

    /// Countries that codes by SMS go to.
    pub fn code_countries(&self) -> impl Iterator<Item = &str> {
        let own = self.code_countries.is_empty().then_some(self.country.as_str());
        self.code_countries.iter().map(String::as_str).chain(own)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Role {
    All,
    Api,
    Worker,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SignUp {
    /// Anybody; the account can be used at once.
    Open,
    /// Only `chappe admin account create`.
    Closed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    On,
    Off,
}
