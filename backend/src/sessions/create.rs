//! Signs in.

use openapi::audit::AuditKind;
use openapi::sessions::NewSession;

use super::sql::{self, CredentialsRow};
use super::{Begun, Error, REFRESH_MILLIS};
use crate::accounts::{AccountId, AccountKey, password};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{Tx, execute, fetch_optional, transact};
use crate::guessing::{self, Subject};
use crate::http::Origin;
use crate::links::{hash_of, new_token};
use crate::second_factor::{self, Factor};

/// One try to sign in.
struct Try<'a> {
    app: &'a App,
    origin: &'a Origin,
    /// `None`: what was typed cannot be anybody's.
    id: Option<AccountId>,
    /// The known browser, or the account; `None`: neither.
    subject: Option<Subject>,
    /// Whether the address is counted too: not for a known browser, which counts by itself.
    by_address: bool,
    now: i64,
}

/// What the password said.
struct Right {
    account: AccountKey,
    hash: String,
    second_factor: bool,
}

/// Checks password and second factor, and begins a session. Takes as long for an unknown account as for a known one.
/// `device` is the cookie of a browser that has signed in before.
pub async fn create(app: &App, new: NewSession, device: Option<&str>, origin: &Origin) -> Result<Begun, Error> {
    let id = AccountId::parse(&new.account_id).ok();
    let known = known_device(app, device, id.as_ref()).await?;
    let subject = match (&known, &id) {
        (Some(hash), _) => Some(Subject::device(hash)),
        (None, Some(id)) => Some(Subject::account(id.as_str())),
        (None, None) => None,
    };
    let by_address = known.is_none();
    let tried = Try { app, origin, id, subject, by_address, now: app.clock.now().millis() };
    tried.count().await?;
    let right = tried.password(new.password).await?;
    let recovery = match (right.second_factor, new.otp) {
        (false, _) => false,
        (true, None) => return Err(tried.ask_for_code().await),
        (true, Some(otp)) => tried.code(right.account, &otp).await? == Factor::Recovery,
    };
    // A known browser keeps its cookie, and keeps it for another year.
    let device = known.and(device.map(str::to_owned));
    tried.begin(&right, device, recovery).await
}

/// The hash of the browser's cookie, when it has signed in to this account before.
async fn known_device(app: &App, device: Option<&str>, id: Option<&AccountId>) -> Result<Option<String>, Error> {
    let (Some(token), Some(id)) = (device, id) else { return Ok(None) };
    let hash = hash_of(token);
    let found = fetch_optional!(&mut app.db.read().await?, (String,), sql::KNOWN_DEVICE, hash.as_str(), id.as_str())?;
    Ok(found.map(|(hash,)| hash))
}

impl Try<'_> {
    /// Counts the try before it is judged; [`Error::Guessing`] when it comes too early.
    async fn count(&self) -> Result<(), Error> {
        transact(&self.app.db, async |tx| -> Result<(), Error> {
            if let Some(subject) = &self.subject {
                guessing::count(tx, subject, self.now).await?;
            }
            if self.by_address {
                guessing::count_address(tx, &self.origin.network(), self.now).await?;
            }
            Ok(())
        })
        .await
    }

    async fn password(&self, password: String) -> Result<Right, Error> {
        let known = match &self.id {
            Some(id) => fetch_optional!(&mut self.app.db.read().await?, CredentialsRow, sql::CREDENTIALS, id.as_str())?,
            None => None,
        };
        let hash = known.as_ref().map(|row| row.password_hash.clone());
        if password::verify(password, hash).await?
            && let Some(row) = known
        {
            let account = AccountKey(row.id);
            return match row.disabled_at {
                Some(_) => Err(Error::Disabled),
                None => Ok(Right { account, hash: row.password_hash, second_factor: row.second_factor }),
            };
        }
        self.failed(known.map(|row| AccountKey(row.id)), AuditKind::SignInFailed).await?;
        Err(Error::WrongCredentials)
    }

    /// The password was right: asking for the code is no failure.
    async fn ask_for_code(&self) -> Error {
        let uncounted = transact(&self.app.db, async |tx| -> Result<(), Error> { self.uncount(tx).await });
        uncounted.await.err().unwrap_or(Error::SecondFactorRequired)
    }

    async fn uncount(&self, tx: &mut Tx) -> Result<(), Error> {
        if let Some(subject) = &self.subject {
            guessing::uncount(tx, subject).await?;
        }
        if self.by_address {
            guessing::uncount_address(tx, &self.origin.network()).await?;
        }
        Ok(())
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
        // What was typed for an unknown account is not kept: people type passwords there.
        let event = Event { account, what, origin: Some(self.origin), detail: None, by: None };
        transact(&self.app.db, async |tx| audit::note(tx, id, event).await).await?;
        Ok(())
    }

    /// `device` is the cookie of a known browser.
    async fn begin(&self, right: &Right, device: Option<String>, recovery: bool) -> Result<Begun, Error> {
        let app = self.app;
        let (session, events) = (app.ids.next(), [app.ids.next(), app.ids.next()]);
        let (refresh_token, refresh_hash) = new_token()?;
        let device_token = match device {
            Some(token) => token,
            None => new_token()?.0,
        };
        let (origin, now, account) = (self.origin, self.now, right.account);
        transact(&app.db, async |tx| -> Result<(), Error> {
            // Checking took a while: a password that was changed meanwhile, or a second factor that was set up, must not
            // find a session that knows nothing of it.
            let still = fetch_optional!(tx, (i64,), sql::STILL, account.0, right.hash.as_str(), right.second_factor)?;
            still.ok_or(Error::WrongCredentials)?;
            self.uncount(tx).await?;
            if let Some(subject) = &self.subject {
                guessing::clear(tx, subject).await?;
            }
            let (device, from) = (origin.device.as_str(), origin.address.as_str());
            execute!(tx, sql::INSERT, session, account.0, device, from, now)?;
            execute!(tx, sql::INSERT_TOKEN, refresh_hash.as_str(), session, now + REFRESH_MILLIS)?;
            know_device(tx, account, &device_token, now).await?;
            audit::note(tx, events[0], Event::of(account, AuditKind::SignedIn, origin)).await?;
            if recovery {
                audit::note(tx, events[1], Event::of(account, AuditKind::RecoveryCodeUsed, origin)).await?;
            }
            Ok(())
        })
        .await?;
        Ok(Begun { account, session, refresh_token, device_token: Some(device_token) })
    }
}

/// Knows a browser by its cookie from now on.
pub async fn know_device(tx: &mut Tx, account: AccountKey, token: &str, now: i64) -> Result<(), sqlx::Error> {
    execute!(tx, sql::KNOW_DEVICE, hash_of(token), account.0, now)?;
    Ok(())
}
