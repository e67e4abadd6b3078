//! The replies of an account, newest first.

use openapi::CampaignId;
use openapi::replies::{Reply, ReplyPage};

use super::sql::{self, ReplyRow};
use crate::accounts::AccountKey;
use crate::contacts::{pattern, words};
use crate::db::{Connected, fetch_all};
use crate::http::Cursor;

/// What a list of replies can be narrowed to.
#[derive(Debug, Default)]
pub struct Filter {
    pub unread: Option<bool>,
    pub campaign: Option<CampaignId>,
    pub stop: Option<bool>,
}

pub async fn list(
    on: &mut impl Connected,
    account: AccountKey,
    filter: &Filter,
    cursor: &Cursor,
) -> Result<ReplyPage, sqlx::Error> {
    let typed = cursor.search.as_deref();
    let rows = fetch_all!(
        on,
        ReplyRow,
        sql::LIST,
        account.0,
        cursor.below(),
        filter.unread,
        filter.campaign.map(|campaign| campaign.0),
        filter.stop,
        words(typed),
        pattern(typed),
        cursor.fetch()
    )?;
    let (rows, next) = cursor.cut(rows, |row| row.id);
    Ok(ReplyPage { items: rows.into_iter().map(Reply::from).collect(), next })
}
