use web_sys::{DragEvent, File, HtmlInputElement};
use yew::prelude::*;

use super::{Icon, IconName};

#[derive(Properties, PartialEq)]
pub struct DropZoneProps {
    pub id: AttrValue,
    pub label: AttrValue,
    pub hint: AttrValue,
    /// The endings that the file chooser offers.
    pub accept: AttrValue,
    pub onfile: Callback<File>,
    #[prop_or_default]
    pub disabled: bool,
}

/// Takes one file, dropped or chosen. The whole area is the label of a real file input: keyboards and screen
/// readers get what they know.
#[component(DropZone)]
pub fn drop_zone(props: &DropZoneProps) -> Html {
    let over = use_state(|| false);
    let hover = |is_over: bool| {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(is_over);
        })
    };
    let ondrop = {
        let (over, onfile) = (over.clone(), props.onfile.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            if let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0)) {
                onfile.emit(file);
            }
        })
    };
    let onchange = {
        let onfile = props.onfile.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                onfile.emit(file);
            }
            // The same file chosen again is a choice again.
            input.set_value("");
        })
    };
    let hint_id = format!("{}-hint", props.id);
    html! {
        <div class={classes!("drop-zone", over.then_some("is-over"))} ondragover={hover(true)} ondragenter={hover(true)} ondragleave={hover(false)} {ondrop}>
            <input id={props.id.clone()} class="drop-zone-input" type="file" accept={props.accept.clone()} {onchange}
                disabled={props.disabled} aria-describedby={hint_id.clone()} />
            <label class="drop-zone-label" for={props.id.clone()}>
                <Icon name={IconName::CloudUpload} />
                <span class="drop-zone-title">{ &props.label }</span>
            </label>
            <span class="quiet small" id={hint_id}>{ &props.hint }</span>
        </div>
    }
}
