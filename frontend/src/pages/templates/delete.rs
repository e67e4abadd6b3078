use openapi::templates::Template;
use yew::prelude::*;

use crate::api;
use crate::hooks::use_action;
use crate::i18n::use_lang;
use crate::ui::{ConfirmDialog, FailureNote, use_toaster};

#[derive(Properties, PartialEq)]
pub struct DeleteDialogProps {
    /// Which one; the dialog is open while there is one.
    pub template: Option<Template>,
    pub on_close: Callback<()>,
    pub on_deleted: Callback<()>,
}

/// Asks before a template goes.
#[component(DeleteDialog)]
pub fn delete_dialog(props: &DeleteDialogProps) -> Html {
    let texts = use_lang().templates();
    let toaster = use_toaster();
    let action = use_action();
    {
        let action = action.clone();
        use_effect_with(props.template.is_some(), move |_| action.clear());
    }
    let on_confirm = {
        let (action, template) = (action.clone(), props.template.clone());
        let (on_close, on_deleted) = (props.on_close.clone(), props.on_deleted.clone());
        Callback::from(move |()| {
            let Some(Template { id, name, .. }) = template.clone() else { return };
            let (on_close, on_deleted, toaster) = (on_close.clone(), on_deleted.clone(), toaster.clone());
            action.run(async move { api::templates::delete(id).await }, move |()| {
                toaster.done(texts.deleted(name));
                on_close.emit(());
                on_deleted.emit(());
            });
        })
    };
    let title = props.template.as_ref().map(|template| texts.delete_question(&template.name)).unwrap_or_default();
    html! {
        <ConfirmDialog id="delete-template" {title} open={props.template.is_some()} action={texts.delete()} busy={action.busy} {on_confirm} on_close={props.on_close.clone()}>
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
            <p>{ texts.delete_text() }</p>
        </ConfirmDialog>
    }
}
