//! Which payment service is configured, and the calls to it.

use std::time::Duration;

use openapi::Time;

use super::bank::Bank;
use super::client::{BadAddress, Client};
use super::stripe::Stripe;
use super::{Checkout, Error, Failure, RefundOrder, Refunded, Service, Session, Standing, sql};
use crate::config::ServeConfig;
use crate::db::{Db, execute, fetch_one, fetch_optional, transact};
use crate::http::body::hex;
use crate::mail::Site;

/// 256 bits, the size of the hash that it signs with.
const SECRET_BYTES: usize = 32;

/// Most notifications are there within seconds; who is asked sooner than this says what it would have said by itself.
pub(super) const FIRST_ASK_MILLIS: i64 = 5 * 60 * 1000;

/// Settings of the payment service that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    #[error("CHAPPE_STRIPE_KEY and CHAPPE_STRIPE_WEBHOOK_SECRET belong together: one of them is missing")]
    Half,
    #[error("CHAPPE_STRIPE_KEY has characters that no key has")]
    Key,
    #[error("CHAPPE_STRIPE_URL: {0}")]
    StripeUrl(BadAddress),
    #[error("the address of the sandbox: {0}")]
    BankUrl(BadAddress),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// The payment service of this server.
pub struct Payments(Option<Configured>);

/// A service, and the way to it.
struct Configured {
    service: Box<dyn Service>,
    client: Client,
}

impl Payments {
    /// `sandbox` is where the sandbox listens (`host:port`), when messages go there: who sends real messages has no use for
    /// money that is none. `callback_base` is where it reaches this server.
    pub async fn load(
        db: &Db,
        config: &ServeConfig,
        sandbox: Option<&str>,
        callback_base: &str,
        site: &Site,
    ) -> Result<Self, SettingsError> {
        let limit = Duration::from_millis(config.payment_timeout_ms);
        let site = site.page("");
        let site = site.trim_end_matches('/');
        let secrets = &config.stripe_webhook_secret;
        let (service, client): (Box<dyn Service>, _) = match (&config.stripe_key, secrets.is_empty(), sandbox) {
            (Some(key), false, _) => {
                let stripe = Stripe::new(key, secrets.clone(), site).ok_or(SettingsError::Key)?;
                let client = Client::new(&config.stripe_url, limit).map_err(SettingsError::StripeUrl)?;
                (Box::new(stripe), client)
            }
            (None, true, Some(sandbox)) => {
                let client = Client::new(&format!("http://{sandbox}"), limit).map_err(SettingsError::BankUrl)?;
                (Box::new(Bank::new(callback_base, secret(db, "bank").await?, site)), client)
            }
            (None, true, None) => return Ok(Self(None)),
            (Some(_), true, _) | (None, false, _) => return Err(SettingsError::Half),
        };
        Ok(Self(Some(Configured { service, client })))
    }

    /// Whether anybody takes cards here.
    pub fn offers_cards(&self) -> bool {
        self.0.is_some()
    }

    /// Whether that is the sandbox's bank: no money moves.
    pub fn is_test_bank(&self) -> bool {
        self.name() == Some("bank")
    }

    /// The service whose notifications come to this address.
    pub(super) fn by_name(&self, name: &str) -> Option<&dyn Service> {
        self.0.as_ref().map(|configured| &*configured.service).filter(|service| service.name() == name)
    }

    /// The name of the service, as addresses and the database have it.
    pub(super) fn name(&self) -> Option<&'static str> {
        self.0.as_ref().map(|configured| configured.service.name())
    }

    /// Opens a checkout for a purchase whose row is committed, and remembers it. Made twice, it opens one.
    pub async fn open_checkout(&self, db: &Db, now: Time, checkout: &Checkout) -> Result<Session, Error> {
        let Configured { service, client } = self.0.as_ref().ok_or(Error::NotConfigured)?;
        let session = service.read_checkout(&client.call(service.checkout(checkout)).await?)?;
        transact(db, async |tx| {
            let ask_at = now.millis() + FIRST_ASK_MILLIS;
            execute!(tx, sql::OPENED, checkout.purchase.0, service.name(), session.reference.as_str(), ask_at)
        })
        .await?;
        Ok(session)
    }

    /// Gives money of a purchase back. Called again for the same refund it pays nothing again, however much later, and tells
    /// what has become of it.
    pub async fn refund(&self, db: &Db, order: &RefundOrder) -> Result<Refunded, Error> {
        let Configured { service, client } = self.0.as_ref().ok_or(Error::NotConfigured)?;
        let row = fetch_optional!(&mut db.read().await?, (String, String), sql::SESSION, order.purchase.0)?;
        let (_, session) = row.filter(|(of, _)| of == service.name()).ok_or(Error::NotConfigured)?;
        let payment = self.inquire(&session).await?.payment;
        let payment = payment.ok_or_else(|| Failure::Refused("not_paid".to_owned()))?;
        // The service's memory of keys is shorter than ours of refunds.
        if let Some(earlier) = service.earlier(&payment) {
            let answer = client.call(earlier).await?;
            if let Some(refunded) = service.read_earlier(order.refund, &answer)? {
                return Ok(refunded);
            }
        }
        Ok(service.read_refund(&client.call(service.refund(order, &payment)).await?)?)
    }

    /// What became of a session.
    pub(super) async fn inquire(&self, session: &str) -> Result<Standing, Error> {
        let Configured { service, client } = self.0.as_ref().ok_or(Error::NotConfigured)?;
        let answer = client.call(service.inquiry(session)).await?;
        Ok(service.read_inquiry(session, &answer)?)
    }
}

/// What the test bank signs with.
async fn secret(db: &Db, service: &str) -> Result<String, sqlx::Error> {
    let mut bytes = [0_u8; SECRET_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| sqlx::Error::Configuration(error.to_string().into()))?;
    let fresh = hex(&bytes);
    let (secret,) = transact(db, async |tx| {
        execute!(tx, sql::ADD_SECRET, service, fresh.as_str())?;
        fetch_one!(tx, (String,), sql::SECRET, service)
    })
    .await?;
    Ok(secret)
}
