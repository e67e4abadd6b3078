use std::rc::Rc;

use openapi::CampaignId;
use openapi::campaigns::{Campaign, CampaignStatus, Held};
use yew::prelude::*;
use yew_router::prelude::*;

use super::notes::all_has_left;
use crate::api::{self, Failure};
use crate::hooks::{Action, use_action};
use crate::i18n::{Lang, use_lang};
use crate::pages::sent::{DeleteDialog, Item, use_again};
use crate::route::Route;
use crate::ui::{Button, ConfirmDialog, FailureNote, Icon, IconName, Variant, use_toaster};

#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Nothing,
    Pause,
    Resume,
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
    let (toaster, navigator, action) = (use_toaster(), use_navigator(), use_action());
    let (copying, copy) = use_again();
    let asking = use_state(|| Asking::Nothing);
    let campaign = &*props.campaign;
    let (id, status) = (campaign.id, campaign.status);
    let ask = |what: Asking| {
        let (asking, action) = (asking.clone(), action.clone());
        Callback::from(move |()| {
            action.clear();
            asking.set(what);
        })
    };
    let act = {
        let (action, asking, on_change) = (action.clone(), asking.clone(), props.on_change.clone());
        Callback::from(move |(verb, sentence): (Verb, &'static str)| {
            let (toaster, asking, on_change) = (toaster.clone(), asking.clone(), on_change.clone());
            action.run(verb.on(id), move |_| {
                toaster.done(sentence);
                asking.set(Asking::Nothing);
                on_change.emit(());
            });
        })
    };
    let on_deleted = {
        let to = if campaign.launched_at.is_some() { Route::Sent } else { Route::Campaigns };
        Callback::from(move |()| {
            if let Some(navigator) = &navigator {
                navigator.push(&to);
            }
        })
    };
    let May { pause, resume, cancel, delete } = May::of(campaign);
    let click = |callback: Callback<()>| callback.reform(|_: MouseEvent| ());
    let go_on = if campaign.held == Some(Held::Late) { lang.reports().send_late() } else { texts.resume() };
    html! {
        <>
            if delete {
                <Button variant={Variant::Quiet} icon={IconName::Trash} onclick={click(ask(Asking::Deletion))}>{ lang.common().delete() }</Button>
            }
            <Button variant={Variant::Quiet} icon={IconName::Copy} busy={copying.busy} onclick={copy.reform(move |_| Item::Campaign(id))}>{ lang.messages().again() }</Button>
            if status == CampaignStatus::Programmed {
                <Link<Route> to={Route::EditCampaign { id }} classes="btn"><Icon name={IconName::Edit} />{ texts.edit() }</Link<Route>>
            }
            if cancel {
                <Button icon={IconName::PlayerStop} onclick={click(ask(Asking::Cancel))}>{ texts.cancel() }</Button>
            }
            if pause {
                <Button icon={IconName::PlayerPause} onclick={click(ask(Asking::Pause))}>{ texts.pause() }</Button>
            }
            if resume {
                <Button variant={Variant::Primary} icon={IconName::PlayerPlay} onclick={click(ask(Asking::Resume))}>{ go_on }</Button>
            }
            if let Some(failure) = &copying.failure {
                <FailureNote failure={failure.clone()} />
            }
            { questions(lang, campaign, *asking, &action, &act, &ask(Asking::Nothing)) }
            <DeleteDialog item={(*asking == Asking::Deletion).then_some(Item::Campaign(id))} on_close={ask(Asking::Nothing)} {on_deleted} />
        </>
    }
}

/// What a campaign allows as it stands.
struct May {
    pause: bool,
    resume: bool,
    cancel: bool,
    delete: bool,
}

impl May {
    const fn of(campaign: &Campaign) -> Self {
        use CampaignStatus as S;
        let status = campaign.status;
        // Nothing can be held back of what has left.
        let pause = matches!(status, S::Running | S::Asleep | S::NoCredit) && !all_has_left(campaign);
        Self {
            pause,
            resume: matches!(status, S::Paused | S::NoCredit),
            cancel: pause || matches!(status, S::Paused | S::Launching),
            delete: matches!(status, S::Draft | S::Programmed | S::Finished | S::Cancelled),
        }
    }
}

/// Each asked about with its figures: what has left, and what still waits.
fn questions(
    lang: Lang,
    campaign: &Campaign,
    asking: Asking,
    action: &Action,
    act: &Callback<(Verb, &'static str)>,
    on_close: &Callback<()>,
) -> Html {
    let (texts, reports) = (lang.campaigns(), lang.reports());
    let waiting = campaign.totals.queued + campaign.totals.sending;
    let gone = campaign.totals.recipients - campaign.totals.skipped - campaign.totals.cancelled - waiting;
    let figures = reports.so_far(lang.number(gone), lang.number(waiting));
    let (title, text, verb, variant, done) = match asking {
        Asking::Pause => {
            (reports.pause_question(), reports.pause_text(), Verb::Pause, Variant::Primary, texts.paused_done())
        }
        Asking::Resume => {
            (reports.resume_question(), reports.resume_text(), Verb::Resume, Variant::Primary, texts.resumed())
        }
        _ => (texts.cancel_question(), texts.cancel_text(), Verb::Cancel, Variant::Danger, texts.cancelled_done()),
    };
    let label = match verb {
        Verb::Pause => texts.pause(),
        Verb::Resume => texts.resume(),
        Verb::Cancel => texts.cancel(),
    };
    let open = matches!(asking, Asking::Pause | Asking::Resume | Asking::Cancel);
    html! {
        <ConfirmDialog id="steer" {title} {open} busy={action.busy} {variant} action={label}
            on_confirm={act.reform(move |()| (verb, done))} on_close={on_close.clone()}>
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
            if campaign.launched_at.is_some() {
                <p><strong class="digits">{ figures }</strong></p>
            }
            <p>{ text }</p>
        </ConfirmDialog>
    }
}

/// What moves a campaign from one state to another.
#[derive(Clone, Copy)]
enum Verb {
    Pause,
    Resume,
    Cancel,
}

impl Verb {
    async fn on(self, id: CampaignId) -> Result<Campaign, Failure> {
        match self {
            Self::Pause => api::campaigns::pause(id).await,
            Self::Resume => api::campaigns::resume(id).await,
            Self::Cancel => api::campaigns::cancel(id).await,
        }
    }
}
