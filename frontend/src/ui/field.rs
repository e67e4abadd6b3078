//! Form controls, each with its label, its hint and its error tied to it.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{Button, Icon, IconName, Variant};
use crate::i18n::use_lang;

/// The ids of what describes a control, for `aria-describedby`.
pub fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    let mut ids = Vec::new();
    if error {
        ids.push(format!("{id}-error"));
    }
    if hint {
        ids.push(format!("{id}-hint"));
    }
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// Leads whoever pressed the button to the first field that is wrong, once the errors are drawn.
pub fn focus_first_invalid() {
    gloo_timers::callback::Timeout::new(0, || {
        let wrong = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.query_selector("main [aria-invalid=\"true\"]").ok().flatten());
        if let Some(wrong) = wrong.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = wrong.focus();
        }
    })
    .forget();
}

/// The error and the hint below a control.
pub fn below(id: &str, hint: Option<&AttrValue>, error: Option<&str>) -> Html {
    html! {
        <>
            if let Some(error) = error {
                <span class="form-error" id={format!("{id}-error")}><Icon name={IconName::AlertTriangle} />{ error }</span>
            }
            if let Some(hint) = hint {
                <span class="form-hint" id={format!("{id}-hint")}>{ hint }</span>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
pub struct FieldProps {
    pub id: AttrValue,
    pub label: AttrValue,
    pub value: AttrValue,
    pub oninput: Callback<String>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    #[prop_or_default]
    pub autocomplete: Option<AttrValue>,
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    #[prop_or_default]
    pub required: bool,
    #[prop_or_default]
    pub autofocus: bool,
    #[prop_or_default]
    pub maxlength: Option<AttrValue>,
    /// The id of a `<datalist>` of proposals.
    #[prop_or_default]
    pub list: Option<AttrValue>,
    /// The keyboard of a phone: `numeric` for codes, `decimal` for amounts.
    #[prop_or_default]
    pub inputmode: Option<AttrValue>,
    #[prop_or_default]
    pub readonly: bool,
    /// The label is read out and not shown: a search box says what it is by its place.
    #[prop_or_default]
    pub label_hidden: bool,
    #[prop_or_default]
    pub icon: Option<IconName>,
    #[prop_or_default]
    pub class: Classes,
}

/// A line of text; a password can be shown while it is typed.
#[component(Field)]
pub fn field(props: &FieldProps) -> Html {
    let lang = use_lang();
    let shown = use_state(|| false);
    let oninput = {
        let oninput = props.oninput.clone();
        Callback::from(move |event: InputEvent| oninput.emit(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let node = use_node_ref();
    {
        // The browser looks at `autofocus` when a page or a dialog opens; a field that takes another's place asks itself.
        let node = node.clone();
        use_effect_with(props.autofocus, move |autofocus| {
            if let Some(input) = node.cast::<HtmlElement>().filter(|_| *autofocus) {
                let _ = input.focus();
            }
        });
    }
    let invalid = props.error.is_some();
    let is_password = props.kind == "password";
    let kind = if is_password && *shown { AttrValue::Static("text") } else { props.kind.clone() };
    let input = html! {
        <input ref={node} id={props.id.clone()} name={props.id.clone()} type={kind} class="form-control" value={props.value.clone()} {oninput}
            autocomplete={props.autocomplete.clone()} placeholder={props.placeholder.clone()} required={props.required} readonly={props.readonly}
            autofocus={props.autofocus} maxlength={props.maxlength.clone()} list={props.list.clone()} inputmode={props.inputmode.clone()}
            aria-invalid={invalid.then_some("true")} aria-describedby={described_by(&props.id, props.hint.is_some(), invalid)}
            autocapitalize="none" spellcheck="false" />
    };
    let (eye, label) = match *shown {
        true => (IconName::EyeOff, lang.common().hide_typed()),
        false => (IconName::Eye, lang.common().show_typed()),
    };
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_| shown.set(!*shown))
    };
    html! {
        <div class={classes!("field", props.class.clone())}>
            <label class={if props.label_hidden { "visually-hidden" } else { "form-label" }} for={props.id.clone()}>{ &props.label }</label>
            if let Some(name) = props.icon {
                <div class="field-with-icon"><Icon {name} />{ input }</div>
            } else if is_password {
                <div class="field-with-button">{ input }<Button variant={Variant::Quiet} icon={eye} {label} onclick={toggle} /></div>
            } else {
                { input }
            }
            { below(&props.id, props.hint.as_ref(), props.error.as_deref()) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct TextAreaProps {
    pub id: AttrValue,
    pub label: AttrValue,
    pub value: AttrValue,
    pub oninput: Callback<String>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    #[prop_or(4)]
    pub rows: u32,
    #[prop_or_default]
    pub required: bool,
    /// For whoever needs the element: the place of the caret, say.
    #[prop_or_default]
    pub node: NodeRef,
}

/// Several lines of text.
#[component(TextArea)]
pub fn text_area(props: &TextAreaProps) -> Html {
    let oninput = {
        let oninput = props.oninput.clone();
        Callback::from(move |event: InputEvent| {
            oninput.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value());
        })
    };
    let invalid = props.error.is_some();
    html! {
        <div class="field">
            <label class="form-label" for={props.id.clone()}>{ &props.label }</label>
            <textarea ref={props.node.clone()} id={props.id.clone()} class="form-control" rows={props.rows.to_string()} value={props.value.clone()}
                {oninput} required={props.required} aria-invalid={invalid.then_some("true")}
                aria-describedby={described_by(&props.id, props.hint.is_some(), invalid)} />
            { below(&props.id, props.hint.as_ref(), props.error.as_deref()) }
        </div>
    }
}

/// One entry of a [`Select`].
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    pub value: AttrValue,
    pub label: AttrValue,
}

impl Choice {
    pub fn new(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

#[derive(Properties, PartialEq)]
pub struct SelectProps {
    pub id: AttrValue,
    pub label: AttrValue,
    pub value: AttrValue,
    pub choices: Vec<Choice>,
    pub onchange: Callback<String>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    #[prop_or_default]
    pub label_hidden: bool,
    #[prop_or_default]
    pub class: Classes,
}

/// One of several.
#[component(Select)]
pub fn select(props: &SelectProps) -> Html {
    let onchange = {
        let onchange = props.onchange.clone();
        Callback::from(move |event: Event| onchange.emit(event.target_unchecked_into::<HtmlSelectElement>().value()))
    };
    html! {
        <div class={classes!("field", props.class.clone())}>
            <label class={if props.label_hidden { "visually-hidden" } else { "form-label" }} for={props.id.clone()}>{ &props.label }</label>
            <select id={props.id.clone()} class="form-select" {onchange} aria-invalid={props.error.is_some().then_some("true")}
                aria-describedby={described_by(&props.id, props.hint.is_some(), props.error.is_some())}>
                { for props.choices.iter().map(|choice| html! {
                    <option key={choice.value.to_string()} value={choice.value.clone()} selected={choice.value == props.value}>{ &choice.label }</option>
                }) }
            </select>
            { below(&props.id, props.hint.as_ref(), props.error.as_deref()) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct CheckboxProps {
    pub id: AttrValue,
    pub label: AttrValue,
    pub checked: bool,
    pub onchange: Callback<bool>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// For a box in a table whose row says what it stands for.
    #[prop_or_default]
    pub label_hidden: bool,
    #[prop_or_default]
    pub indeterminate: bool,
}

/// Yes or no.
#[component(Checkbox)]
pub fn checkbox(props: &CheckboxProps) -> Html {
    let input = use_node_ref();
    {
        let input = input.clone();
        use_effect_with(props.indeterminate, move |indeterminate| {
            // A property without an attribute: only a script can set it.
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.set_indeterminate(*indeterminate);
            }
        });
    }
    let onchange = {
        let onchange = props.onchange.clone();
        Callback::from(move |event: Event| onchange.emit(event.target_unchecked_into::<HtmlInputElement>().checked()))
    };
    let control = html! {
        <input ref={input} id={props.id.clone()} type="checkbox" class="form-check-input" checked={props.checked} {onchange}
            aria-describedby={described_by(&props.id, props.hint.is_some(), false)}
            aria-label={props.label_hidden.then(|| props.label.clone())} />
    };
    if props.label_hidden {
        return control;
    }
    html! {
        <div class="check">
            { control }
            <div>
                <label for={props.id.clone()}>{ &props.label }</label>
                { below(&props.id, props.hint.as_ref(), None) }
            </div>
        </div>
    }
}

/// One entry of a [`Radios`], with what it means.
#[derive(Debug, Clone, PartialEq)]
pub struct Radio {
    pub value: &'static str,
    pub label: AttrValue,
    pub hint: AttrValue,
}

#[derive(Properties, PartialEq)]
pub struct RadiosProps {
    pub id: AttrValue,
    pub legend: AttrValue,
    /// The legend is read out and not shown: a heading above says it.
    #[prop_or_default]
    pub legend_hidden: bool,
    pub value: &'static str,
    pub choices: Vec<Radio>,
    pub onchange: Callback<&'static str>,
}

/// One of a few, each explained.
#[component(Radios)]
pub fn radios(props: &RadiosProps) -> Html {
    html! {
        <fieldset class="field">
            <legend class={if props.legend_hidden { "visually-hidden" } else { "form-label" }}>{ &props.legend }</legend>
            <div class="check-list">
                { for props.choices.iter().map(|choice| {
                    let id = format!("{}-{}", props.id, choice.value);
                    let value = choice.value;
                    html! {
                        <div class="check" key={value}>
                            <input id={id.clone()} name={props.id.clone()} type="radio" class="form-check-input" checked={value == props.value}
                                aria-describedby={described_by(&id, true, false)} onchange={props.onchange.reform(move |_: Event| value)} />
                            <div>
                                <label for={id.clone()}>{ &choice.label }</label>
                                { below(&id, Some(&choice.hint), None) }
                            </div>
                        </div>
                    }
                }) }
            </div>
        </fieldset>
    }
}
