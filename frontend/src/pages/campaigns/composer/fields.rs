//! The fields that can stand in a text, and putting one where the caret is.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::area::{selection, type_over};
use super::composed::Known;
use crate::i18n::{Lang, use_lang};
use crate::ui::{Dialog, Field};

#[derive(Properties, PartialEq)]
pub struct FieldDialogProps {
    pub open: bool,
    pub on_close: Callback<()>,
    pub known: Known,
    pub area: NodeRef,
}

/// Name, as it is called in the language of the page, and as it is written in a text.
fn fields(lang: Lang, known: &Known) -> Vec<(String, String)> {
    let texts = lang.composer();
    let written = match lang {
        Lang::Fr => ["prenom", "nom", "societe", "email"],
        Lang::En => ["first_name", "last_name", "company", "email"],
    };
    let named = [texts.first_name(), texts.last_name(), texts.company(), texts.email()];
    let standard = named.into_iter().zip(written).map(|(name, key)| (name.to_owned(), key.to_owned()));
    let own = known.own_fields.iter().map(|name| (name.clone(), sms::field_key(name)));
    standard.chain(own).collect()
}

#[component(FieldDialog)]
pub fn field_dialog(props: &FieldDialogProps) -> Html {
    let lang = use_lang();
    let texts = lang.composer();
    let instead = use_state(String::new);
    let insert = {
        let (area, on_close) = (props.area.clone(), props.on_close.clone());
        Callback::from(move |field: String| {
            on_close.emit(());
            let area = area.clone();
            // The dialog gives the focus back when it is drawn closed; the text takes it after that.
            gloo_timers::callback::Timeout::new(0, move || {
                if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                    type_over(&area, selection(&area), &field);
                }
            })
            .forget();
        })
    };
    let oninput = {
        let instead = instead.setter();
        // What would end the field or begin another cannot be said instead of one.
        Callback::from(move |value: String| instead.set(value.replace(['$', '{', '}', '|'], "")))
    };
    let row = |name: &str, written: String| {
        let taken = written.clone();
        html! {
            <li key={written.clone()}>
                <button type="button" class="field-row" onclick={insert.reform(move |_: MouseEvent| taken.clone())}>
                    <span class="cell-main">{ name }</span><code>{ written }</code>
                </button>
            </li>
        }
    };
    let fallback = instead.trim();
    html! {
        <Dialog id="insert-field" title={texts.insert()} open={props.open} on_close={props.on_close.clone()}>
            <div class="form-stack">
                <Field id="field-instead" label={texts.instead()} hint={texts.instead_hint()} value={(*instead).clone()} maxlength="60" {oninput} autocomplete="off" />
                <ul class="field-list">
                    { for fields(lang, &props.known).into_iter().map(|(name, key)| {
                        row(&name, if fallback.is_empty() { format!("${key}") } else { format!("${{{key}|{fallback}}}") })
                    }) }
                </ul>
                if props.known.opt_out.is_some() {
                    <div>
                        <h3 class="facts-title">{ texts.opt_out_title() }</h3>
                        <ul class="field-list">{ row(texts.opt_out(), "$stop".to_owned()) }</ul>
                        <p class="form-hint">{ texts.opt_out_hint() }</p>
                    </div>
                }
            </div>
        </Dialog>
    }
}
