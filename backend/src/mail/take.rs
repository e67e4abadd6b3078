//! Takes the next letter that is due: leases its row, finds out whom it goes to, and makes its link.

use jiff::tz::TimeZone;
use openapi::accounts::Locale;
use openapi::audit::AuditKind;

use super::sql::{self, AddresseeRow, MailRow};
use super::{Circumstances, Letter};
use crate::accounts::{self, AccountKey};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{Db, Tx, execute, fetch_one, fetch_optional, transact};
use crate::http::Origin;
use crate::links;

/// Longer than a letter may take to be handed over, so that no two nodes send the same one at once; also how long the letter
/// of a node that died waits for another node.
const LEASE_MILLIS: i64 = 3 * 60 * 1000;

/// What taking came to.
pub enum Taken {
    /// Nothing is due.
    Nothing,
    /// Nobody is to have this letter any more; its row is gone.
    Dropped,
    /// A newer version of this program wrote it, maybe: it waits, and is not lost.
    Unreadable(Lease),
    Due(Box<Due>),
}

/// A row of `mail` that is this node's for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    /// The row's.
    pub id: i64,
    pub until: i64,
    /// This one included.
    pub tries: i32,
}

/// A letter to be sent now, and to whom.
pub struct Due {
    pub lease: Lease,
    pub public_id: String,
    pub letter: Letter,
    pub to: String,
    pub locale: Locale,
    pub zone: TimeZone,
    /// Of the link, where the letter has one that opens something.
    pub token: Option<String>,
}

/// Takes the next one. The token of its link is made here, in the moment of sending: it never waits in the database.
pub async fn take(app: &App) -> Result<Taken, links::Error> {
    let (event, now) = (app.ids.next(), app.clock.now().millis());
    // Looking first keeps an idle server from writing twice a second.
    if fetch_optional!(&mut app.db.read().await?, (i64,), sql::DUE, now)?.is_none() {
        return Ok(Taken::Nothing);
    }
    transact(&app.db, async |tx| {
        let Some((id,)) = fetch_optional!(tx, (i64,), sql::DUE, now)? else { return Ok(Taken::Nothing) };
        let lease_until = now + LEASE_MILLIS;
        let row = fetch_one!(tx, MailRow, sql::LEASE, id, lease_until)?;
        let lease = Lease { id, until: lease_until, tries: row.tries };
        let Ok(letter) = serde_json::from_str::<Letter>(&row.letter) else { return Ok(Taken::Unreadable(lease)) };
        let account = fetch_optional!(tx, AddresseeRow, sql::ADDRESSEE, row.public_id.as_str())?;
        let Some(account) = account.filter(|account| is_wanted(&letter, account)) else {
            execute!(tx, sql::DELETE, id)?;
            return Ok(Taken::Dropped);
        };
        let (key, to) = (AccountKey(account.id), letter.to().unwrap_or(&account.email).to_owned());
        let token = match letter.link() {
            Some(purpose) => Some(links::make(tx, key, purpose, &to, now).await?),
            None => None,
        };
        if let (Letter::PasswordReset(circumstances), 1) = (&letter, row.tries) {
            note_reset(tx, event, key, circumstances).await?;
        }
        let zone = TimeZone::get(&account.time_zone).unwrap_or(TimeZone::UTC);
        let locale = accounts::locale(&account.locale);
        Ok(Taken::Due(Box::new(Due { lease, public_id: row.public_id, letter, to, locale, zone, token })))
    })
    .await
}

/// Whether the account still is to have the letter.
fn is_wanted(letter: &Letter, account: &AddresseeRow) -> bool {
    let current = match letter {
        Letter::Welcome => !account.confirmed,
        // Another address was asked for since, or none any more.
        Letter::ConfirmEmail { to } => account.pending_email.as_ref() == Some(to),
        _ => true,
    };
    current && !account.disabled
}

/// The request that asked for a reset noted nothing: it would have taken longer for an account that exists.
async fn note_reset(
    tx: &mut Tx,
    id: i64,
    account: AccountKey,
    circumstances: &Circumstances,
) -> Result<(), sqlx::Error> {
    let origin = Origin { address: circumstances.address.clone(), device: circumstances.device.clone() };
    audit::note(tx, id, Event::of(account, AuditKind::PasswordResetAsked, &origin)).await
}

/// On SQLite a starting server knows that its predecessor sends nothing any more.
pub async fn void_leases(db: &Db) -> Result<(), sqlx::Error> {
    transact(db, async |tx| execute!(tx, sql::VOID_LEASES)).await?;
    Ok(())
}
