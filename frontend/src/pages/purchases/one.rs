use std::rc::Rc;

use openapi::PurchaseId;
use openapi::purchases::{NewPurchase, PaymentMethod, Purchase, PurchaseStatus, RefundStatus, Vat};
use openapi::{Credits, Euros};
use yew::prelude::*;
use yew_router::prelude::*;

use super::buy::go_on;
use super::documents::{Documents, Refunds};
use super::instructions::HowToPay;
use super::status::{method_icon, method_label, reason_words, status_badge};
use super::summary::{vat_label, vat_note};
use crate::api;
use crate::app::use_session;
use crate::hooks::{is_seen, use_action, use_load, use_poll};
use crate::i18n::{Lang, use_lang};
use crate::route::{BuyQuery, Route};
use crate::ui::{Button, ConfirmDialog, FailureNote, Icon, IconName, PageHead, Skeleton, Tone, Variant, use_toaster};

/// How often the bank's word is asked for: whoever has just paid looks at this page.
const CARD_POLL_MS: u32 = 2_000;
/// A transfer takes days; a glance now and then shows that it was confirmed.
const SLOW_POLL_MS: u32 = 20_000;

#[derive(Properties, PartialEq)]
pub struct PurchasePageProps {
    pub id: PurchaseId,
}

/// One purchase: what it waits for or what became of it, and its papers.
#[component(PurchasePage)]
pub fn purchase_page(props: &PurchasePageProps) -> Html {
    let lang = use_lang();
    let texts = lang.purchases();
    let loaded = use_load(props.id, |id| async move { api::purchases::view(id).await });
    let wait = loaded.data.as_deref().and_then(poll_after);
    let reload = {
        let reload = loaded.reload.clone();
        use_callback((), move |(), ()| reload.emit(()))
    };
    use_poll(loaded.answers, &reload, wait.is_some() && is_seen(), wait.unwrap_or(SLOW_POLL_MS));
    use_news(loaded.data.as_deref());

    let back = Some((Route::Purchases, AttrValue::from(texts.title())));
    let Some(purchase) = loaded.data.clone() else {
        return html! {
            <>
                <PageHead title={texts.title()} {back} />
                if let Some(failure) = &loaded.failure {
                    <FailureNote failure={failure.clone()} retry={loaded.reload.clone()} />
                } else {
                    <Skeleton height="14rem" />
                }
            </>
        };
    };
    let aside = status_badge(lang, purchase.status);
    html! {
        <>
            <PageHead title={texts.one(&purchase.reference)} {back} {aside} />
            <div class="split">
                <div class="split-main">
                    <State purchase={purchase.clone()} reload={loaded.reload.clone()} />
                    if let Some(instructions) = purchase.instructions.clone() {
                        <HowToPay {instructions} />
                    }
                    <Documents invoices={purchase.invoices.clone()} />
                    <Refunds refunds={purchase.refunds.clone()} />
                </div>
                <div class="split-side">{ details(lang, &purchase, texts.surplus()) }</div>
            </div>
        </>
    }
}

/// When to ask again; `None` where nothing more is to come.
fn poll_after(purchase: &Purchase) -> Option<u32> {
    let refunding = purchase.refunds.iter().any(|refund| refund.status == RefundStatus::Pending);
    match (purchase.status, purchase.method) {
        (PurchaseStatus::Pending, PaymentMethod::Card) => Some(CARD_POLL_MS),
        (PurchaseStatus::Pending, _) => Some(SLOW_POLL_MS),
        _ if refunding => Some(SLOW_POLL_MS),
        _ => None,
    }
}

/// Says it once when the money has come while one looks, and reads the balance anew whenever the state has changed.
#[hook]
fn use_news(purchase: Option<&Purchase>) {
    let texts = use_lang().purchases();
    let (session, toaster) = (use_session(), use_toaster());
    let before = use_mut_ref(|| None::<PurchaseStatus>);
    use_effect_with(purchase.map(|purchase| purchase.status), move |status| {
        let previous = std::mem::replace(&mut *before.borrow_mut(), *status);
        if status.is_some() && previous != *status {
            session.refresh.emit(());
        }
        if previous == Some(PurchaseStatus::Pending) && *status == Some(PurchaseStatus::Paid) {
            toaster.done(texts.now_paid());
        }
    });
}

#[derive(Properties, PartialEq)]
struct StateProps {
    purchase: Rc<Purchase>,
    reload: Callback<()>,
}

/// What it waits for or what became of it, and what can be done now.
#[component(State)]
fn state(props: &StateProps) -> Html {
    let lang = use_lang();
    let purchase = &props.purchase;
    let (tone, icon, title, text) = words(lang, purchase);
    html! {
        <section class="card state-card" role="status">
            <span class={classes!("state-icon", tone.class())}><Icon name={icon} /></span>
            <div class="state-words">
                <h2>{ title }</h2>
                <p class="quiet">{ text }</p>
                if purchase.status == PurchaseStatus::Pending && purchase.received > Euros::ZERO {
                    <p>{ lang.purchases().part_received(lang.money(purchase.received)) }</p>
                }
                if let Some(reason) = purchase.reason.as_ref().filter(|_| purchase.status == PurchaseStatus::Refused) {
                    <p class="break">{ lang.purchases().reason(reason_words(lang, reason)) }</p>
                }
                <Acts purchase={purchase.clone()} reload={props.reload.clone()} />
            </div>
        </section>
    }
}

fn words(lang: Lang, purchase: &Purchase) -> (Tone, IconName, String, &'static str) {
    let texts = lang.purchases();
    let said = |tone, icon, title: &'static str, text| (tone, icon, title.to_owned(), text);
    match (purchase.status, purchase.method) {
        (PurchaseStatus::Pending, PaymentMethod::Card) => {
            said(Tone::Info, IconName::Clock, texts.waits_bank(), texts.waits_bank_text())
        }
        (PurchaseStatus::Pending, PaymentMethod::Transfer) => {
            said(Tone::Info, IconName::Clock, texts.waits_transfer(), texts.waits_transfer_text())
        }
        (PurchaseStatus::Pending, PaymentMethod::Cheque) => {
            said(Tone::Info, IconName::Clock, texts.waits_cheque(), texts.waits_cheque_text())
        }
        (PurchaseStatus::Paid, _) => {
            let kept = purchase.credited - purchase.refunds.iter().map(|refund| refund.credits).sum();
            let title = texts.paid_title(kept.ten_thousandths() / Credits::SCALE, lang.amount(kept));
            let words = if purchase.refunds.is_empty() { texts.paid_text() } else { texts.partly_refunded() };
            (Tone::Good, IconName::CircleCheck, title, words)
        }
        (PurchaseStatus::Refused, _) => {
            said(Tone::Bad, IconName::AlertTriangle, texts.refused_title(), texts.refused_text())
        }
        (PurchaseStatus::Cancelled, _) => said(Tone::Mute, IconName::Ban, texts.cancelled_title(), texts.late_text()),
        (PurchaseStatus::Expired, _) => said(Tone::Mute, IconName::Clock, texts.expired_title(), texts.late_text()),
        (PurchaseStatus::Refunded, _) => {
            said(Tone::Info, IconName::ArrowBack, texts.refunded_title(), texts.refunded_text())
        }
    }
}

/// Pay, try again, cancel: what the state allows.
#[component(Acts)]
fn acts(props: &StateProps) -> Html {
    let lang = use_lang();
    let texts = lang.purchases();
    let purchase = &props.purchase;
    let (action, navigator) = (use_action(), use_navigator());
    let again = {
        let new = NewPurchase { pack: purchase.pack, method: purchase.method };
        let (action, key) = (action.clone(), use_memo(purchase.id, |_| api::new_key()));
        Callback::from(move |_: MouseEvent| {
            let (key, navigator) = (key.clone(), navigator.clone());
            action.run(async move { api::purchases::create(new, &key).await }, move |purchase| {
                go_on(&purchase, navigator.as_ref());
            });
        })
    };
    let buy = html! {
        <Link<Route, BuyQuery> to={Route::BuyCredits} query={Some(BuyQuery { pack: Some(purchase.pack) })} classes="btn">{ texts.buy_again() }</Link<Route, BuyQuery>>
    };
    html! {
        <>
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
            <div class="form-actions">
                { match purchase.status {
                    PurchaseStatus::Pending => html! {
                        <>
                            if let Some(address) = &purchase.pay_url {
                                <a class="btn btn-primary" href={address.clone()}><Icon name={method_icon(purchase.method)} />{ texts.pay_now() }</a>
                            }
                            <Cancel purchase={purchase.clone()} reload={props.reload.clone()} />
                        </>
                    },
                    PurchaseStatus::Refused if purchase.method == PaymentMethod::Card => html! {
                        <><Button variant={Variant::Primary} busy={action.busy} onclick={again}>{ texts.pay_again() }</Button>{ buy }</>
                    },
                    PurchaseStatus::Paid => html! {
                        <Link<Route> to={Route::NewCampaign} classes="btn btn-primary"><Icon name={IconName::Send} />{ texts.write() }</Link<Route>>
                    },
                    _ => buy,
                } }
            </div>
        </>
    }
}

#[component(Cancel)]
fn cancel(props: &StateProps) -> Html {
    let texts = use_lang().purchases();
    let (action, toaster) = (use_action(), use_toaster());
    let open = use_state(|| false);
    let set_open = |is_open: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(is_open))
    };
    let on_confirm = {
        let (action, id, reload, open) = (action.clone(), props.purchase.id, props.reload.clone(), open.clone());
        Callback::from(move |()| {
            let (reload, open, toaster) = (reload.clone(), open.clone(), toaster.clone());
            action.run(api::purchases::cancel(id), move |_| {
                open.set(false);
                toaster.done(texts.cancelled_done());
                reload.emit(());
            });
        })
    };
    html! {
        <>
            <Button onclick={set_open(true).reform(|_| ())}>{ texts.cancel() }</Button>
            <ConfirmDialog id="cancel-purchase" title={texts.cancel_question()} open={*open} action={texts.cancel()} busy={action.busy} {on_confirm} on_close={set_open(false)}>
                if let Some(failure) = &action.failure {
                    <FailureNote failure={failure.clone()} />
                }
                <p class="mb-0">{ texts.cancel_text() }</p>
            </ConfirmDialog>
        </>
    }
}

/// The figures of a purchase; the operator sees the same, but for whose the surplus is.
pub fn details(lang: Lang, purchase: &Purchase, surplus: &str) -> Html {
    let texts = lang.purchases();
    let price = &purchase.price;
    let vat = Vat { rate: price.vat_rate, rule: price.vat_rule };
    let fact = |name: &str, value: String| html! { <><dt>{ name.to_owned() }</dt><dd class="digits">{ value }</dd></> };
    html! {
        <section class="card" aria-labelledby="details">
            <div class="card-title-row"><h2 id="details">{ texts.details() }</h2></div>
            <div class="card-body">
                <dl class="facts mt-0">
                    { fact(texts.reference(), purchase.reference.clone()) }
                    { fact(texts.pack_bought(), texts.pack(purchase.pack)) }
                    { fact(texts.unit_price(), lang.money(price.unit_price)) }
                    { fact(texts.net(), lang.money(price.net)) }
                    { fact(&vat_label(lang, vat), lang.money(price.vat)) }
                    { fact(texts.total(), lang.money(price.total)) }
                    { fact(texts.method(), method_label(lang, purchase.method).to_owned()) }
                    if purchase.credited > Credits::ZERO {
                        { fact(texts.credited(), lang.amount(purchase.credited)) }
                    }
                    if purchase.received > Euros::ZERO {
                        { fact(texts.received(), lang.money(purchase.received)) }
                    }
                    if purchase.surplus > Euros::ZERO {
                        { fact(surplus, lang.money(purchase.surplus)) }
                    }
                    { fact(texts.ordered(), lang.date_time(purchase.created_at)) }
                    if let Some(at) = purchase.paid_at {
                        { fact(texts.paid_on(), lang.date_time(at)) }
                    }
                    if let Some(at) = purchase.expires_at.filter(|_| purchase.status == PurchaseStatus::Pending) {
                        { fact(texts.until(), lang.date_time(at)) }
                    }
                </dl>
                if let Some(why) = vat_note(lang, price.vat_rule) {
                    <p class="form-hint mb-0">{ texts.vat_none() }{ ": " }{ why }</p>
                }
            </div>
        </section>
    }
}
