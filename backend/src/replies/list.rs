//! The replies of an account, newest first.

use openapi::replies::{Reply, ReplyPage};
use openapi::{CampaignId, MessageId, ReplyId, Time};

use super::sql::{self, ReplyRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all};
use crate::http::Cursor;
use crate::messages::sql::msisdn;

pub async fn list(on: &mut impl Connected, account: AccountKey, cursor: &Cursor) -> Result<ReplyPage, sqlx::Error> {
    let rows = fetch_all!(on, ReplyRow, sql::LIST, account.0, cursor.below(), cursor.pattern(), cursor.fetch())?;
    let (rows, next) = cursor.cut(rows, |row| row.id);
    Ok(ReplyPage { items: rows.into_iter().map(Reply::from).collect(), next })
}

impl From<ReplyRow> for Reply {
    fn from(row: ReplyRow) -> Self {
        Self {
            id: ReplyId(row.id),
            from: msisdn(row.sender),
            text: row.text,
            received_at: Time::from_millis(row.received_at),
            message_id: row.message_id.map(MessageId),
            campaign_id: row.campaign_id.map(CampaignId),
            stop: row.stop,
        }
    }
}
