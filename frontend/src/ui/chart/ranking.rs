use yew::prelude::*;

use crate::i18n::use_lang;
use crate::ui::Tone;

/// One of several: a country, a reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Rank {
    /// Its name; may be a link.
    pub label: Html,
    pub value: i64,
    pub tone: Tone,
    /// More about it, below its name.
    pub note: Option<AttrValue>,
}

#[derive(Properties, PartialEq)]
pub struct RankingProps {
    /// What is ranked.
    pub label: AttrValue,
    /// In the order in which they are to stand.
    pub ranks: Vec<Rank>,
    /// The whole that they are parts of.
    pub total: i64,
}

/// Names with lying bars, as long as their figures beside the largest one. A list with its figures in words: what the
/// bars show is also read.
#[component(Ranking)]
pub fn ranking(props: &RankingProps) -> Html {
    let lang = use_lang();
    let highest = props.ranks.iter().map(|rank| rank.value).max().unwrap_or_default().max(1);
    html! {
        <ul class="ranking" aria-label={props.label.clone()}>
            { for props.ranks.iter().map(|rank| html! {
                <li>
                    <div class="ranking-words">
                        <span class="ranking-label">{ rank.label.clone() }</span>
                        <strong class="digits">{ lang.number(rank.value) }</strong>
                        <span class="ranking-share quiet digits">{ lang.percent(rank.value, props.total) }</span>
                    </div>
                    <div class="bar" aria-hidden="true">
                        <span class={rank.tone.class()} style={format!("width:{:.2}%;background:var(--chip-fill)", rank.value as f64 * 100.0 / highest as f64)}></span>
                    </div>
                    if let Some(note) = &rank.note {
                        <div class="quiet small">{ note }</div>
                    }
                </li>
            }) }
        </ul>
    }
}
