//! A campaign that moves on the page by itself: told by the server while it is under way, asked for where the stream does
//! not come through.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use openapi::CampaignId;
use openapi::campaigns::{Campaign, CampaignReport, CampaignStatus, KeptEstimate};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure, Stop};
use crate::hooks::{Loaded, is_seen, use_load, use_poll};

/// After a stream that ended too early: the server is restarting, or the token was renewed.
const AGAIN_MS: u32 = 2_000;
/// A stream cut off at once so many times in a row is not let through by something on the way.
const PATIENCE: u32 = 3;
/// How often it is asked for where it cannot be told.
const POLL_MS: u32 = 2_000;
/// The pictures need not follow every message.
const REPORT_MS: u32 = 3_000;

pub struct Live {
    pub campaign: Option<Rc<Campaign>>,
    pub failure: Option<Failure>,
    pub reload: Callback<()>,
}

/// Whether it will move without anybody's doing: what a stream is held open for.
pub const fn moves(campaign: &Campaign) -> bool {
    match campaign.status {
        CampaignStatus::Draft | CampaignStatus::Finished => false,
        CampaignStatus::Cancelled => campaign.totals.queued + campaign.totals.sending > 0,
        _ => true,
    }
}

#[hook]
pub fn use_campaign(id: CampaignId) -> Live {
    let loaded = use_load(id, |id| async move { api::campaigns::get(id).await });
    let current = use_state_eq(|| None::<Rc<Campaign>>);
    let told = use_state_eq(|| true);
    let estimate = use_mut_ref(|| None::<KeptEstimate>);
    {
        let (current, estimate) = (current.setter(), estimate.clone());
        // Each answer is newer than what was told before it.
        use_effect_with((loaded.data.clone(), loaded.answers), move |(data, _)| {
            if let Some(campaign) = data {
                estimate.borrow_mut().clone_from(&campaign.estimate);
                current.set(Some(campaign.clone()));
            }
        });
    }
    let moving = current.as_deref().is_some_and(moves);
    {
        let (current, told, reload) = (current.setter(), told.setter(), loaded.reload.clone());
        use_effect_with((id, moving), move |(id, moving)| {
            let stop = moving.then(Stop::new).flatten();
            if let Some(stop) = &stop {
                spawn_local(watch(*id, stop.signal(), stop.is_stopped(), estimate, current, told, reload));
            }
            move || drop(stop)
        });
    }
    use_poll(loaded.answers, &loaded.reload, moving && !*told && is_seen(), POLL_MS);
    Live { campaign: (*current).clone(), failure: loaded.failure.clone(), reload: loaded.reload.clone() }
}

/// Watches until it has come to rest, or nobody looks any more.
async fn watch(
    id: CampaignId,
    signal: web_sys::AbortSignal,
    stopped: Rc<Cell<bool>>,
    estimate: Rc<RefCell<Option<KeptEstimate>>>,
    current: UseStateSetter<Option<Rc<Campaign>>>,
    told: UseStateSetter<bool>,
    reload: Callback<()>,
) {
    let mut silent = 0;
    while !stopped.get() {
        let heard = Cell::new(false);
        let at_rest = Cell::new(false);
        let _ = api::campaigns::watch(id, &signal, |campaign| {
            if stopped.get() {
                return;
            }
            heard.set(true);
            at_rest.set(!moves(&campaign));
            // Its estimate is not told each time.
            current.set(Some(Rc::new(Campaign { estimate: estimate.borrow().clone(), ..campaign })));
        })
        .await;
        if stopped.get() {
            return;
        }
        if at_rest.get() {
            // With its recipients, which are not told.
            reload.emit(());
            return;
        }
        silent = if heard.get() { 0 } else { silent + 1 };
        told.set(silent == 0);
        if silent >= PATIENCE {
            reload.emit(());
            return;
        }
        TimeoutFuture::new(AGAIN_MS).await;
    }
}

/// The report, asked for again while the campaign moves and once more when it has moved without.
#[hook]
pub fn use_report(id: CampaignId, campaign: Option<&Campaign>) -> Loaded<CampaignReport> {
    let report = use_load(id, |id| async move { api::campaigns::report(id).await });
    let moving = campaign.is_some_and(moves);
    use_poll(report.answers, &report.reload, moving && is_seen(), REPORT_MS);
    {
        let reload = report.reload.clone();
        let first = use_mut_ref(|| true);
        let at_rest = campaign.filter(|campaign| !moves(campaign)).map(|campaign| campaign.totals);
        use_effect_with(at_rest, move |at_rest| {
            // What was at rest when the page opened has just been asked for.
            let was_first = first.replace(false);
            if at_rest.is_some() && !was_first {
                reload.emit(());
            }
        });
    }
    report
}
