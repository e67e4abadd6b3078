//! Keeping the draft by itself: a moment after each change, at once when the tab is left, again when the line was down.
//!
//! One request at a time. Each carries the version that was read, so that two tabs never overwrite each other unseen: the
//! second is told, and may read the other's draft or keep its own as a copy. What the server cannot read of the numbers
//! is marked in the draft and left out, and the rest is kept.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use gloo_timers::future::sleep;
use openapi::campaigns::{Campaign, CampaignStatus};
use openapi::{CampaignId, ProblemCode, Time};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::draft::{Content, Draft, Pen};
use super::leaving::use_leaving;
use crate::api::{self, Failure};

/// A pause in writing after which it is kept.
const REST_MS: u32 = 700;
/// Before it is tried again when the line is down.
const AGAIN_MS: u32 = 5_000;
/// Between two looks whether the request under way has been answered.
const LOOK: std::time::Duration = std::time::Duration::from_millis(50);

/// Where keeping it stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// Nothing to keep yet.
    Blank,
    Waiting,
    Saving,
    Kept,
    Failed(Failure),
    /// Somebody else has changed the campaign: as it is now, `None` when it is no more.
    Lost(Option<Box<Campaign>>),
}

struct Inner {
    id: Option<CampaignId>,
    version: i64,
    /// What the server has.
    kept: Content,
    /// What it is to have.
    wanted: Content,
    /// What a request asked for whose answer never came, and its key where it was to make the draft.
    asked: Option<(Content, String)>,
    busy: bool,
    timer: Option<Timeout>,
}

/// The campaign on the server, and the way there.
#[derive(Clone)]
pub struct Keeper {
    inner: Rc<RefCell<Inner>>,
    standing: UseStateHandle<Standing>,
    /// Id and version that the server has of it; grows as it is kept.
    kept: UseStateHandle<Option<(CampaignId, i64)>>,
    pen: Pen,
    on_made: Callback<CampaignId>,
    on_gone: Callback<()>,
}

/// A campaign that the keeper has come to have in this version.
pub type Kept = (CampaignId, i64);

pub struct Setup<'a> {
    /// `None` for a new one.
    pub campaign: Option<&'a Campaign>,
    pub content: Content,
    /// Whether it keeps itself: a draft does, a programmed campaign is changed when one says so.
    pub by_itself: bool,
    pub pen: Pen,
    pub on_made: Callback<CampaignId>,
    /// A contact or a group was taken off, since it was deleted meanwhile.
    pub on_gone: Callback<()>,
}

#[hook]
pub fn use_keeper(setup: Setup<'_>) -> Keeper {
    let Setup { campaign, content, by_itself, pen, on_made, on_gone } = setup;
    let inner = use_mut_ref(|| Inner {
        id: campaign.map(|campaign| campaign.id),
        version: campaign.map_or(0, |campaign| campaign.version),
        kept: campaign.map(|_| content.clone()).unwrap_or_default(),
        wanted: content.clone(),
        asked: None,
        busy: false,
        timer: None,
    });
    let standing = use_state(|| if campaign.is_some() { Standing::Kept } else { Standing::Blank });
    let kept = use_state(|| campaign.map(|campaign| (campaign.id, campaign.version)));
    inner.borrow_mut().wanted = content.clone();
    let keeper = Keeper { inner, standing, kept, pen, on_made, on_gone };
    {
        let keeper = keeper.clone();
        use_effect_with(content, move |_| {
            if by_itself {
                keeper.keep_later(REST_MS);
            }
        });
    }
    let leave = by_itself.then(|| keeper.clone());
    use_leaving(move |is_last| {
        let Some(keeper) = &leave else { return false };
        let unkept = keeper.is_behind();
        if unkept {
            keeper.keep_now();
        }
        unkept && !is_last
    });
    keeper
}

impl Keeper {
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    pub fn kept(&self) -> Option<Kept> {
        *self.kept
    }

    /// Something written is not on the server yet.
    pub fn is_behind(&self) -> bool {
        let inner = self.inner.borrow();
        inner.busy || if inner.id.is_some() { inner.wanted != inner.kept } else { !inner.wanted.is_empty() }
    }

    fn keep_later(&self, rest_ms: u32) {
        if matches!(*self.standing, Standing::Lost(_)) {
            return;
        }
        if !self.is_behind() {
            self.inner.borrow_mut().timer = None;
            let is_kept = self.inner.borrow().id.is_some();
            self.standing.set(if is_kept { Standing::Kept } else { Standing::Blank });
            return;
        }
        self.standing.set(Standing::Waiting);
        let keeper = self.clone();
        self.inner.borrow_mut().timer = Some(Timeout::new(rest_ms, move || keeper.keep_now()));
    }

    pub fn keep_now(&self) {
        let keeper = self.clone();
        spawn_local(async move {
            let _ = keeper.keep().await;
        });
    }

    /// Keeps all that is written, and answers the version that has it; `None` when that cannot be, which `standing` says.
    pub async fn keep(&self) -> Option<Kept> {
        self.inner.borrow_mut().timer = None;
        while self.inner.borrow().busy {
            sleep(LOOK).await;
        }
        loop {
            let Some(step) = self.next_step() else {
                let kept = {
                    let inner = self.inner.borrow();
                    inner.id.map(|id| (id, inner.version))
                };
                self.standing.set(if kept.is_some() { Standing::Kept } else { Standing::Blank });
                return kept;
            };
            self.inner.borrow_mut().busy = true;
            self.standing.set(Standing::Saving);
            let answer = step.run().await;
            self.inner.borrow_mut().busy = false;
            match answer {
                Ok(campaign) => self.take(&campaign, step.content),
                Err(failure) => {
                    self.fail(failure, step).await?;
                }
            }
        }
    }

    fn next_step(&self) -> Option<Step> {
        let mut inner = self.inner.borrow_mut();
        let Some(id) = inner.id else {
            if let Some((content, key)) = &inner.asked {
                return Some(Step { content: content.clone(), what: What::Make(key.clone()) });
            }
            if inner.wanted.is_empty() {
                return None;
            }
            let (content, key) = (inner.wanted.clone(), api::new_key());
            inner.asked = Some((content.clone(), key.clone()));
            return Some(Step { content, what: What::Make(key) });
        };
        let change = inner.wanted.change_from(&inner.kept, inner.version)?;
        let content = inner.wanted.clone();
        inner.asked = Some((content.clone(), String::new()));
        Some(Step { content, what: What::Change(id, Box::new(change)) })
    }

    /// The server has this now.
    fn take(&self, campaign: &Campaign, content: Content) {
        let is_new = {
            let mut inner = self.inner.borrow_mut();
            (inner.version, inner.kept, inner.asked) = (campaign.version, content, None);
            inner.id.replace(campaign.id).is_none()
        };
        self.kept.set(Some((campaign.id, campaign.version)));
        if is_new {
            self.on_made.emit(campaign.id);
        }
    }

    /// What a refusal means; `Some` when it can go on at once.
    async fn fail(&self, failure: Failure, step: Step) -> Option<()> {
        let code = failure.code();
        if code.is_some() {
            // It was answered: what was asked for is not under way somewhere.
            self.inner.borrow_mut().asked = None;
        }
        if let (Some(ProblemCode::Conflict | ProblemCode::NotFound), What::Change(id, _)) = (code, &step.what) {
            return self.lose(*id, &step.content).await;
        }
        let gone = [failure.codes("recipients.contacts"), failure.codes("recipients.groups")];
        let unread = !failure.codes("recipients.numbers").is_empty();
        if unread || gone.iter().any(|list| !list.is_empty()) {
            if gone.iter().any(|list| !list.is_empty()) {
                self.on_gone.emit(());
            }
            let failure = failure.clone();
            self.pen.edit(move |draft: &mut Draft| draft.refuse(&failure));
            // The draft without them comes back here by itself.
            self.standing.set(Standing::Waiting);
            return None;
        }
        let again = code.is_none()
            || matches!(
                code,
                Some(ProblemCode::Unavailable | ProblemCode::TooManyRequests | ProblemCode::RequestInFlight)
            );
        self.standing.set(Standing::Failed(failure));
        if again {
            let keeper = self.clone();
            self.inner.borrow_mut().timer = Some(Timeout::new(AGAIN_MS, move || keeper.keep_now()));
        }
        None
    }

    /// Somebody was faster; or it was us, and the answer went astray.
    async fn lose(&self, id: CampaignId, sent: &Content) -> Option<()> {
        let theirs = match api::campaigns::get(id).await {
            Ok(campaign) => Some(Box::new(campaign)),
            Err(failure) if failure.code() == Some(ProblemCode::NotFound) => None,
            Err(failure) => {
                self.standing.set(Standing::Failed(failure));
                return None;
            }
        };
        let ours = theirs.as_deref().filter(|theirs| is_written_on(theirs.status) && sent.is_what(theirs));
        if let Some(ours) = ours {
            self.take(ours, sent.clone());
            return Some(());
        }
        self.standing.set(Standing::Lost(theirs));
        None
    }

    /// Says when it is to leave, against what stands on the page.
    pub fn leave_at(&self, at: Time) {
        self.inner.borrow_mut().wanted.send_at = Some(at);
    }

    /// Nothing of it is wanted any more.
    pub fn let_go(&self) {
        let mut inner = self.inner.borrow_mut();
        inner.timer = None;
        (inner.kept, inner.asked) = (inner.wanted.clone(), None);
    }

    /// Leaves the campaign to whoever was faster, and keeps what is written here as a draft of its own.
    pub async fn keep_copy(&self) -> Option<Kept> {
        {
            let mut inner = self.inner.borrow_mut();
            (inner.id, inner.version, inner.kept, inner.asked) = (None, 0, Content::default(), None);
        }
        self.keep().await
    }
}

/// Whether its owner can still change it.
pub const fn is_written_on(status: CampaignStatus) -> bool {
    matches!(status, CampaignStatus::Draft | CampaignStatus::Programmed)
}

/// One request.
struct Step {
    content: Content,
    what: What,
}

enum What {
    /// With its key: a draft is made once.
    Make(String),
    Change(CampaignId, Box<openapi::campaigns::CampaignChange>),
}

impl Step {
    async fn run(&self) -> Result<Campaign, Failure> {
        match &self.what {
            What::Make(key) => api::campaigns::create(&self.content.to_new(), key).await,
            What::Change(id, change) => api::campaigns::change(*id, change).await,
        }
    }
}
