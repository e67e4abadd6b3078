use yew::prelude::*;

use crate::i18n::use_lang;

#[derive(Properties, PartialEq)]
pub struct PreviewProps {
    /// What the recipient gets.
    pub text: String,
    /// Who that is, when the text says something else to everybody.
    pub example: Option<AttrValue>,
    pub sender: Option<String>,
    /// What is to be said of it on the phone: that it is heard, not read.
    #[prop_or_default]
    pub note: Option<AttrValue>,
    /// Below the phone: a way to other recipients.
    #[prop_or_default]
    pub children: Html,
}

/// The message on a phone.
#[component(Preview)]
pub fn preview(props: &PreviewProps) -> Html {
    let texts = use_lang().composer();
    html! {
        <section class="preview" aria-labelledby="preview">
            <h2 class="visually-hidden" id="preview">{ texts.preview() }</h2>
            <div class="phone">
                <div class="phone-head">
                    <span class="phone-camera" aria-hidden="true"></span>
                    <span class="phone-sender">{ props.sender.clone().unwrap_or_else(|| texts.shared_number().to_owned()) }</span>
                </div>
                <div class="phone-screen">
                    if let Some(note) = &props.note {
                        <p class="phone-note quiet small">{ note }</p>
                    }
                    if props.text.is_empty() {
                        <p class="phone-empty">{ texts.preview_empty() }</p>
                    } else {
                        // Each line finds its own direction, as it does on a phone.
                        <div class="bubble" dir="auto">{ &props.text }</div>
                    }
                </div>
            </div>
            if let Some(example) = &props.example {
                <p class="quiet small text-center mt-2 mb-0">{ texts.preview_with(example) }</p>
            }
            { props.children.clone() }
        </section>
    }
}
