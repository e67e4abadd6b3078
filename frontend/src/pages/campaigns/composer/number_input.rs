use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::draft::Pen;
use crate::i18n::use_lang;

const ID: &str = "numbers";

/// Puts the caret where numbers are typed.
pub fn focus() {
    let input = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(ID))
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(input) = input {
        let _ = input.focus();
    }
}

#[derive(Properties, PartialEq)]
pub struct NumberInputProps {
    pub typed: UseStateHandle<String>,
    /// Numbers that there are already: Backspace in an empty input takes the last of them back.
    pub count: usize,
    pub invalid: bool,
    pub pen: Pen,
}

/// Where numbers are typed and pasted: they become chips at a comma, a line break, or when one goes on.
#[component(NumberInput)]
pub fn number_input(props: &NumberInputProps) -> Html {
    let placeholder = use_lang().recipients().placeholder();
    let typed = props.typed.clone();
    let take = {
        let (typed, pen) = (typed.setter(), props.pen.clone());
        Callback::from(move |text: String| {
            typed.set(String::new());
            if !text.trim().is_empty() {
                pen.edit(move |draft| Rc::make_mut(&mut draft.numbers).add(&text));
            }
        })
    };
    let oninput = {
        let (typed, take) = (typed.setter(), take.clone());
        Callback::from(move |event: InputEvent| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value();
            if value.contains([',', ';']) { take.emit(value) } else { typed.set(value) }
        })
    };
    let onpaste = {
        let (typed, take) = (typed.clone(), take.clone());
        Callback::from(move |event: Event| {
            // A one-line input drops line breaks when it pastes, and chokes on megabytes.
            let pasted = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
            let Some(text) = pasted.and_then(|data| data.get_data("text").ok()) else { return };
            if text.contains(['\n', '\r', ',', ';', '\t']) {
                event.prevent_default();
                take.emit(format!("{}{text}", *typed));
            }
        })
    };
    let onkeydown = {
        let (typed, take, pen, count) = (typed.clone(), take.clone(), props.pen.clone(), props.count);
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                take.emit((*typed).clone());
            }
            // The last number comes back to be mended rather than to vanish.
            "Backspace" if typed.is_empty() && count > 0 => {
                event.prevent_default();
                let typed = typed.setter();
                pen.edit(move |draft| {
                    typed.set(Rc::make_mut(&mut draft.numbers).remove(count - 1).unwrap_or_default());
                });
            }
            _ => {}
        })
    };
    let onblur = {
        let typed = typed.clone();
        Callback::from(move |_: FocusEvent| take.emit((*typed).clone()))
    };
    html! {
        <input id={ID} class="chip-input" type="text" inputmode="tel" value={(*typed).clone()} {oninput} {onpaste} {onkeydown} {onblur}
            {placeholder} autocomplete="off" spellcheck="false" aria-describedby="numbers-hint" aria-invalid={props.invalid.then_some("true")} />
    }
}
