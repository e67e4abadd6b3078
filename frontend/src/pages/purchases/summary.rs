use openapi::packs::Pack;
use openapi::purchases::{PaymentMethod, Vat, VatRule};
use yew::prelude::*;

use crate::hooks::Action;
use crate::i18n::{Lang, use_lang};
use crate::ui::{Button, FailureNote, Icon, IconName, Skeleton, Variant};

#[derive(Properties, PartialEq)]
pub struct SummaryProps {
    pub pack: Option<Pack>,
    /// What this buyer pays; absent until the server has said so.
    pub vat: Option<Vat>,
    pub method: Option<PaymentMethod>,
    pub action: Action,
    pub on_order: Callback<()>,
    /// What must be known before: the bank is a test bank, invoices are examples.
    pub warnings: Vec<&'static str>,
}

/// What it comes to, and the button.
#[component(Summary)]
pub fn summary(props: &SummaryProps) -> Html {
    let lang = use_lang();
    let texts = lang.purchases();
    let total = props.pack.zip(props.vat).and_then(|(pack, vat)| Some(pack.price + vat.rate.of(pack.price)?));
    let words = total.zip(props.method).map(|(total, method)| match method {
        PaymentMethod::Card => texts.pay(lang.money(total)),
        PaymentMethod::Transfer | PaymentMethod::Cheque => texts.order(lang.money(total)),
    });
    html! {
        <section class="card" aria-labelledby="summary">
            <div class="card-title-row"><h2 id="summary">{ texts.summary() }</h2></div>
            <div class="card-body form-stack">
                { sums(lang, props) }
                { for props.warnings.iter().map(|words| html! {
                    <div class="note tone-warn" key={*words}><Icon name={IconName::InfoCircle} /><span class="note-text">{ words }</span></div>
                }) }
                if let Some(failure) = &props.action.failure {
                    <FailureNote failure={failure.clone()} />
                }
                <Button variant={Variant::Primary} icon={IconName::CreditCard} busy={props.action.busy} disabled={words.is_none()}
                    onclick={props.on_order.reform(|_| ())}>{ words.unwrap_or_else(|| texts.buy().to_owned()) }</Button>
            </div>
        </section>
    }
}

fn sums(lang: Lang, props: &SummaryProps) -> Html {
    let texts = lang.purchases();
    let Some((pack, vat)) = props.pack.zip(props.vat) else {
        return html! { <Skeleton height="6rem" /> };
    };
    let tax = vat.rate.of(pack.price).unwrap_or_default();
    html! {
        <>
            <dl class="facts mt-0">
                <dt>{ texts.pack_bought() }</dt><dd>{ texts.pack(pack.credits) }</dd>
                <dt>{ texts.unit_price() }</dt><dd class="digits">{ lang.money(pack.unit_price) }</dd>
                <dt>{ texts.net() }</dt><dd class="digits">{ lang.money(pack.price) }</dd>
                <dt>{ vat_label(lang, vat) }</dt><dd class="digits">{ lang.money(tax) }</dd>
                <dt class="facts-sum">{ texts.total() }</dt><dd class="facts-sum digits">{ lang.money(pack.price + tax) }</dd>
            </dl>
            if let Some(why) = vat_note(lang, vat.rule) {
                <p class="form-hint mt-0 mb-0">{ texts.vat_none() }{ ": " }{ why }</p>
            }
        </>
    }
}

pub fn vat_label(lang: Lang, vat: Vat) -> String {
    let texts = lang.purchases();
    if vat.rule == VatRule::Domestic { texts.vat(lang.rate(vat.rate)) } else { texts.vat_none().to_owned() }
}

/// Why there is none.
pub const fn vat_note(lang: Lang, rule: VatRule) -> Option<&'static str> {
    let texts = lang.purchases();
    match rule {
        VatRule::Domestic => None,
        VatRule::ReverseCharge => Some(texts.reverse_charge()),
        VatRule::Outside => Some(texts.outside()),
        VatRule::SellerExempt => Some(texts.seller_exempt()),
    }
}
