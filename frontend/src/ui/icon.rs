use yew::prelude::*;

use super::IconName;

#[derive(Properties, PartialEq)]
pub struct IconProps {
    pub name: IconName,
    #[prop_or_default]
    pub class: Classes,
}

/// A drawing from the page's sprite. Hidden from screen readers: the words are always there too.
#[component(Icon)]
pub fn icon(props: &IconProps) -> Html {
    html! {
        <svg class={classes!("icon", props.class.clone())} viewBox="0 0 24 24" fill="none" stroke="currentColor"
            stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
            <use href={format!("#i-{}", props.name.name())} />
        </svg>
    }
}
