use yew::prelude::*;
use yew_router::prelude::*;

use crate::i18n::use_lang;
use crate::route::Route;
use crate::ui::{Icon, IconName};

/// What has been done of the way to a first campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub contacts: bool,
    pub credits: bool,
    pub campaign: bool,
}

impl Progress {
    pub const fn is_complete(&self) -> bool {
        self.contacts && self.credits && self.campaign
    }
}

#[derive(Properties, PartialEq)]
pub struct StepsProps {
    pub progress: Progress,
}

/// The way of a new account to its first campaign.
#[component(Steps)]
pub fn steps(props: &StepsProps) -> Html {
    let texts = use_lang().dashboard();
    let step = |done: bool, route: Route, title: &'static str, text: &'static str| {
        html! {
            <li class={classes!("step", done.then_some("is-done"))}>
                <span class="step-mark">
                    if done {
                        <Icon name={IconName::Check} />
                    }
                </span>
                <div>
                    <Link<Route> to={route} classes="cell-main">{ title }</Link<Route>>
                    if done {
                        <span class="visually-hidden">{ texts.done() }</span>
                    }
                    <div class="quiet small">{ text }</div>
                </div>
            </li>
        }
    };
    let Progress { contacts, credits, campaign } = props.progress;
    html! {
        <section class="card first" aria-labelledby="steps">
            <div class="card-title-row"><h2 id="steps">{ texts.steps() }</h2></div>
            <div class="card-body">
                <p class="quiet">{ texts.steps_lead() }</p>
                <ol class="first-steps">
                    { step(contacts, Route::Import, texts.step_contacts(), texts.step_contacts_text()) }
                    { step(credits, Route::BuyCredits, texts.step_credits(), texts.step_credits_text()) }
                    { step(campaign, Route::NewCampaign, texts.step_campaign(), texts.step_campaign_text()) }
                </ol>
            </div>
        </section>
    }
}
