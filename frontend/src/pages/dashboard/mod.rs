//! The overview: what one has, what went out lately, and what to do next.

use std::rc::Rc;

use openapi::Credits;
use openapi::accounts::Account;
use openapi::campaigns::{Campaign, CampaignPage};
use openapi::contacts::ContactFilter;
use yew::prelude::*;
use yew_router::prelude::*;

use super::campaigns::{campaign_rows, status::is_at_rest};
use crate::api;
use crate::app::use_session;
use crate::hooks::{use_load, use_page, use_poll};
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::ui::{FailureNote, Icon, IconName, PageHead, Skeleton};

const RECENT: u32 = 5;
const POLL_MS: u32 = 2_000;

#[component(Dashboard)]
pub fn dashboard() -> Html {
    let lang = use_lang();
    let texts = lang.dashboard();
    let session = use_session();
    let recent =
        use_page::<CampaignPage, _, _, _>((), |(), _| async { api::campaigns::list(None, None, RECENT).await });
    let has_contacts = use_load((), |()| async {
        api::contacts::list(&ContactFilter::default(), None, None, 1).await.map(|page| !page.items.is_empty())
    });
    {
        let refresh = session.refresh.clone();
        use_effect_with((), move |()| refresh.emit(()));
    }
    let campaigns: &[Campaign] = recent.items.as_deref().map(Vec::as_slice).unwrap_or_default();
    use_poll(recent.answers, &recent.reload, campaigns.iter().any(|campaign| !is_at_rest(campaign.status)), POLL_MS);

    let Some(account) = session.account else { return Html::default() };
    let known = recent.items.is_some() && has_contacts.data.is_some();
    let progress = Progress {
        contacts: has_contacts.data.as_deref().copied().unwrap_or_default(),
        credits: account.balance > Credits::ZERO || !campaigns.is_empty(),
        campaign: !campaigns.is_empty(),
    };
    html! {
        <>
            <PageHead title={texts.hello(&account.account_id)}>
                <Link<Route> to={Route::NewCampaign} classes="btn btn-primary d-lg-none"><Icon name={IconName::Send} />{ lang.campaigns().new_campaign() }</Link<Route>>
            </PageHead>
            { tiles(lang, &account, recent.items.as_deref()) }
            if known && !progress.is_complete() {
                { steps(lang, &progress) }
            }
            <section class="card" aria-labelledby="recent">
                <div class="card-title-row">
                    <h2 id="recent">{ texts.recent() }</h2>
                    if !campaigns.is_empty() {
                        <Link<Route> to={Route::Campaigns}>{ lang.common().view_all() }</Link<Route>>
                    }
                </div>
                if let Some(failure) = &recent.failure {
                    <div class="card-body"><FailureNote failure={failure.clone()} retry={recent.reload.clone()} /></div>
                } else if recent.is_empty() {
                    <div class="card-body quiet">{ texts.no_campaign() }</div>
                } else {
                    { campaign_rows(lang, Some(campaigns), recent.is_first()) }
                }
            </section>
        </>
    }
}

fn tiles(lang: Lang, account: &Rc<Account>, campaigns: Option<&Vec<Campaign>>) -> Html {
    let texts = lang.dashboard();
    let recipients: i64 =
        campaigns.iter().flat_map(|list| list.iter()).map(|campaign| campaign.totals.recipients).sum();
    let received: i64 = campaigns.iter().flat_map(|list| list.iter()).map(|campaign| campaign.totals.received).sum();
    let committed = if account.committed > Credits::ZERO {
        texts.committed(lang.amount(account.committed))
    } else {
        texts.nothing_committed().to_owned()
    };
    html! {
        <div class="tiles">
            <Link<Route> to={Route::Credits} classes="card tile">
                <div class="quiet">{ texts.balance() }</div>
                <div class="tile-figure digits">{ lang.amount(account.balance) }</div>
                <div class="quiet small digits">{ committed }</div>
            </Link<Route>>
            <Link<Route> to={Route::Campaigns} classes="card tile">
                <div class="quiet">{ texts.last_rate() }</div>
                <div class="tile-figure digits">
                    if campaigns.is_some() {
                        { if recipients > 0 { lang.percent(received, recipients) } else { "–".to_owned() } }
                    } else {
                        <Skeleton width="5rem" height="2rem" />
                    }
                </div>
                <div class="quiet small digits">{ if recipients > 0 { texts.last_rate_hint(recipients) } else { "\u{a0}".to_owned() } }</div>
            </Link<Route>>
        </div>
    }
}

/// What has been done of the way to a first campaign.
struct Progress {
    contacts: bool,
    credits: bool,
    campaign: bool,
}

impl Progress {
    const fn is_complete(&self) -> bool {
        self.contacts && self.credits && self.campaign
    }
}

fn steps(lang: Lang, progress: &Progress) -> Html {
    let texts = lang.dashboard();
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
    html! {
        <section class="card" aria-labelledby="steps">
            <div class="card-title-row"><h2 id="steps">{ texts.steps() }</h2></div>
            <div class="card-body">
                <p class="quiet">{ texts.steps_lead() }</p>
                <ol class="first-steps">
                    { step(progress.contacts, Route::Import, texts.step_contacts(), texts.step_contacts_text()) }
                    { step(progress.credits, Route::Credits, texts.step_credits(), texts.step_credits_text()) }
                    { step(progress.campaign, Route::NewCampaign, texts.step_campaign(), texts.step_campaign_text()) }
                </ol>
            </div>
        </section>
    }
}
