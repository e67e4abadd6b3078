use yew::prelude::*;

use super::scale::Scale;
use super::{Series, Shape};

/// How much of a place its bars take.
const BAR_SHARE: f64 = 0.72;

/// Lines across at the round figures.
pub fn grid(scale: &Scale) -> Html {
    let line = |tick: i64| {
        let y = percent(100.0 - scale.share(tick));
        html! { <line class="chart-grid" x1="0" x2="100%" y1={y.clone()} y2={y} /> }
    };
    html! { <g>{ for scale.ticks.iter().map(|tick| line(*tick)) }</g> }
}

pub fn shapes(shape: Shape, scale: &Scale, series: &[Series], pointed: Option<usize>) -> Html {
    match shape {
        Shape::Bars => side_by_side(scale, series),
        Shape::Stacked => stacked(scale, series),
        Shape::Lines => lines(scale, series, pointed),
    }
}

fn percent(value: f64) -> String {
    format!("{value:.2}%")
}

fn class(series: &Series) -> Classes {
    classes!(series.tone.class(), series.pale.then_some("is-pale"))
}

/// A bar of this height above `from`, both in per cent; nothing where there is nothing.
fn bar([x, width]: [f64; 2], from: f64, height: f64) -> Html {
    if height <= 0.0 {
        return Html::default();
    }
    html! { <rect x={percent(x)} width={percent(width)} y={percent(100.0 - from - height)} height={percent(height)} /> }
}

fn side_by_side(scale: &Scale, series: &[Series]) -> Html {
    let width = scale.slot() * BAR_SHARE / series.len().max(1) as f64;
    let bars = |(nth, series): (usize, &Series)| {
        let bars = series.values.iter().enumerate().map(|(place, value)| {
            let left = scale.middle(place) - scale.slot() * BAR_SHARE / 2.0 + width * nth as f64;
            bar([left, width], 0.0, scale.share(*value))
        });
        html! { <g class={classes!("chart-bars", class(series))}>{ for bars }</g> }
    };
    html! { <>{ for series.iter().enumerate().map(bars) }</> }
}

fn stacked(scale: &Scale, series: &[Series]) -> Html {
    let width = scale.slot() * BAR_SHARE;
    let part = |(nth, part): (usize, &Series)| {
        let bars = part.values.iter().enumerate().map(|(place, value)| {
            let below = series[..nth].iter().map(|series| series.at(place)).sum();
            bar([scale.middle(place) - width / 2.0, width], scale.share(below), scale.share(*value))
        });
        html! { <g class={classes!("chart-bars", class(part))}>{ for bars }</g> }
    };
    html! { <>{ for series.iter().enumerate().map(part) }</> }
}

/// The lines in a frame of their own, stretched to the outer one; the dots outside, where they stay round.
fn lines(scale: &Scale, series: &[Series], pointed: Option<usize>) -> Html {
    let line = |series: &Series| {
        let point =
            |(place, value): (usize, &i64)| format!("{:.2},{:.2}", scale.middle(place), 100.0 - scale.share(*value));
        let points: Vec<String> = series.values.iter().enumerate().map(point).collect();
        html! { <polyline class={classes!("chart-line", class(series))} points={points.join(" ")} /> }
    };
    let dots = |series: &Series| {
        // One figure makes no line.
        let shown = if series.values.len() == 1 { Some(0) } else { pointed };
        let dot = shown.filter(|place| *place < series.values.len()).map(|place| {
            html! { <circle cx={percent(scale.middle(place))} cy={percent(100.0 - scale.share(series.at(place)))} r="4" /> }
        });
        html! { <g class={classes!("chart-dots", class(series))}>{ for dot }</g> }
    };
    html! {
        <>
            <svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">{ for series.iter().map(line) }</svg>
            { for series.iter().map(dots) }
        </>
    }
}

/// What a pointer is on: a column a place, with its figures in words.
pub fn touch(scale: &Scale, words: Vec<String>, point: &Callback<Option<usize>>) -> Html {
    let column = |(place, words): (usize, String)| {
        let on = point.reform(move |_: PointerEvent| Some(place));
        html! {
            <rect class="chart-touch" x={percent(scale.slot() * place as f64)} width={percent(scale.slot())} y="0" height="100%"
                onpointerenter={on.clone()} onpointerdown={on}><title>{ words }</title></rect>
        }
    };
    html! { <g>{ for words.into_iter().enumerate().map(column) }</g> }
}
