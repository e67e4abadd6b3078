//! The overview: what one has, what went out lately and what became of it, what runs, what waits to be read, and for a
//! new account the way to its first campaign. Each figure leads to the page behind it.

mod steps;
mod tiles;
mod under_way;
mod volumes;
mod waiting;

use openapi::Credits;
use openapi::campaigns::{Campaign, CampaignPage};
use openapi::contacts::ContactFilter;
use openapi::dashboard::Dashboard as Figures;
use yew::prelude::*;
use yew_router::prelude::*;

use super::campaigns::campaign_rows;
use crate::api;
use crate::app::use_session;
use crate::hooks::{is_seen, use_load, use_page, use_poll};
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::ui::{FailureNote, Icon, IconName, PageHead, Skeleton};
use steps::{Progress, Steps};
use tiles::tiles;
use under_way::{coming, under_way};
use volumes::Volumes;
use waiting::Waiting;

const RECENT: u32 = 5;
/// While something runs one sees it run.
const RUNNING_MS: u32 = 2_000;
/// A page that stays open on a counter all day is right all day.
const RESTING_MS: u32 = 30_000;

#[component(Dashboard)]
pub fn dashboard() -> Html {
    let lang = use_lang();
    let texts = lang.dashboard();
    let session = use_session();
    let figures = use_load((), |()| async { api::dashboard::get().await });
    let recent =
        use_page::<CampaignPage, _, _, _>((), |(), _| async { api::campaigns::list(Some("sent"), None, RECENT).await });
    let has_contacts = use_load((), |()| async {
        api::contacts::list(&ContactFilter::default(), None, None, 1).await.map(|page| !page.items.is_empty())
    });
    // The side bar shows the balance of the account: it is to agree with the one on the page.
    let balance = figures.data.as_ref().map(|figures| figures.balance);
    use_effect_with(balance, {
        let refresh = session.refresh.clone();
        move |_| refresh.emit(())
    });
    let runs = figures.data.as_ref().is_some_and(|figures| !figures.running.is_empty());
    let reload = {
        let (figures, recent) = (figures.reload.clone(), recent.reload.clone());
        Callback::from(move |()| {
            if is_seen() {
                recent.emit(());
            }
            figures.emit(());
        })
    };
    use_poll(figures.answers, &reload, true, if runs { RUNNING_MS } else { RESTING_MS });

    let Some(account) = session.account else { return Html::default() };
    let sent = recent.items.as_deref().map(Vec::as_slice);
    let progress = Progress {
        contacts: has_contacts.data.as_deref().copied().unwrap_or_default(),
        credits: account.balance > Credits::ZERO || sent.is_some_and(|sent| !sent.is_empty()),
        campaign: sent.is_some_and(|sent| !sent.is_empty()),
    };
    let is_known = sent.is_some() && has_contacts.data.is_some();
    html! {
        <>
            <PageHead title={texts.hello(&account.account_id)}>
                <Link<Route> to={Route::NewCampaign} classes="btn btn-primary d-lg-none"><Icon name={IconName::Send} />{ lang.campaigns().new_campaign() }</Link<Route>>
            </PageHead>
            if let Some(failure) = figures.failure.clone().filter(|_| figures.data.is_none()) {
                <FailureNote {failure} retry={figures.reload.clone()} />
            } else if let Some(figures) = &figures.data {
                { body(lang, figures, is_known.then_some(&progress)) }
            } else {
                { skeletons() }
            }
            { recent_card(lang, sent, figures.data.as_deref(), recent.is_first()) }
        </>
    }
}

/// The figures; for an account that has sent nothing yet, first the way there. `progress` is `None` until it is known.
fn body(lang: Lang, figures: &std::rc::Rc<Figures>, progress: Option<&Progress>) -> Html {
    let is_new = figures.this_month.sent == 0 && figures.last_month.sent == 0;
    let steps = progress.filter(|progress| !progress.is_complete());
    let daily = &figures.daily;
    html! {
        <>
            if let Some(progress) = steps {
                <Steps progress={*progress} />
            }
            { tiles(lang, figures) }
            <div class="overview">
                if daily.iter().any(|day| day.sent > 0) {
                    <Volumes daily={daily.clone()} />
                } else if !is_new || steps.is_none() {
                    <section class="card" aria-labelledby="volumes">
                        <div class="card-title-row"><h2 id="volumes">{ lang.dashboard().volumes() }</h2></div>
                        <div class="card-body quiet">{ lang.dashboard().no_volumes() }</div>
                    </section>
                }
                <div class="overview-side">
                    <Waiting replies={figures.unread_replies} notices={figures.unread_notices} />
                    { coming(lang, &figures.next) }
                </div>
            </div>
            { under_way(lang, &figures.running) }
        </>
    }
}

fn skeletons() -> Html {
    html! {
        <div class="tiles">
            { for (0..4).map(|tile| html! {
                <div key={tile} class="card tile"><Skeleton width="60%" /><Skeleton width="5rem" height="2.4rem" /><Skeleton width="70%" /></div>
            }) }
        </div>
    }
}

/// The campaigns sent last; those that run stand above already.
fn recent_card(lang: Lang, sent: Option<&[Campaign]>, figures: Option<&Figures>, first: bool) -> Html {
    let texts = lang.dashboard();
    let runs = |campaign: &Campaign| {
        figures.is_some_and(|figures| figures.running.iter().any(|running| running.id == campaign.id))
    };
    let rest: Vec<Campaign> = sent.unwrap_or_default().iter().filter(|campaign| !runs(campaign)).cloned().collect();
    if sent.is_some() && rest.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card" aria-labelledby="recent">
            <div class="card-title-row">
                <h2 id="recent">{ texts.recent() }</h2>
                <Link<Route> to={Route::Sent}>{ lang.common().view_all() }</Link<Route>>
            </div>
            { campaign_rows(lang, Some(&rest), first) }
        </section>
    }
}
