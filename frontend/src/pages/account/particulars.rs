use openapi::accounts::{AccountChange, Billing, BillingChange};
use yew::prelude::*;

use super::CountrySelect;
use super::profile::AccountProps;
use crate::api;
use crate::app::use_session;
use crate::hooks::{set_part, use_action};
use crate::i18n::use_lang;
use crate::ui::{Field, Form, TextArea, use_toaster};

const FIELDS: &[&str] = &["billing"];

/// Who pays: what stands on invoices.
#[component(Particulars)]
pub fn particulars(props: &AccountProps) -> Html {
    let lang = use_lang();
    let texts = lang.account();
    let session = use_session();
    let toaster = use_toaster();
    let action = use_action();
    let draft = use_state(|| props.account.billing.clone());
    let on_submit = {
        let (action, draft, refresh) = (action.clone(), draft.clone(), session.refresh.clone());
        Callback::from(move |()| {
            let (refresh, toaster) = (refresh.clone(), toaster.clone());
            let change = AccountChange { billing: Some(change_to(&draft)), ..AccountChange::default() };
            action.run(async move { api::accounts::change(&change).await }, move |_| {
                toaster.done(texts.saved());
                refresh.emit(());
            });
        })
    };
    let error = |field: &str| action.error(lang, &format!("billing.{field}"));
    html! {
        <Form action={action.clone()} fields={FIELDS} submit={lang.common().save()} {on_submit}>
            <p class="quiet mb-0">{ texts.billing_lead() }</p>
            <div class="form-grid">
                <Field id="name" label={texts.name()} value={draft.name.clone()} error={error("name")} autocomplete="name" maxlength="200"
                    oninput={set_part(&draft, |draft: &mut Billing, value| draft.name = value)} />
                <Field id="company" label={texts.company()} value={draft.company.clone()} error={error("company")} autocomplete="organization" maxlength="200"
                    oninput={set_part(&draft, |draft: &mut Billing, value| draft.company = value)} />
                <div class="wide">
                    <TextArea id="address" label={texts.address()} value={draft.address.clone()} error={error("address")} rows=2
                        oninput={set_part(&draft, |draft: &mut Billing, value| draft.address = value)} />
                </div>
                <Field id="postal_code" label={texts.postal_code()} value={draft.postal_code.clone()} error={error("postal_code")} autocomplete="postal-code"
                    maxlength="20" oninput={set_part(&draft, |draft: &mut Billing, value| draft.postal_code = value)} />
                <Field id="city" label={texts.city()} value={draft.city.clone()} error={error("city")} autocomplete="address-level2" maxlength="200"
                    oninput={set_part(&draft, |draft: &mut Billing, value| draft.city = value)} />
                <CountrySelect id="billing-country" label={texts.country()} value={draft.country.clone()} error={error("country")} optional=true
                    onchange={set_part(&draft, |draft: &mut Billing, value| draft.country = value)} />
                <Field id="vat_number" label={texts.vat_number()} hint={texts.vat_hint()} value={draft.vat_number.clone()} error={error("vat_number")}
                    autocomplete="off" maxlength="20" oninput={set_part(&draft, |draft: &mut Billing, value| draft.vat_number = value)} />
            </div>
        </Form>
    }
}

/// Everything that stands in the form: what was emptied is emptied.
fn change_to(billing: &Billing) -> BillingChange {
    let trimmed = |text: &str| Some(text.trim().to_owned());
    BillingChange {
        name: trimmed(&billing.name),
        company: trimmed(&billing.company),
        address: trimmed(&billing.address),
        postal_code: trimmed(&billing.postal_code),
        city: trimmed(&billing.city),
        country: trimmed(&billing.country),
        vat_number: trimmed(&billing.vat_number),
    }
}
