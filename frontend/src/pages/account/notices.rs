use openapi::accounts::{Account, AccountChange};
use openapi::notices::{NoticeKind, NoticeSettings as Settings};
use yew::prelude::*;

use super::AccountFrame;
use crate::api;
use crate::app::use_session;
use crate::hooks::{Action, set_part, use_action};
use crate::i18n::{Lang, use_lang};
use crate::ui::{Checkbox, Form, use_toaster};

/// Those that want something of somebody come first.
const KINDS: [NoticeKind; 5] =
    [NoticeKind::NoCredit, NoticeKind::Late, NoticeKind::Paused, NoticeKind::Asleep, NoticeKind::Finished];

/// Which notices come by e-mail, and whether campaigns go on by themselves once there are credits.
#[component(NoticeSettings)]
pub fn notice_settings() -> Html {
    let lang = use_lang();
    let texts = lang.notice_settings();
    let session = use_session();
    let toaster = use_toaster();
    let (mail, credits) = (use_action(), use_action());
    let chosen = {
        let account = session.account.clone();
        use_state(move || account.map(|account| account.notices.mail.clone()).unwrap_or_default())
    };
    let resume = {
        let account = session.account.clone();
        use_state(move || account.is_some_and(|account| account.resume_when_credited))
    };
    let Some(account) = session.account.clone() else { return Html::default() };
    let save = |action: &Action, change: AccountChange| {
        let (action, refresh, toaster) = (action.clone(), session.refresh.clone(), toaster.clone());
        Callback::from(move |()| {
            let (change, refresh, toaster) = (change.clone(), refresh.clone(), toaster.clone());
            action.run(async move { api::accounts::change(&change).await }, move |_: Account| {
                toaster.done(lang.account().saved());
                refresh.emit(());
            });
        })
    };
    let by_mail = AccountChange { notices: Some(Settings { mail: (*chosen).clone() }), ..AccountChange::default() };
    let by_itself = AccountChange { resume_when_credited: Some(*resume), ..AccountChange::default() };
    html! {
        <AccountFrame title={texts.title()} lead={texts.lead()}>
            <section class="card" aria-labelledby="by-mail">
                <div class="card-title-row"><h2 id="by-mail">{ texts.by_mail() }</h2></div>
                <div class="card-body form-stack">
                    <p class="mb-0">{ texts.goes_to(&account.email) }</p>
                    <Form action={mail.clone()} submit={lang.common().save()} on_submit={save(&mail, by_mail)}>
                        <fieldset class="check-list">
                            <legend class="form-label">{ texts.tell_me() }</legend>
                            { for KINDS.map(|kind| kind_box(lang, kind, &chosen)) }
                        </fieldset>
                    </Form>
                </div>
            </section>
            <section class="card" aria-labelledby="credits">
                <div class="card-title-row"><h2 id="credits">{ texts.credits() }</h2></div>
                <div class="card-body form-stack">
                    <Form action={credits.clone()} submit={lang.common().save()} on_submit={save(&credits, by_itself)}>
                        <Checkbox id="resume" label={texts.resume()} hint={texts.resume_hint()} checked={*resume}
                            onchange={Callback::from(move |yes| resume.set(yes))} />
                    </Form>
                </div>
            </section>
        </AccountFrame>
    }
}

fn kind_box(lang: Lang, kind: NoticeKind, chosen: &UseStateHandle<Vec<NoticeKind>>) -> Html {
    let texts = lang.notice_settings();
    let (id, label, hint) = match kind {
        NoticeKind::Finished => ("finished", texts.finished(), texts.finished_hint()),
        NoticeKind::NoCredit => ("no_credit", texts.no_credit(), texts.no_credit_hint()),
        NoticeKind::Late => ("late", texts.late(), texts.late_hint()),
        NoticeKind::Paused => ("paused", texts.paused(), texts.paused_hint()),
        NoticeKind::Asleep => ("asleep", texts.asleep(), texts.asleep_hint()),
    };
    let onchange = set_part(chosen, move |chosen: &mut Vec<NoticeKind>, yes| {
        chosen.retain(|other| *other != kind);
        if yes {
            chosen.push(kind);
        }
    });
    html! { <Checkbox key={id} {id} {label} {hint} checked={chosen.contains(&kind)} {onchange} /> }
}
