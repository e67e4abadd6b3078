//! Changes a draft or a programmed campaign.

use openapi::CampaignId;
use openapi::campaigns::CampaignChange;

use super::create::put_sources;
use super::draft::{Sources, parse_name};
use super::sql::{self, LockedRow};
use super::{Error, show};
use crate::accounts::{AccountKey, owner};
use crate::app::App;
use crate::db::{execute, fetch_optional, transact};
use crate::messages::check_template;
use crate::problem::Problem;

/// A campaign that is launching already is not changed (409): the race has one winner.
pub async fn change(app: &App, account: AccountKey, id: CampaignId, change: CampaignChange) -> Result<(), Problem> {
    if change.send_at.is_some_and(|at| at <= app.clock.now()) {
        return Err(Error::DatePassed.into());
    }
    if let Some(text) = &change.text {
        check_template(text).map_err(Error::from)?;
    }
    let mut reader = app.db.read().await?;
    let before = show(&mut reader, account, id).await?;
    let sources = match &change.recipients {
        None => None,
        Some(asked) => {
            let home = owner(&mut reader, account).await?.country;
            Some(Sources::parse(&mut reader, account, home, asked).await?)
        }
    };
    drop(reader);
    if sources.as_ref().is_some_and(Sources::is_empty) && before.status != openapi::campaigns::CampaignStatus::Draft {
        return Err(Error::NoRecipients.into());
    }
    let text = change.text.unwrap_or(before.text);
    let name = parse_name(change.name.as_deref().or(Some(&before.name)), &text)?;
    transact(&app.db, async |tx| -> Result<(), Error> {
        let row = fetch_optional!(tx, LockedRow, sql::LOCK, id.0, account.0)?.ok_or(Error::Missing)?;
        if !matches!(row.status.as_str(), "draft" | "programmed") {
            return Err(Error::WrongState("launched"));
        }
        let send_at = change.send_at.map(openapi::Time::millis).or(row.send_at);
        execute!(tx, sql::CHANGE, id.0, name.as_str(), text.as_str(), send_at)?;
        if let (Some(at), "programmed") = (change.send_at, row.status.as_str()) {
            execute!(tx, sql::RESCHEDULE, id.0, at.millis())?;
        }
        if let Some(sources) = &sources {
            execute!(tx, sql::CLEAR_SOURCES, id.0)?;
            put_sources(tx, id, sources).await?;
        }
        Ok(())
    })
    .await?;
    Ok(())
}
