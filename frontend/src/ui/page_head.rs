use std::cell::Cell;

use web_sys::HtmlElement;
use yew::prelude::*;
use yew_router::prelude::*;

use super::{HelpLink, Icon, IconName};
use crate::route::Route;

thread_local! {
    /// The first page leaves the focus where the browser put it: at the top, before the link that skips.
    static ARRIVED: Cell<bool> = const { Cell::new(false) };
}

#[derive(Properties, PartialEq)]
pub struct PageHeadProps {
    pub title: AttrValue,
    #[prop_or_default]
    pub lead: Option<AttrValue>,
    /// The page above this one, with its name.
    #[prop_or_default]
    pub back: Option<(Route, AttrValue)>,
    /// Beside the title: a status.
    #[prop_or_default]
    pub aside: Html,
    /// What can be done on this page.
    #[prop_or_default]
    pub children: Html,
}

/// The head of a page: its name in the document's title and in the one `h1` with the "?" that explains it, which takes the focus when one arrives
/// from another page, so that screen readers begin there.
#[component(PageHead)]
pub fn page_head(props: &PageHeadProps) -> Html {
    let heading = use_node_ref();
    use_effect_with(props.title.clone(), |title| {
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            document.set_title(&format!("{title} · Chappe"));
        }
    });
    {
        let heading = heading.clone();
        use_effect_with((), move |()| {
            if ARRIVED.replace(true)
                && let Some(heading) = heading.cast::<HtmlElement>()
            {
                let _ = heading.focus();
            }
        });
    }
    html! {
        <div class="page-head">
            <div class="page-head-text">
                if let Some((route, name)) = &props.back {
                    <Link<Route> to={*route} classes="page-back plain"><Icon name={IconName::ArrowLeft} />{ name }</Link<Route>>
                }
                <div class="page-title"><h1 ref={heading} tabindex="-1">{ &props.title }</h1><HelpLink />{ props.aside.clone() }</div>
                if let Some(lead) = &props.lead {
                    <p>{ lead }</p>
                }
            </div>
            <div class="page-actions">{ props.children.clone() }</div>
        </div>
    }
}
