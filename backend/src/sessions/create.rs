//! Signs in.

use openapi::audit::AuditKind;
use openapi::sessions::NewSession;

use super::sql::{self, CredentialsRow};
use super::{Begun, Error, REFRESH_MILLIS};
use crate::accounts::{AccountId, AccountKey, password};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{execute, fetch_optional, transact};
use crate::guessing::{self, Subject};
use crate::http::Origin;
use crate::links::{hash_of, new_token};
use crate::second_factor::{self, Factor};

/// Whatever is longer is no account ID; it is counted by its beginning.
const MAX_ACCOUNT_ID: usize = 32;

/// One try to sign in.
struct Try<'a> {
    app: &'a App,
    origin: &'a Origin,
    /// As it was typed, in small letters.
    public_id: String,
    /// The known browser alone, or the account and then the address. Always in this order, so that two tries do not wait
    /// for each other crosswise.
    subjects: Vec<Subject>,
    now: i64,
}

/// What the password said.
struct Right {
    account: AccountKey,
    second_factor: bool,
}

/// Checks password and second factor, and begins a session. Takes as long for an unknown account as for a known one.
/// `device` is the cookie of a browser that has signed in before.
pub async fn create(app: &App, new: NewSession, device: Option<&str>, origin: &Origin) -> Result<Begun, Error> {
    let public_id: String = new.account_id.to_lowercase().chars().take(MAX_ACCOUNT_ID).collect();
    let known = known_device(app, device, &public_id).await?;
    let subjects = match known.as_deref() {
        Some(hash) => vec![Subject::device(hash)],
        None => vec![Subject::account(&public_id), Subject::address(&origin.network())],
    };
    let tried = Try { app, origin, public_id, subjects, now: app.clock.now().millis() };
    tried.count().await?;
    let right = tried.password(new.password).await?;
    let recovery = match (right.second_factor, new.otp) {
        (false, _) => false,
        (true, None) => return Err(tried.ask_for_code().await),
        (true, Some(otp)) => tried.code(right.account, &otp).await? == Factor::Recovery,
    };
    tried.begin(right.account, known.is_some(), recovery).await
}

/// The hash of the browser's cookie, when it has signed in to this account before.
async fn known_device(app: &App, device: Option<&str>, public_id: &str) -> Result<Option<String>, Error> {
    let Some(token) = device else { return Ok(None) };
    let hash = hash_of(token);
    let found = fetch_optional!(&mut app.db.read().await?, (String,), sql::KNOWN_DEVICE, hash.as_str(), public_id)?;
    Ok(found.map(|(hash,)| hash))
}

impl Try<'_> {
    /// Counts the try before it is judged; [`Error::Guessing`] when it comes too early.
    async fn count(&self) -> Result<(), Error> {
        transact(&self.app.db, async |tx| -> Result<(), Error> {
            for subject in &self.subjects {
                guessing::count(tx, subject, self.now).await?;
            }
            Ok(())
        })
        .await
    }

    async fn password(&self, password: String) -> Result<Right, Error> {
        let known = match AccountId::parse(&self.public_id) {
            Ok(id) => fetch_optional!(&mut self.app.db.read().await?, CredentialsRow, sql::CREDENTIALS, id.as_str())?,
            Err(_) => None,
        };
        let hash = known.as_ref().map(|row| row.password_hash.clone());
        if password::verify(password, hash).await?
            && let Some(row) = known
        {
            let account = AccountKey(row.id);
            return match row.disabled_at {
                Some(_) => Err(Error::Disabled),
                None => Ok(Right { account, second_factor: row.second_factor }),
            };
        }
        self.failed(known.map(|row| AccountKey(row.id)), AuditKind::SignInFailed).await?;
        Err(Error::WrongCredentials)
    }

    /// The password was right: asking for the code is no failure.
    async fn ask_for_code(&self) -> Error {
        let uncounted = transact(&self.app.db, async |tx| -> Result<(), Error> {
            for subject in &self.subjects {
                guessing::uncount(tx, subject).await?;
            }
            Ok(())
        });
        uncounted.await.err().unwrap_or(Error::SecondFactorRequired)
    }

    async fn code(&self, account: AccountKey, otp: &str) -> Result<Factor, Error> {
        match second_factor::check(&self.app.db, account, otp, self.now).await {
            Ok(factor) => Ok(factor),
            Err(second_factor::Error::Wrong) => {
                self.failed(Some(account), AuditKind::SecondFactorFailed).await?;
                Err(Error::SecondFactorWrong)
            }
            Err(error) => Err(Error::SecondFactor(error)),
        }
    }

    async fn failed(&self, account: Option<AccountKey>, what: AuditKind) -> Result<(), Error> {
        let id = self.app.ids.next();
        let detail = account.is_none().then_some(self.public_id.as_str());
        let event = Event { account, what, origin: Some(self.origin), detail, by: None };
        transact(&self.app.db, async |tx| audit::note(tx, id, event).await).await?;
        Ok(())
    }

    async fn begin(&self, account: AccountKey, known: bool, recovery: bool) -> Result<Begun, Error> {
        let app = self.app;
        let (session, events) = (app.ids.next(), [app.ids.next(), app.ids.next()]);
        let (refresh_token, refresh_hash) = new_token()?;
        let (device_token, device_hash) = new_token()?;
        let (origin, now) = (self.origin, self.now);
        transact(&app.db, async |tx| -> Result<(), Error> {
            for subject in &self.subjects {
                guessing::succeed(tx, subject).await?;
            }
            let (device, from) = (origin.device.as_str(), origin.address.as_str());
            execute!(tx, sql::INSERT, session, account.0, device, from, now)?;
            execute!(tx, sql::INSERT_TOKEN, refresh_hash.as_str(), session, now + REFRESH_MILLIS)?;
            if !known {
                execute!(tx, sql::KNOW_DEVICE, device_hash.as_str(), account.0, now)?;
            }
            audit::note(tx, events[0], Event::of(account, AuditKind::SignedIn, origin)).await?;
            if recovery {
                audit::note(tx, events[1], Event::of(account, AuditKind::RecoveryCodeUsed, origin)).await?;
            }
            Ok(())
        })
        .await?;
        Ok(Begun { account, session, refresh_token, device_token: (!known).then_some(device_token) })
    }
}
