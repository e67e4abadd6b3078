//! Writing a campaign: who, what, from whom, when, what it costs, and off it goes.
//!
//! What is written keeps itself as a draft (`save`), at an address of its own from the first word on: a closed tab loses
//! nothing. What it costs is always asked of what is kept (`estimate`), so what is confirmed is what is charged.

mod area;
mod chips;
mod composed;
mod cost;
mod counter;
mod doctor;
mod draft;
mod editor;
mod estimate;
mod fields;
mod file;
mod launch;
mod leaving;
mod lost;
mod number_input;
mod numbers;
mod options;
mod picker;
mod preview;
mod problems;
mod recipients;
mod save;
mod schedule;
mod sending;
mod templates;
mod test_send;
mod text;
mod when;
mod whom;

use openapi::CampaignId;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::hooks::use_load;
use crate::i18n::use_lang;
use crate::route::Route;
use crate::ui::{FailureNote, PageHead, Skeleton};
use editor::Editor;
use save::is_written_on;

pub use counter::Counter;
pub use draft::Chip;
pub use picker::ContactPicker;
pub use preview::Preview;
pub use text::TextField;

#[derive(Properties, PartialEq)]
pub struct ComposerProps {
    /// The campaign of the address; `None` for a new one.
    pub id: Option<CampaignId>,
}

/// What is being written, apart from the address: a new draft gets an address while it is written.
#[derive(Default)]
struct Writing {
    /// What the writing began with.
    start: Option<CampaignId>,
    /// The address that it has now.
    address: Option<CampaignId>,
    /// Grows when something else is written.
    round: u32,
}

#[component(Composer)]
pub fn composer(props: &ComposerProps) -> Html {
    let navigator = use_navigator();
    let update = use_force_update();
    let writing = use_mut_ref(|| Writing { start: props.id, address: props.id, round: 0 });
    if writing.borrow().address != props.id {
        let mut writing = writing.borrow_mut();
        *writing = Writing { start: props.id, address: props.id, round: writing.round + 1 };
    }
    let on_made = {
        let writing = writing.clone();
        Callback::from(move |id: CampaignId| {
            writing.borrow_mut().address = Some(id);
            if let Some(navigator) = &navigator {
                navigator.replace(&Route::EditCampaign { id });
            }
        })
    };
    let reload = {
        let writing = writing.clone();
        Callback::from(move |()| {
            {
                let mut writing = writing.borrow_mut();
                (writing.start, writing.round) = (writing.address, writing.round + 1);
            }
            update.force_update();
        })
    };
    let (start, round) = {
        let writing = writing.borrow();
        (writing.start, writing.round)
    };
    match start {
        None => html! { <Editor key={round} campaign={None} {on_made} {reload} /> },
        Some(id) => html! { <Open key={round} {id} {on_made} {reload} /> },
    }
}

#[derive(Properties, PartialEq)]
struct OpenProps {
    id: CampaignId,
    on_made: Callback<CampaignId>,
    reload: Callback<()>,
}

/// A draft or a programmed campaign that is opened again; what has left already is looked at, not written on.
#[component(Open)]
fn open(props: &OpenProps) -> Html {
    let texts = use_lang().composer();
    let found = use_load(props.id, |id| async move { api::campaigns::get(id).await });
    match (&found.data, &found.failure) {
        (Some(campaign), _) if !is_written_on(campaign.status) => {
            html! { <Redirect<Route> to={Route::Campaign { id: props.id }} /> }
        }
        (Some(campaign), _) => {
            html! { <Editor campaign={Some(campaign.clone())} on_made={props.on_made.clone()} reload={props.reload.clone()} /> }
        }
        (None, Some(failure)) => html! {
            <>
                <PageHead title={texts.edit_title()} />
                <FailureNote failure={failure.clone()} retry={found.reload.clone()} />
            </>
        },
        (None, None) => html! {
            <>
                <PageHead title={texts.edit_title()} />
                <div class="card"><div class="card-body form-stack"><Skeleton height="3rem" /><Skeleton height="8rem" /></div></div>
            </>
        },
    }
}
