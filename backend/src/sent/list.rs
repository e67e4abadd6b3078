//! The list, newest first.

use openapi::Time;
use openapi::campaigns::{Campaign, Kind};
use openapi::messages::{Message, MessageStatus};
use openapi::sent::{Sent, SentPage, SentStatus};

use super::sql;
use crate::accounts::AccountKey;
use crate::campaigns::{kind_word, sql as campaigns};
use crate::contacts::number;
use crate::db::{Connected, fetch_all, fetch_optional};
use crate::http::Cursor;
use crate::ids::first_at;
use crate::messages::{MessageRow, Status};
use crate::numbers::Country;

/// Rows of each of the two that are looked at by one statement, where not all of them are meant.
const LOOK: i64 = 2_000;

/// So many such looks a page: some 50 ms.
const LOOKS: usize = 8;

/// What the list can be narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub status: Option<SentStatus>,
    pub kind: Option<Kind>,
    /// Sent at this time or later.
    pub from: Option<Time>,
    /// Sent before this time.
    pub to: Option<Time>,
}

/// `home`: the country of numbers that are searched for as they are dialled there.
pub async fn list(
    on: &mut impl Connected,
    account: AccountKey,
    home: Country,
    filter: &Filter,
    cursor: &Cursor,
) -> Result<SentPage, sqlx::Error> {
    let narrowed = cursor.search.is_some() || filter.status.is_some() || filter.kind.is_some();
    let look = if narrowed { LOOK } else { cursor.fetch() };
    let oldest = filter.from.map_or(0, |from| first_at(from.millis()));
    let newest = filter.to.map_or(i64::MAX, |to| first_at(to.millis()));
    let mut below = cursor.below().min(newest);
    let asked = Asked::new(account, home, filter, cursor);
    let mut found: Vec<(i64, Sent)> = Vec::new();
    for _ in 0..LOOKS {
        let place = place(on, account, below, look).await?.max(oldest);
        found.extend(asked.between(on, below, place).await?);
        below = place;
        if below <= oldest || found.len() as i64 >= cursor.fetch() {
            break;
        }
    }
    let (rows, mut next) = cursor.cut(found, |row| row.0);
    if next.is_none() && below > oldest {
        next = Some(below.to_string());
    }
    Ok(SentPage { items: rows.into_iter().map(|(_, sent)| sent).collect(), next })
}

/// Down to where neither of the two has more than `look` rows; 0 where both end before.
async fn place(on: &mut impl Connected, account: AccountKey, below: i64, look: i64) -> Result<i64, sqlx::Error> {
    let message = fetch_optional!(on, (i64,), sql::PLACE, account.0, below, look - 1)?;
    let campaign = fetch_optional!(on, (i64,), campaigns::SENT_PLACE, account.0, below, look - 1)?;
    Ok(message.into_iter().chain(campaign).map(|(place,)| place).max().unwrap_or(0))
}

/// What is asked for, as the statements take it.
struct Asked {
    account: AccountKey,
    /// None: no campaign, or message, stands so.
    campaign: Option<Option<&'static str>>,
    message: Option<Option<i32>>,
    kind: Option<&'static str>,
    words: String,
    digits: String,
    fetch: i64,
}

impl Asked {
    fn new(account: AccountKey, home: Country, filter: &Filter, cursor: &Cursor) -> Self {
        let words = cursor.pattern();
        let typed = cursor.search.as_deref().and_then(|typed| number(typed, home));
        let (campaign, message) = match filter.status {
            None => (Some(None), Some(None)),
            Some(status) => {
                let (campaign, message) = stands(status);
                (campaign.map(Some), message.map(|status| Some(Status::asked(status).number())))
            }
        };
        Self {
            account,
            campaign,
            message,
            kind: filter.kind.map(kind_word),
            digits: typed.map_or_else(|| words.clone(), |digits| format!("{digits}%")),
            words,
            fetch: cursor.fetch(),
        }
    }

    /// The newest of both below one place and not below another.
    async fn between(
        &self,
        on: &mut impl Connected,
        below: i64,
        down_to: i64,
    ) -> Result<Vec<(i64, Sent)>, sqlx::Error> {
        let (account, kind, words) = (self.account.0, self.kind, self.words.as_str());
        let mut found = Vec::new();
        if let Some(status) = self.campaign {
            let rows = fetch_all!(
                on,
                campaigns::SentRow,
                campaigns::SENT,
                account,
                below,
                down_to,
                status,
                kind,
                words,
                self.fetch
            )?;
            let sent = |row: campaigns::SentRow| {
                (row.sent_id, Sent { campaign: Some(Campaign::from(row.campaign)), message: None })
            };
            found.extend(rows.into_iter().map(sent));
        }
        if let Some(status) = self.message {
            let digits = self.digits.as_str();
            let rows = fetch_all!(
                on,
                MessageRow,
                sql::MESSAGES,
                account,
                below,
                down_to,
                status,
                kind,
                words,
                digits,
                self.fetch
            )?;
            let sent = |row: MessageRow| (row.id, Sent { campaign: None, message: Some(Message::from(row)) });
            found.extend(rows.into_iter().map(sent));
        }
        found.sort_by_key(|(place, _)| std::cmp::Reverse(*place));
        Ok(found)
    }
}

/// The word of a campaign, and the status of a message, that a status means.
const fn stands(status: SentStatus) -> (Option<&'static str>, Option<MessageStatus>) {
    match status {
        SentStatus::Launching => (Some("launching"), None),
        SentStatus::Running => (Some("running"), None),
        SentStatus::Paused => (Some("paused"), None),
        SentStatus::Asleep => (Some("asleep"), None),
        SentStatus::NoCredit => (Some("no_credit"), None),
        SentStatus::Finished => (Some("finished"), None),
        SentStatus::Cancelled => (Some("cancelled"), Some(MessageStatus::Cancelled)),
        SentStatus::Queued => (None, Some(MessageStatus::Queued)),
        SentStatus::Uncertain => (None, Some(MessageStatus::Uncertain)),
        SentStatus::Sent => (None, Some(MessageStatus::Sent)),
        SentStatus::DeliveredOperator => (None, Some(MessageStatus::DeliveredOperator)),
        SentStatus::Received => (None, Some(MessageStatus::Received)),
        SentStatus::Failed => (None, Some(MessageStatus::Failed)),
        SentStatus::Skipped => (None, Some(MessageStatus::Skipped)),
    }
}
