//! What leaves the page: into a file, onto the clipboard.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};
use yew::prelude::*;

use super::{Button, IconName, use_toaster};
use crate::i18n::use_lang;

/// Offers a text as a file; `kind` is its media type.
pub fn save_text(name: &str, kind: &str, text: &str) {
    let settings = BlobPropertyBag::new();
    settings.set_type(kind);
    let parts = js_sys::Array::of1(&text.into());
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &settings) else { return };
    save_blob(name, &blob);
}

/// Offers what is held already as a file.
pub fn save_blob(name: &str, blob: &Blob) {
    let Ok(url) = Url::create_object_url_with_blob(blob) else { return };
    let link = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.create_element("a").ok())
        .and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    let _ = Url::revoke_object_url(&url);
}

/// The browser's clipboard: absent over plain HTTP on a network address.
fn clipboard() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &"clipboard".into()).ok().filter(|clipboard| !clipboard.is_undefined())
}

async fn copy(text: &str) -> Option<()> {
    let clipboard = clipboard()?;
    let write: Function = Reflect::get(&clipboard, &"writeText".into()).ok()?.dyn_into().ok()?;
    let written: Promise = write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()?;
    JsFuture::from(written).await.ok().map(|_| ())
}

#[derive(Properties, PartialEq)]
pub struct CopyButtonProps {
    pub text: AttrValue,
    /// What is copied, where "Copy" alone would not say.
    #[prop_or_default]
    pub words: Option<AttrValue>,
}

/// Copies a text; absent where the browser does not let it.
#[component(CopyButton)]
pub fn copy_button(props: &CopyButtonProps) -> Html {
    let texts = use_lang().common();
    let toaster = use_toaster();
    if clipboard().is_none() {
        return Html::default();
    }
    let onclick = {
        let text = props.text.clone();
        Callback::from(move |_| {
            let (text, toaster) = (text.clone(), toaster.clone());
            wasm_bindgen_futures::spawn_local(async move {
                if copy(&text).await.is_some() {
                    toaster.done(texts.copied());
                }
            });
        })
    };
    html! { <Button icon={IconName::Copy} {onclick}>{ props.words.clone().unwrap_or_else(|| texts.copy().into()) }</Button> }
}
