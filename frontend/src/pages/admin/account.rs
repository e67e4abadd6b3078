use std::rc::Rc;

use openapi::admin::AdminAccount;
use openapi::audit::AuditPage;
use yew::prelude::*;
use yew_router::prelude::*;

use super::actions::Actions;
use super::list::badges;
use crate::api;
use crate::hooks::{Loaded, use_load};
use crate::i18n::{Lang, country_name, use_lang};
use crate::pages::audit::audit_table;
use crate::route::{AuditQuery, Route};
use crate::ui::{Dialog, FailureNote, Skeleton};

/// What happened lately; the rest is a page of its own.
const RECENT: u32 = 5;

#[derive(Properties, PartialEq)]
pub struct AccountDialogProps {
    pub id: Option<String>,
    pub on_close: Callback<()>,
    pub on_change: Callback<()>,
}

/// One account: its particulars, what can be done about it, and what happened to it lately.
#[component(AccountDialog)]
pub fn account_dialog(props: &AccountDialogProps) -> Html {
    let title = props.id.clone().unwrap_or_default();
    html! {
        <Dialog id="admin-account" {title} wide=true open={props.id.is_some()} on_close={props.on_close.clone()}>
            if let Some(id) = &props.id {
                <Particulars id={id.clone()} on_change={props.on_change.clone()} />
            }
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
struct ParticularsProps {
    id: String,
    on_change: Callback<()>,
}

#[component(Particulars)]
fn particulars(props: &ParticularsProps) -> Html {
    let lang = use_lang();
    let loaded = use_load(props.id.clone(), |id| async move { api::admin::account(&id).await });
    let events =
        use_load(
            (props.id.clone(), loaded.answers),
            |(id, _)| async move { api::admin::audit(&id, None, RECENT).await },
        );
    let on_change = {
        let (reload, on_change) = (loaded.reload.clone(), props.on_change.clone());
        Callback::from(move |()| {
            reload.emit(());
            on_change.emit(());
        })
    };
    let Some(account) = loaded.data.clone() else {
        return match &loaded.failure {
            Some(failure) => html! { <FailureNote failure={failure.clone()} retry={loaded.reload.clone()} /> },
            None => html! { <div class="form-stack"><Skeleton height="8rem" /><Skeleton width="60%" /></div> },
        };
    };
    html! {
        <div class="form-stack">
            if account.disabled || !account.confirmed || account.operator {
                <div class="cell-name">{ badges(lang, &account) }</div>
            }
            { facts(lang, &account) }
            <Actions account={account.clone()} {on_change} />
            { recent(lang, &account, &events) }
        </div>
    }
}

fn facts(lang: Lang, account: &Rc<AdminAccount>) -> Html {
    let texts = lang.admin();
    let fact = |name: &'static str, value: String| html! { <><dt>{ name }</dt><dd class="break">{ value }</dd></> };
    let known = |name: &'static str, value: &str| {
        if value.is_empty() { Html::default() } else { fact(name, value.to_owned()) }
    };
    let mobile = match (account.mobile.filter(|_| account.mobile_certified), account.mobile_waived) {
        (Some(number), _) => number.to_string(),
        (None, true) => texts.mobile_waived().to_owned(),
        (None, false) => texts.mobile_none().to_owned(),
    };
    html! {
        <dl class="facts mt-0">
            { fact(texts.email(), account.email.clone()) }
            { known(texts.name(), &account.name) }
            { known(texts.company(), &account.company) }
            { fact(texts.country(), country_name(lang, &account.country)) }
            { fact(texts.balance(), lang.amount(account.balance)) }
            { fact(texts.mobile(), mobile) }
            { fact(texts.second_factor(), if account.second_factor { texts.yes() } else { texts.no() }.to_owned()) }
            { fact(texts.created(), lang.date_time(account.created_at)) }
            { fact(texts.last_seen(), account.last_seen_at.map_or_else(|| texts.never().to_owned(), |at| lang.date_time(at))) }
            if let Some(reason) = &account.disabled_reason {
                { fact(texts.reason(), reason.clone()) }
            }
        </dl>
    }
}

fn recent(lang: Lang, account: &AdminAccount, events: &Loaded<AuditPage>) -> Html {
    let texts = lang.admin();
    let query = AuditQuery { account: account.account_id.clone() };
    let items = events.data.as_ref().map(|page| page.items.as_slice());
    html! {
        <section aria-labelledby="recent-activity">
            <div class="section-head">
                <h3 id="recent-activity">{ texts.recent() }</h3>
                <Link<Route, AuditQuery> to={Route::AdminAudit} query={Some(query)}>{ texts.all_activity() }</Link<Route, AuditQuery>>
            </div>
            if let Some(failure) = &events.failure {
                <FailureNote failure={failure.clone()} retry={events.reload.clone()} />
            } else {
                { audit_table(lang, items, events.is_first()) }
            }
        </section>
    }
}
