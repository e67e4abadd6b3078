use std::rc::Rc;

use openapi::contact_fields::{ContactField, ContactFieldKind};
use openapi::contacts::Contact;
use yew::prelude::*;

use super::draft::{Draft, is_day};
use super::spoken_name;
use crate::api;
use crate::hooks::{Action, set_part, use_action, use_load};
use crate::i18n::{Lang, use_lang};
use crate::pages::groups::GroupChooser;
use crate::ui::{Button, Dialog, FailureNote, Field, Form, Variant, use_toaster};

/// The fields that show their own errors.
const FIELDS: &[&str] = &["mobile", "last_name", "first_name", "email", "company", "fields", "groups", "consent"];

#[derive(Properties, PartialEq)]
pub struct NewContactDialogProps {
    pub open: bool,
    /// The groups that are chosen from the start.
    #[prop_or_default]
    pub groups: Vec<openapi::GroupId>,
    /// The number, where it is known already.
    #[prop_or_default]
    pub mobile: Option<AttrValue>,
    pub on_close: Callback<()>,
    pub on_saved: Callback<()>,
}

/// Adds a contact.
#[component(NewContactDialog)]
pub fn new_contact_dialog(props: &NewContactDialogProps) -> Html {
    let lang = use_lang();
    let busy = use_state(|| false);
    let form_id = AttrValue::Static("new-contact-form");
    let footer = html! {
        <>
            <Button onclick={props.on_close.reform(|_| ())}>{ lang.common().cancel() }</Button>
            <Button variant={Variant::Primary} submit=true form={form_id.clone()} busy={*busy}>{ lang.common().save() }</Button>
        </>
    };
    let on_saved = {
        let (on_saved, on_close) = (props.on_saved.clone(), props.on_close.clone());
        Callback::from(move |_| {
            on_saved.emit(());
            on_close.emit(());
        })
    };
    html! {
        <Dialog id="new-contact" title={lang.contacts().new_contact()} open={props.open} on_close={props.on_close.clone()} {footer} wide=true>
            <ContactForm id={form_id} groups={props.groups.clone()} mobile={props.mobile.clone()} {on_saved} on_busy={Callback::from(move |is_busy| busy.set(is_busy))} />
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
pub struct ContactFormProps {
    pub id: AttrValue,
    /// Whom to change; nobody: a new contact.
    #[prop_or_default]
    pub contact: Option<Rc<Contact>>,
    #[prop_or_default]
    pub groups: Vec<openapi::GroupId>,
    /// The number that a new contact begins with.
    #[prop_or_default]
    pub mobile: Option<AttrValue>,
    /// The button's words; none where the button stands elsewhere.
    #[prop_or_default]
    pub submit: Option<AttrValue>,
    pub on_saved: Callback<Contact>,
    #[prop_or_default]
    pub on_busy: Callback<bool>,
}

/// All of a contact: the platform's fields, the account's own, the groups and the consent.
#[component(ContactForm)]
pub fn contact_form(props: &ContactFormProps) -> Html {
    let lang = use_lang();
    let texts = lang.contacts();
    let toaster = use_toaster();
    let action = use_action();
    let draft = use_state(|| match props.contact.as_deref() {
        Some(contact) => Draft::from(contact),
        None => {
            let mobile = props.mobile.as_ref().map(ToString::to_string).unwrap_or_default();
            Draft { mobile, groups: props.groups.clone(), ..Draft::default() }
        }
    });
    // One key for as long as the form is open: a second press after a broken connection creates nobody twice.
    let key = use_memo((), |()| api::new_key());
    let own = use_load((), |()| async { api::contact_fields::list().await });
    use_effect_with(action.busy, {
        let on_busy = props.on_busy.clone();
        move |busy| on_busy.emit(*busy)
    });
    let on_submit = {
        let (action, draft, contact, on_saved) =
            (action.clone(), draft.clone(), props.contact.clone(), props.on_saved.clone());
        Callback::from(move |()| {
            let (now, contact, key) = ((*draft).clone(), contact.clone(), key.clone());
            let (draft, on_saved, toaster) = (draft.clone(), on_saved.clone(), toaster.clone());
            let is_new = contact.is_none();
            action.run(async move { now.save(contact.as_deref(), &key).await }, move |saved| {
                let name = spoken_name(&saved);
                toaster.done(if is_new { texts.created(name) } else { texts.changed(name) });
                // The number as the server spells it, and what it made of the rest.
                draft.set(Draft::from(&saved));
                on_saved.emit(saved);
            });
        })
    };
    let error = |name: &str| action.error(lang, name);
    html! {
        <Form id={props.id.clone()} action={action.clone()} fields={FIELDS} submit={props.submit.clone()} {on_submit}>
            <div class="form-grid">
                <Field id="first_name" label={texts.first_name()} value={draft.first_name.clone()} error={error("first_name")} autofocus={props.contact.is_none()}
                    oninput={set_part(&draft, |draft: &mut Draft, value| draft.first_name = value)} autocomplete="off" maxlength="200" />
                <Field id="last_name" label={texts.last_name()} value={draft.last_name.clone()} error={error("last_name")}
                    oninput={set_part(&draft, |draft: &mut Draft, value| draft.last_name = value)} autocomplete="off" maxlength="200" />
                <Field id="mobile" class="wide" label={texts.mobile()} kind="tel" hint={texts.mobile_hint()} value={draft.mobile.clone()}
                    error={error("mobile")} required=true oninput={set_part(&draft, |draft: &mut Draft, value| draft.mobile = value)} autocomplete="off" maxlength="40" />
                <Field id="email" label={texts.email()} value={draft.email.clone()} error={error("email")} inputmode="email"
                    oninput={set_part(&draft, |draft: &mut Draft, value| draft.email = value)} autocomplete="off" maxlength="254" />
                <Field id="company" label={texts.company()} value={draft.company.clone()} error={error("company")}
                    oninput={set_part(&draft, |draft: &mut Draft, value| draft.company = value)} autocomplete="off" maxlength="200" />
                { own_fields(lang, &draft, own.data.as_deref().map(Vec::as_slice).unwrap_or_default(), &action) }
            </div>
            if let Some(failure) = own.failure.clone() {
                <FailureNote {failure} retry={own.reload.clone()} />
            }
            <GroupChooser chosen={draft.groups.clone()} error={error("groups")}
                onchange={set_part(&draft, |draft: &mut Draft, groups| draft.groups = groups)} />
            <fieldset>
                <legend class="form-label">{ texts.consent() }</legend>
                <div class="form-grid">
                    <Field id="consent-source" label={texts.consent_source()} hint={texts.consent_source_hint()} value={draft.consent_source.clone()} maxlength="200"
                        error={error("consent.source")} oninput={set_part(&draft, |draft: &mut Draft, value| draft.consent_source = value)} autocomplete="off" />
                    <Field id="consent-day" label={texts.consent_day()} kind="date" hint={texts.consent_day_hint()} value={draft.consent_day.clone()}
                        error={error("consent.at")} oninput={set_part(&draft, |draft: &mut Draft, value| draft.consent_day = value)} autocomplete="off" />
                </div>
            </fieldset>
        </Form>
    }
}

/// The account's own fields, and what else this contact knows.
fn own_fields(lang: Lang, draft: &UseStateHandle<Draft>, fields: &[ContactField], action: &Action) -> Html {
    let fields = draft.own_fields(fields).into_iter().map(|(name, kind)| {
        let value = draft.fields.get(&name).cloned().unwrap_or_default();
        let error = action.error(lang, &format!("fields.{name}"));
        let field = name.clone();
        let oninput =
            set_part(draft, move |draft: &mut Draft, value: String| _ = draft.fields.insert(field.clone(), value));
        own_field("own", &name, kind, value, error, oninput)
    });
    html! { <>{ for fields }</> }
}

/// One of the account's own fields, with an input of its kind. What an import has brought may be of no kind: then it stays
/// readable as text. `of` tells forms of the same page apart.
pub fn own_field(
    of: &str,
    name: &str,
    kind: ContactFieldKind,
    value: String,
    error: Option<AttrValue>,
    oninput: Callback<String>,
) -> Html {
    let (input, mode) = match kind {
        ContactFieldKind::Date if value.is_empty() || is_day(&value) => ("date", None),
        ContactFieldKind::Number => ("text", Some(AttrValue::Static("decimal"))),
        _ => ("text", None),
    };
    html! {
        <Field key={name.to_owned()} id={format!("{of}-{name}")} label={name.to_owned()} kind={input} inputmode={mode} {value} {error} {oninput}
            autocomplete="off" maxlength="500" />
    }
}
