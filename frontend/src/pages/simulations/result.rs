use std::rc::Rc;

use openapi::Credits;
use openapi::rates::RateList;
use openapi::simulations::{SimulatedPack, Simulation};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::app::use_platform;
use crate::hooks::Loaded;
use crate::i18n::{Lang, country_name, use_lang};
use crate::pages::OperatorContact;
use crate::pages::rates::find;
use crate::route::{BuyQuery, Route};
use crate::ui::{Badge, FailureNote, Icon, IconName, Skeleton, Tone};

#[derive(Properties, PartialEq)]
pub struct OutcomeProps {
    pub has_text: bool,
    /// Whether there was anything to ask.
    pub asked: bool,
    pub answer: Loaded<Option<Simulation>>,
    pub rates: Option<Rc<RateList>>,
}

/// What it would cost, and which pack is the cheapest way to have that.
#[component(Outcome)]
pub fn outcome(props: &OutcomeProps) -> Html {
    let lang = use_lang();
    let texts = lang.simulations();
    let simulation = props.answer.data.as_deref().and_then(Option::as_ref).filter(|_| props.asked);
    html! {
        <section class="card" aria-labelledby="simulated-cost" aria-busy={props.answer.loading.then_some("true")}>
            <div class="card-title-row"><h2 id="simulated-cost">{ texts.result() }</h2></div>
            <div class="card-body" role="status">
                if let Some(failure) = props.answer.failure.as_ref().filter(|_| props.asked) {
                    <FailureNote failure={failure.clone()} retry={props.answer.reload.clone()} />
                } else if let Some(simulation) = simulation {
                    { told(lang, simulation, props.rates.as_deref()) }
                } else if props.asked {
                    <Skeleton height="12rem" />
                } else {
                    <p class="quiet mb-0">{ if props.has_text { texts.nothing_yet() } else { texts.no_text() } }</p>
                }
            </div>
            if let Some(simulation) = simulation.filter(|_| props.answer.failure.is_none()) {
                <Offer simulation={simulation.clone()} />
            }
        </section>
    }
}

fn told(lang: Lang, simulation: &Simulation, rates: Option<&RateList>) -> Html {
    let texts = lang.simulations();
    let whole = simulation.credits.ten_thousandths() / Credits::SCALE;
    let name = |code: &str| {
        let rate = rates.and_then(|list| list.items.iter().find(|rate| rate.country == code));
        rate.map_or_else(|| country_name(lang, code), |rate| find::name(lang, &rate.name, &rate.name_fr).to_owned())
    };
    html! {
        <>
            <div class="tile-figure digits">{ texts.credits(whole, lang.amount(simulation.credits)) }</div>
            <p class="quiet mb-0">
                { texts.recipients_count(simulation.recipients) }{ " · " }{ texts.parts(simulation.parts) }
            </p>
            if simulation.skipped > 0 {
                <p class="quiet small mt-2 mb-0">{ texts.skipped(simulation.skipped) }</p>
            }
            if simulation.by_country.len() > 1 || simulation.by_country.iter().any(|one| one.credits.is_none()) {
                <h3 class="facts-title">{ texts.by_country() }</h3>
                <ul class="tally">
                    { for simulation.by_country.iter().map(|one| html! {
                        <li key={one.country.clone()}>
                            <span>{ name(&one.country) }{ " " }<span class="quiet digits">{ "× " }{ lang.number(one.recipients) }</span></span>
                            <strong class="digits">{ one.credits.map_or_else(|| texts.not_served().to_owned(), |credits| lang.amount(credits)) }</strong>
                        </li>
                    }) }
                </ul>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct OfferProps {
    simulation: Simulation,
}

/// The price at each pack, and the way to buy the cheapest that is enough.
#[component(Offer)]
fn offer(props: &OfferProps) -> Html {
    let lang = use_lang();
    let texts = lang.simulations();
    let contact = use_platform().and_then(|platform| platform.contact.clone());
    let simulation = &props.simulation;
    let cheapest = simulation.packs.iter().find(|one| Some(one.pack.credits) == simulation.cheapest);
    if simulation.credits == Credits::ZERO {
        return Html::default();
    }
    html! {
        <>
            <div class="card-body">
                <h3 class="facts-title mt-0">{ texts.by_pack() }</h3>
                <ul class="tally">{ for simulation.packs.iter().map(|one| pack(lang, one, simulation.cheapest)) }</ul>
            </div>
            <div class="card-body">
                if let Some(one) = cheapest {
                    <Link<Route, BuyQuery> to={Route::BuyCredits} query={Some(BuyQuery { pack: Some(one.pack.credits) })} classes="btn btn-primary w-100">
                        <Icon name={IconName::Coins} />{ texts.buy(one.pack.credits) }
                    </Link<Route, BuyQuery>>
                    <p class="quiet small text-center mt-2 mb-0">{ texts.buy_for(lang.money(one.pack.price)) }</p>
                } else {
                    <p class="mb-0">
                        { texts.beyond() }
                        if let Some(contact) = contact {
                            { " " }<OperatorContact {contact} />
                        }
                    </p>
                }
            </div>
        </>
    }
}

fn pack(lang: Lang, one: &SimulatedPack, cheapest: Option<i64>) -> Html {
    let texts = lang.simulations();
    let is_cheapest = cheapest == Some(one.pack.credits);
    html! {
        <li key={one.pack.credits} class={(!one.covers).then_some("quiet")}>
            <span class="cell-name">
                { texts.pack(one.pack.credits) }
                if is_cheapest {
                    <Badge tone={Tone::Good}>{ texts.cheapest() }</Badge>
                } else if !one.covers {
                    <span class="small">{ texts.too_small() }</span>
                }
            </span>
            <span class="digits">{ lang.money(one.cost) }</span>
        </li>
    }
}
