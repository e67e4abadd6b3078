//! Makes a key. Its owner is told by e-mail: a key outlives the session that made it.

use openapi::api_keys::{ApiKey, CreatedApiKey, KeyMode, NewApiKey, Scope};
use openapi::audit::AuditKind;
use openapi::{ApiKeyId, Time};

use super::{Error, MAX_NAME, MOST_KEYS, PREFIX, SECRET_BYTES, beginning, sql};
use crate::accounts::{self, AccountKey};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{execute, fetch_one, transact};
use crate::http::Origin;
use crate::http::body::hex;
use crate::links::hash_of;
use crate::mail::{self, Letter};
use crate::problem::{FieldErrors, Problem};

/// A key that can be made.
pub struct Wanted {
    name: String,
    /// Each once, in the order of [`Scope::ALL`].
    scopes: Vec<Scope>,
    mode: KeyMode,
}

impl Wanted {
    pub fn parse(new: &NewApiKey) -> Result<Self, Problem> {
        let mut errors = FieldErrors::default();
        let name = new.name.trim();
        if name.is_empty() {
            errors.add("name", "required", "a key needs a name");
        } else if name.chars().count() > MAX_NAME {
            errors.add("name", "too_long", format!("a name has at most {MAX_NAME} characters"));
        } else if name.chars().any(char::is_control) {
            errors.add("name", "malformed", "a name has no control characters");
        }
        let scopes: Vec<Scope> = Scope::ALL.into_iter().filter(|scope| new.scopes.contains(scope)).collect();
        if scopes.is_empty() {
            errors.add("scopes", "required", "a key needs at least one scope");
        }
        errors.finish()?;
        Ok(Self { name: name.to_owned(), scopes, mode: new.mode })
    }
}

pub async fn create(app: &App, account: AccountKey, wanted: Wanted, origin: &Origin) -> Result<CreatedApiKey, Error> {
    let mut bytes = [0_u8; SECRET_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| Error::Chance(error.to_string()))?;
    let secret = format!("{}{}", beginning(wanted.mode), hex(&bytes));
    let (id, others) = (app.ids.next(), [app.ids.next(), app.ids.next()]);
    let now = app.clock.now().millis();
    let key = ApiKey {
        id: ApiKeyId(id),
        name: wanted.name,
        scopes: wanted.scopes,
        mode: wanted.mode,
        prefix: secret[..PREFIX].to_owned(),
        created_at: Time::from_millis(now),
        last_used_at: None,
    };
    let scopes: Vec<&str> = key.scopes.iter().map(|scope| scope.word()).collect();
    let (scopes, hash) = (scopes.join(" "), hash_of(&secret));
    transact(&app.db, async |tx| -> Result<(), Error> {
        // The account's row, so that the keys are counted one request after the other.
        let public_id = accounts::lock(tx, account).await?.public_id;
        let (count,) = fetch_one!(tx, (i64,), sql::COUNT, account.0)?;
        if count >= MOST_KEYS {
            return Err(Error::TooMany);
        }
        let (name, prefix, test) = (key.name.as_str(), key.prefix.as_str(), key.mode == KeyMode::Test);
        execute!(tx, sql::INSERT, id, account.0, name, scopes.as_str(), test, prefix, hash.as_str())?;
        audit::note(tx, others[0], Event::of(account, AuditKind::ApiKeyMade, origin).about(name)).await?;
        let letter = Letter::ApiKeyMade { name: key.name.clone(), circumstances: origin.at(now) };
        mail::queue(tx, others[1], &public_id, &letter, now).await?;
        Ok(())
    })
    .await?;
    Ok(CreatedApiKey { key, secret })
}
