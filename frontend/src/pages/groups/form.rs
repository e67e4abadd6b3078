use openapi::groups::Group;
use yew::prelude::*;

use crate::api;
use crate::hooks::use_action;
use crate::i18n::use_lang;
use crate::ui::{Button, Dialog, FailureNote, Field, Variant, use_toaster};

#[derive(Properties, PartialEq)]
pub struct GroupDialogProps {
    pub id: AttrValue,
    pub open: bool,
    /// Which to rename; none: a new group.
    #[prop_or_default]
    pub group: Option<Group>,
    pub on_close: Callback<()>,
    pub on_saved: Callback<()>,
}

/// Names a group: a new one, or an existing one anew.
#[component(GroupDialog)]
pub fn group_dialog(props: &GroupDialogProps) -> Html {
    let lang = use_lang();
    let texts = lang.groups();
    let toaster = use_toaster();
    let action = use_action();
    let name = use_state(String::new);
    {
        let (name, action, before) = (name.clone(), action.clone(), props.group.clone());
        use_effect_with(props.open, move |open| {
            if *open {
                name.set(before.map(|group| group.name).unwrap_or_default());
                action.clear();
            }
        });
    }
    let onsubmit = {
        let (action, name, group) = (action.clone(), name.clone(), props.group.clone());
        let (on_close, on_saved) = (props.on_close.clone(), props.on_saved.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (name, group) = (name.trim().to_owned(), group.as_ref().map(|group| group.id));
            let (on_close, on_saved, toaster) = (on_close.clone(), on_saved.clone(), toaster.clone());
            let work = async move {
                match group {
                    Some(id) => api::groups::rename(id, name).await,
                    None => api::groups::create(name, &api::new_key()).await,
                }
            };
            action.run(work, move |saved: Group| {
                toaster.done(if group.is_some() { texts.renamed(saved.name) } else { texts.created(saved.name) });
                on_saved.emit(());
                on_close.emit(());
            });
        })
    };
    let form_id = AttrValue::from(format!("{}-form", props.id));
    let footer = html! {
        <>
            <Button onclick={props.on_close.reform(|_| ())}>{ lang.common().cancel() }</Button>
            <Button variant={Variant::Primary} submit=true form={form_id.clone()} busy={action.busy}>{ lang.common().save() }</Button>
        </>
    };
    let error = action.failure.as_ref().and_then(|failure| failure.field(lang, "name")).map(AttrValue::from);
    let note = action.failure.as_ref().filter(|_| error.is_none());
    html! {
        <Dialog id={props.id.clone()} title={if props.group.is_some() { texts.rename_title() } else { texts.new_group() }} open={props.open}
            on_close={props.on_close.clone()} {footer}>
            <form id={form_id} class="form-stack" {onsubmit}>
                if let Some(failure) = note {
                    <FailureNote failure={failure.clone()} />
                }
                <Field id={format!("{}-name", props.id)} label={texts.name()} hint={texts.name_hint()} value={(*name).clone()} {error} required=true
                    autofocus=true autocomplete="off" maxlength="100" oninput={Callback::from(move |value| name.set(value))} />
            </form>
        </Dialog>
    }
}
