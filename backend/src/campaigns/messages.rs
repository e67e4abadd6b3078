//! The recipients of a campaign, each with its outcome.

use openapi::CampaignId;
use openapi::messages::{Message, MessagePage, MessageStatus};

use super::sql::{self, LaneRow, LockedRow};
use super::{Error, LANE_STRIDE};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all, fetch_optional};
use crate::http::Cursor;
use crate::messages::{MessageRow, Status, sql as messages};
use crate::problem::Problem;

/// A reason is a word of the report.
const MAX_REASON: usize = 100;

/// A row and its place in its lane.
#[derive(sqlx::FromRow)]
struct LaneMessage {
    #[sqlx(flatten)]
    message: MessageRow,
    seq: i64,
}

/// What the list can be narrowed to.
#[derive(Debug, Default)]
pub struct Filter {
    pub status: Option<MessageStatus>,
    pub reason: Option<String>,
}

impl Filter {
    pub fn parse(status: Option<MessageStatus>, reason: Option<String>) -> Result<Self, Problem> {
        Ok(Self { status, reason: reason.map(parse_reason).transpose()? })
    }
}

/// A word of the report.
pub fn parse_reason(reason: String) -> Result<String, Problem> {
    match reason.chars().count() {
        0 => Err(Problem::field("reason", "required", "a reason is a word of the report")),
        1..=MAX_REASON if reason.contains('\0') => Err(Problem::field("reason", "malformed", "a reason has no NUL")),
        1..=MAX_REASON => Ok(reason),
        _ => Err(Problem::field("reason", "too_long", format!("a reason has at most {MAX_REASON} characters"))),
    }
}

/// In the order of the lanes, which a cursor numbers from 1: what is sent first, what was skipped last.
pub async fn list(
    on: &mut impl Connected,
    account: AccountKey,
    id: CampaignId,
    filter: &Filter,
    cursor: &Cursor,
) -> Result<MessagePage, Error> {
    fetch_optional!(on, LockedRow, sql::FIND, id.0, account.0)?.ok_or(Error::Missing)?;
    let lanes = fetch_all!(on, LaneRow, sql::LANES, id.0)?;
    let asked = filter.status.map(|status| Status::asked(status).number());
    let mut found = Vec::new();
    let first = usize::try_from(cursor.above() / LANE_STRIDE).unwrap_or(0).max(1);
    let mut seq = cursor.above() % LANE_STRIDE;
    for (number, lane) in lanes.iter().enumerate().skip(first - 1) {
        let room = cursor.fetch() - i64::try_from(found.len()).unwrap_or(0);
        if room <= 0 {
            break;
        }
        let reason = filter.reason.as_deref();
        let rows = fetch_all!(on, LaneMessage, messages::LIST_LANE, lane.id, account.0, seq, room, asked, reason)?;
        let base = i64::try_from(number + 1).unwrap_or(0) * LANE_STRIDE;
        found.extend(rows.into_iter().map(|row| (base + row.seq, row.message)));
        seq = 0;
    }
    let (rows, next) = cursor.cut(found, |row| row.0);
    Ok(MessagePage { items: rows.into_iter().map(|(_, row)| Message::from(row)).collect(), next })
}
