//! Numbers that never receive anything: who is on the list and why, adding and removing.

use openapi::Msisdn;
use openapi::blacklist::{BlacklistPage, Blacklisted};
use yew::prelude::*;

use crate::api;
use crate::hooks::{use_action, use_debounced, use_page};
use crate::i18n::{Lang, use_lang};
use crate::pages::export::ExportButton;
use crate::ui::{
    Button, Column, ConfirmDialog, Dialog, EmptyState, FailureNote, Field, IconName, PageHead, Table, TextArea,
    Variant, list_foot, use_toaster,
};

const TYPING_REST_MS: u32 = 250;
const PAGE_ROWS: u32 = 50;

#[component(Blacklist)]
pub fn blacklist() -> Html {
    let lang = use_lang();
    let texts = lang.blacklist();
    let adding = use_state(|| false);
    let removing = use_state(|| None::<Msisdn>);
    let typed = use_state(String::new);
    let search = use_debounced(&*typed, TYPING_REST_MS);
    let list = use_page::<BlacklistPage, _, _, _>(search.clone(), |search, after| async move {
        api::blacklist::list(&search, after.as_deref(), PAGE_ROWS).await
    });
    let open = |is_open: bool| {
        let adding = adding.clone();
        Callback::from(move |()| adding.set(is_open))
    };
    let ask_removal = {
        let removing = removing.clone();
        Callback::from(move |number| removing.set(number))
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |value| typed.set(value))
    };
    let columns = vec![
        Column::new(texts.number()),
        Column::new(texts.source()),
        Column::new(texts.since()).class("d-none d-sm-table-cell"),
        Column::new(lang.common().actions()).hidden(),
    ];
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()}>
                <Button variant={Variant::Primary} icon={IconName::Plus} onclick={open(true).reform(|_| ())}>{ texts.add() }</Button>
            </PageHead>
            <div class="card">
                if list.is_empty() && search.is_empty() {
                    <EmptyState icon={IconName::Ban} title={texts.empty()} text={texts.empty_text()}>
                        <Button variant={Variant::Primary} icon={IconName::Plus} onclick={open(true).reform(|_| ())}>{ texts.add() }</Button>
                    </EmptyState>
                } else {
                    <div class="list-bar" role="search">
                        <Field id="blacklist-search" class="grow" kind="search" icon={IconName::Search} label={texts.search()} label_hidden=true
                            placeholder={texts.search()} value={(*typed).clone()} {oninput} autocomplete="off" />
                        <ExportButton path={format!("/blacklist/export{}", api::query(&[("q", Some(&search))]))} />
                    </div>
                    if list.is_empty() {
                        <EmptyState icon={IconName::Search} title={lang.common().none_found()} text={lang.common().none_found_text()} />
                    } else {
                        <Table caption={texts.title()} {columns} first={list.is_first()} loading={list.loading}>
                            { for list.items.iter().flat_map(|items| items.iter()).map(|entry| row(lang, entry, &ask_removal)) }
                        </Table>
                    }
                    { list_foot(&list) }
                }
            </div>
            <AddDialog open={*adding} on_close={open(false)} on_saved={list.reload.clone()} />
            <RemoveDialog number={*removing} on_close={ask_removal.reform(|()| None)} on_saved={list.reload.clone()} />
        </>
    }
}

fn row(lang: Lang, entry: &Blacklisted, ask_removal: &Callback<Option<Msisdn>>) -> Html {
    let number = entry.number;
    html! {
        <tr key={number.to_string()}>
            <td class="digits cell-main nowrap">{ number.to_string() }</td>
            <td>{ source(lang, &entry.source) }</td>
            <td class="quiet d-none d-sm-table-cell">{ lang.date_time(entry.created_at) }</td>
            <td class="cell-actions">
                <Button variant={Variant::Quiet} icon={IconName::Trash} label={lang.blacklist().remove_named(number)}
                    onclick={ask_removal.reform(move |_| Some(number))} />
            </td>
        </tr>
    }
}

fn source(lang: Lang, word: &str) -> String {
    let texts = lang.blacklist();
    match word {
        "manual" => texts.manual(),
        "import" => texts.import(),
        "stop" => texts.stop(),
        other => return other.to_owned(),
    }
    .to_owned()
}

/// The numbers in what was typed or pasted.
fn read(typed: &str) -> Vec<String> {
    typed.split(['\n', ',', ';']).map(str::trim).filter(|number| !number.is_empty()).map(str::to_owned).collect()
}

#[derive(Properties, PartialEq)]
struct AddDialogProps {
    open: bool,
    on_close: Callback<()>,
    on_saved: Callback<()>,
}

#[component(AddDialog)]
fn add_dialog(props: &AddDialogProps) -> Html {
    let lang = use_lang();
    let texts = lang.blacklist();
    let toaster = use_toaster();
    let action = use_action();
    let numbers = use_state(String::new);
    {
        let (numbers, action) = (numbers.clone(), action.clone());
        use_effect_with(props.open, move |open| {
            if *open {
                numbers.set(String::new());
                action.clear();
            }
        });
    }
    let onsubmit = {
        let (action, numbers) = (action.clone(), numbers.clone());
        let (on_close, on_saved) = (props.on_close.clone(), props.on_saved.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let list = read(&numbers);
            let (on_close, on_saved, toaster) = (on_close.clone(), on_saved.clone(), toaster.clone());
            action.run(api::blacklist::add(list), move |outcome| {
                toaster.done(texts.added(outcome.added));
                on_saved.emit(());
                on_close.emit(());
            });
        })
    };
    let footer = html! {
        <>
            <Button onclick={props.on_close.reform(|_| ())}>{ lang.common().cancel() }</Button>
            <Button variant={Variant::Primary} submit=true form="blacklist-form" busy={action.busy}>{ lang.common().add() }</Button>
        </>
    };
    let error = action.failure.as_ref().and_then(|failure| {
        let given = read(&numbers);
        let refused: Vec<&str> =
            failure.positions("numbers").into_iter().filter_map(|at| given.get(at).map(String::as_str)).collect();
        match refused.as_slice() {
            [] => failure.field(lang, "numbers"),
            refused => Some(texts.unreadable(refused.join(", "))),
        }
        .map(AttrValue::from)
    });
    let note = action.failure.as_ref().filter(|_| error.is_none());
    html! {
        <Dialog id="add-blacklist" title={texts.add()} open={props.open} on_close={props.on_close.clone()} {footer}>
            <form id="blacklist-form" class="form-stack" {onsubmit}>
                if let Some(failure) = note {
                    <FailureNote failure={failure.clone()} />
                }
                <TextArea id="blacklist-numbers" label={texts.numbers()} hint={texts.numbers_hint()} value={(*numbers).clone()} {error} rows=5
                    required=true oninput={Callback::from(move |value| numbers.set(value))} />
            </form>
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
struct RemoveDialogProps {
    number: Option<Msisdn>,
    on_close: Callback<()>,
    on_saved: Callback<()>,
}

#[component(RemoveDialog)]
fn remove_dialog(props: &RemoveDialogProps) -> Html {
    let texts = use_lang().blacklist();
    let toaster = use_toaster();
    let action = use_action();
    let on_confirm = {
        let (action, number) = (action.clone(), props.number);
        let (on_close, on_saved) = (props.on_close.clone(), props.on_saved.clone());
        Callback::from(move |()| {
            let Some(number) = number else { return };
            let (on_close, on_saved, toaster) = (on_close.clone(), on_saved.clone(), toaster.clone());
            action.run(api::blacklist::remove(number), move |()| {
                toaster.done(texts.removed(number));
                on_saved.emit(());
                on_close.emit(());
            });
        })
    };
    let title = props.number.map(|number| texts.remove_question(number)).unwrap_or_default();
    html! {
        <ConfirmDialog id="remove-blacklist" {title} open={props.number.is_some()} busy={action.busy} action={texts.remove_action()}
            {on_confirm} on_close={props.on_close.clone()}>
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
            <p>{ texts.remove_text() }</p>
        </ConfirmDialog>
    }
}
