use openapi::imports::{ImportOutcome, ImportResult};
use yew::prelude::*;

use crate::api::imports::Rows;
use crate::i18n::use_lang;

#[derive(Properties, PartialEq)]
pub struct CountsProps {
    pub result: ImportResult,
    /// Whose rows are shown below.
    #[prop_or_default]
    pub open: Option<Rows>,
    /// Where the figures open the rows behind them.
    #[prop_or_default]
    pub on_open: Option<Callback<Rows>>,
}

/// What an import did, or would do, in figures.
#[component(Counts)]
pub fn counts(props: &CountsProps) -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let result = &props.result;
    let new = texts.created(result.new);
    let all = [
        (Rows::Of(ImportOutcome::New), result.new, new.as_str()),
        (Rows::Of(ImportOutcome::Updated), result.updated, texts.updated()),
        (Rows::Of(ImportOutcome::Unchanged), result.unchanged, texts.unchanged()),
        (Rows::Of(ImportOutcome::Duplicate), result.duplicate, texts.duplicate()),
        (Rows::Blacklisted, result.blacklisted, texts.blacklisted()),
        (Rows::Of(ImportOutcome::Invalid), result.invalid, texts.invalid()),
    ];
    html! {
        <ul class="counts">
            { for all.into_iter().enumerate().map(|(index, (rows, count, label))| {
                let is_bad = rows == Rows::Of(ImportOutcome::Invalid) && count > 0;
                let class = classes!((count == 0).then_some("is-zero"), is_bad.then_some("is-bad"));
                let words = html! { <><span class="counts-figure digits">{ lang.number(count) }</span><span class="quiet">{ label }</span></> };
                match props.on_open.as_ref().filter(|_| count > 0) {
                    Some(on_open) => {
                        let pressed = if props.open == Some(rows) { "true" } else { "false" };
                        let onclick = on_open.reform(move |_: MouseEvent| rows);
                        html! { <li key={index} {class}><button type="button" class="counts-open" aria-pressed={pressed} {onclick}>{ words }</button></li> }
                    }
                    None => html! { <li key={index} {class}>{ words }</li> },
                }
            }) }
        </ul>
    }
}
