//! The lanes of a campaign, as a launch fills them.

use openapi::CampaignId;
use roaring::RoaringTreemap;

use crate::accounts::AccountKey;
use crate::app::App;
use crate::campaigns::Error;
use crate::campaigns::sql::{self, LaneRow};
use crate::db::{execute, fetch_all, transact};

/// Rows read at a time when a launch goes on after a crash.
const READ_BACK: i64 = 10_000;

/// The lane of what is skipped: no provider ever sees it.
const SKIPPED: &str = "-";

/// The two lanes of a campaign and where each ends.
pub struct Lanes {
    pub sending: LaneRow,
    pub skipped: LaneRow,
}

impl Lanes {
    /// Finds the lanes, or makes them.
    pub async fn open(app: &App, id: CampaignId, account: AccountKey, test: bool) -> Result<Self, Error> {
        let provider = app.providers.for_mode(test).adapter.name();
        let fresh = [(app.ids.next(), provider, "filling"), (app.ids.next(), SKIPPED, "done")];
        let rows = transact(&app.db, async |tx| -> Result<Vec<LaneRow>, Error> {
            let known = fetch_all!(tx, LaneRow, sql::LANES, id.0)?;
            if !known.is_empty() {
                return Ok(known);
            }
            for (lane, provider, state) in fresh {
                execute!(tx, sql::ADD_LANE, lane, id.0, account.0, provider, state)?;
            }
            Ok(fetch_all!(tx, LaneRow, sql::LANES, id.0)?)
        })
        .await?;
        let (skipped, sending): (Vec<_>, Vec<_>) = rows.into_iter().partition(|lane| lane.provider == SKIPPED);
        match (sending.into_iter().next(), skipped.into_iter().next()) {
            (Some(sending), Some(skipped)) => Ok(Self { sending, skipped }),
            _ => Err(Error::Missing),
        }
    }

    /// The numbers that are sent to and the contacts that were met, as far as an interrupted launch had come.
    pub async fn read_back(&self, app: &App) -> Result<(RoaringTreemap, RoaringTreemap), Error> {
        let (mut seen, mut met) = (RoaringTreemap::new(), RoaringTreemap::new());
        for lane in [&self.sending, &self.skipped].into_iter().filter(|lane| lane.last_seq > 0) {
            let mut after = 0;
            while after < lane.last_seq {
                let mut reader = app.db.read().await?;
                let rows = fetch_all!(&mut reader, (i64, i64, Option<i64>), sql::LAUNCHED, lane.id, after, READ_BACK)?;
                let Some(&(last, ..)) = rows.last() else { break };
                after = last;
                for (_, number, contact) in rows {
                    if lane.provider != SKIPPED {
                        seen.insert(number.unsigned_abs());
                    }
                    met.extend(contact.map(i64::unsigned_abs));
                }
            }
        }
        Ok((seen, met))
    }
}
