use openapi::ReplyId;
use openapi::replies::{RepliesRead, Reply, ReplyPage};
use yew::prelude::*;
use yew_router::prelude::*;

use super::conversation::Conversation;
use super::name_of;
use crate::api;
use crate::api::replies::Filter;
use crate::hooks::{is_seen, use_action, use_debounced, use_load, use_page, use_poll};
use crate::i18n::{Lang, use_lang};
use crate::pages::campaigns::campaign_name;
use crate::pages::unread::use_unread;
use crate::route::{RepliesQuery, Route};
use crate::ui::{
    Badge, Button, Column, EmptyState, FailureNote, Field, Icon, IconName, PageHead, Tab, Table, Tabs, Tone, Variant,
    list_foot, use_toaster,
};

const PAGE_ROWS: u32 = 50;
/// Replies are read as they come in, without anybody pressing a key.
const POLL_MS: u32 = 5_000;
const TYPING_REST_MS: u32 = 250;
const UNREAD: &str = "unread";
const STOP: &str = "stop";

#[component(Replies)]
pub fn replies() -> Html {
    let lang = use_lang();
    let texts = lang.replies();
    let (query, show) = use_query();
    let (typed, oninput) = use_search(&query, &show);
    let filter = Filter {
        search: query.q.clone(),
        unread: (query.show == UNREAD).then_some(true),
        stop: (query.show == STOP).then_some(true),
        campaign: query.campaign,
    };
    let is_whole = filter == Filter::default();
    let list = use_page::<ReplyPage, _, _, _>(filter, |filter, after| async move {
        api::replies::list(&filter, after.as_deref(), PAGE_ROWS).await
    });
    let look = list.reload.clone();
    use_poll(list.answers, &look, list.number == 1 && is_seen(), POLL_MS);
    let unread = use_unread();
    let marking = use_marking(&list.reload);
    let opened = use_state(|| None::<Reply>);
    let open = {
        let (opened, mark) = (opened.clone(), marking.one.clone());
        Callback::from(move |reply: Reply| {
            if !reply.read {
                mark.emit((reply.id, true));
            }
            opened.set(Some(reply));
        })
    };
    // The list knows more than what was opened: an answer, a contact, both a moment old.
    let items = || list.items.iter().flat_map(|items| items.iter());
    let current = opened.as_ref().map(|reply| items().find(|item| item.id == reply.id).unwrap_or(reply).clone());
    let close = {
        let opened = opened.clone();
        Callback::from(move |()| opened.set(None))
    };
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()}>
                if unread.replies > 0 {
                    <Button icon={IconName::MailOpened} busy={marking.busy} onclick={marking.all.reform(|_| ())}>{ texts.read_all() }</Button>
                }
            </PageHead>
            <div class="card">
                if list.is_empty() && is_whole {
                    <EmptyState icon={IconName::MessageReply} title={texts.empty()} text={texts.empty_text()} />
                } else {
                    <div class="list-bar" role="search">
                        <Field id="reply-search" class="grow" kind="search" icon={IconName::Search} label={texts.search()} label_hidden=true
                            placeholder={texts.search_placeholder()} value={typed} {oninput} autocomplete="off" maxlength="100" />
                        { tabs(lang, &query, &show) }
                    </div>
                    <OneCampaign query={query.clone()} show={show.clone()} />
                    if let Some(failure) = &marking.failure {
                        <div class="p-3"><FailureNote failure={failure.clone()} /></div>
                    }
                    if list.is_empty() {
                        { nothing(lang, &query) }
                    } else {
                        <Table caption={texts.title()} columns={columns(lang)} first={list.is_first()}>
                            { for items().map(|reply| row(lang, reply, &open, &marking.one)) }
                        </Table>
                    }
                    { list_foot(&list) }
                }
            </div>
            <Conversation reply={current} on_close={close} on_changed={list.reload.clone()} mark={marking.one.clone()} />
        </>
    }
}

/// What the address asks for, and a way to ask for something else.
#[hook]
fn use_query() -> (RepliesQuery, Callback<RepliesQuery>) {
    let navigator = use_navigator();
    let query = use_location().and_then(|location| location.query::<RepliesQuery>().ok()).unwrap_or_default();
    let show = Callback::from(move |query: RepliesQuery| {
        if let Some(navigator) = &navigator {
            // An address that cannot be written leaves the list as it is.
            let _ = navigator.replace_with_query(&Route::Replies, &query);
        }
    });
    (query, show)
}

/// What is typed into the search box; the address follows once the typing rests.
#[hook]
fn use_search(query: &RepliesQuery, show: &Callback<RepliesQuery>) -> (String, Callback<String>) {
    let typed = use_state(|| query.q.clone());
    let settled = use_debounced(&*typed, TYPING_REST_MS);
    {
        let (query, show) = (query.clone(), show.clone());
        use_effect_with(settled, move |settled| {
            if *settled != query.q {
                show.emit(RepliesQuery { q: settled.clone(), ..query });
            }
        });
    }
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |value| typed.set(value))
    };
    ((*typed).clone(), oninput)
}

/// Ways to mark replies as read or unread.
struct Marking {
    busy: bool,
    failure: Option<api::Failure>,
    one: Callback<(ReplyId, bool)>,
    /// All of them as read.
    all: Callback<()>,
}

#[hook]
fn use_marking(reload: &Callback<()>) -> Marking {
    let texts = use_lang().replies();
    let toaster = use_toaster();
    let action = use_action();
    let recount = use_unread().reload;
    let mark = {
        let (action, reload) = (action.clone(), reload.clone());
        Callback::from(move |asked: RepliesRead| {
            let (reload, recount, toaster, all) = (reload.clone(), recount.clone(), toaster.clone(), asked.all);
            action.run(async move { api::replies::mark(&asked).await }, move |marked| {
                if all {
                    toaster.done(texts.marked(marked.changed));
                }
                reload.emit(());
                recount.emit(());
            });
        })
    };
    Marking {
        busy: action.busy,
        failure: action.failure,
        one: mark.reform(|(id, read)| RepliesRead { ids: Some(vec![id]), all: false, read }),
        all: mark.reform(|()| RepliesRead { ids: None, all: true, read: true }),
    }
}

fn tabs(lang: Lang, query: &RepliesQuery, show: &Callback<RepliesQuery>) -> Html {
    let texts = lang.replies();
    let tab = |value: &'static str, label: &'static str| Tab { value: value.into(), label: label.into(), count: None };
    let tabs = vec![tab("", texts.all()), tab(UNREAD, texts.unread_ones()), tab(STOP, texts.stops())];
    let onchange = {
        let query = query.clone();
        show.reform(move |value: AttrValue| RepliesQuery { show: value.to_string(), ..query.clone() })
    };
    html! { <Tabs label={texts.which()} {tabs} value={query.show.clone()} {onchange} /> }
}

#[derive(Properties, PartialEq)]
struct OneCampaignProps {
    query: RepliesQuery,
    show: Callback<RepliesQuery>,
}

/// That only one campaign's replies are shown, and a way to all of them.
#[component(OneCampaign)]
fn one_campaign(props: &OneCampaignProps) -> Html {
    let texts = use_lang().replies();
    let campaign = use_load(props.query.campaign, |id| async move {
        match id {
            Some(id) => api::campaigns::get(id).await.map(Some),
            None => Ok(None),
        }
    });
    let Some(id) = props.query.campaign else { return Html::default() };
    let words = match campaign.data.as_deref().and_then(Option::as_ref) {
        Some(campaign) => texts.of_campaign(campaign_name(campaign)),
        None => texts.of_some_campaign().to_owned(),
    };
    let query = RepliesQuery { campaign: None, ..props.query.clone() };
    html! {
        <div class="list-status">
            <Link<Route> to={Route::Campaign { id }}>{ words }</Link<Route>>
            <Button class="btn-sm" icon={IconName::X} onclick={props.show.reform(move |_| query.clone())}>{ texts.show_all() }</Button>
        </div>
    }
}

/// Why nothing is shown.
fn nothing(lang: Lang, query: &RepliesQuery) -> Html {
    let texts = lang.replies();
    let (icon, title, text) = match query.show.as_str() {
        _ if !query.q.is_empty() => (IconName::Search, lang.common().none_found(), lang.common().none_found_text()),
        UNREAD => (IconName::CircleCheck, texts.all_read(), texts.all_read_text()),
        STOP => (IconName::CircleCheck, texts.no_stop(), texts.no_stop_text()),
        _ => (IconName::MessageReply, texts.empty(), texts.empty_text()),
    };
    html! { <EmptyState {icon} {title} {text} /> }
}

fn columns(lang: Lang) -> Vec<Column> {
    let texts = lang.replies();
    vec![
        Column::new(texts.from()),
        Column::new(texts.text()),
        Column::new(texts.answers()).class("d-none d-lg-table-cell"),
        Column::new(texts.at()).class("d-none d-md-table-cell"),
        Column::new(lang.common().actions()).hidden(),
    ]
}

fn row(lang: Lang, reply: &Reply, open: &Callback<Reply>, mark: &Callback<(ReplyId, bool)>) -> Html {
    let texts = lang.replies();
    let (id, read, name) = (reply.id, reply.read, name_of(reply));
    let is_number = name == reply.from.to_string();
    let onopen = {
        let reply = reply.clone();
        open.reform(move |_: MouseEvent| reply.clone())
    };
    let (icon, words) =
        if read { (IconName::Mail, texts.mark_unread()) } else { (IconName::MailOpened, texts.mark_read()) };
    html! {
        <tr key={id.to_string()} class={classes!((!read).then_some("is-unread"))}>
            <td class="reply-from">
                <span class="unread-dot" aria-hidden="true"></span>
                if !read {
                    <span class="visually-hidden">{ texts.new_one() }{ " " }</span>
                }
                <button type="button" class={classes!("cell-open", "digits", is_number.then_some("is-number"))} aria-label={texts.open(&name)} onclick={onopen}>{ &name }</button>
                if !is_number {
                    <div class="cell-sub digits d-none d-sm-block">{ reply.from.to_string() }</div>
                }
            </td>
            <td class="reply-text">
                <div class="reply-clip">{ &reply.text }</div>
                <div class="reply-marks">
                    if reply.stop {
                        <Badge tone={Tone::Bad}>{ texts.stop() }</Badge>
                    }
                    if reply.answer_id.is_some() {
                        <span class="quiet small"><Icon name={IconName::ArrowBack} class="icon-inline" />{ " " }{ texts.answered() }</span>
                    }
                    <span class="cell-sub d-md-none">{ lang.date_time(reply.received_at) }</span>
                </div>
            </td>
            <td class="d-none d-lg-table-cell nowrap">
                if let Some(id) = reply.campaign_id {
                    <Link<Route> to={Route::Campaign { id }}>{ texts.campaign() }</Link<Route>>
                } else if reply.message_id.is_some() {
                    { texts.one_message() }
                }
            </td>
            <td class="quiet nowrap d-none d-md-table-cell">{ lang.date_time(reply.received_at) }</td>
            <td class="cell-actions"><Button variant={Variant::Quiet} {icon} label={words} onclick={mark.reform(move |_| (id, !read))} /></td>
        </tr>
    }
}
