//! Somebody who is signed in proves to be the owner before something that a thief would do: the password again, unless it
//! was given in the last ten minutes, and the code of the second factor where that is asked.
//!
//! Each try is counted before it is judged, so that a stolen token does not guess the password (`guessing`).

use openapi::audit::AuditKind;

use super::{AccountKey, Error, password, sql};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{execute, fetch_one, transact};
use crate::guessing::{self, Subject};
use crate::http::{Caller, Origin};
use crate::problem::Problem;
use crate::second_factor::{self, Factor};
use crate::sessions;

/// How long the password need not be given again, in milliseconds: a visit to the settings, not a coffee break.
const RECENT_MILLIS: i64 = 10 * 60 * 1000;

/// What is asked, and what was given.
#[derive(Default)]
pub struct Proof<'a> {
    password: Asked,
    /// Whether a code is asked where a second factor is on.
    code: bool,
    otp: Option<&'a str>,
}

#[derive(Default)]
enum Asked {
    #[default]
    Not,
    /// In the field of this name.
    Always(&'static str, String),
    UnlessRecent(Option<String>),
}

impl<'a> Proof<'a> {
    /// The password, unless it was given just now.
    pub fn recent(password: Option<String>) -> Self {
        Self { password: Asked::UnlessRecent(password), ..Self::default() }
    }

    /// The password, unless it was given just now, and a code where a second factor is on.
    pub fn recent_and_code(password: Option<String>, otp: Option<&'a str>) -> Self {
        Self { password: Asked::UnlessRecent(password), code: true, otp }
    }

    /// The old password in any case, and a code where a second factor is on.
    pub fn old_and_code(old: String, otp: Option<&'a str>) -> Self {
        Self { password: Asked::Always("old", old), code: true, otp }
    }

    /// A code; there must be a second factor.
    pub fn code(otp: &'a str) -> Self {
        Self { code: true, otp: Some(otp), ..Self::default() }
    }
}

/// Refuses with the field that is missing or wrong (422), or asks to wait (429).
pub async fn prove(app: &App, caller: &Caller, origin: &Origin, proof: Proof<'_>) -> Result<(), Problem> {
    let (session, proved_at) = caller.session()?;
    let now = app.clock.now().millis();
    let (field, given) = match proof.password {
        Asked::Always(field, given) => (field, Some(given)),
        Asked::UnlessRecent(None) if now - proved_at > RECENT_MILLIS => {
            return Err(Problem::field("password", "required", "give the password again"));
        }
        Asked::UnlessRecent(given) => ("password", given),
        Asked::Not => ("password", None),
    };
    let otp = if proof.code && caller.second_factor {
        Some(proof.otp.ok_or_else(|| Problem::field("otp", "required", "the code of the second factor is needed"))?)
    } else if proof.otp.is_some() && given.is_none() {
        return Err(second_factor::Error::Off.into());
    } else {
        None
    };
    if given.is_none() && otp.is_none() {
        return Ok(());
    }
    let subject = Subject::proof(caller.account);
    transact(&app.db, async |tx| guessing::count(tx, &subject, now).await).await?;
    let password_given = given.is_some();
    if let Some(given) = given {
        let (hash,) = fetch_one!(&mut app.db.read().await?, (String,), sql::PASSWORD, caller.account.0)?;
        if !password::verify(given, Some(hash)).await? {
            note_failure(app, caller.account, AuditKind::SignInFailed, origin).await?;
            return Err(Problem::field(field, "wrong", "this is not the password"));
        }
    }
    let factor = match otp {
        Some(otp) => match second_factor::check(&app.db, caller.account, otp, now).await {
            Err(error @ second_factor::Error::Wrong) => {
                note_failure(app, caller.account, AuditKind::SecondFactorFailed, origin).await?;
                return Err(error.into());
            }
            factor => Some(factor?),
        },
        None => None,
    };
    let id = app.ids.next();
    transact(&app.db, async |tx| -> Result<(), Error> {
        guessing::clear(tx, &subject).await?;
        if password_given {
            execute!(tx, sessions::sql::PROVED, session, now)?;
        }
        if factor == Some(Factor::Recovery) {
            audit::note(tx, id, Event::of(caller.account, AuditKind::RecoveryCodeUsed, origin)).await?;
        }
        Ok(())
    })
    .await?;
    Ok(())
}

async fn note_failure(app: &App, account: AccountKey, what: AuditKind, origin: &Origin) -> Result<(), Error> {
    let id = app.ids.next();
    transact(&app.db, async |tx| audit::note(tx, id, Event::of(account, what, origin)).await).await?;
    Ok(())
}
