//! Keeps a new campaign as a draft, or launches it at once.

use openapi::CampaignId;
use openapi::campaigns::Language;

use super::draft::{Draft, Sources};
use super::{Error, kind_word, launch, purpose_word, sql, who_word};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Rows, Tx, execute};

/// Writes the campaign and its sources; when it is not to stay a draft, launches it in the same transaction.
pub async fn create(
    tx: &mut Tx,
    app: &App,
    account: AccountKey,
    id: CampaignId,
    draft: &Draft,
    test: bool,
    launch_it: bool,
) -> Result<(), Error> {
    let now = app.clock.now().millis();
    execute!(
        tx,
        sql::INSERT,
        id.0,
        account.0,
        draft.name.as_str(),
        kind_word(draft.kind),
        purpose_word(draft.purpose),
        draft.text.as_str(),
        draft.sender.as_deref(),
        draft.send_at.map(openapi::Time::millis),
        now,
        test,
        draft.stop_mention,
        draft.language.map(Language::code)
    )?;
    put_sources(tx, id, &draft.sources).await?;
    if launch_it {
        launch::start(tx, app, account, id, None).await?;
    }
    Ok(())
}

/// Writes whom a campaign goes to, in the order of the walk.
pub async fn put_sources(tx: &mut Tx, id: CampaignId, sources: &Sources) -> Result<(), Error> {
    let of = |kind: &'static str, values: &[i64]| values.iter().map(|&value| (kind, value)).collect::<Vec<_>>();
    let mut all =
        [of("number", &sources.numbers), of("contact", &sources.contacts), of("group", &sources.groups)].concat();
    all.extend(sources.campaign.map(|earlier| (who_word(earlier.who), earlier.id.0)));
    if all.is_empty() {
        return Ok(());
    }
    let rows = Rows::default()
        .column(all.iter().map(|_| id.0))
        .column(0..i64::try_from(all.len()).unwrap_or(i64::MAX))
        .column(all.iter().map(|one| one.0))
        .column(all.iter().map(|one| one.1));
    execute!(tx, sql::ADD_SOURCES, rows)?;
    Ok(())
}
