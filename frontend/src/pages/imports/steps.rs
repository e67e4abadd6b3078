use yew::prelude::*;

use crate::i18n::use_lang;

#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub enum Stage {
    File,
    Columns,
    Check,
    Import,
}

#[derive(Properties, PartialEq)]
pub struct StepsProps {
    pub at: Stage,
}

/// How far one has come, and what is still to come.
#[component(Steps)]
pub fn steps(props: &StepsProps) -> Html {
    let texts = use_lang().imports();
    let all = [
        (Stage::File, texts.step_file()),
        (Stage::Columns, texts.step_columns()),
        (Stage::Check, texts.step_check()),
        (Stage::Import, texts.step_import()),
    ];
    html! {
        <ol class="stages" aria-label={texts.steps()}>
            { for all.into_iter().enumerate().map(|(index, (stage, name))| html! {
                <li key={index} class={(stage < props.at).then_some("is-done")} aria-current={(stage == props.at).then_some("step")}>
                    <span class="stage-mark digits" aria-hidden="true">{ index + 1 }</span>
                    <span>{ name }</span>
                </li>
            }) }
        </ol>
    }
}
