//! The text as it is written, with marks under what a writer should see: fields, and characters that cost.
//!
//! A `<textarea>` cannot mark anything, so a copy of the text with the marks lies behind it, letter on letter. The copy also
//! gives the area its height: both grow together and nothing scrolls, so the two cannot drift apart.

use std::ops::Range;

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::i18n::use_lang;
use crate::ui::below;

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marked {
    Field,
    Unknown,
    /// The doctor has something to say.
    Costly,
}

impl Marked {
    const fn class(self) -> &'static str {
        match self {
            Self::Field => "mark-field",
            Self::Unknown => "mark-unknown",
            Self::Costly => "mark-costly",
        }
    }
}

/// A stretch of the text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub range: Range<usize>,
    pub what: Marked,
}

#[derive(Properties, PartialEq)]
pub struct AreaProps {
    pub text: String,
    /// In the order of the text; none overlaps another.
    pub marks: Vec<Mark>,
    pub error: Option<AttrValue>,
    pub node: NodeRef,
    pub oninput: Callback<String>,
    /// Hears keys before the area does.
    pub onkeydown: Callback<KeyboardEvent>,
    /// The ids of what is said about the text elsewhere.
    pub described_by: &'static str,
}

#[component(Area)]
pub fn area(props: &AreaProps) -> Html {
    let texts = use_lang().composer();
    let oninput =
        props.oninput.reform(|event: InputEvent| event.target_unchecked_into::<HtmlTextAreaElement>().value());
    let invalid = props.error.is_some();
    html! {
        <div class="field">
            <label class="form-label" for="text">{ texts.text() }</label>
            <div class="area">
                <div class="area-marks form-control" aria-hidden="true" dir="auto">{ marked(&props.text, &props.marks) }{ "\u{200b}" }</div>
                <textarea ref={props.node.clone()} id="text" class="form-control area-text" dir="auto" value={props.text.clone()} {oninput}
                    onkeydown={props.onkeydown.clone()} required=true aria-invalid={invalid.then_some("true")} spellcheck="true"
                    aria-describedby={if invalid { format!("text-error {}", props.described_by) } else { props.described_by.to_owned() }} />
            </div>
            { below("text", None, props.error.as_deref()) }
        </div>
    }
}

fn marked(text: &str, marks: &[Mark]) -> Html {
    let mut pieces = Vec::with_capacity(marks.len() * 2 + 1);
    let mut from = 0;
    for mark in marks.iter().filter(|mark| text.get(mark.range.clone()).is_some()) {
        if mark.range.start < from {
            continue;
        }
        pieces.push(html! { { &text[from..mark.range.start] } });
        pieces.push(html! { <mark class={mark.what.class()}>{ &text[mark.range.clone()] }</mark> });
        from = mark.range.end;
    }
    pieces.push(html! { { &text[from..] } });
    html! { <>{ for pieces }</> }
}

/// Where the selection lies, in bytes.
pub fn selection(area: &HtmlTextAreaElement) -> Range<usize> {
    let text = area.value();
    let place = |at: Option<u32>| byte_at(&text, at.and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX));
    let from = place(area.selection_start().ok().flatten());
    from..place(area.selection_end().ok().flatten()).max(from)
}

/// The byte of a text at which so many units of UTF-16 lie before.
fn byte_at(text: &str, units: usize) -> usize {
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        if seen >= units {
            return at;
        }
        seen += c.len_utf16();
    }
    text.len()
}

/// Writes over a stretch of the text as if it were typed: it can be undone like typing, and the area tells of it by itself.
pub fn type_over(area: &HtmlTextAreaElement, range: Range<usize>, new: &str) {
    let text = area.value();
    let units = |to: usize| u32::try_from(text[..to].encode_utf16().count()).unwrap_or(u32::MAX);
    let _ = area.focus();
    let _ = area.set_selection_range(units(range.start), units(range.end));
    if !insert_text(new) {
        // A browser without that command: the change comes all the same, but cannot be undone.
        let _ = area.set_range_text(new);
        if let Ok(event) = InputEvent::new("input") {
            let _ = area.dispatch_event(&event);
        }
    }
}

fn insert_text(new: &str) -> bool {
    let run = || {
        let document = web_sys::window()?.document()?;
        let command: Function = Reflect::get(&document, &"execCommand".into()).ok()?.dyn_into().ok()?;
        let word = if new.is_empty() { "delete" } else { "insertText" };
        command.call3(&document, &word.into(), &false.into(), &new.into()).ok()?.as_bool()
    };
    run().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_counts_in_utf16() {
        let text = "é😀a";
        assert_eq!([0, 1, 3, 4, 9].map(|units| byte_at(text, units)), [0, 2, 6, 7, 7]);
    }
}
