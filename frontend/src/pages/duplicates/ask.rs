use openapi::ContactId;
use openapi::contacts::{ContactSelection, DuplicateKeeping, DuplicateResolution, SelectionAction};
use yew::prelude::*;

use crate::api;
use crate::hooks::use_action;
use crate::i18n::{Lang, use_lang};
use crate::pages::jobs::{Task, use_jobs};
use crate::ui::{ConfirmDialog, FailureNote, Variant};

/// What somebody is about to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// Leave one contact of this number, or of every number.
    Resolve { merge: bool, keep: DuplicateKeeping, number: Option<String> },
    /// Delete all but one.
    KeepOnly { name: String, others: Vec<ContactId> },
}

impl Intent {
    async fn start(self) -> Result<(openapi::JobId, Task), api::Failure> {
        let key = api::new_key();
        match self {
            Self::Resolve { merge, keep, number } => {
                let resolution = DuplicateResolution { numbers: number.map(|number| vec![number]), keep };
                let started = api::contacts::resolve(&resolution, merge, &key).await?;
                Ok((started.job, if merge { Task::Merge } else { Task::DeleteExtras }))
            }
            Self::KeepOnly { others, .. } => {
                let action = SelectionAction::Delete;
                let selection = ContactSelection { filter: None, ids: Some(others), except: None, action, group: None };
                Ok((api::contacts::act(&selection, &key).await?.job, Task::DeleteExtras))
            }
        }
    }

    /// The question, what follows from a yes, and its verb.
    fn words(&self, lang: Lang) -> (String, &'static str, &'static str) {
        let texts = lang.duplicates();
        match self {
            Self::Resolve { merge: true, number, .. } => {
                let title =
                    number.as_ref().map_or_else(|| texts.merge_all_question().to_owned(), |n| texts.merge_question(n));
                (title, texts.merge_text(), texts.merge())
            }
            Self::Resolve { merge: false, number, .. } => {
                let title = number
                    .as_ref()
                    .map_or_else(|| texts.delete_all_question().to_owned(), |n| texts.delete_question(n));
                (title, texts.delete_text(), texts.delete_extras())
            }
            Self::KeepOnly { name, .. } => (texts.keep_only_question(name), texts.delete_text(), texts.keep_only()),
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct AskDialogProps {
    pub intent: Option<Intent>,
    pub on_close: Callback<()>,
}

/// Asks before contacts go.
#[component(AskDialog)]
pub fn ask_dialog(props: &AskDialogProps) -> Html {
    let lang = use_lang();
    let (jobs, action) = (use_jobs(), use_action());
    {
        let action = action.clone();
        use_effect_with(props.intent.clone(), move |_| action.clear());
    }
    let on_confirm = {
        let (action, intent, on_close) = (action.clone(), props.intent.clone(), props.on_close.clone());
        Callback::from(move |()| {
            let Some(intent) = intent.clone() else { return };
            let (jobs, on_close) = (jobs.clone(), on_close.clone());
            action.run(intent.start(), move |(job, task)| {
                jobs.follow(job, task);
                on_close.emit(());
            });
        })
    };
    let merges = matches!(props.intent, Some(Intent::Resolve { merge: true, .. }));
    let (title, text, verb) = props.intent.as_ref().map(|intent| intent.words(lang)).unwrap_or_default();
    html! {
        <ConfirmDialog id="duplicates-ask" {title} open={props.intent.is_some()} busy={action.busy} action={verb}
            variant={if merges { Variant::Primary } else { Variant::Danger }} {on_confirm} on_close={props.on_close.clone()}>
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
            <p>{ text }</p>
        </ConfirmDialog>
    }
}
