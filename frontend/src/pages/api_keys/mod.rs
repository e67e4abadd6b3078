//! API keys: what programs call with. A key is shown once, when it is made, and is refused as soon as it is revoked.

mod create;
mod made;

use std::rc::Rc;

use openapi::api_keys::{ApiKey, ApiKeyPage, CreatedApiKey, KeyMode, Scope};
use yew::prelude::*;

use super::account::AccountFrame;
use crate::api;
use crate::hooks::{Paged, use_action, use_page};
use crate::i18n::{Lang, use_lang};
use crate::ui::{
    Badge, Button, Column, ConfirmDialog, EmptyState, FailureNote, IconName, Table, Tone, Variant, list_foot,
    use_toaster,
};
use create::CreateDialog;
use made::MadeDialog;

const PAGE_ROWS: u32 = 50;
/// Where the server describes its API.
const REFERENCE: &str = "/api/v1/openapi.json";

#[component(ApiKeys)]
pub fn api_keys() -> Html {
    let lang = use_lang();
    let texts = lang.api_keys();
    let creating = use_state(|| false);
    let made = use_state(|| None::<CreatedApiKey>);
    let revoking = use_state(|| None::<Rc<ApiKey>>);
    let list = use_page::<ApiKeyPage, _, _, _>((), |(), after| async move {
        api::api_keys::list(after.as_deref(), PAGE_ROWS).await
    });
    let open = |is_open: bool| {
        let creating = creating.clone();
        Callback::from(move |()| creating.set(is_open))
    };
    let on_made = {
        let (made, creating, reload) = (made.clone(), creating.clone(), list.reload.clone());
        Callback::from(move |key| {
            creating.set(false);
            made.set(Some(key));
            reload.emit(());
        })
    };
    let forget = {
        let made = made.clone();
        Callback::from(move |()| made.set(None))
    };
    let ask = {
        let revoking = revoking.clone();
        Callback::from(move |key| revoking.set(key))
    };
    let new = html! { <Button variant={Variant::Primary} icon={IconName::Plus} onclick={open(true).reform(|_| ())}>{ texts.new_key() }</Button> };
    html! {
        <AccountFrame title={lang.account().keys()} lead={texts.lead()} actions={new.clone()}>
            <section class="card" aria-label={lang.account().keys()}>
                if list.is_empty() {
                    <EmptyState icon={IconName::Key} title={texts.empty()} text={texts.empty_text()}>{ new }</EmptyState>
                } else {
                    { table(lang, &list, &ask) }
                }
                { list_foot(&list) }
            </section>
            <p class="small"><a href={REFERENCE} target="_blank" rel="noopener">{ texts.reference() }</a></p>
            <CreateDialog open={*creating} on_close={open(false)} {on_made} />
            <MadeDialog made={(*made).clone()} on_close={forget} />
            <RevokeDialog key_to_go={(*revoking).clone()} on_close={ask.reform(|()| None)} on_revoked={list.reload.clone()} />
        </AccountFrame>
    }
}

fn table(lang: Lang, list: &Paged<ApiKey>, ask: &Callback<Option<Rc<ApiKey>>>) -> Html {
    let texts = lang.api_keys();
    let columns = vec![
        Column::new(texts.name()),
        Column::new(texts.scopes()).class("d-none d-lg-table-cell"),
        Column::new(texts.last_used()).class("d-none d-sm-table-cell"),
        Column::new(lang.common().actions()).hidden(),
    ];
    html! {
        <Table caption={lang.account().keys()} {columns} first={list.is_first()} loading={list.loading}>
            { for list.items.iter().flat_map(|items| items.iter()).map(|key| row(lang, key, ask)) }
        </Table>
    }
}

fn row(lang: Lang, key: &ApiKey, ask: &Callback<Option<Rc<ApiKey>>>) -> Html {
    let texts = lang.api_keys();
    let scopes = key.scopes.iter().map(|scope| scope_words(lang, *scope).0).collect::<Vec<_>>().join(", ");
    let last_used = key.last_used_at.map_or_else(|| texts.never_used().to_owned(), |at| lang.date_time(at));
    let asked = Rc::new(key.clone());
    html! {
        <tr key={key.id.to_string()}>
            <td>
                <div class="cell-name"><span class="cell-main break">{ &key.name }</span>{ mode_badge(lang, key.mode) }</div>
                <div class="cell-sub"><code>{ format!("{}…", key.prefix) }</code>{ " · " }{ texts.created(lang.date(key.created_at)) }</div>
                <div class="cell-sub d-lg-none">{ &scopes }</div>
            </td>
            <td class="d-none d-lg-table-cell">{ &scopes }</td>
            <td class="quiet d-none d-sm-table-cell">{ last_used }</td>
            <td class="cell-actions">
                <Button variant={Variant::Quiet} icon={IconName::Trash} label={texts.revoke_named(&key.name)}
                    onclick={ask.reform(move |_| Some(asked.clone()))} />
            </td>
        </tr>
    }
}

fn mode_badge(lang: Lang, mode: KeyMode) -> Html {
    let texts = lang.api_keys();
    match mode {
        KeyMode::Live => html! { <Badge tone={Tone::Accent}>{ texts.live() }</Badge> },
        KeyMode::Test => html! { <Badge tone={Tone::Warn}>{ texts.test() }</Badge> },
    }
}

/// A right in a word, and what it allows.
const fn scope_words(lang: Lang, scope: Scope) -> (&'static str, &'static str) {
    let texts = lang.api_keys();
    match scope {
        Scope::Read => (texts.read(), texts.read_hint()),
        Scope::Send => (texts.send(), texts.send_hint()),
        Scope::Contacts => (texts.contacts(), texts.contacts_hint()),
        Scope::Billing => (texts.billing(), texts.billing_hint()),
    }
}

#[derive(Properties, PartialEq)]
struct RevokeDialogProps {
    key_to_go: Option<Rc<ApiKey>>,
    on_close: Callback<()>,
    on_revoked: Callback<()>,
}

#[component(RevokeDialog)]
fn revoke_dialog(props: &RevokeDialogProps) -> Html {
    let texts = use_lang().api_keys();
    let toaster = use_toaster();
    let action = use_action();
    let on_confirm = {
        let (action, key) = (action.clone(), props.key_to_go.clone());
        let (on_close, on_revoked) = (props.on_close.clone(), props.on_revoked.clone());
        Callback::from(move |()| {
            let Some(key) = key.clone() else { return };
            let (on_close, on_revoked, toaster) = (on_close.clone(), on_revoked.clone(), toaster.clone());
            action.run(api::api_keys::revoke(key.id), move |()| {
                toaster.done(texts.revoked(&key.name));
                on_revoked.emit(());
                on_close.emit(());
            });
        })
    };
    let title = props.key_to_go.as_ref().map(|key| texts.revoke_question(&key.name)).unwrap_or_default();
    html! {
        <ConfirmDialog id="revoke-key" {title} open={props.key_to_go.is_some()} busy={action.busy} action={texts.revoke_action()}
            {on_confirm} on_close={props.on_close.clone()}>
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
            <p>{ texts.revoke_text() }</p>
        </ConfirmDialog>
    }
}
