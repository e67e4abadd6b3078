//! Charts, written as SVG: no library, a few hundred bytes each, drawn in the colours of the theme.
//!
//! Everything in the drawing is placed in per cent of its frame and words stand beside it as HTML, so that a chart is as
//! sharp and as readable on a phone as on a wide screen. What is seen is also said: the drawing has a title and a
//! description, and its figures can be opened as a table. The legend shows the sums, or the figures of the place that a
//! pointer is on.

mod draw;
mod ranking;
mod scale;

pub use ranking::{Rank, Ranking};

use yew::prelude::*;

use super::Tone;
use crate::i18n::{Lang, use_lang};
use draw::{grid, shapes, touch};
use scale::Scale;

/// Words below the drawing: as many as stand beside each other on a phone.
const ROOM: usize = 5;
/// The same for longer ones.
const ROOM_FOR_LONG: usize = 3;
/// The longest that still counts as short.
const SHORT_CHARS: usize = 8;

/// How figures are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Side by side at each place.
    Bars,
    /// On top of each other: parts of a whole.
    Stacked,
    /// From place to place.
    Lines,
}

/// A row of figures, one a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub label: AttrValue,
    pub tone: Tone,
    /// A paler shade of the tone: on the way rather than arrived.
    pub pale: bool,
    pub values: Vec<i64>,
}

impl Series {
    pub fn at(&self, place: usize) -> i64 {
        self.values.get(place).copied().unwrap_or_default()
    }

    fn shown(&self, place: Option<usize>, level: bool) -> i64 {
        match place {
            Some(place) => self.at(place),
            None if level => self.values.last().copied().unwrap_or_default(),
            None => self.values.iter().sum(),
        }
    }
}

/// Where figures stand: a day, an hour.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Below the drawing, where there is room.
    pub short: AttrValue,
    pub long: AttrValue,
}

#[derive(Properties, PartialEq)]
pub struct ChartProps {
    pub id: AttrValue,
    /// What is shown, for those who do not see it.
    pub title: AttrValue,
    pub shape: Shape,
    /// What the places are: "Day".
    pub axis: AttrValue,
    pub places: Vec<Place>,
    pub series: Vec<Series>,
    /// What all series make together, where that is something.
    #[prop_or_default]
    pub total: Option<AttrValue>,
    /// The figures are what stood at each place, and their sum is nothing: the legend shows the last one.
    #[prop_or_default]
    pub level: bool,
}

#[component(Chart)]
pub fn chart(props: &ChartProps) -> Html {
    let lang = use_lang();
    let pointed = use_state_eq(|| None::<usize>);
    let at = pointed.filter(|place| *place < props.places.len());
    let point = {
        let pointed = pointed.setter();
        Callback::from(move |place| pointed.set(place))
    };
    let scale = Scale::of(props.shape, &props.series, props.places.len());
    let (title, description) = (format!("{}-title", props.id), format!("{}-desc", props.id));
    let words: Vec<String> = (0..props.places.len()).map(|place| place_words(lang, props, place)).collect();
    html! {
        <figure class="chart" id={props.id.clone()}>
            { legend(lang, props, at) }
            <div class="chart-frame">
                <div class="chart-scale" aria-hidden="true">
                    <span class="chart-widest">{ lang.number(scale.ticks.last().copied().unwrap_or_default()) }</span>
                    { for scale.ticks.iter().map(|tick| html! { <span style={format!("bottom:{:.2}%", scale.share(*tick))}>{ lang.number(*tick) }</span> }) }
                </div>
                <svg class="chart-plot" role="img" aria-labelledby={title.clone()} aria-describedby={description.clone()} onpointerleave={point.reform(|_| None)}>
                    <title id={title}>{ &props.title }</title>
                    <desc id={description}>{ sums(lang, props) }</desc>
                    { grid(&scale) }
                    { shapes(props.shape, &scale, &props.series, at) }
                    { touch(&scale, words, &point) }
                </svg>
                <div class="chart-places" aria-hidden="true">{ place_labels(&scale, &props.places) }</div>
            </div>
            <Figures axis={props.axis.clone()} title={props.title.clone()} places={props.places.clone()} series={props.series.clone()} total={props.total.clone()} />
        </figure>
    }
}

/// Every series with its sum, or with its figure where the pointer is.
fn legend(lang: Lang, props: &ChartProps, at: Option<usize>) -> Html {
    let total = props.series.iter().map(|series| series.shown(at, props.level)).sum();
    let place = at.and_then(|at| props.places.get(at));
    html! {
        <div class="chart-legend">
            <ul>
                if let Some(label) = &props.total {
                    <li><span>{ label }</span><strong class="digits">{ lang.number(total) }</strong></li>
                }
                { for props.series.iter().map(|series| html! {
                    <li>
                        <span class={classes!("legend-dot", series.tone.class(), series.pale.then_some("is-pale"))} aria-hidden="true"></span>
                        <span>{ &series.label }</span><strong class="digits">{ lang.number(series.shown(at, props.level)) }</strong>
                    </li>
                }) }
            </ul>
            <span class="chart-pointed" aria-hidden="true">{ place.map(|place| place.long.clone()).unwrap_or_default() }</span>
        </div>
    }
}

fn sums(lang: Lang, props: &ChartProps) -> String {
    let sums: Vec<String> = props
        .series
        .iter()
        .map(|series| format!("{}: {}", series.label, lang.number(series.shown(None, props.level))))
        .collect();
    sums.join(", ")
}

fn place_words(lang: Lang, props: &ChartProps, place: usize) -> String {
    let figures: Vec<String> =
        props.series.iter().map(|series| format!("{} {}", series.label, lang.number(series.at(place)))).collect();
    format!("{}: {}", props.places[place].long, figures.join(", "))
}

/// As many as there is room for, the last one among them: it is the newest.
fn place_labels(scale: &Scale, places: &[Place]) -> Html {
    let longest = places.iter().map(|place| place.short.chars().count()).max().unwrap_or_default();
    let room = if longest > SHORT_CHARS { ROOM_FOR_LONG } else { ROOM };
    let step = places.len().div_ceil(room).max(1);
    let shown = places.iter().enumerate().filter(|(at, _)| (places.len() - 1 - at).is_multiple_of(step));
    html! {
        <>
            { for shown.map(|(at, place)| {
                let middle = scale.middle(at);
                let edge = if middle > 95.0 { Some("is-last") } else if middle < 5.0 { Some("is-first") } else { None };
                html! { <span class={classes!(edge)} style={format!("left:{middle:.2}%")}>{ &place.short }</span> }
            }) }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct FiguresProps {
    axis: AttrValue,
    title: AttrValue,
    places: Vec<Place>,
    series: Vec<Series>,
    total: Option<AttrValue>,
}

/// The same as a table, for whoever wants to read and not to look.
#[component(Figures)]
fn figures(props: &FiguresProps) -> Html {
    let lang = use_lang();
    let FiguresProps { axis, title, places, series, total } = props;
    html! {
        <details class="chart-figures">
            <summary>{ lang.common().as_table() }</summary>
            <div class="table-frame" tabindex="0" role="group" aria-label={title.clone()}>
                <table class="table list-table">
                    <caption class="visually-hidden">{ title }</caption>
                    <thead><tr>
                        <th scope="col">{ axis }</th>
                        if let Some(total) = total {
                            <th scope="col" class="num">{ total }</th>
                        }
                        { for series.iter().map(|series| html! { <th scope="col" class="num">{ &series.label }</th> }) }
                    </tr></thead>
                    <tbody>
                        { for places.iter().enumerate().map(|(at, place)| html! {
                            <tr>
                                <th scope="row">{ &place.long }</th>
                                if total.is_some() {
                                    <td class="num">{ lang.number(series.iter().map(|series| series.at(at)).sum()) }</td>
                                }
                                { for series.iter().map(|series| html! { <td class="num">{ lang.number(series.at(at)) }</td> }) }
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </details>
    }
}
