//! The part of a walk that goes over the recipients of an earlier campaign, a stretch of a lane at a time.

use openapi::campaigns::{CampaignRecipients, Who};

use super::recipients::{Person, Recipient};
use super::sql::{self, LaneRow, SentToRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all, fetch_optional};
use crate::messages::Status;
use crate::messages::sql::msisdn;

/// The statuses that are meant; a statement takes three.
pub const fn statuses(who: Who) -> [Status; 3] {
    match who {
        Who::Failed => [Status::Failed; 3],
        Who::Unreached => [Status::Sent, Status::DeliveredOperator, Status::Failed],
        Who::Silent => [Status::Received; 3],
    }
}

/// How far it has come; `lane` is 0 before the first and `i64::MAX` behind the last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spot {
    pub lane: i64,
    pub seq: i64,
}

impl Spot {
    pub const END: Self = Self { lane: i64::MAX, seq: 0 };

    /// The recipients of the next stretch of `size` rows that has some, and moves on behind it. A contact lends its number and its names as they
    /// are now; of one that is gone, and of a typed number, the number is left.
    pub async fn next(
        &mut self,
        on: &mut impl Connected,
        account: AccountKey,
        of: CampaignRecipients,
        size: usize,
    ) -> Result<Vec<Recipient>, sqlx::Error> {
        let [first, second, third] = statuses(of.who).map(Status::number);
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        let silent = of.who == Who::Silent;
        while let Some(lane) = fetch_optional!(on, LaneRow, sql::SENT_LANE, of.id.0, self.lane, account.0)? {
            if lane.id > self.lane {
                *self = Self { lane: lane.id, seq: 0 };
            }
            while self.seq < lane.last_seq {
                let rows = fetch_all!(
                    on,
                    SentToRow,
                    sql::SENT_TO,
                    self.lane,
                    self.seq,
                    size,
                    account.0,
                    first,
                    second,
                    third,
                    silent
                )?;
                self.seq += size;
                if !rows.is_empty() {
                    return Ok(rows.into_iter().map(Recipient::from).collect());
                }
            }
            *self = Self { lane: self.lane + 1, seq: 0 };
        }
        *self = Self::END;
        Ok(Vec::new())
    }
}

impl From<SentToRow> for Recipient {
    fn from(row: SentToRow) -> Self {
        let Some(id) = row.id else { return Self::typed(msisdn(row.recipient)) };
        let own = row.fields.as_deref().filter(|fields| fields.len() > 2);
        let person = Person {
            id,
            last_name: row.last_name.unwrap_or_default(),
            first_name: row.first_name.unwrap_or_default(),
            email: row.email.unwrap_or_default(),
            company: row.company.unwrap_or_default(),
            own: own.and_then(|fields| serde_json::from_str(fields).ok()).unwrap_or_default(),
        };
        Self { contact: Some(person), ..Self::typed(msisdn(row.mobile.unwrap_or(row.recipient))) }
    }
}
