use yew::prelude::*;

use super::{Icon, IconName};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Variant {
    /// The one thing to do on a page.
    Primary,
    #[default]
    Normal,
    /// Destroys something.
    Danger,
    /// Present, not pressing.
    Quiet,
}

impl Variant {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn-primary",
            Self::Normal => "",
            Self::Danger => "btn-danger",
            Self::Quiet => "btn-quiet",
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct ButtonProps {
    #[prop_or_default]
    pub variant: Variant,
    #[prop_or_default]
    pub icon: Option<IconName>,
    /// Work is under way: the button keeps its size, turns, and takes no second press.
    #[prop_or_default]
    pub busy: bool,
    #[prop_or_default]
    pub disabled: bool,
    /// Submits the form that it stands in, or that `form` names.
    #[prop_or_default]
    pub submit: bool,
    #[prop_or_default]
    pub form: Option<AttrValue>,
    /// For a button that shows an icon alone.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    #[prop_or_default]
    pub class: Classes,
    #[prop_or_default]
    pub onclick: Callback<MouseEvent>,
    #[prop_or_default]
    pub children: Html,
}

#[component(Button)]
pub fn button(props: &ButtonProps) -> Html {
    let class = classes!(
        "btn",
        props.variant.class(),
        props.busy.then_some("is-busy"),
        props.label.is_some().then_some("btn-icon"),
        props.class.clone(),
    );
    let onclick = {
        let (busy, onclick) = (props.busy, props.onclick.clone());
        Callback::from(move |event: MouseEvent| {
            if busy {
                event.prevent_default();
            } else {
                onclick.emit(event);
            }
        })
    };
    html! {
        <button type={if props.submit { "submit" } else { "button" }} {class} {onclick} disabled={props.disabled}
            form={props.form.clone()} aria-busy={props.busy.then_some("true")} aria-label={props.label.clone()} title={props.label.clone()}>
            if let Some(name) = props.icon {
                <Icon {name} />
            }
            { props.children.clone() }
        </button>
    }
}
