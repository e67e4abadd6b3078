//! An account's movements, newest first: one by one, or each campaign as one line.

use openapi::credits::{Movement, MovementKind, MovementPage};
use openapi::{CampaignId, Credits, InvoiceId, MovementId, PurchaseId, Time};

use super::sql::{self, LineRow};
use super::{Error, kind_of, kind_word};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all};
use crate::http::Cursor;

/// What a list is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    pub kind: Option<MovementKind>,
    pub campaign: Option<CampaignId>,
    pub from: Option<Time>,
    /// Before this time.
    pub to: Option<Time>,
    /// Each campaign as one line, at its last movement. Of one campaign it changes nothing.
    pub fold: bool,
}

/// A page: its cursor is the account's number of the posting. One statement, and so one moment.
pub async fn list(
    on: &mut impl Connected,
    account: AccountKey,
    filter: &Filter,
    cursor: &Cursor,
) -> Result<MovementPage, Error> {
    let (key, below, rows) = (account.0, cursor.below(), cursor.fetch());
    let from = filter.from.map_or(i64::MIN, Time::millis);
    let to = filter.to.map_or(i64::MAX, Time::millis);
    let rows = match (filter.campaign, filter.fold, filter.kind) {
        (Some(campaign), _, kind) => {
            let kind = kind.map_or("", kind_word);
            fetch_all!(on, LineRow, sql::LIST_CAMPAIGN, key, below, rows, from, to, campaign.0, kind)?
        }
        (None, false, None) => fetch_all!(on, LineRow, sql::LIST, key, below, rows, from, to)?,
        (None, false, Some(kind)) => {
            fetch_all!(on, LineRow, sql::LIST_KIND, key, below, rows, from, to, kind_word(kind))?
        }
        (None, true, None) => fetch_all!(on, LineRow, sql::LIST_FOLDED, key, below, rows, from, to)?,
        (None, true, Some(MovementKind::Sending)) => {
            fetch_all!(on, LineRow, sql::LIST_FOLDED_SENDING, key, below, rows, from, to)?
        }
        (None, true, Some(kind)) => {
            fetch_all!(on, LineRow, sql::LIST_FOLDED_KIND, key, below, rows, from, to, kind_word(kind))?
        }
    };
    let (rows, next) = cursor.cut(rows, |row| row.seq);
    Ok(MovementPage { items: rows.into_iter().map(Movement::from).collect(), next })
}

impl From<LineRow> for Movement {
    fn from(row: LineRow) -> Self {
        Self {
            id: MovementId(row.movement_id),
            kind: kind_of(&row.kind),
            credits: Credits::from_ten_thousandths(row.amount),
            balance_after: Credits::from_ten_thousandths(row.balance_after),
            reference: row.reference,
            counterparty: row.counterparty,
            campaign_id: row.campaign_id.map(CampaignId),
            campaign_name: row.campaign_name.filter(|name| !name.is_empty()),
            folded: row.folded,
            purchase_id: row.purchase_id.map(PurchaseId),
            invoice_id: row.invoice_id.map(InvoiceId),
            at: Time::from_millis(row.at),
        }
    }
}
