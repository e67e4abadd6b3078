use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// Where links of the app begin; those of the server are the browser's business.
const OF_THE_SERVER: &str = "/api/";

#[derive(Properties, PartialEq)]
pub struct BodyProps {
    /// From the app's own files.
    pub html: AttrValue,
    /// The heading to begin at.
    #[prop_or_default]
    pub anchor: Option<AttrValue>,
    /// Hears where a link leads within the app.
    pub on_follow: Callback<String>,
}

/// The text of a topic. Its links stay within the app: a press on one loads nothing anew.
#[component(Body)]
pub fn body(props: &BodyProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((props.html.clone(), props.anchor.clone()), move |(_, anchor)| {
            if let Some(anchor) = anchor {
                scroll_to(&node, anchor);
            }
        });
    }
    let onclick = {
        let (node, on_follow) = (node.clone(), props.on_follow.clone());
        Callback::from(move |event: MouseEvent| {
            if event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key() {
                return;
            }
            let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let link = pressed.and_then(|element| element.closest("a[href]").ok().flatten());
            let Some(address) = link.and_then(|link| link.get_attribute("href")) else { return };
            if let Some(anchor) = address.strip_prefix('#') {
                event.prevent_default();
                scroll_to(&node, anchor);
            } else if address.starts_with('/') && !address.starts_with(OF_THE_SERVER) {
                event.prevent_default();
                on_follow.emit(address);
            }
        })
    };
    html! { <div ref={node} class="help-body" {onclick}>{ Html::from_html_unchecked(props.html.clone()) }</div> }
}

fn scroll_to(node: &NodeRef, anchor: &str) {
    let heading = node.cast::<Element>().and_then(|body| body.query_selector(&format!("#{anchor}")).ok().flatten());
    if let Some(heading) = heading {
        heading.scroll_into_view();
    }
}
