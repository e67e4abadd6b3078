//! Writes once more to those whom the campaign did not reach, or who said nothing.

use openapi::CampaignId;
use openapi::campaigns::{CampaignReport, Who};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::hooks::use_action;
use crate::i18n::use_lang;
use crate::route::Route;
use crate::ui::{Button, FailureNote, use_toaster};

#[derive(Properties, PartialEq)]
pub struct AgainProps {
    pub id: CampaignId,
    pub failed: i64,
    pub unreached: i64,
    /// `None` where nobody could reply.
    pub silent: Option<i64>,
}

impl AgainProps {
    pub fn of(report: &CampaignReport, replies: bool) -> Self {
        let silent = replies.then_some(report.silent);
        Self { id: report.id, failed: report.failed, unreached: report.unreached, silent }
    }
}

/// Each button makes a draft: nothing leaves before that is sent.
#[component(Again)]
pub fn again(props: &AgainProps) -> Html {
    let lang = use_lang();
    let texts = lang.reports();
    let (action, toaster, navigator) = (use_action(), use_toaster(), use_navigator());
    let pressed = use_state(|| None::<Who>);
    let id = props.id;
    let resend = {
        let (action, pressed) = (action.clone(), pressed.clone());
        Callback::from(move |who: Who| {
            let (toaster, navigator) = (toaster.clone(), navigator.clone());
            pressed.set(Some(who));
            action.run(api::campaigns::resend(id, who), move |draft| {
                toaster.done(texts.again_done());
                if let Some(navigator) = navigator {
                    navigator.push(&Route::EditCampaign { id: draft.id });
                }
            });
        })
    };
    let choice = |who: Who, count: i64, label: String, hint: &'static str| {
        let busy = action.busy && *pressed == Some(who);
        html! {
            <li>
                <Button {busy} disabled={count == 0} onclick={resend.reform(move |_| who)}>{ label }</Button>
                <span class="quiet small">{ hint }</span>
            </li>
        }
    };
    html! {
        <section class="card" aria-labelledby="again">
            <div class="card-title-row"><h2 id="again">{ texts.again() }</h2></div>
            <div class="card-body">
                <p class="quiet small">{ texts.again_text() }</p>
                if let Some(failure) = &action.failure {
                    <FailureNote failure={failure.clone()} />
                }
                <ul class="again-list">
                    { choice(Who::Failed, props.failed, texts.again_failed(lang.number(props.failed)), texts.again_failed_hint()) }
                    { choice(Who::Unreached, props.unreached, texts.again_unreached(lang.number(props.unreached)), texts.again_unreached_hint()) }
                    if let Some(silent) = props.silent {
                        { choice(Who::Silent, silent, texts.again_silent(lang.number(silent)), texts.again_silent_hint()) }
                    }
                </ul>
            </div>
        </section>
    }
}
