use yew::prelude::*;

use crate::i18n::{countries, use_lang};
use crate::ui::{Choice, Select};

#[derive(Properties, PartialEq)]
pub struct CountrySelectProps {
    pub id: AttrValue,
    pub label: AttrValue,
    /// ISO 3166-1 alpha-2, or empty.
    pub value: AttrValue,
    pub onchange: Callback<String>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// Whether it may be left open.
    #[prop_or_default]
    pub optional: bool,
}

/// A country, by its name in the language of the page.
#[component(CountrySelect)]
pub fn country_select(props: &CountrySelectProps) -> Html {
    let lang = use_lang();
    let choices = use_memo((lang, props.optional), |(lang, optional)| {
        let open = optional.then(|| Choice::new("", lang.account().no_country()));
        open.into_iter()
            .chain(countries(*lang).into_iter().map(|(code, name)| Choice::new(code, name)))
            .collect::<Vec<_>>()
    });
    html! {
        <Select id={props.id.clone()} label={props.label.clone()} value={props.value.clone()} choices={(*choices).clone()} onchange={props.onchange.clone()}
            hint={props.hint.clone()} error={props.error.clone()} />
    }
}
