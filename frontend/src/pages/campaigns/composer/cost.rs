use openapi::Credits;
use openapi::campaigns::{Estimate, EstimateWarning};
use yew::prelude::*;
use yew_router::prelude::*;

use super::super::status::reason_label;
use super::estimate::Estimated;
use crate::i18n::{Lang, country_name, use_lang};
use crate::route::Route;
use crate::ui::{FailureNote, Icon, IconName, Skeleton};

/// Fewer recipients are priced before one could read how many.
const WORTH_TELLING: i64 = 2_000;

#[derive(Properties, PartialEq)]
pub struct CostProps {
    pub estimated: Estimated,
    /// What is shown is not what is written any more: it is being kept first.
    pub behind: bool,
}

/// What the campaign would cost, computed by the code that will charge it.
#[component(Cost)]
pub fn cost(props: &CostProps) -> Html {
    let lang = use_lang();
    let texts = lang.launch();
    let estimated = &props.estimated;
    let busy = props.behind || estimated.done.is_some();
    let body = match (&estimated.estimate, &estimated.failure) {
        _ if estimated.is_idle() => html! { <p class="quiet mb-0">{ texts.cost_empty() }</p> },
        (_, Some(failure)) => html! { <FailureNote failure={failure.clone()} retry={estimated.retry.clone()} /> },
        (Some(estimate), None) => {
            html! { <div class={classes!("estimate", busy.then_some("is-stale"))} aria-busy={busy.then_some("true")}>{ figures(lang, estimate) }</div> }
        }
        (None, None) => {
            html! { <div class="form-stack"><Skeleton width="50%" height="2.25rem" /><Skeleton /><Skeleton width="70%" /></div> }
        }
    };
    let done = estimated.done.filter(|done| *done >= WORTH_TELLING);
    html! {
        <section class="card" aria-labelledby="cost">
            <div class="card-title-row"><h2 id="cost">{ texts.cost() }</h2></div>
            <div class="card-body">
                { body }
                if let Some(done) = done {
                    <p class="quiet small digits mt-2 mb-0" role="status">{ texts.priced(done) }</p>
                }
            </div>
        </section>
    }
}

fn figures(lang: Lang, estimate: &Estimate) -> Html {
    let texts = lang.launch();
    html! {
        <>
            <div class="cost-total" aria-live="polite"><span class="tile-figure digits">{ lang.amount(estimate.credits) }</span>{ " " }<span class="quiet">{ texts.credits() }</span></div>
            { balance(lang, estimate) }
            { outcomes(lang, estimate) }
            { histogram(lang, estimate) }
            if estimate.by_country.len() > 1 {
                <h3 class="facts-title">{ texts.countries() }</h3>
                <ul class="tally">
                    { for estimate.by_country.iter().map(|country| html! {
                        <li key={country.country.clone()}><span>{ country_name(lang, &country.country) }{ " " }<span class="quiet digits">{ lang.number(country.messages) }</span></span><span class="digits">{ lang.amount(country.credits) }</span></li>
                    }) }
                </ul>
            }
        </>
    }
}

/// What there is, what others still need, what is left or missing.
fn balance(lang: Lang, estimate: &Estimate) -> Html {
    let texts = lang.launch();
    let has = estimate.balance_after + estimate.credits;
    let eats = estimate.warnings.contains(&EstimateWarning::EatsCommitted);
    html! {
        <>
            <dl class="facts">
                <dt>{ texts.balance() }</dt><dd class="digits">{ lang.amount(has) }</dd>
                if estimate.committed > Credits::ZERO {
                    <dt>{ texts.committed() }</dt><dd class="digits">{ lang.amount(estimate.committed) }</dd>
                }
                if estimate.missing > Credits::ZERO {
                    <dt>{ texts.missing() }</dt><dd class="digits text-bad">{ lang.amount(estimate.missing) }</dd>
                } else {
                    <dt>{ texts.balance_after() }</dt><dd class="digits">{ lang.amount(estimate.balance_after) }</dd>
                }
                if estimate.committed > Credits::ZERO && estimate.missing == Credits::ZERO {
                    <dt>{ texts.free_after() }</dt><dd class={classes!("digits", (estimate.free_after < Credits::ZERO).then_some("text-bad"))}>{ lang.amount(estimate.free_after) }</dd>
                }
            </dl>
            if estimate.missing > Credits::ZERO {
                <div class="note tone-bad"><Icon name={IconName::Coins} /><span class="note-text">{ texts.missing_note() }{ " " }<Link<Route> to={Route::Credits}>{ texts.to_credits() }</Link<Route>></span></div>
            } else if eats {
                <div class="note tone-warn"><Icon name={IconName::Coins} /><span class="note-text">{ texts.eats_committed() }</span></div>
            }
        </>
    }
}

/// Every recipient has one outcome, and they add up.
fn outcomes(lang: Lang, estimate: &Estimate) -> Html {
    let texts = lang.launch();
    let mut outcomes: Vec<(&String, &i64)> = estimate.outcomes.iter().filter(|(_, count)| **count > 0).collect();
    // Those who receive it come first, whatever the words.
    outcomes.sort_by_key(|(outcome, _)| outcome.as_str() != "to_send");
    html! {
        <>
            <h3 class="facts-title">{ texts.people() }</h3>
            <ul class="tally">
                { for outcomes.iter().map(|(outcome, count)| html! {
                    <li key={outcome.to_string()}><span>{ reason_label(lang, outcome) }</span><span class="digits">{ lang.number(**count) }</span></li>
                }) }
                if outcomes.len() != 1 {
                    <li key="all" class="tally-sum"><span>{ texts.people_all() }</span><span class="digits">{ lang.number(estimate.recipients) }</span></li>
                }
            </ul>
        </>
    }
}

fn histogram(lang: Lang, estimate: &Estimate) -> Html {
    let texts = lang.launch();
    if estimate.parts.is_empty() {
        return Html::default();
    }
    let mut parts: Vec<(i64, i64)> =
        estimate.parts.iter().map(|(parts, count)| (parts.parse().unwrap_or_default(), *count)).collect();
    parts.sort_unstable();
    let most = parts.iter().map(|(_, count)| *count).max().unwrap_or_default().max(1);
    html! {
        <>
            <h3 class="facts-title">{ texts.histogram() }</h3>
            <ul class="bars">
                { for parts.into_iter().map(|(parts, count)| html! {
                    <li key={parts}>
                        <span class="digits">{ texts.in_sms(parts) }</span>
                        <span class="bar" aria-hidden="true"><span style={format!("width:{:.1}%", count as f64 * 100.0 / most as f64)}></span></span>
                        <span class="digits bars-value">{ lang.number(count) }</span>
                    </li>
                }) }
            </ul>
            if estimate.encodings.ucs2 > 0 {
                <p class="quiet small digits mt-2 mb-0">{ texts.in_unicode(estimate.encodings.ucs2) }</p>
            }
        </>
    }
}
