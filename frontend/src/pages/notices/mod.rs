//! Notices: what became of campaigns while nobody looked, and what to do about it.

mod bell;
mod words;

pub use bell::Bell;
pub use words::{figures, headline, icon};

use openapi::NoticeId;
use openapi::notices::{Notice, NoticeKind, NoticePage, NoticesRead};
use yew::prelude::*;
use yew_router::prelude::*;

use super::unread::use_unread;
use crate::api;
use crate::app::use_session;
use crate::hooks::{use_action, use_page};
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::ui::{
    Button, EmptyState, FailureNote, Icon, IconName, PageHead, Skeleton, Tab, Tabs, Variant, list_foot, use_toaster,
};
use words::{todo, tone};

const PAGE_ROWS: u32 = 20;
const UNREAD: &str = "unread";

#[component(Notices)]
pub fn notices() -> Html {
    let lang = use_lang();
    let texts = lang.notices();
    let toaster = use_toaster();
    let unread = use_unread();
    let action = use_action();
    let show = use_state(|| AttrValue::from(""));
    let asked = (*show == UNREAD).then_some(true);
    // What the bell counts is read anew when the count moves: a notice shows while one looks.
    let list = use_page::<NoticePage, _, _, _>((asked, unread.notices), |(asked, _), after| async move {
        api::notices::list(asked, after.as_deref(), PAGE_ROWS).await
    });
    let mark = {
        let (action, reload, recount) = (action.clone(), list.reload.clone(), unread.reload.clone());
        Callback::from(move |one: Option<NoticeId>| {
            let read = NoticesRead { ids: one.map(|id| vec![id]), all: one.is_none() };
            let (reload, recount, toaster) = (reload.clone(), recount.clone(), toaster.clone());
            action.run(async move { api::notices::mark(&read).await }, move |marked| {
                if one.is_none() {
                    toaster.done(texts.marked(marked.changed));
                }
                reload.emit(());
                recount.emit(());
            });
        })
    };
    let tab = |value: &'static str, label: &'static str| Tab { value: value.into(), label: label.into(), count: None };
    let tabs = vec![tab("", texts.all()), tab(UNREAD, texts.unread_ones())];
    let onchange = Callback::from({
        let show = show.clone();
        move |value| show.set(value)
    });
    let settings = html! { <Link<Route> to={Route::NoticeSettings} classes="btn btn-quiet"><Icon name={IconName::Mail} />{ texts.settings() }</Link<Route>> };
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()}>
                { settings }
                if unread.notices > 0 {
                    <Button icon={IconName::MailOpened} busy={action.busy} onclick={mark.reform(|_| None)}>{ texts.read_all() }</Button>
                }
            </PageHead>
            <div class="card">
                if list.is_empty() && show.is_empty() {
                    <EmptyState icon={IconName::Bell} title={texts.empty()} text={texts.empty_text()} />
                } else {
                    <div class="list-bar"><Tabs label={texts.which()} {tabs} value={(*show).clone()} {onchange} /></div>
                    if let Some(failure) = &action.failure {
                        <div class="p-3"><FailureNote failure={failure.clone()} /></div>
                    }
                    if list.is_empty() {
                        <EmptyState icon={IconName::CircleCheck} title={texts.all_read()} text={texts.all_read_text()} />
                    } else {
                        <ul class="notice-list" aria-busy={list.is_first().then_some("true")}>
                            if list.is_first() {
                                { for (0..4).map(|row| html! { <li key={row} class="notice-row"><Skeleton width="60%" /></li> }) }
                            }
                            { for list.items.iter().flat_map(|items| items.iter()).map(|notice| html! {
                                <NoticeRow key={notice.id.to_string()} notice={notice.clone()} mark={mark.reform(Some)} />
                            }) }
                        </ul>
                    }
                    { list_foot(&list) }
                }
            </div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct NoticeRowProps {
    notice: Notice,
    mark: Callback<NoticeId>,
}

/// One notice: what happened, the figures of that moment, what to do.
#[component(NoticeRow)]
fn notice_row(props: &NoticeRowProps) -> Html {
    let lang = use_lang();
    let texts = lang.notices();
    let notice = &props.notice;
    let id = notice.id;
    let resumes = use_session().account.is_some_and(|account| account.resume_when_credited);
    html! {
        <li class={classes!("notice-row", (!notice.read).then_some("is-unread"))}>
            <span class={classes!("notice-icon", tone(notice.kind).class())}><Icon name={icon(notice.kind)} /></span>
            <div class="notice-words">
                <h2>
                    { headline(lang, notice) }
                    if !notice.read {
                        <span class="new-mark">{ texts.new_one() }</span>
                    }
                </h2>
                <p>{ todo(lang, notice.kind, resumes) }</p>
                <p class="quiet small digits">{ figures(lang, notice) }</p>
                <p class="quiet small">{ lang.date_time(notice.created_at) }</p>
            </div>
            <div class="notice-tools">
                { links(lang, notice, &props.mark) }
                if !notice.read {
                    <Button variant={Variant::Quiet} class="btn-sm" icon={IconName::MailOpened} label={texts.read_one()} onclick={props.mark.reform(move |_| id)} />
                }
            </div>
        </li>
    }
}

/// Where to go; whoever goes has read it.
fn links(lang: Lang, notice: &Notice, mark: &Callback<NoticeId>) -> Html {
    let texts = lang.notices();
    let id = notice.id;
    let words = if notice.kind == NoticeKind::Finished { texts.see_report() } else { texts.see_campaign() };
    let onclick = if notice.read { Callback::noop() } else { mark.reform(move |_: MouseEvent| id) };
    html! {
        <span class="tools" {onclick}>
            if notice.kind == NoticeKind::NoCredit {
                <Link<Route> to={Route::Credits} classes="btn btn-sm">{ texts.see_credits() }</Link<Route>>
            }
            <Link<Route> to={Route::Campaign { id: notice.campaign_id }} classes="btn btn-sm">{ words }</Link<Route>>
        </span>
    }
}
