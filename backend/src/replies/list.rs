//! The replies of an account, newest first.

use openapi::CampaignId;
use openapi::replies::{Reply, ReplyPage};

use super::sql::{self, ReplyRow};
use crate::accounts::AccountKey;
use crate::contacts::{number, words};
use crate::db::{Connected, fetch_all};
use crate::http::Cursor;
use crate::numbers::Country;

/// What a list of replies can be narrowed to.
#[derive(Debug, Default)]
pub struct Filter {
    pub unread: Option<bool>,
    pub campaign: Option<CampaignId>,
    pub stop: Option<bool>,
}

/// `home`: the country of numbers that are searched for as they are dialled there.
pub async fn list(
    on: &mut impl Connected,
    account: AccountKey,
    home: Country,
    filter: &Filter,
    cursor: &Cursor,
) -> Result<ReplyPage, sqlx::Error> {
    let typed = cursor.search.as_deref();
    let words = words(typed);
    let number =
        typed.and_then(|typed| number(typed, home)).map_or_else(|| words.clone(), |digits| format!("{digits}%"));
    let rows = fetch_all!(
        on,
        ReplyRow,
        sql::LIST,
        account.0,
        cursor.below(),
        filter.unread,
        filter.campaign.map(|campaign| campaign.0),
        filter.stop,
        words,
        number,
        cursor.fetch()
    )?;
    let (rows, next) = cursor.cut(rows, |row| row.id);
    Ok(ReplyPage { items: rows.into_iter().map(Reply::from).collect(), next })
}
