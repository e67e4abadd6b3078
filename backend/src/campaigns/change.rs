//! Changes a draft or a programmed campaign, or one that is held before it has a message: given another date, it is programmed again.
//!
//! What is written is read, changed and compared before the transaction; its version tells, inside it, whether somebody else
//! was faster. A change that changes nothing leaves the version, so that a page which saves the same again disturbs nobody.

use openapi::CampaignId;
use openapi::campaigns::{Campaign, CampaignChange, CampaignStatus, Language};

use super::create::put_sources;
use super::draft::{Sources, check_stop_mention, check_written, parse_name};
use super::show::{is_open, sources};
use super::sql::{self, LockedRow};
use super::{Error, kind_word, launch, purpose_word, show};
use crate::accounts::{AccountKey, owner};
use crate::app::App;
use crate::db::{Tx, execute, fetch_optional, transact};
use crate::messages::{check_sender, check_template};
use crate::problem::Problem;

/// Tries of a change that names no version, before it is told that others write faster.
const TRIES: u32 = 3;

/// A campaign that is launching already is not changed (409): the race has one winner.
pub async fn change(app: &App, account: AccountKey, id: CampaignId, change: CampaignChange) -> Result<(), Problem> {
    check(app, &change)?;
    let asked = match &change.recipients {
        None => None,
        Some(recipients) => {
            let mut reader = app.db.read().await?;
            let home = owner(&mut reader, account).await?.country;
            // Only what is the account's own may tell what it holds.
            fetch_optional!(&mut reader, LockedRow, sql::FIND, id.0, account.0)?.ok_or(Error::Missing)?;
            let held = sources(&mut reader, id).await?;
            Some(Sources::parse(&mut reader, account, home, recipients, &held).await?)
        }
    };
    let mut tries = 0;
    loop {
        tries += 1;
        match attempt(app, account, id, &change, asked.as_ref()).await {
            Err(Error::Stale) if change.version.is_none() && tries < TRIES => {}
            done => return Ok(done?),
        }
    }
}

/// What can be told without looking at the campaign.
fn check(app: &App, change: &CampaignChange) -> Result<(), Error> {
    if change.send_at.flatten().is_some_and(|at| at <= app.clock.now()) {
        return Err(Error::DatePassed);
    }
    if let Some(text) = change.text.as_deref().filter(|text| !text.trim().is_empty()) {
        check_template(text)?;
    }
    check_sender(change.sender.as_ref().and_then(Option::as_deref))?;
    check_stop_mention(app, change.stop_mention == Some(true))
}

async fn attempt(
    app: &App,
    account: AccountKey,
    id: CampaignId,
    change: &CampaignChange,
    asked: Option<&Sources>,
) -> Result<(), Error> {
    let mut reader = app.db.read().await?;
    let before = Campaign { recipients: None, ..show(&mut reader, account, id).await? };
    if !is_open(&before) {
        return Err(Error::WrongState("launched"));
    }
    if change.version.is_some_and(|version| version != before.version) {
        return Err(Error::Stale);
    }
    let sources = match asked {
        Some(asked) if sources(&mut reader, id).await? != *asked => Some(asked),
        _ => None,
    };
    drop(reader);
    let after = apply(&before, change)?;
    if after.status != CampaignStatus::Draft {
        check_written(app, after.kind, &after.text, after.stop_mention)?;
        if sources.is_some_and(Sources::is_empty) {
            return Err(Error::NoRecipients);
        }
    }
    let same = after == before && sources.is_none();
    transact(&app.db, async |tx| {
        let row = fetch_optional!(tx, LockedRow, sql::LOCK, id.0, account.0)?.ok_or(Error::Missing)?;
        if !matches!(row.status.as_str(), "draft" | "programmed") && row.shelved == 0 {
            return Err(Error::WrongState("launched"));
        }
        if row.version != before.version {
            return Err(Error::Stale);
        }
        if same { Ok(()) } else { write(tx, app, account, &row, &after, sources).await }
    })
    .await
}

/// The campaign as it will be.
fn apply(before: &Campaign, change: &CampaignChange) -> Result<Campaign, Error> {
    let text = change.text.as_ref().unwrap_or(&before.text);
    // A name that was made of the text follows it.
    let own = change.name.as_deref().or_else(|| match parse_name(None, &before.text) {
        Ok(made) if made == before.name => None,
        _ => Some(&before.name),
    });
    let name = parse_name(own, text)?;
    let send_at = change.send_at.unwrap_or(before.send_at);
    if send_at.is_none() && before.status != CampaignStatus::Draft {
        return Err(Error::DateMissing);
    }
    // The date of one that is held has passed; a new one is to come.
    let again = before.held.is_some() && change.send_at.is_some();
    let (status, held) = if again { (CampaignStatus::Programmed, None) } else { (before.status, before.held) };
    Ok(Campaign {
        name,
        status,
        held,
        text: text.clone(),
        kind: change.kind.unwrap_or(before.kind),
        purpose: change.purpose.unwrap_or(before.purpose),
        sender: change.sender.as_ref().unwrap_or(&before.sender).clone(),
        stop_mention: change.stop_mention.unwrap_or(before.stop_mention),
        language: change.language.unwrap_or(before.language),
        send_at,
        ..before.clone()
    })
}

async fn write(
    tx: &mut Tx,
    app: &App,
    account: AccountKey,
    row: &LockedRow,
    after: &Campaign,
    sources: Option<&Sources>,
) -> Result<(), Error> {
    let (id, send_at) = (after.id, after.send_at.map(openapi::Time::millis));
    execute!(
        tx,
        sql::CHANGE,
        id.0,
        after.name.as_str(),
        after.text.as_str(),
        send_at,
        kind_word(after.kind),
        purpose_word(after.purpose),
        after.sender.as_deref(),
        after.stop_mention,
        after.language.map(Language::code)
    )?;
    if row.status == "programmed" && send_at != row.send_at {
        let moved = execute!(tx, sql::RESCHEDULE, id.0, send_at)?;
        // Its job is under way: the launch was faster, though it has not said so yet.
        if moved == 0 {
            return Err(Error::WrongState("launching"));
        }
    }
    if row.shelved == 1
        && after.status == CampaignStatus::Programmed
        && let Some(at) = send_at
    {
        execute!(tx, sql::PROGRAM, id.0)?;
        launch::go_on(tx, app, account, id, at).await?;
    }
    if let Some(sources) = sources {
        execute!(tx, sql::CLEAR_SOURCES, id.0)?;
        put_sources(tx, id, sources).await?;
    }
    Ok(())
}
