use std::rc::Rc;

use openapi::GroupId;
use openapi::contacts::{Contact, ContactChange, NewContact};
use openapi::groups::GroupPage;
use yew::prelude::*;

use super::spoken_name;
use crate::api;
use crate::hooks::{set_part, use_action, use_load};
use crate::i18n::{Lang, use_lang};
use crate::ui::{Button, Checkbox, Dialog, FailureNote, Field, Variant, use_toaster};

/// The most that one answer of the server lists; more groups than this would want a search of their own here.
const GROUPS_SHOWN: u32 = 500;
const FIELDS: &[&str] = &["mobile", "last_name", "first_name", "email", "company"];

#[derive(Clone, PartialEq, Default)]
struct Draft {
    mobile: String,
    last_name: String,
    first_name: String,
    email: String,
    company: String,
    groups: Vec<GroupId>,
}

impl From<&Contact> for Draft {
    fn from(contact: &Contact) -> Self {
        Self {
            mobile: contact.mobile.to_string(),
            last_name: contact.last_name.clone(),
            first_name: contact.first_name.clone(),
            email: contact.email.clone(),
            company: contact.company.clone(),
            groups: contact.groups.clone(),
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct ContactDialogProps {
    pub id: AttrValue,
    pub open: bool,
    /// Whom to change; nobody: a new contact.
    #[prop_or_default]
    pub contact: Option<Rc<Contact>>,
    pub on_close: Callback<()>,
    pub on_saved: Callback<()>,
}

/// Adds a contact or changes one.
#[component(ContactDialog)]
pub fn contact_dialog(props: &ContactDialogProps) -> Html {
    let lang = use_lang();
    let title = if props.contact.is_some() { lang.contacts().edit() } else { lang.contacts().new_contact() };
    let busy = use_state(|| false);
    let form_id = AttrValue::from(format!("{}-form", props.id));
    let footer = html! {
        <>
            <Button onclick={props.on_close.reform(|_| ())}>{ lang.common().cancel() }</Button>
            <Button variant={Variant::Primary} submit=true form={form_id.clone()} busy={*busy}>{ lang.common().save() }</Button>
        </>
    };
    html! {
        <Dialog id={props.id.clone()} {title} open={props.open} on_close={props.on_close.clone()} {footer}>
            <ContactForm id={form_id} contact={props.contact.clone()} on_close={props.on_close.clone()} on_saved={props.on_saved.clone()}
                on_busy={Callback::from(move |is_busy| busy.set(is_busy))} />
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
struct ContactFormProps {
    id: AttrValue,
    contact: Option<Rc<Contact>>,
    on_close: Callback<()>,
    on_saved: Callback<()>,
    on_busy: Callback<bool>,
}

#[component(ContactForm)]
fn contact_form(props: &ContactFormProps) -> Html {
    let lang = use_lang();
    let texts = lang.contacts();
    let toaster = use_toaster();
    let action = use_action();
    let draft = use_state(|| props.contact.as_deref().map(Draft::from).unwrap_or_default());
    // One key for as long as the form is open: a second press after a broken connection creates nobody twice.
    let key = use_memo((), |()| api::new_key());
    let groups = use_load((), |()| async { api::groups::list("", None, GROUPS_SHOWN).await });
    use_effect_with(action.busy, {
        let on_busy = props.on_busy.clone();
        move |busy| on_busy.emit(*busy)
    });

    let onsubmit = {
        let (action, draft, contact) = (action.clone(), draft.clone(), props.contact.clone());
        let (on_close, on_saved) = (props.on_close.clone(), props.on_saved.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (draft, contact, key) = ((*draft).clone(), contact.clone(), key.clone());
            let (on_close, on_saved, toaster) = (on_close.clone(), on_saved.clone(), toaster.clone());
            let is_new = contact.is_none();
            action.run(async move { save(draft, contact.as_deref(), &key).await }, move |saved| {
                let name = spoken_name(&saved);
                toaster.done(if is_new { texts.created(name) } else { texts.changed(name) });
                on_saved.emit(());
                on_close.emit(());
            });
        })
    };
    let error = |name: &str| {
        let failure = action.failure.as_ref()?;
        failure.field(lang, name).map(AttrValue::from)
    };
    let note = action.failure.as_ref().filter(|failure| !failure.is_only_about(FIELDS));
    html! {
        <form id={props.id.clone()} {onsubmit}>
            if let Some(failure) = note {
                <div class="mb-3">
                    <FailureNote failure={failure.clone()} />
                </div>
            }
            <div class="form-grid">
                <Field id="first_name" label={texts.first_name()} value={draft.first_name.clone()} error={error("first_name")} autofocus=true
                    oninput={set_part(&draft, |draft: &mut Draft, value| draft.first_name = value)} autocomplete="off" />
                <Field id="last_name" label={texts.last_name()} value={draft.last_name.clone()} error={error("last_name")}
                    oninput={set_part(&draft, |draft: &mut Draft, value| draft.last_name = value)} autocomplete="off" />
                <Field id="mobile" class="wide" label={texts.mobile()} kind="tel" hint={texts.mobile_hint()} value={draft.mobile.clone()}
                    error={error("mobile")} required=true oninput={set_part(&draft, |draft: &mut Draft, value| draft.mobile = value)} autocomplete="off" />
                <Field id="email" label={texts.email()} kind="email" value={draft.email.clone()} error={error("email")}
                    oninput={set_part(&draft, |draft: &mut Draft, value| draft.email = value)} autocomplete="off" />
                <Field id="company" label={texts.company()} value={draft.company.clone()} error={error("company")}
                    oninput={set_part(&draft, |draft: &mut Draft, value| draft.company = value)} autocomplete="off" />
                { group_boxes(lang, &draft, groups.data.as_deref()) }
            </div>
        </form>
    }
}

/// The account's groups as boxes to tick.
fn group_boxes(lang: Lang, draft: &UseStateHandle<Draft>, groups: Option<&GroupPage>) -> Html {
    let texts = lang.contacts();
    let change = |id: GroupId| {
        set_part(draft, move |draft: &mut Draft, chosen: bool| {
            draft.groups.retain(|group| *group != id);
            if chosen {
                draft.groups.push(id);
            }
        })
    };
    html! {
        <fieldset class="wide">
            <legend class="form-label">{ texts.groups() }</legend>
            if groups.is_some_and(|page| page.items.is_empty()) {
                <span class="quiet small">{ texts.no_groups() }</span>
            }
            <div class="choice-list">
                { for groups.iter().flat_map(|page| page.items.iter()).map(|group| html! {
                    <Checkbox key={group.id.to_string()} id={format!("group-{}", group.id)} label={group.name.clone()}
                        checked={draft.groups.contains(&group.id)} onchange={change(group.id)} />
                }) }
            </div>
        </fieldset>
    }
}

async fn save(draft: Draft, contact: Option<&Contact>, key: &str) -> Result<Contact, api::Failure> {
    match contact {
        None => {
            let new = NewContact {
                mobile: draft.mobile,
                last_name: Some(draft.last_name),
                first_name: Some(draft.first_name),
                email: Some(draft.email),
                company: Some(draft.company),
                fields: None,
                groups: Some(draft.groups),
                consent: None,
            };
            api::contacts::create(&new, key).await
        }
        Some(contact) => {
            let change = ContactChange {
                // A number that stays is not sent: it would be read again, in the form of another country perhaps.
                mobile: (draft.mobile != contact.mobile.to_string()).then_some(draft.mobile),
                last_name: Some(draft.last_name),
                first_name: Some(draft.first_name),
                email: Some(draft.email),
                company: Some(draft.company),
                fields: None,
                groups: Some(draft.groups),
                consent: None,
            };
            api::contacts::change(contact.id, &change).await
        }
    }
}
