use yew::prelude::*;

use super::Tone;
use crate::i18n::use_lang;

/// A part of a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    pub label: AttrValue,
    pub value: i64,
    pub tone: Tone,
    /// A paler shade of the tone: on the way rather than arrived.
    pub pale: bool,
}

#[derive(Properties, PartialEq)]
pub struct ProgressProps {
    /// What is measured.
    pub label: AttrValue,
    pub segments: Vec<Segment>,
    pub total: i64,
    /// Names each part with its figure below the bar.
    #[prop_or_default]
    pub legend: bool,
}

/// A whole and its parts as one bar.
#[component(Progress)]
pub fn progress(props: &ProgressProps) -> Html {
    let lang = use_lang();
    let shown: Vec<&Segment> = props.segments.iter().filter(|segment| segment.value > 0).collect();
    let words: Vec<String> =
        shown.iter().map(|segment| format!("{} {}", lang.number(segment.value), segment.label)).collect();
    let width = |value: i64| {
        format!("width:{:.3}%", if props.total > 0 { value as f64 * 100.0 / props.total as f64 } else { 0.0 })
    };
    html! {
        <div class="progress-block">
            <div class="stacked-bar" role="img" aria-label={format!("{}: {}", props.label, words.join(", "))}>
                { for props.segments.iter().map(|segment| html! {
                    <span key={segment.label.to_string()} class={classes!("stacked-part", segment.tone.class(), segment.pale.then_some("is-pale"), (segment.value == 0).then_some("is-empty"))} style={width(segment.value)}></span>
                }) }
            </div>
            if props.legend {
                <ul class="legend">
                    { for props.segments.iter().map(|segment| html! {
                        <li key={segment.label.to_string()} class={classes!((segment.value == 0).then_some("is-zero"))}>
                            <span class={classes!("legend-dot", segment.tone.class(), segment.pale.then_some("is-pale"))} aria-hidden="true"></span>
                            <span class="legend-label">{ &segment.label }</span>
                            <span class="legend-value digits">{ lang.number(segment.value) }</span>
                            <span class="legend-share digits">{ lang.percent(segment.value, props.total) }</span>
                        </li>
                    }) }
                </ul>
            }
        </div>
    }
}
