//! The account's own fields of contacts: which there are, of which kind, and how a text uses them.

use openapi::ContactFieldId;
use openapi::contact_fields::{ContactField, ContactFieldKind};
use yew::prelude::*;

use crate::api;
use crate::hooks::{Loaded, set_part, use_action, use_load};
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::ui::{
    Button, Choice, Column, ConfirmDialog, CopyButton, EmptyState, FailureNote, Field, FormDialog, IconName, PageHead,
    Select, Table, Variant, use_toaster,
};

/// As many as an account may have.
const MOST: usize = 30;
/// The field of the form that shows its own errors.
const FIELDS: &[&str] = &["name"];

#[component(ContactFields)]
pub fn contact_fields() -> Html {
    let lang = use_lang();
    let texts = lang.contact_fields();
    let adding = use_state(|| false);
    let deleting = use_state(|| None::<ContactField>);
    let fields = use_load((), |()| async { api::contact_fields::list().await });
    let open = |is_open: bool| {
        let adding = adding.clone();
        Callback::from(move |()| adding.set(is_open))
    };
    let ask = {
        let deleting = deleting.clone();
        Callback::from(move |field| deleting.set(field))
    };
    let full = fields.data.as_ref().is_some_and(|items| items.len() >= MOST);
    let new = html! { <Button variant={Variant::Primary} icon={IconName::Plus} disabled={full} onclick={open(true).reform(|_| ())}>{ texts.new_field() }</Button> };
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()} back={Some((Route::Contacts, AttrValue::from(lang.contacts().title())))}>{ new.clone() }</PageHead>
            <div class="card">
                if fields.data.as_ref().is_some_and(|items| items.is_empty()) {
                    <EmptyState icon={IconName::Forms} title={texts.empty()} text={texts.empty_text()}>{ new }</EmptyState>
                } else {
                    { table(lang, &fields, &ask) }
                }
                if let Some(failure) = &fields.failure {
                    <div class="p-3"><FailureNote failure={failure.clone()} retry={fields.reload.clone()} /></div>
                }
            </div>
            <AddDialog open={*adding} on_close={open(false)} on_saved={fields.reload.clone()} />
            <DeleteDialog field={(*deleting).clone()} on_close={ask.reform(|()| None)} on_deleted={fields.reload.clone()} />
        </>
    }
}

fn table(lang: Lang, fields: &Loaded<Vec<ContactField>>, ask: &Callback<Option<ContactField>>) -> Html {
    let texts = lang.contact_fields();
    let columns = vec![
        Column::new(texts.name()),
        Column::new(texts.in_texts()).class("d-none d-md-table-cell"),
        Column::new(texts.kind()),
        Column::new(lang.common().actions()).hidden(),
    ];
    let items = fields.data.as_deref().map(Vec::as_slice).unwrap_or_default();
    html! {
        <>
            <Table caption={texts.title()} {columns} first={fields.is_first()} loading={fields.loading}>
                { for items.iter().map(|field| html! {
                    <FieldRow key={field.id.to_string()} field={field.clone()} ask={ask.clone()} on_changed={fields.reload.clone()} />
                }) }
            </Table>
            <p class="list-total quiet small mb-0">{ texts.count(i64::try_from(items.len()).unwrap_or_default()) }</p>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct FieldRowProps {
    field: ContactField,
    ask: Callback<Option<ContactField>>,
    on_changed: Callback<()>,
}

#[component(FieldRow)]
fn field_row(props: &FieldRowProps) -> Html {
    let lang = use_lang();
    let texts = lang.contact_fields();
    let (action, toaster) = (use_action(), use_toaster());
    let field = props.field.clone();
    let id = field.id;
    let onchange = {
        let (action, on_changed, name) = (action.clone(), props.on_changed.clone(), field.name.clone());
        Callback::from(move |word: String| {
            let (on_changed, toaster, name) = (on_changed.clone(), toaster.clone(), name.clone());
            action.run(api::contact_fields::change(id, kind_of(&word)), move |_| {
                toaster.done(texts.changed(name));
                on_changed.emit(());
            });
        })
    };
    let written = written(&field.name);
    let asked = field.clone();
    html! {
        <tr>
            <td>
                <span class="cell-main">{ &field.name }</span>
                <div class="cell-sub d-md-none"><code>{ &written }</code></div>
            </td>
            <td class="d-none d-md-table-cell"><span class="tools"><code>{ &written }</code><CopyButton text={written} /></span></td>
            <td>
                <Select id={format!("kind-{id}")} class="short" label={texts.kind_of(&field.name)} label_hidden=true value={kind_word(field.kind)} choices={kinds(lang)} {onchange} />
                if let Some(failure) = &action.failure {
                    <FailureNote failure={failure.clone()} />
                }
            </td>
            <td class="cell-actions">
                <Button variant={Variant::Quiet} icon={IconName::Trash} label={texts.delete_named(&field.name)} onclick={props.ask.reform(move |_| Some(asked.clone()))} />
            </td>
        </tr>
    }
}

/// As a text names it.
fn written(name: &str) -> String {
    format!("${}", sms::field_key(name))
}

const fn kind_word(kind: ContactFieldKind) -> &'static str {
    match kind {
        ContactFieldKind::Text => "text",
        ContactFieldKind::Number => "number",
        ContactFieldKind::Date => "date",
    }
}

fn kind_of(word: &str) -> ContactFieldKind {
    match word {
        "number" => ContactFieldKind::Number,
        "date" => ContactFieldKind::Date,
        _ => ContactFieldKind::Text,
    }
}

fn kinds(lang: Lang) -> Vec<Choice> {
    let texts = lang.contact_fields();
    vec![Choice::new("text", texts.text()), Choice::new("number", texts.number()), Choice::new("date", texts.date())]
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
    let texts = lang.contact_fields();
    let (action, toaster) = (use_action(), use_toaster());
    let draft = use_state(|| (String::new(), "text".to_owned()));
    // One key for one content: pressed twice, it is made once.
    let key = use_memo(((*draft).clone(), props.open), |_| api::new_key());
    let begin = {
        let draft = draft.clone();
        Callback::from(move |()| draft.set((String::new(), "text".to_owned())))
    };
    let on_submit = {
        let (action, draft, key) = (action.clone(), draft.clone(), key.clone());
        let (on_close, on_saved) = (props.on_close.clone(), props.on_saved.clone());
        Callback::from(move |()| {
            let ((name, kind), key) = ((*draft).clone(), key.clone());
            let (on_close, on_saved, toaster) = (on_close.clone(), on_saved.clone(), toaster.clone());
            let work = async move { api::contact_fields::create(name.trim().to_owned(), kind_of(&kind), &key).await };
            action.run(work, move |field| {
                toaster.done(texts.created(field.name));
                on_saved.emit(());
                on_close.emit(());
            });
        })
    };
    let (name, kind) = (*draft).clone();
    let hint = if name.trim().is_empty() { texts.name_hint().to_owned() } else { texts.written_as(written(&name)) };
    html! {
        <FormDialog id="new-field" title={texts.new_field()} open={props.open} action={action.clone()} fields={FIELDS} submit={lang.common().add()} on_open={begin}
            {on_submit} on_close={props.on_close.clone()}>
            <Field id="field-name" label={texts.name()} {hint} value={name} error={action.error(lang, "name")} required=true autofocus=true autocomplete="off"
                maxlength="50" oninput={set_part(&draft, |draft: &mut (String, String), name| draft.0 = name)} />
            <Select id="field-kind" label={texts.kind()} value={kind} choices={kinds(lang)}
                onchange={set_part(&draft, |draft: &mut (String, String), kind| draft.1 = kind)} />
        </FormDialog>
    }
}

#[derive(Properties, PartialEq)]
struct DeleteDialogProps {
    field: Option<ContactField>,
    on_close: Callback<()>,
    on_deleted: Callback<()>,
}

#[component(DeleteDialog)]
fn delete_dialog(props: &DeleteDialogProps) -> Html {
    let lang = use_lang();
    let texts = lang.contact_fields();
    let (action, toaster) = (use_action(), use_toaster());
    let (id, name): (Option<ContactFieldId>, String) =
        props.field.as_ref().map_or_else(Default::default, |field| (Some(field.id), field.name.clone()));
    let on_confirm = {
        let (action, name) = (action.clone(), name.clone());
        let (on_close, on_deleted) = (props.on_close.clone(), props.on_deleted.clone());
        Callback::from(move |()| {
            let Some(id) = id else { return };
            let (on_close, on_deleted, toaster, name) =
                (on_close.clone(), on_deleted.clone(), toaster.clone(), name.clone());
            action.run(api::contact_fields::delete(id), move |()| {
                toaster.done(texts.deleted(name));
                on_deleted.emit(());
                on_close.emit(());
            });
        })
    };
    html! {
        <ConfirmDialog id="delete-field" title={texts.delete_question(&name)} open={id.is_some()} busy={action.busy} action={lang.common().delete()}
            {on_confirm} on_close={props.on_close.clone()}>
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
            <p>{ texts.delete_text() }</p>
        </ConfirmDialog>
    }
}
