//! Where somebody is signed in to the account, and ending any of it.

use std::rc::Rc;

use openapi::sessions::{OpenSession, SessionPage};
use yew::prelude::*;

use super::account::AccountFrame;
use crate::api;
use crate::hooks::{use_action, use_page};
use crate::i18n::{Lang, use_lang};
use crate::ui::{Badge, Button, Column, ConfirmDialog, FailureNote, Table, Tone, Variant, list_foot, use_toaster};

const PAGE_ROWS: u32 = 50;

/// What the dialog asks about.
#[derive(Clone, PartialEq)]
enum Asking {
    Nothing,
    One(Rc<OpenSession>),
    Others,
}

#[component(Sessions)]
pub fn sessions() -> Html {
    let lang = use_lang();
    let texts = lang.sessions();
    let asking = use_state(|| Asking::Nothing);
    let list = use_page::<SessionPage, _, _, _>((), |(), after| async move {
        api::sessions::list(after.as_deref(), PAGE_ROWS).await
    });
    let ask = {
        let asking = asking.clone();
        Callback::from(move |what| asking.set(what))
    };
    let columns = vec![
        Column::new(texts.device()),
        Column::new(texts.address()).class("d-none d-sm-table-cell"),
        Column::new(texts.last_seen()).class("d-none d-md-table-cell"),
        Column::new(lang.common().actions()).hidden(),
    ];
    let has_others = list.items.iter().flat_map(|items| items.iter()).any(|session| !session.current) || list.has_next;
    html! {
        <AccountFrame title={title(lang)} lead={texts.lead()}>
            <section class="card" aria-labelledby="sessions">
                <div class="card-title-row">
                    <h2 id="sessions">{ title(lang) }</h2>
                    if has_others {
                        <Button class="btn-sm" onclick={ask.reform(|_| Asking::Others)}>{ texts.end_others() }</Button>
                    }
                </div>
                <Table caption={title(lang)} {columns} first={list.is_first()} loading={list.loading}>
                    { for list.items.iter().flat_map(|items| items.iter()).map(|session| row(lang, session, &ask)) }
                </Table>
                { list_foot(&list) }
            </section>
            <EndDialog asking={(*asking).clone()} on_close={ask.reform(|()| Asking::Nothing)} on_ended={list.reload.clone()} />
        </AccountFrame>
    }
}

const fn title(lang: Lang) -> &'static str {
    lang.account().sessions()
}

fn device(lang: Lang, session: &OpenSession) -> String {
    match session.device.as_str() {
        "" => lang.sessions().unknown_device().to_owned(),
        device => device.to_owned(),
    }
}

fn row(lang: Lang, session: &OpenSession, ask: &Callback<Asking>) -> Html {
    let texts = lang.sessions();
    let asked = Rc::new(session.clone());
    html! {
        <tr key={session.id.to_string()}>
            <td>
                <div class="cell-name">
                    <span class="cell-main">{ device(lang, session) }</span>
                    if session.current {
                        <Badge tone={Tone::Good}>{ texts.this_one() }</Badge>
                    }
                </div>
                <div class="cell-sub">{ texts.since(lang.date_time(session.created_at)) }</div>
                <div class="cell-sub break d-sm-none">{ &session.address }</div>
            </td>
            <td class="digits break d-none d-sm-table-cell">{ &session.address }</td>
            <td class="quiet nowrap d-none d-md-table-cell">{ lang.date_time(session.last_seen_at) }</td>
            <td class="cell-actions">
                if !session.current {
                    <button type="button" class="btn btn-sm" aria-label={texts.end_named(device(lang, session))}
                        onclick={ask.reform(move |_: MouseEvent| Asking::One(asked.clone()))}>{ texts.end() }</button>
                }
            </td>
        </tr>
    }
}

#[derive(Properties, PartialEq)]
struct EndDialogProps {
    asking: Asking,
    on_close: Callback<()>,
    on_ended: Callback<()>,
}

#[component(EndDialog)]
fn end_dialog(props: &EndDialogProps) -> Html {
    let lang = use_lang();
    let texts = lang.sessions();
    let toaster = use_toaster();
    let action = use_action();
    let on_confirm = {
        let (action, asking) = (action.clone(), props.asking.clone());
        let (on_close, on_ended) = (props.on_close.clone(), props.on_ended.clone());
        Callback::from(move |()| {
            let (asking, on_close, on_ended, toaster) =
                (asking.clone(), on_close.clone(), on_ended.clone(), toaster.clone());
            let done = if asking == Asking::Others { texts.others_ended() } else { texts.ended() };
            let work = async move {
                match asking {
                    Asking::Nothing => Ok(()),
                    Asking::One(session) => api::sessions::end(session.id).await,
                    Asking::Others => api::sessions::end_others().await,
                }
            };
            action.run(work, move |()| {
                toaster.done(done);
                on_ended.emit(());
                on_close.emit(());
            });
        })
    };
    let (title, text, verb) = match &props.asking {
        Asking::Nothing => (String::new(), "", ""),
        Asking::One(session) => (texts.end_question(device(lang, session)), texts.end_text(), texts.end_action()),
        Asking::Others => (texts.end_others_question().to_owned(), texts.end_others_text(), texts.end_others()),
    };
    html! {
        <ConfirmDialog id="end-session" {title} open={props.asking != Asking::Nothing} busy={action.busy} action={verb}
            variant={Variant::Danger} {on_confirm} on_close={props.on_close.clone()}>
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
            <p>{ text }</p>
        </ConfirmDialog>
    }
}
