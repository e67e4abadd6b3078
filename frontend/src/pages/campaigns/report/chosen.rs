//! What can be done with the recipients that are chosen.

use std::collections::BTreeSet;

use openapi::campaigns::{Cleaning, CleaningAction};
use openapi::{CampaignId, MessageId};
use yew::prelude::*;

use super::doubt::Settle;
use crate::api;
use crate::hooks::use_action;
use crate::i18n::use_lang;
use crate::pages::jobs::{Task, use_jobs};
use crate::ui::{Button, ConfirmDialog, FailureNote, IconName, Variant};

#[derive(Properties, PartialEq)]
pub struct ChosenBarProps {
    pub id: CampaignId,
    pub chosen: BTreeSet<MessageId>,
    /// All of them are in doubt.
    pub uncertain: bool,
    pub on_clear: Callback<()>,
    pub on_change: Callback<()>,
}

#[component(ChosenBar)]
pub fn chosen_bar(props: &ChosenBarProps) -> Html {
    let lang = use_lang();
    let texts = lang.reports();
    let (jobs, action) = (use_jobs(), use_action());
    let asking = use_state(|| None::<CleaningAction>);
    let count = i64::try_from(props.chosen.len()).unwrap_or_default();
    let ask = |what: Option<CleaningAction>| {
        let (asking, action) = (asking.clone(), action.clone());
        Callback::from(move |()| {
            action.clear();
            asking.set(what);
        })
    };
    let on_confirm = {
        let (action, asking, jobs, id) = (action.clone(), asking.clone(), jobs.clone(), props.id);
        let (chosen, on_clear) = (props.chosen.clone(), props.on_clear.clone());
        Callback::from(move |()| {
            let Some(what) = *asking else { return };
            let messages = Some(chosen.iter().copied().collect());
            let cleaning = Cleaning { messages, status: None, reason: None, what };
            let (asking, jobs, on_clear) = (asking.clone(), jobs.clone(), on_clear.clone());
            action.run(async move { api::campaigns::clean(id, &cleaning).await }, move |started| {
                jobs.follow(started.job, task(what));
                asking.set(None);
                on_clear.emit(());
            });
        })
    };
    let settled = {
        let (on_clear, on_change) = (props.on_clear.clone(), props.on_change.clone());
        Callback::from(move |()| {
            on_clear.emit(());
            on_change.emit(());
        })
    };
    let (title, text, verb) = match *asking {
        Some(CleaningAction::Blacklist) => (texts.blacklist_question(count), texts.blacklist_text(), texts.blacklist()),
        _ => (texts.delete_question(count), texts.delete_text(), texts.delete()),
    };
    html! {
        <div class="list-bar is-selection" role="region" aria-label={texts.selection()}>
            <strong class="digits" role="status">{ texts.selected(count) }</strong>
            <Button variant={Variant::Quiet} class="btn-sm" onclick={props.on_clear.reform(|_| ())}>{ texts.select_none() }</Button>
            <span class="push tools">
                if props.uncertain {
                    <Settle id="settle-chosen" campaign={None} ids={Some(props.chosen.iter().copied().collect::<Vec<_>>())} on_settled={settled} />
                }
                <Button icon={IconName::Trash} onclick={ask(Some(CleaningAction::Delete)).reform(|_| ())}>{ texts.delete() }</Button>
                <Button icon={IconName::Ban} onclick={ask(Some(CleaningAction::Blacklist)).reform(|_| ())}>{ texts.blacklist() }</Button>
            </span>
            <ConfirmDialog id="clean-chosen" {title} open={asking.is_some()} busy={action.busy} action={verb} {on_confirm} on_close={ask(None)}>
                if let Some(failure) = &action.failure {
                    <FailureNote failure={failure.clone()} />
                }
                <p>{ text }</p>
            </ConfirmDialog>
        </div>
    }
}

/// How the job is told.
pub const fn task(what: CleaningAction) -> Task {
    match what {
        CleaningAction::Delete => Task::Delete,
        CleaningAction::Blacklist => Task::Blacklist,
    }
}
