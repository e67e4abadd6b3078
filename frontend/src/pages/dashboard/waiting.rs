use openapi::notices::Notice;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::hooks::use_load;
use crate::i18n::{Lang, use_lang};
use crate::pages::notices::{headline, icon};
use crate::route::{RepliesQuery, Route};
use crate::ui::{Icon, IconName};

/// The newest are told in words, the rest is a number.
const TOLD: u32 = 3;

#[derive(Properties, PartialEq)]
pub struct WaitingProps {
    pub replies: i64,
    pub notices: i64,
}

/// What waits to be read.
#[component(Waiting)]
pub fn waiting(props: &WaitingProps) -> Html {
    let lang = use_lang();
    let texts = lang.dashboard();
    // Asked for anew when their number moves; without an answer the number stands alone.
    let newest = use_load(props.notices, |_| async { api::notices::list(Some(true), None, TOLD).await });
    let told = newest.data.as_ref().map(|page| page.items.as_slice()).unwrap_or_default();
    let show = if props.replies > 0 { "unread" } else { "" };
    html! {
        <section class="card waiting" aria-labelledby="waiting">
            <div class="card-title-row"><h2 id="waiting">{ texts.to_read() }</h2></div>
            <ul class="flow">
                <li>
                    <Link<Route, RepliesQuery> to={Route::Replies} query={Some(RepliesQuery { show: show.to_owned(), ..RepliesQuery::default() })} classes="waiting-row plain">
                        <Icon name={IconName::MessageReply} /><span>{ texts.replies() }</span>{ count(lang, props.replies) }
                    </Link<Route, RepliesQuery>>
                </li>
                <li>
                    <Link<Route> to={Route::Notices} classes="waiting-row plain">
                        <Icon name={IconName::Bell} /><span>{ texts.notices() }</span>{ count(lang, props.notices) }
                    </Link<Route>>
                    if props.notices > 0 {
                        <ul class="told">{ for told.iter().map(|notice| told_line(lang, notice)) }</ul>
                    }
                </li>
            </ul>
        </section>
    }
}

fn count(lang: Lang, unread: i64) -> Html {
    html! { <strong class={classes!("digits", (unread == 0).then_some("is-zero"))}>{ lang.number(unread) }</strong> }
}

fn told_line(lang: Lang, notice: &Notice) -> Html {
    html! {
        <li key={notice.id.to_string()}>
            <Icon name={icon(notice.kind)} />
            <Link<Route> to={Route::Campaign { id: notice.campaign_id }} classes="plain">{ headline(lang, notice) }</Link<Route>>
        </li>
    }
}
