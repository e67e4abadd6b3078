//! Keeps a new campaign as a draft, or launches it at once.

use openapi::CampaignId;
use openapi::campaigns::Language;

use super::draft::{Draft, Sources};
use super::{Error, kind_word, launch, purpose_word, sql, who_word};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Rows, Tx, execute};

/// Recipients of one row of sources: a few kilobytes each.
const LIST: usize = 1_000;

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

/// Writes whom a campaign goes to, in the order of the walk: many of one kind share a row.
pub async fn put_sources(tx: &mut Tx, id: CampaignId, sources: &Sources) -> Result<(), Error> {
    let kinds = [("number", &sources.numbers), ("contact", &sources.contacts), ("group", &sources.groups)];
    let mut all: Vec<(&str, &[i64])> =
        kinds.into_iter().flat_map(|(kind, values)| values.chunks(LIST).map(move |list| (kind, list))).collect();
    let earlier = sources.campaign.map(|earlier| (who_word(earlier.who), [earlier.id.0]));
    all.extend(earlier.iter().map(|(kind, id)| (*kind, id.as_slice())));
    if all.is_empty() {
        return Ok(());
    }
    let rows = Rows::default()
        .column(all.iter().map(|_| id.0))
        .column(0..i64::try_from(all.len()).unwrap_or(i64::MAX))
        .column(all.iter().map(|one| one.0))
        .column(all.iter().map(|(_, list)| list.first().copied().unwrap_or_default()))
        .column(all.iter().map(|(_, list)| (list.len() > 1).then(|| json(list))));
    execute!(tx, sql::ADD_SOURCES, rows)?;
    Ok(())
}

/// Numbers in an array: nothing there can fail.
fn json(list: &[i64]) -> String {
    serde_json::to_string(list).unwrap_or_default()
}
