use std::rc::Rc;

use openapi::purchases::{AdminPurchase, PaymentMethod, PurchaseStatus};
use openapi::{Credits, PurchaseId, RefundId};
use yew::prelude::*;
use yew_router::prelude::*;

use super::confirm::ConfirmButton;
use super::refund::RefundButton;
use super::refuse::RefuseButton;
use crate::api;
use crate::hooks::{use_action, use_load};
use crate::i18n::{Lang, use_lang};
use crate::pages::admin::OperatorsOnly;
use crate::pages::purchases::status::{reason_words, status_badge};
use crate::pages::purchases::{Documents, Refunds, details};
use crate::route::{AuditQuery, Route};
use crate::ui::{FailureNote, Skeleton, use_toaster};

#[derive(Properties, PartialEq)]
pub struct PurchasePageProps {
    pub id: PurchaseId,
}

/// One purchase, and what the operator can do about it.
#[component(PurchasePage)]
pub fn purchase_page(props: &PurchasePageProps) -> Html {
    let lang = use_lang();
    let read = use_state(|| None::<Rc<AdminPurchase>>);
    let on_read = {
        let read = read.clone();
        use_callback((), move |purchase, ()| read.set(Some(purchase)))
    };
    let title = read
        .as_ref()
        .map_or_else(|| lang.admin().purchases().to_owned(), |found| lang.purchases().one(&found.purchase.reference));
    let aside = read.as_ref().map(|found| status_badge(lang, found.purchase.status)).unwrap_or_default();
    html! {
        <OperatorsOnly {title} back={Some((Route::AdminPurchases, AttrValue::from(lang.admin().purchases())))} {aside}>
            <Content id={props.id} {on_read} />
        </OperatorsOnly>
    }
}

#[derive(Properties, PartialEq)]
struct ContentProps {
    id: PurchaseId,
    /// Hears what was read: the head of the page names it.
    on_read: Callback<Rc<AdminPurchase>>,
}

#[component(Content)]
fn content(props: &ContentProps) -> Html {
    let lang = use_lang();
    let loaded = use_load(props.id, |id| async move { api::purchases::admin_view(id).await });
    {
        let on_read = props.on_read.clone();
        use_effect_with(loaded.data.clone(), move |data| {
            if let Some(purchase) = data {
                on_read.emit(purchase.clone());
            }
        });
    }
    let Some(found) = loaded.data.clone() else {
        return match &loaded.failure {
            Some(failure) => html! { <FailureNote failure={failure.clone()} retry={loaded.reload.clone()} /> },
            None => html! { <Skeleton height="14rem" /> },
        };
    };
    let purchase = &found.purchase;
    html! {
        <div class="split">
            <div class="split-main">
                { buyer(lang, &found) }
                <Acts found={found.clone()} on_change={loaded.reload.clone()} />
                <Documents invoices={purchase.invoices.clone()} admin=true />
                <RefundList found={found.clone()} on_change={loaded.reload.clone()} />
            </div>
            <div class="split-side">{ details(lang, purchase, lang.admin_purchases().owed()) }</div>
        </div>
    }
}

fn buyer(lang: Lang, found: &AdminPurchase) -> Html {
    let own = lang.admin_purchases();
    let query = AuditQuery { account: found.account_id.clone() };
    let who = [&found.company, &found.name].into_iter().filter(|text| !text.is_empty());
    html! {
        <section class="card" aria-labelledby="buyer">
            <div class="card-title-row"><h2 id="buyer">{ own.buyer() }</h2></div>
            <div class="card-body">
                <Link<Route, AuditQuery> to={Route::AdminAudit} query={Some(query)} classes="cell-main break">{ &found.account_id }</Link<Route, AuditQuery>>
                { for who.map(|text| html! { <div class="quiet break">{ text }</div> }) }
                if let Some(reason) = &found.purchase.reason {
                    <p class="break mb-0 mt-2">{ lang.purchases().reason(reason_words(lang, reason)) }</p>
                }
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
pub struct ActsProps {
    pub found: Rc<AdminPurchase>,
    /// The purchase is read anew.
    pub on_change: Callback<()>,
}

/// What of its credits has not gone back yet.
pub fn left(found: &AdminPurchase) -> Credits {
    found.purchase.credited - found.purchase.refunds.iter().map(|refund| refund.credits).sum()
}

#[component(Acts)]
fn acts(props: &ActsProps) -> Html {
    let purchase = &props.found.purchase;
    let by_card = purchase.method == PaymentMethod::Card;
    // Money counts more than words: what was refused or cancelled is confirmed when its money comes all the same.
    let can_confirm = !by_card && !matches!(purchase.status, PurchaseStatus::Paid | PurchaseStatus::Refunded);
    let can_refuse = purchase.status == PurchaseStatus::Pending;
    let can_refund = purchase.status == PurchaseStatus::Paid && left(&props.found) > Credits::ZERO;
    html! {
        if can_confirm || can_refuse || can_refund {
            <div class="form-actions">
                if can_confirm {
                    <ConfirmButton found={props.found.clone()} on_change={props.on_change.clone()} />
                }
                if can_refuse {
                    <RefuseButton found={props.found.clone()} on_change={props.on_change.clone()} />
                }
                if can_refund {
                    <RefundButton found={props.found.clone()} on_change={props.on_change.clone()} />
                }
            </div>
        }
    }
}

/// What went back; what the operator pays by hand is marked here.
#[component(RefundList)]
fn refund_list(props: &ActsProps) -> Html {
    let own = use_lang().admin_purchases();
    let (action, toaster) = (use_action(), use_toaster());
    let purchase = &props.found.purchase;
    let on_settle = {
        let (action, id, on_change) = (action.clone(), purchase.id, props.on_change.clone());
        Callback::from(move |refund: RefundId| {
            let (on_change, toaster) = (on_change.clone(), toaster.clone());
            action.run(api::purchases::settle(id, refund), move |_| {
                toaster.done(own.settled());
                on_change.emit(());
            });
        })
    };
    html! {
        <>
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
            <Refunds refunds={purchase.refunds.clone()} by_card={purchase.method == PaymentMethod::Card} on_settle={Some(on_settle)} />
        </>
    }
}
