use openapi::Euros;
use openapi::purchases::{Receipt, Shortfall};
use yew::prelude::*;

use super::one::ActsProps;
use super::read_euros;
use crate::api;
use crate::hooks::use_action;
use crate::i18n::{Lang, use_lang};
use crate::ui::{Button, Field, FormDialog, Icon, IconName, Radio, Radios, Variant, use_toaster};

const FIELDS: &[&str] = &["received"];
const WAIT: &str = "wait";
const CREDIT: &str = "credit";

/// Says that money came in: how much, and what to do when it is less than what is due.
#[component(ConfirmButton)]
pub fn confirm_button(props: &ActsProps) -> Html {
    let lang = use_lang();
    let own = lang.admin_purchases();
    let (action, toaster) = (use_action(), use_toaster());
    let purchase = &props.found.purchase;
    let due = purchase.price.total - purchase.received;
    let (open, shortfall) = (use_state(|| false), use_state(|| WAIT));
    let typed = use_state(String::new);
    let received = read_euros(&typed);
    let is_less = received.is_some_and(|received| received < due);
    let receipt = received.map(|received| Receipt {
        received,
        shortfall: is_less.then_some(if *shortfall == CREDIT { Shortfall::Credit } else { Shortfall::Wait }),
    });
    // What was received so far is part of it: the same sum twice is two receipts.
    let key = use_memo((receipt, purchase.received), |_| api::new_key());
    let set_open = |is_open: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(is_open))
    };
    let on_open = {
        let typed = typed.clone();
        Callback::from(move |()| typed.set(lang.typed(&due)))
    };
    let on_submit = {
        let (action, id, open, on_change) = (action.clone(), purchase.id, open.clone(), props.on_change.clone());
        Callback::from(move |()| {
            let Some(receipt) = receipt else { return };
            let (open, on_change, toaster, key) = (open.clone(), on_change.clone(), toaster.clone(), key.clone());
            let waits = receipt.shortfall == Some(Shortfall::Wait);
            action.run(async move { api::purchases::confirm(id, receipt, &key).await }, move |_| {
                open.set(false);
                toaster.done(if waits { own.noted() } else { own.confirmed() });
                on_change.emit(());
            });
        })
    };
    let error = action.error(lang, "received").or_else(|| {
        (received.is_none() && !typed.trim().is_empty()).then(|| AttrValue::from(lang.failures().bad_amount()))
    });
    html! {
        <>
            <Button variant={Variant::Primary} icon={IconName::Check} onclick={set_open(true).reform(|_| ())}>{ own.confirm() }</Button>
            <FormDialog id="confirm-payment" title={own.confirm_title(&purchase.reference)} open={*open} {action} fields={FIELDS} submit={own.confirm_action()}
                {on_open} {on_submit} on_close={set_open(false)}>
                <p class="mb-0">{ own.due(lang.money(due)) }</p>
                <Field id="received" label={own.received()} hint={own.received_hint()} value={(*typed).clone()} {error} required=true inputmode="decimal" autocomplete="off"
                    class="short" oninput={Callback::from(move |value| typed.set(value))} />
                { outcome(lang, received, due, &shortfall) }
            </FormDialog>
        </>
    }
}

/// What this amount will lead to.
fn outcome(lang: Lang, received: Option<Euros>, due: Euros, shortfall: &UseStateHandle<&'static str>) -> Html {
    let own = lang.admin_purchases();
    let Some(received) = received else { return Html::default() };
    if received < due {
        let choices = vec![
            Radio { value: WAIT, label: own.wait().into(), hint: own.wait_hint().into() },
            Radio { value: CREDIT, label: own.credit().into(), hint: own.credit_hint().into() },
        ];
        let onchange = {
            let shortfall = shortfall.clone();
            Callback::from(move |value| shortfall.set(value))
        };
        return html! { <Radios id="shortfall" legend={own.less(lang.money(due - received))} value={**shortfall} {choices} {onchange} /> };
    }
    let (tone, words) = if received == due {
        ("tone-good", own.exact().to_owned())
    } else {
        ("tone-warn", own.more(lang.money(received - due)))
    };
    html! { <div class={classes!("note", tone)} role="status"><Icon name={IconName::InfoCircle} /><span class="note-text">{ words }</span></div> }
}
