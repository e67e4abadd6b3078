use openapi::campaigns::Estimate;
use openapi::{Credits, Problem, ProblemCode};
use yew::prelude::*;

use super::super::status::reason_label;
use crate::api::Failure;
use crate::hooks::Loaded;
use crate::i18n::{Lang, country_name, use_lang};
use crate::ui::{FailureNote, Icon, IconName, Skeleton};

#[derive(Properties, PartialEq)]
pub struct CostProps {
    /// Nothing to ask yet: no recipient or no text.
    pub idle: bool,
    pub estimate: Loaded<Option<Estimate>>,
}

/// What the campaign would cost, computed by the code that will charge it.
#[component(Cost)]
pub fn cost(props: &CostProps) -> Html {
    let lang = use_lang();
    let texts = lang.composer();
    let estimate = props.estimate.data.as_deref().and_then(Option::as_ref);
    let body = match (props.idle, estimate, &props.estimate.failure) {
        (true, _, _) => html! { <p class="quiet mb-0">{ texts.cost_empty() }</p> },
        // What is wrong with a field stands beside that field.
        (_, _, Some(failure)) if !is_about_fields(failure) => {
            html! { <FailureNote failure={failure.clone()} retry={props.estimate.reload.clone()} /> }
        }
        (_, Some(estimate), None) => {
            html! { <div class="estimate" aria-busy={props.estimate.loading.then_some("true")}>{ figures(lang, estimate) }</div> }
        }
        (_, _, Some(_)) => html! { <p class="quiet mb-0">{ texts.cost_empty() }</p> },
        _ => {
            html! { <div class="form-stack"><Skeleton width="50%" height="2.25rem" /><Skeleton /><Skeleton width="70%" /></div> }
        }
    };
    html! {
        <section class="card" aria-labelledby="cost">
            <div class="card-title-row"><h2 id="cost">{ texts.cost() }</h2></div>
            <div class="card-body" aria-live="polite">{ body }</div>
        </section>
    }
}

fn is_about_fields(failure: &Failure) -> bool {
    matches!(failure, Failure::Problem(problem) if matches!(**problem, Problem { code: ProblemCode::InvalidField, .. }) && !problem.errors.is_empty())
}

fn figures(lang: Lang, estimate: &Estimate) -> Html {
    let texts = lang.composer();
    let most = estimate.parts.values().copied().max().unwrap_or_default().max(1);
    html! {
        <>
            <div class="cost-total"><span class="tile-figure digits">{ lang.amount(estimate.credits) }</span>{ " " }<span class="quiet">{ texts.credits() }</span></div>
            <dl class="facts">
                if estimate.missing > Credits::ZERO {
                    <dt>{ texts.missing() }</dt><dd class="digits text-bad">{ lang.amount(estimate.missing) }</dd>
                } else {
                    <dt>{ texts.balance_after() }</dt><dd class="digits">{ lang.amount(estimate.balance_after) }</dd>
                }
                <dt>{ texts.people() }</dt><dd class="digits">{ lang.number(estimate.recipients) }</dd>
            </dl>
            if estimate.missing > Credits::ZERO {
                <div class="note tone-bad"><Icon name={IconName::Coins} /><span class="note-text">{ texts.missing_note() }</span></div>
            }
            <ul class="tally">
                { for estimate.outcomes.iter().filter(|(_, count)| **count > 0).map(|(outcome, count)| html! {
                    <li key={outcome.clone()}><span>{ reason_label(lang, outcome) }</span><span class="digits">{ lang.number(*count) }</span></li>
                }) }
            </ul>
            if !estimate.parts.is_empty() {
                <h3 class="facts-title">{ texts.histogram() }</h3>
                <ul class="bars">
                    { for estimate.parts.iter().map(|(parts, count)| html! {
                        <li key={parts.clone()}>
                            <span class="digits">{ texts.in_sms(parts.parse().unwrap_or_default()) }</span>
                            <span class="bar" aria-hidden="true"><span style={format!("width:{:.1}%", *count as f64 * 100.0 / most as f64)}></span></span>
                            <span class="digits bars-value">{ lang.number(*count) }</span>
                        </li>
                    }) }
                </ul>
            }
            if estimate.by_country.len() > 1 {
                <h3 class="facts-title">{ texts.countries() }</h3>
                <ul class="tally">
                    { for estimate.by_country.iter().map(|country| html! {
                        <li key={country.country.clone()}><span>{ country_name(lang, &country.country) }</span><span class="digits">{ lang.amount(country.credits) }</span></li>
                    }) }
                </ul>
            }
        </>
    }
}
