//! From the button to the campaign on its way.

use openapi::campaigns::{Campaign, CampaignStatus};
use openapi::{CampaignId, ProblemCode, Time};
use yew::prelude::*;
use yew_router::prelude::*;

use super::draft::Content;
use super::launch::Leaving;
use super::save::{Keeper, Standing};
use crate::api::campaigns::Priced;
use crate::api::{self, Failure};
use crate::app::use_session;
use crate::hooks::{Action, use_action};
use crate::i18n::use_lang;
use crate::route::Route;
use crate::ui::{Button, ConfirmDialog, FailureNote, Icon, IconName, Variant, use_toaster};

/// What is to be priced: what is kept. Of a programmed campaign that is being changed, what stands on the page.
pub fn priced(content: &Content, keeper: &Keeper, programmed: bool) -> Option<Priced> {
    if !content.is_priced() {
        return None;
    }
    if programmed && keeper.is_behind() {
        return Some(Priced::Unkept(Box::new(content.to_new())));
    }
    keeper.kept().map(|(id, version)| Priced::Kept { id, version })
}

/// The question before the last press, and what it leads to.
#[derive(Clone, PartialEq)]
pub struct Sending {
    pub confirming: bool,
    pub action: Action,
    /// Asks; a programmed campaign is changed without a question.
    pub ask: Callback<()>,
    pub go: Callback<()>,
    pub close: Callback<()>,
}

#[hook]
pub fn use_sending(keeper: &Keeper, leaving: Leaving, programmed: bool) -> Sending {
    let texts = use_lang().launch();
    let (action, toaster, navigator) = (use_action(), use_toaster(), use_navigator());
    let refresh = use_session().refresh;
    let confirming = use_state(|| false);
    let arrive = {
        let confirming = confirming.clone();
        move |id: CampaignId, words: &'static str| {
            confirming.set(false);
            toaster.done(words);
            refresh.emit(());
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Campaign { id });
            }
        }
    };
    let go = {
        let (keeper, action, arrive) = (keeper.clone(), action.clone(), arrive.clone());
        Callback::from(move |()| {
            let Some((id, version)) = keeper.kept() else { return };
            let arrive = arrive.clone();
            action.run(launch(id, version), move |campaign| {
                let is_programmed = campaign.status == CampaignStatus::Programmed;
                arrive(id, if is_programmed { texts.scheduled() } else { texts.sent() });
            });
        })
    };
    let ask = {
        let (keeper, action, confirming) = (keeper.clone(), action.clone(), confirming.clone());
        Callback::from(move |()| {
            if !programmed {
                action.clear();
                confirming.set(true);
                keeper.keep_now();
                return;
            }
            let (keeper, arrive) = (keeper.clone(), arrive.clone());
            let at_once = leaving == Leaving::Now;
            if at_once {
                keeper.leave_at(soon());
            }
            wasm_bindgen_futures::spawn_local(async move {
                if let Some((id, _)) = keeper.keep().await {
                    arrive(id, if at_once { texts.sent() } else { texts.changes_saved() });
                }
            });
        })
    };
    let close = {
        let confirming = confirming.clone();
        Callback::from(move |()| confirming.set(false))
    };
    Sending { confirming: *confirming, action, ask, go, close }
}

/// A programmed campaign always has a date to come; the next moment is one.
fn soon() -> Time {
    const SOON_MS: f64 = 3_000.0;
    Time::from_millis((js_sys::Date::now() + SOON_MS) as i64)
}

/// Pressed twice, or again after an answer that never came: launched once, and that is what is told.
async fn launch(id: CampaignId, version: i64) -> Result<Campaign, Failure> {
    match api::campaigns::launch(id, Some(version)).await {
        Err(failure) if failure.code() == Some(ProblemCode::Conflict) => {
            let now = api::campaigns::get(id).await?;
            if now.status == CampaignStatus::Draft { Err(failure) } else { Ok(now) }
        }
        other => other,
    }
}

#[derive(Properties)]
pub struct DraftToolsProps {
    pub keeper: Keeper,
    pub standing: Standing,
    pub programmed: bool,
    /// Something written is not kept yet.
    pub behind: bool,
}

impl PartialEq for DraftToolsProps {
    fn eq(&self, other: &Self) -> bool {
        self.standing == other.standing
            && self.programmed == other.programmed
            && self.keeper.kept() == other.keeper.kept()
            && self.behind == other.behind
    }
}

/// Whether it is kept, and a way to be rid of it.
#[component(DraftTools)]
pub fn draft_tools(props: &DraftToolsProps) -> Html {
    let lang = use_lang();
    let texts = lang.launch();
    let (action, toaster, navigator) = (use_action(), use_toaster(), use_navigator());
    let deleting = use_state(|| false);
    let set_deleting = |open: bool| {
        let deleting = deleting.clone();
        Callback::from(move |()| deleting.set(open))
    };
    let kept = props.keeper.kept().filter(|_| !props.programmed);
    let on_confirm = {
        let (action, keeper) = (action.clone(), props.keeper.clone());
        Callback::from(move |()| {
            let Some((id, _)) = keeper.kept() else { return };
            let (keeper, toaster, navigator) = (keeper.clone(), toaster.clone(), navigator.clone());
            action.run(async move { api::campaigns::delete(id).await }, move |()| {
                keeper.let_go();
                toaster.done(lang.campaigns().deleted());
                if let Some(navigator) = navigator {
                    navigator.push(&Route::Campaigns);
                }
            });
        })
    };
    let retry = {
        let keeper = props.keeper.clone();
        Callback::from(move |_: MouseEvent| keeper.keep_now())
    };
    let behind = props.programmed && props.behind;
    html! {
        <>
            { match &props.standing {
                Standing::Failed(failure) => html! {
                    <span class="saving text-bad" role="alert"><Icon name={IconName::AlertTriangle} />{ texts.not_saved() }{ " · " }{ failure.sentence(lang) }
                        <Button class="btn-sm" onclick={retry}>{ lang.common().try_again() }</Button></span>
                },
                _ if behind => html! { <span class="saving quiet">{ texts.unsaved_changes() }</span> },
                Standing::Waiting | Standing::Saving => html! { <span class="saving quiet">{ texts.saving() }</span> },
                Standing::Kept if !props.programmed => html! { <span class="saving quiet"><Icon name={IconName::Check} />{ texts.saved() }</span> },
                Standing::Kept | Standing::Blank | Standing::Lost(_) => Html::default(),
            } }
            if kept.is_some() {
                <Button variant={Variant::Quiet} icon={IconName::Trash} label={texts.delete_draft()} onclick={set_deleting(true).reform(|_: MouseEvent| ())} />
            }
            <ConfirmDialog id="delete-draft" title={lang.campaigns().delete_question()} open={*deleting} busy={action.busy} action={texts.delete_draft()}
                {on_confirm} on_close={set_deleting(false)}>
                if let Some(failure) = &action.failure {
                    <FailureNote failure={failure.clone()} />
                }
                <p>{ lang.campaigns().delete_text() }</p>
            </ConfirmDialog>
        </>
    }
}
