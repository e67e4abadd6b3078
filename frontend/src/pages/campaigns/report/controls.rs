use std::rc::Rc;

use openapi::CampaignId;
use openapi::campaigns::{Campaign, CampaignStatus};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api::{self, Failure};
use crate::app::use_session;
use crate::hooks::{Action, use_action};
use crate::i18n::{Lang, use_lang};
use crate::pages::confirmations::SendHold;
use crate::route::Route;
use crate::ui::{Button, ConfirmDialog, FailureNote, Icon, IconName, Variant, use_toaster};

#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Nothing,
    Cancel,
    Deletion,
}

#[derive(Properties, PartialEq)]
pub struct ControlsProps {
    pub campaign: Rc<Campaign>,
    pub on_change: Callback<()>,
}

/// What can be done with a campaign in its state.
#[component(Controls)]
pub fn controls(props: &ControlsProps) -> Html {
    let lang = use_lang();
    let texts = lang.campaigns();
    let toaster = use_toaster();
    let navigator = use_navigator();
    let action = use_action();
    let asking = use_state(|| Asking::Nothing);
    let id = props.campaign.id;
    let status = props.campaign.status;
    let ask = |what: Asking| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(what))
    };
    let done = {
        let (toaster, asking, on_change) = (toaster.clone(), asking.clone(), props.on_change.clone());
        move |sentence: &'static str| {
            toaster.done(sentence);
            asking.set(Asking::Nothing);
            on_change.emit(());
        }
    };
    let act = |verb: Verb, sentence: &'static str| {
        let (action, done) = (action.clone(), done.clone());
        Callback::from(move |()| {
            let done = done.clone();
            action.run(verb.on(id), move |_| done(sentence));
        })
    };
    let delete = {
        let action = action.clone();
        Callback::from(move |()| {
            let (toaster, navigator) = (toaster.clone(), navigator.clone());
            action.run(api::campaigns::delete(id), move |()| {
                toaster.done(texts.deleted());
                if let Some(navigator) = navigator {
                    navigator.push(&Route::Campaigns);
                }
            });
        })
    };
    let can_pause = matches!(status, CampaignStatus::Running | CampaignStatus::Asleep | CampaignStatus::NoCredit);
    let can_resume = matches!(status, CampaignStatus::Paused | CampaignStatus::NoCredit);
    let can_cancel =
        can_pause || matches!(status, CampaignStatus::Paused | CampaignStatus::Launching | CampaignStatus::Programmed);
    let can_delete = matches!(status, CampaignStatus::Draft | CampaignStatus::Finished | CampaignStatus::Cancelled);
    let click = |callback: Callback<()>| callback.reform(|_: MouseEvent| ());
    html! {
        <>
            { edit_link(&props.campaign) }
            if can_delete {
                <Button variant={Variant::Quiet} icon={IconName::Trash} onclick={click(ask(Asking::Deletion))}>{ lang.common().delete() }</Button>
            }
            if can_cancel {
                <Button icon={IconName::PlayerStop} onclick={click(ask(Asking::Cancel))}>{ texts.cancel() }</Button>
            }
            if can_pause {
                <Button icon={IconName::PlayerPause} busy={action.busy} onclick={click(act(Verb::Pause, texts.paused_done()))}>{ texts.pause() }</Button>
            }
            if can_resume {
                <Button variant={Variant::Primary} icon={IconName::PlayerPlay} busy={action.busy} onclick={click(act(Verb::Resume, texts.resumed()))}>{ texts.resume() }</Button>
            }
            if status == CampaignStatus::Draft {
                <LaunchButton busy={action.busy} onclick={click(act(Verb::Launch, texts.launched()))} />
            }
            if let Some(failure) = action.failure.as_ref().filter(|_| *asking == Asking::Nothing) {
                <FailureNote failure={failure.clone()} />
            }
            { question(*asking, &action, act(Verb::Cancel, texts.cancelled_done()), delete, ask(Asking::Nothing)) }
        </>
    }
}

/// To where it is written on, until it leaves.
fn edit_link(campaign: &Campaign) -> Html {
    let words = Lang::of_page().campaigns().edit();
    html! {
        if matches!(campaign.status, CampaignStatus::Draft | CampaignStatus::Programmed) {
            <Link<Route> to={Route::EditCampaign { id: campaign.id }} classes="btn"><Icon name={IconName::Edit} />{ words }</Link<Route>>
        }
    }
}

#[derive(Properties, PartialEq)]
struct LaunchButtonProps {
    busy: bool,
    onclick: Callback<MouseEvent>,
}

/// Sends a draft, or says why it cannot be sent yet.
#[component(LaunchButton)]
fn launch_button(props: &LaunchButtonProps) -> Html {
    let texts = use_lang().campaigns();
    let may_send = use_session().account.is_some_and(|account| account.confirmed);
    html! {
        <>
            <Button variant={Variant::Primary} icon={IconName::Send} busy={props.busy} disabled={!may_send} onclick={props.onclick.clone()}>{ texts.launch() }</Button>
            <SendHold />
        </>
    }
}

/// The dialogs before what cannot be taken back.
fn question(
    asking: Asking,
    action: &Action,
    cancel: Callback<()>,
    delete: Callback<()>,
    on_close: Callback<()>,
) -> Html {
    let texts = Lang::of_page().campaigns();
    let failure = html! {
        if let Some(failure) = &action.failure {
            <FailureNote failure={failure.clone()} />
        }
    };
    html! {
        <>
            <ConfirmDialog id="cancel-campaign" title={texts.cancel_question()} open={asking == Asking::Cancel} busy={action.busy}
                action={texts.cancel()} on_confirm={cancel} on_close={on_close.clone()}>
                { failure.clone() }
                <p>{ texts.cancel_text() }</p>
            </ConfirmDialog>
            <ConfirmDialog id="delete-campaign" title={texts.delete_question()} open={asking == Asking::Deletion} busy={action.busy}
                action={texts.delete()} on_confirm={delete} {on_close}>
                { failure }
                <p>{ texts.delete_text() }</p>
            </ConfirmDialog>
        </>
    }
}

/// What moves a campaign from one state to another.
#[derive(Clone, Copy)]
enum Verb {
    Launch,
    Pause,
    Resume,
    Cancel,
}

impl Verb {
    async fn on(self, id: CampaignId) -> Result<Campaign, Failure> {
        match self {
            Self::Launch => api::campaigns::launch(id, None).await,
            Self::Pause => api::campaigns::pause(id).await,
            Self::Resume => api::campaigns::resume(id).await,
            Self::Cancel => api::campaigns::cancel(id).await,
        }
    }
}
