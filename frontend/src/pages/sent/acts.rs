//! What can be done with something that was sent, from the list as from its own page.

use openapi::campaigns::Campaign;
use openapi::{CampaignId, MessageId};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api::{self, Failure};
use crate::hooks::{Action, use_action};
use crate::i18n::use_lang;
use crate::route::Route;
use crate::ui::{ConfirmDialog, FailureNote, use_toaster};

/// A campaign or a single message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    Campaign(CampaignId),
    Message(MessageId),
}

impl Item {
    async fn copy(self) -> Result<Campaign, Failure> {
        match self {
            Self::Campaign(id) => api::campaigns::copy(id).await,
            Self::Message(id) => api::messages::copy(id).await,
        }
    }

    async fn delete(self) -> Result<(), Failure> {
        match self {
            Self::Campaign(id) => api::campaigns::delete(id).await,
            Self::Message(id) => api::messages::delete(id).await,
        }
    }
}

/// Makes a draft like it and opens that; the first stays as it is.
#[hook]
pub fn use_again() -> (Action, Callback<Item>) {
    let texts = use_lang().sent();
    let (action, toaster, navigator) = (use_action(), use_toaster(), use_navigator());
    let again = {
        let action = action.clone();
        Callback::from(move |item: Item| {
            let (toaster, navigator) = (toaster.clone(), navigator.clone());
            action.run(item.copy(), move |draft| {
                toaster.done(texts.copied());
                if let Some(navigator) = navigator {
                    navigator.push(&Route::EditCampaign { id: draft.id });
                }
            });
        })
    };
    (action, again)
}

#[derive(Properties, PartialEq)]
pub struct DeleteDialogProps {
    /// Where a page has several.
    #[prop_or(AttrValue::Static("delete-sent"))]
    pub id: AttrValue,
    pub item: Option<Item>,
    pub on_close: Callback<()>,
    pub on_deleted: Callback<()>,
}

/// Asks before something goes from the list; that it undoes no sending is said.
#[component(DeleteDialog)]
pub fn delete_dialog(props: &DeleteDialogProps) -> Html {
    let lang = use_lang();
    let (action, toaster) = (use_action(), use_toaster());
    let is_message = matches!(props.item, Some(Item::Message(_)));
    let (title, text, verb, done) = match is_message {
        true => {
            let texts = lang.messages();
            (texts.delete_question(), texts.delete_text(), texts.delete(), texts.deleted())
        }
        false => {
            let texts = lang.campaigns();
            (texts.delete_question(), texts.delete_text(), texts.delete(), texts.deleted())
        }
    };
    let on_confirm = {
        let (action, item) = (action.clone(), props.item);
        let (on_close, on_deleted) = (props.on_close.clone(), props.on_deleted.clone());
        Callback::from(move |()| {
            let Some(item) = item else { return };
            let (toaster, on_close, on_deleted) = (toaster.clone(), on_close.clone(), on_deleted.clone());
            action.run(item.delete(), move |()| {
                toaster.done(done);
                on_close.emit(());
                on_deleted.emit(());
            });
        })
    };
    let on_close = {
        let (action, on_close) = (action.clone(), props.on_close.clone());
        Callback::from(move |()| {
            action.clear();
            on_close.emit(());
        })
    };
    html! {
        <ConfirmDialog id={props.id.clone()} {title} open={props.item.is_some()} busy={action.busy} action={verb} {on_confirm} {on_close}>
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
            <p>{ text }</p>
        </ConfirmDialog>
    }
}
