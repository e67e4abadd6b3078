//! The progress of a campaign as server-sent events.
//!
//! Whoever watches a campaign shares one reader of it: a task that looks twice a second, tells all watchers when something has moved,
//! and ends with the last of them. A stream ends when the campaign has ended and nothing of it is under way any more, when it is a draft
//! (after its first event), or when whoever watches may not any more, which is asked with each sign of life.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, stream};
use openapi::campaigns::{Campaign, CampaignStatus};
use openapi::{CampaignId, ProblemCode};
use tokio::sync::watch::{Receiver, Sender, channel};
use tokio::time::{Instant, Interval, interval_at, sleep};

use super::Error;
use super::show::glance;
use crate::accounts::AccountKey;
use crate::app::App;
use crate::http::caller::identify_token;
use crate::problem::Problem;

/// How often a campaign is looked at.
const TICK: Duration = Duration::from_millis(500);

/// How often a stream on which nothing moves says that it lives: proxies close what is silent for a minute, some for half of it.
const LIFE: Duration = Duration::from_secs(15);

/// Streams of one campaign: the tabs of an account, not a crowd.
const MOST: usize = 100;

/// Campaigns that are watched on one server at the same time: each is read twice a second.
const MOST_CAMPAIGNS: usize = 500;

/// Of these, of one account: more than anybody looks at, and few enough to leave the others theirs.
const MOST_OF_ACCOUNT: usize = 20;

/// The campaigns that are watched on this server. Cheap to clone.
#[derive(Clone, Default)]
pub struct Watchers(Arc<Mutex<HashMap<CampaignId, Watched>>>);

/// A campaign that is watched, and whose it is.
struct Watched {
    account: AccountKey,
    sender: Sender<Told>,
}

/// What was last told of a campaign.
#[derive(Clone)]
struct Told {
    event: Bytes,
    /// Nothing comes after it.
    last: bool,
}

impl Told {
    fn of(campaign: &Campaign) -> Self {
        let totals = campaign.totals;
        let last = match campaign.status {
            // A draft does not move by itself: whoever writes it knows.
            CampaignStatus::Draft | CampaignStatus::Finished => true,
            CampaignStatus::Cancelled => totals.queued + totals.sending == 0,
            _ => false,
        };
        let json = serde_json::to_string(campaign).unwrap_or_default();
        Self { event: Bytes::from(format!("event: campaign\ndata: {json}\n\n")), last }
    }
}

impl Watchers {
    /// Begins to watch, with what is told first; the first one begins to read. Whoever comes later begins with what the others were
    /// told last, not with what was read for him, which may be older or newer: what comes next is newer than that.
    fn join(
        &self,
        app: &App,
        account: AccountKey,
        id: CampaignId,
        seen: Told,
    ) -> Result<(Bytes, Receiver<Told>), Problem> {
        let busy = || Problem::new(ProblemCode::TooManyRequests).retry_after(LIFE.as_secs());
        let mut watched = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Watched { sender, .. }) = watched.get(&id) {
            if sender.receiver_count() >= MOST {
                return Err(busy());
            }
            let mut receiver = sender.subscribe();
            let event = receiver.borrow_and_update().event.clone();
            return Ok((event, receiver));
        }
        let own = watched.values().filter(|one| one.account == account).count();
        if own >= MOST_OF_ACCOUNT || watched.len() >= MOST_CAMPAIGNS {
            return Err(busy());
        }
        let event = seen.event.clone();
        let (sender, receiver) = channel(seen);
        watched.insert(id, Watched { account, sender });
        actix_web::rt::spawn(self.clone().read(app.clone(), account, id));
        Ok((event, receiver))
    }

    /// Ends all streams: a server that stops waits for its answers to end.
    pub fn close(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Looks and tells until nobody listens or nothing more can be told.
    async fn read(self, app: App, account: AccountKey, id: CampaignId) {
        loop {
            sleep(TICK).await;
            if !self.is_watched(id) {
                return;
            }
            let told = look(&app, account, id).await;
            let mut watched = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(Watched { sender, .. }) = watched.get(&id) else { return };
            match told {
                Ok(told) => {
                    let last = told.last;
                    sender.send_if_modified(|known| {
                        let moved = known.event != told.event;
                        *known = told;
                        moved
                    });
                    if last {
                        watched.remove(&id);
                        return;
                    }
                }
                // Deleted: its streams end with their sender.
                Err(Error::Missing) => {
                    watched.remove(&id);
                    return;
                }
                Err(error) => tracing::warn!(%error, campaign = id.0, "a campaign that is watched could not be read"),
            }
        }
    }

    /// Forgets the campaign with its last watcher: whoever comes now begins anew.
    fn is_watched(&self, id: CampaignId) -> bool {
        let mut watched = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let listening = watched.get(&id).is_some_and(|one| one.sender.receiver_count() > 0);
        if !listening {
            watched.remove(&id);
        }
        listening
    }
}

async fn look(app: &App, account: AccountKey, id: CampaignId) -> Result<Told, Error> {
    Ok(Told::of(&glance(&mut app.db.read().await?, account, id).await?))
}

/// Events for one watcher, the first one at once.
pub async fn events(
    app: &App,
    account: AccountKey,
    id: CampaignId,
    token: String,
) -> Result<impl Stream<Item = Result<Bytes, Infallible>> + use<>, Problem> {
    let seen = look(app, account, id).await?;
    let next = if seen.last {
        Next::Last(seen.event)
    } else {
        let (event, receiver) = app.watchers.join(app, account, id, seen)?;
        Next::Told(event, receiver)
    };
    let watch = Watch { app: app.clone(), account, token, life: interval_at(Instant::now() + LIFE, LIFE) };
    Ok(stream::unfold((watch, next), |(mut watch, next)| async move {
        match next {
            Next::Told(event, receiver) => Some((Ok(event), (watch, Next::After(receiver)))),
            Next::Last(event) => Some((Ok(event), (watch, Next::End))),
            Next::After(receiver) => {
                let (event, next) = watch.next(receiver).await?;
                Some((Ok(event), (watch, next)))
            }
            Next::End => None,
        }
    }))
}

/// What a stream does next.
enum Next {
    Told(Bytes, Receiver<Told>),
    After(Receiver<Told>),
    Last(Bytes),
    End,
}

/// Who watches.
struct Watch {
    app: App,
    account: AccountKey,
    token: String,
    life: Interval,
}

impl Watch {
    /// The next event or sign of life; `None` when there is none any more.
    async fn next(&mut self, mut receiver: Receiver<Told>) -> Option<(Bytes, Next)> {
        tokio::select! {
            _ = self.life.tick() => {
                let identity = identify_token(&self.app, &self.token).await.ok()?;
                let alive = Bytes::from_static(b": still here\n\n");
                (identity.account == self.account).then_some((alive, Next::After(receiver)))
            }
            changed = receiver.changed() => {
                changed.ok()?;
                let told = receiver.borrow_and_update().clone();
                Some((told.event, if told.last { Next::End } else { Next::After(receiver) }))
            }
        }
    }
}
