//! What an operator sees: every account, every purchase, the rates and packs, and the audit of all accounts. For everybody else these pages do not exist.

mod account;
mod actions;
mod list;
mod packs;
mod purchases;
mod rates;

pub use list::Accounts;
pub use packs::Packs;
pub use purchases::{PurchasePage, Purchases};
pub use rates::Rates;

use openapi::audit::AuditPage;
use yew::prelude::*;
use yew_router::prelude::*;

use super::NotFound;
use super::audit::audit_list;
use crate::api;
use crate::app::use_session;
use crate::hooks::use_page;
use crate::i18n::use_lang;
use crate::route::{AuditQuery, Route};
use crate::ui::{EmptyState, Icon, IconName, PageHead};

const PAGE_ROWS: u32 = 50;

#[derive(Properties, PartialEq)]
struct OperatorsOnlyProps {
    title: AttrValue,
    #[prop_or_default]
    lead: Option<AttrValue>,
    /// The page above this one, with its name.
    #[prop_or_default]
    back: Option<(Route, AttrValue)>,
    /// Beside the title: a status.
    #[prop_or_default]
    aside: Html,
    /// Drawn for an operator with a second factor, and only then: it asks for what the server refuses to others.
    children: Html,
}

/// The frame of an operator's page, or why it stays shut.
#[component(OperatorsOnly)]
fn operators_only(props: &OperatorsOnlyProps) -> Html {
    let texts = use_lang().admin();
    let Some(account) = use_session().account else { return Html::default() };
    if !account.operator {
        return html! { <NotFound /> };
    }
    html! {
        <>
            <PageHead title={props.title.clone()} lead={props.lead.clone()} back={props.back.clone()} aside={props.aside.clone()} />
            if account.second_factor {
                { props.children.clone() }
            } else {
                <div class="card">
                    <EmptyState icon={IconName::ShieldLock} title={texts.locked_title()} text={texts.locked_text()}>
                        <Link<Route> to={Route::SecondFactor} classes="btn btn-primary"><Icon name={IconName::ShieldLock} />{ texts.locked_action() }</Link<Route>>
                    </EmptyState>
                </div>
            }
        </>
    }
}

/// The audit of every account, or of the one that the address names.
#[component(Audit)]
pub fn audit() -> Html {
    let texts = use_lang().admin();
    html! { <OperatorsOnly title={texts.audit()} lead={texts.audit_lead()}><AuditOfAll /></OperatorsOnly> }
}

#[component(AuditOfAll)]
fn audit_of_all() -> Html {
    let lang = use_lang();
    let texts = lang.admin();
    let account = use_location().and_then(|location| location.query::<AuditQuery>().ok()).unwrap_or_default().account;
    let list = use_page::<AuditPage, _, _, _>(account.clone(), |account, after| async move {
        api::admin::audit(&account, after.as_deref(), PAGE_ROWS).await
    });
    html! {
        <div class="card">
            if !account.is_empty() {
                <div class="list-bar">
                    <strong>{ texts.audit_of(account) }</strong>
                    <span class="push"><Link<Route> to={Route::AdminAudit}>{ texts.audit_all() }</Link<Route>></span>
                </div>
            }
            { audit_list(lang, &list) }
        </div>
    }
}
