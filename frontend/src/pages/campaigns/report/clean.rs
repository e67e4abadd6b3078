//! Cleans the address book by what the report shows: everybody who stands so, for one reason or for any.

use std::rc::Rc;

use openapi::CampaignId;
use openapi::campaigns::{CampaignReport, Cleaning, CleaningAction, Kind};
use openapi::messages::MessageStatus;
use yew::prelude::*;

use super::super::status::{outcome_label, reason_label};
use super::chosen::task;
use crate::api;
use crate::hooks::use_action;
use crate::i18n::{Lang, use_lang};
use crate::pages::jobs::use_jobs;
use crate::ui::{Button, Choice, FormDialog, IconName, Radio, Radios, Select, Variant};

const DELETE: &str = "delete";
const BLACKLIST: &str = "blacklist";

#[derive(Properties, PartialEq)]
pub struct CleanButtonProps {
    pub id: CampaignId,
    pub kind: Kind,
    /// Who is shown; the failed when that is everybody.
    pub status: Option<MessageStatus>,
    /// The reason that is shown: the one that is proposed.
    pub reason: String,
    pub report: Option<Rc<CampaignReport>>,
}

/// The button and the dialog behind it; absent where nobody failed.
#[component(CleanButton)]
pub fn clean_button(props: &CleanButtonProps) -> Html {
    let lang = use_lang();
    let texts = lang.reports();
    let (jobs, action) = (use_jobs(), use_action());
    let open = use_state(|| false);
    let reason = use_state(String::new);
    let what = use_state(|| DELETE);
    let status = props.status.unwrap_or(MessageStatus::Failed);
    let Some(report) = props.report.as_deref() else { return Html::default() };
    let reasons = reasons(lang, report, status);
    if reasons.len() < 2 || !matches!(status, MessageStatus::Failed | MessageStatus::Skipped) {
        return Html::default();
    }
    let set_open = |is_open: bool| {
        let (open, reason, shown) = (open.clone(), reason.clone(), props.reason.clone());
        Callback::from(move |()| {
            reason.set(shown.clone());
            open.set(is_open);
        })
    };
    let on_submit = {
        let (action, open, jobs, id) = (action.clone(), open.clone(), jobs.clone(), props.id);
        let (reason, what) = ((*reason).clone(), *what);
        Callback::from(move |()| {
            let what = if what == BLACKLIST { CleaningAction::Blacklist } else { CleaningAction::Delete };
            let reason = Some(reason.clone()).filter(|reason| !reason.is_empty());
            let cleaning = Cleaning { messages: None, status: Some(status), reason, what };
            let (open, jobs) = (open.clone(), jobs.clone());
            action.run(async move { api::campaigns::clean(id, &cleaning).await }, move |started| {
                jobs.follow(started.job, task(what));
                open.set(false);
            });
        })
    };
    let acts = vec![
        Radio { value: DELETE, label: texts.clean_delete().into(), hint: texts.clean_delete_hint().into() },
        Radio { value: BLACKLIST, label: texts.clean_blacklist().into(), hint: texts.clean_blacklist_hint().into() },
    ];
    let onreason = {
        let reason = reason.setter();
        Callback::from(move |word| reason.set(word))
    };
    let onwhat = {
        let what = what.setter();
        Callback::from(move |word| what.set(word))
    };
    let submit = if *what == BLACKLIST { texts.blacklist() } else { texts.delete() };
    html! {
        <>
            <Button icon={IconName::Wand} onclick={set_open(true).reform(|_| ())}>{ texts.clean() }</Button>
            <FormDialog id="clean" title={texts.clean_title()} open={*open} {action} {submit} variant={Variant::Danger} {on_submit} on_close={set_open(false)}>
                <p class="quiet mb-0">{ texts.clean_text() }</p>
                <Select id="clean-reason" label={texts.clean_whom(outcome_label(lang, props.kind, status))} value={(*reason).clone()} choices={reasons} onchange={onreason} />
                <Radios id="clean-what" legend={texts.clean_what()} value={*what} choices={acts} onchange={onwhat} />
            </FormDialog>
        </>
    }
}

/// All of them, then each reason with its number.
fn reasons(lang: Lang, report: &CampaignReport, status: MessageStatus) -> Vec<Choice> {
    let of_status = || report.reasons.iter().filter(|one| one.status == status);
    let total: i64 = of_status().map(|one| one.messages).sum();
    let each = of_status().map(|one| {
        Choice::new(one.reason.clone(), format!("{} ({})", reason_label(lang, &one.reason), lang.number(one.messages)))
    });
    std::iter::once(Choice::new("", lang.reports().clean_all(lang.number(total)))).chain(each).collect()
}
