use openapi::purchases::NewRefund;
use openapi::{Credits, ProblemCode};
use yew::prelude::*;

use super::one::{ActsProps, left};
use crate::api;
use crate::hooks::use_action;
use crate::i18n::use_lang;
use crate::ui::{Button, Field, FormDialog, Icon, IconName, TextArea, Variant, use_toaster};

const FIELDS: &[&str] = &["credits", "reason"];

/// Takes credits of a paid purchase back, all that are left or some of them, and gives their money back.
#[component(RefundButton)]
pub fn refund_button(props: &ActsProps) -> Html {
    let lang = use_lang();
    let own = lang.admin_purchases();
    let (action, toaster) = (use_action(), use_toaster());
    let (open, reason, typed) = (use_state(|| false), use_state(String::new), use_state(String::new));
    let left = left(&props.found);
    let credits = typed.replace(',', ".").trim().parse::<Credits>().ok().filter(|credits| *credits > Credits::ZERO);
    // A key an opening: the same refund may be wanted a second time.
    let openings = use_state(|| 0_u32);
    let key = use_memo((*openings, credits, (*reason).clone()), |_| api::new_key());
    let set_open = |is_open: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(is_open))
    };
    let on_open = {
        let (typed, openings) = (typed.clone(), openings.clone());
        Callback::from(move |()| {
            typed.set(lang.typed(&left));
            openings.set(*openings + 1);
        })
    };
    let on_submit = {
        let (action, id, open, reason) = (action.clone(), props.found.purchase.id, open.clone(), reason.clone());
        let on_change = props.on_change.clone();
        Callback::from(move |()| {
            let Some(credits) = credits else { return };
            let (open, on_change, toaster, key) = (open.clone(), on_change.clone(), toaster.clone(), key.clone());
            let refund = NewRefund { credits: Some(credits), reason: reason.trim().to_owned() };
            action.run(async move { api::purchases::refund(id, refund, &key).await }, move |_| {
                open.set(false);
                toaster.done(own.was_refunded());
                on_change.emit(());
            });
        })
    };
    let credits_error = action.error(lang, "credits").or_else(|| {
        (credits.is_none() && !typed.trim().is_empty()).then(|| AttrValue::from(lang.failures().bad_credits()))
    });
    let too_many =
        action.failure.as_ref().is_some_and(|failure| failure.code() == Some(ProblemCode::InsufficientCredit));
    let reason_error = action.error(lang, "reason");
    html! {
        <>
            <Button icon={IconName::ArrowBack} onclick={set_open(true).reform(|_| ())}>{ own.refund() }</Button>
            <FormDialog id="refund-purchase" title={own.refund_title()} open={*open} action={action.silent_if(too_many)} fields={FIELDS} submit={own.refund_action()} variant={Variant::Danger}
                {on_open} {on_submit} on_close={set_open(false)}>
                if too_many {
                    <div class="note tone-bad" role="alert"><Icon name={IconName::AlertTriangle} /><span class="note-text">{ own.not_enough() }</span></div>
                }
                <p class="mb-0">{ own.refund_text(lang.amount(left)) }</p>
                <Field id="credits" label={own.credits()} hint={own.credits_hint()} value={(*typed).clone()} error={credits_error} required=true inputmode="decimal" autocomplete="off"
                    class="short" oninput={Callback::from(move |value| typed.set(value))} />
                <TextArea id="reason" label={own.reason()} hint={own.reason_printed()} value={(*reason).clone()} error={reason_error} rows=2 required=true
                    oninput={Callback::from(move |value| reason.set(value))} />
            </FormDialog>
        </>
    }
}
