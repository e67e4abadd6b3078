use yew::prelude::*;
use yew_router::prelude::*;

use crate::route::Route;

#[derive(Properties, PartialEq)]
pub struct NavLinkProps {
    pub to: Route,
    pub current: bool,
    pub class: Classes,
    pub children: Html,
}

/// A link among several that says which one is current. An anchor of our own, because the router's link takes no
/// `aria-current`.
#[component(NavLink)]
pub fn nav_link(props: &NavLinkProps) -> Html {
    let navigator = use_navigator();
    let onclick = {
        let route = props.to;
        Callback::from(move |event: MouseEvent| {
            // With a key held the browser opens a tab or a window: its business.
            if event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key() {
                return;
            }
            if let Some(navigator) = &navigator {
                event.prevent_default();
                navigator.push(&route);
            }
        })
    };
    html! {
        <a class={props.class.clone()} href={props.to.to_path()} {onclick} aria-current={props.current.then_some("page")}>
            { props.children.clone() }
        </a>
    }
}
