use std::rc::Rc;

use openapi::accounts::{Account, Billing};
use openapi::packs::{Pack, PackList};
use openapi::platform::Platform;
use openapi::purchases::{NewPurchase, PaymentMethod, Purchase};
use web_sys::Element;
use yew::prelude::*;
use yew_router::prelude::*;

use super::packs::Packs;
use super::status::{METHODS, method_hint, method_label};
use super::summary::Summary;
use crate::api;
use crate::app::{use_platform, use_session};
use crate::hooks::{Action, Loaded, use_action, use_load};
use crate::i18n::{Lang, country_name, use_lang};
use crate::pages::account::Particulars;
use crate::route::{BuyQuery, Route};
use crate::ui::{EmptyState, FailureNote, Icon, IconName, PageHead, Radio, Radios, Skeleton, use_toaster};

/// What most begin with.
const USUAL_PACK: i64 = 100;

/// A pack, the price of it for this buyer, and how it is paid.
#[component(BuyCredits)]
pub fn buy_credits() -> Html {
    let lang = use_lang();
    let texts = lang.purchases();
    let packs = use_load((), |()| async { api::packs::list().await });
    let Some(account) = use_session().account else { return Html::default() };
    let nothing_sold = packs.data.as_ref().is_some_and(|list| list.items.is_empty());
    html! {
        <>
            <PageHead title={texts.buy()} lead={texts.buy_lead()} back={Some((Route::Credits, AttrValue::from(lang.credits().title())))}>
                <Link<Route> to={Route::Simulator} classes="btn"><Icon name={IconName::Calculator} />{ lang.rates().simulate() }</Link<Route>>
                <Link<Route> to={Route::Purchases} classes="btn"><Icon name={IconName::Receipt} />{ texts.to_list() }</Link<Route>>
            </PageHead>
            if let Some(failure) = &packs.failure {
                <FailureNote failure={failure.clone()} retry={packs.reload.clone()} />
            } else if nothing_sold {
                <div class="card"><EmptyState icon={IconName::Coins} title={texts.no_packs()} text={texts.no_packs_text()} /></div>
            } else {
                <Shop {packs} {account} />
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct ShopProps {
    packs: Loaded<PackList>,
    account: Rc<Account>,
}

#[component(Shop)]
fn shop(props: &ShopProps) -> Html {
    let lang = use_lang();
    let texts = lang.purchases();
    let platform = use_platform();
    let wanted = use_location().and_then(|location| location.query::<BuyQuery>().ok()).unwrap_or_default().pack;
    let (picked, how) = (use_state(|| None::<i64>), use_state(|| None::<PaymentMethod>));
    // The buyer's country and VAT number decide: what is asked again when they change.
    let vat = use_load((props.account.billing.clone(), props.account.country.clone()), |_| async {
        api::purchases::vat().await
    });
    let offered = platform.as_ref().map(|platform| platform.payment_methods.clone()).unwrap_or_default();
    let method = how.filter(|method| offered.contains(method)).or_else(|| offered.first().copied());
    let packs: &[Pack] = props.packs.data.as_ref().map(|list| list.items.as_slice()).unwrap_or_default();
    let find = |credits: i64| packs.iter().find(|pack| pack.credits == credits).copied();
    let pack = picked.or(wanted).and_then(find).or_else(|| find(USUAL_PACK)).or_else(|| packs.first().copied());
    let (action, on_order, particulars) = use_order(&props.account, pack, method);
    let choose = {
        let (picked, action) = (picked.clone(), action.clone());
        Callback::from(move |credits| {
            action.clear();
            picked.set(Some(credits));
        })
    };
    html! {
        <div class="split">
            <div class="split-main">
                <section class="card" aria-labelledby="packs">
                    <div class="card-title-row"><h2 id="packs">{ texts.choose_pack() }</h2></div>
                    if props.packs.is_first() {
                        <div class="card-body"><Skeleton height="16rem" /></div>
                    } else {
                        <Packs packs={packs.to_vec()} chosen={pack.map(|pack| pack.credits)} on_choose={choose} />
                    }
                </section>
                <section class="card" aria-labelledby="bill-to" ref={particulars}>
                    <div class="card-title-row"><h2 id="bill-to">{ texts.bill_to() }</h2></div>
                    <div class="card-body"><BillTo account={props.account.clone()} /></div>
                </section>
                <section class="card" aria-labelledby="how">
                    <div class="card-title-row"><h2 id="how">{ texts.how() }</h2></div>
                    <div class="card-body">{ methods(lang, platform.as_deref(), method, &how) }</div>
                </section>
            </div>
            <div class="split-side is-sticky">
                if let Some(failure) = &vat.failure {
                    <FailureNote failure={failure.clone()} retry={vat.reload.clone()} />
                }
                <Summary {pack} vat={vat.data.as_deref().copied().filter(|_| !vat.loading)} {method} {action} {on_order}
                    warnings={warnings(lang, platform.as_deref(), method)} />
            </div>
        </div>
    }
}

/// Orders what is chosen once, however often the button is pressed, and goes to where it is paid.
#[hook]
fn use_order(
    account: &Rc<Account>,
    pack: Option<Pack>,
    method: Option<PaymentMethod>,
) -> (Action, Callback<()>, NodeRef) {
    let texts = use_lang().purchases();
    let (action, toaster, navigator) = (use_action(), use_toaster(), use_navigator());
    let particulars = use_node_ref();
    let new = pack.zip(method).map(|(pack, method)| NewPurchase { pack: pack.credits, method });
    let key = use_memo(new, |_| api::new_key());
    let on_order = {
        let (action, particulars, complete) = (action.clone(), particulars.clone(), is_complete(&account.billing));
        Callback::from(move |()| {
            let Some(new) = new else { return };
            if !complete {
                toaster.warn(texts.particulars_first());
                if let Some(card) = particulars.cast::<Element>() {
                    card.scroll_into_view();
                }
                return;
            }
            let (key, navigator) = (key.clone(), navigator.clone());
            action.run(async move { api::purchases::create(new, &key).await }, move |purchase| {
                go_on(&purchase, navigator.as_ref());
            });
        })
    };
    (action, on_order, particulars)
}

/// To the bank, or to the page that says how to pay.
pub fn go_on(purchase: &Purchase, navigator: Option<&Navigator>) {
    let page = Route::Purchase { id: purchase.id };
    if let Some(navigator) = navigator {
        // The page of the purchase stands behind the bank's: whoever turns back finds it.
        navigator.replace(&page);
    }
    if let (Some(address), Some(window)) = (&purchase.pay_url, web_sys::window()) {
        let _ = window.location().set_href(address);
    }
}

/// Whether an invoice can be addressed to it.
fn is_complete(billing: &Billing) -> bool {
    let is_named = !billing.name.trim().is_empty() || !billing.company.trim().is_empty();
    is_named && [&billing.address, &billing.city, &billing.country].iter().all(|part| !part.trim().is_empty())
}

fn warnings(lang: Lang, platform: Option<&Platform>, method: Option<PaymentMethod>) -> Vec<&'static str> {
    let texts = lang.purchases();
    let Some(platform) = platform else { return Vec::new() };
    let test_bank = platform.test_bank && method == Some(PaymentMethod::Card);
    [(test_bank, texts.test_bank()), (platform.example_seller, texts.example_seller())]
        .into_iter()
        .filter_map(|(is_so, words)| is_so.then_some(words))
        .collect()
}

fn methods(
    lang: Lang,
    platform: Option<&Platform>,
    method: Option<PaymentMethod>,
    how: &UseStateHandle<Option<PaymentMethod>>,
) -> Html {
    let Some(platform) = platform else { return html! { <Skeleton height="6rem" /> } };
    let offered = METHODS.into_iter().filter(|(_, method)| platform.payment_methods.contains(method));
    let choices: Vec<Radio> = offered
        .map(|(word, method)| Radio {
            value: word,
            label: method_label(lang, method).into(),
            hint: method_hint(lang, method).into(),
        })
        .collect();
    if choices.is_empty() {
        return html! { <p class="quiet mb-0">{ lang.purchases().no_method() }</p> };
    }
    let value = METHODS.into_iter().find(|(_, one)| Some(*one) == method).map_or("", |(word, _)| word);
    let onchange = {
        let how = how.clone();
        Callback::from(move |word| how.set(METHODS.into_iter().find(|(one, _)| *one == word).map(|(_, method)| method)))
    };
    html! { <Radios id="method" legend={lang.purchases().how()} legend_hidden=true {value} {choices} {onchange} /> }
}

#[derive(Properties, PartialEq)]
struct BillToProps {
    account: Rc<Account>,
}

/// Who the invoice is for: the form while something is missing, a few lines once it is known.
#[component(BillTo)]
fn bill_to(props: &BillToProps) -> Html {
    let lang = use_lang();
    let billing = &props.account.billing;
    if !is_complete(billing) {
        return html! { <Particulars account={props.account.clone()} /> };
    }
    let town = [billing.postal_code.as_str(), billing.city.as_str()].join(" ");
    let country = country_name(lang, &billing.country);
    let lines = [&billing.company, &billing.name, &billing.address, &town, &country, &billing.vat_number];
    html! {
        <div class="bill-to">
            <address class="mb-0">
                { for lines.into_iter().map(|line| line.trim()).filter(|line| !line.is_empty()).map(|line| html! { <div class="break">{ line }</div> }) }
            </address>
            <Link<Route> to={Route::Account} classes="btn">{ lang.purchases().change() }</Link<Route>>
        </div>
    }
}
