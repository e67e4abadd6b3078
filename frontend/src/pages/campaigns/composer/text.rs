//! The text: written, filled with fields, counted and mended while one types. The counting is the server's own crate.

use sms::{Costs, Encoding, Finding, Measure, Template, field_key};
use web_sys::{HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::api;
use crate::hooks::use_load;
use crate::i18n::{Lang, use_lang};
use crate::ui::{Button, Icon, IconName, TextArea};

#[derive(Properties, PartialEq)]
pub struct TextFieldProps {
    pub text: String,
    /// The size of what the example recipient would get.
    pub measure: Measure,
    pub euro_replaced: bool,
    pub error: Option<AttrValue>,
    pub onchange: Callback<String>,
}

#[component(TextField)]
pub fn text_field(props: &TextFieldProps) -> Html {
    let lang = use_lang();
    let texts = lang.composer();
    let node = use_node_ref();
    let insert = {
        let (node, onchange) = (node.clone(), props.onchange.clone());
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            let field = select.value();
            select.set_value("");
            if let Some(area) = node.cast::<HtmlTextAreaElement>().filter(|_| !field.is_empty()) {
                onchange.emit(insert_at_caret(&area, &field));
            }
        })
    };
    let own = use_load((), |()| async { api::contact_fields::list().await });
    // Without them a text can be written all the same: a field that nobody knows is told as such.
    let own = own.data.as_deref().map(Vec::as_slice).unwrap_or_default();
    let fields = [
        (if lang == Lang::Fr { "$prenom" } else { "$first_name" }, texts.first_name()),
        (if lang == Lang::Fr { "$nom" } else { "$last_name" }, texts.last_name()),
        (if lang == Lang::Fr { "$societe" } else { "$company" }, texts.company()),
        ("$email", texts.email()),
    ];
    let template = Template::parse(&props.text);
    let unknown = template
        .unknown(own.iter().map(|field| field.name.as_str()))
        .into_iter()
        .map(|name| format!("${name}"))
        .collect::<Vec<_>>()
        .join(", ");
    html! {
        <>
            <div class="text-tools">
                <label class="visually-hidden" for="insert">{ texts.insert() }</label>
                <select id="insert" class="form-select form-select-sm" onchange={insert}>
                    <option value="" selected=true>{ texts.insert() }</option>
                    { for fields.into_iter().map(|(field, name)| html! { <option key={field} value={field}>{ format!("{name} · {field}") }</option> }) }
                    { for own.iter().map(|field| {
                        let written = format!("${}", field_key(&field.name));
                        html! { <option key={written.clone()} value={written.clone()}>{ format!("{} · {written}", field.name) }</option> }
                    }) }
                </select>
            </div>
            <TextArea id="text" label={texts.text()} value={props.text.clone()} rows=6 required=true {node} error={props.error.clone()} oninput={props.onchange.clone()} />
            <Counter measure={props.measure} />
            if !unknown.is_empty() {
                <div class="note tone-warn"><Icon name={IconName::AlertTriangle} /><span class="note-text">{ texts.unknown_fields(unknown) }</span></div>
            }
            if props.euro_replaced {
                <div class="note tone-info"><Icon name={IconName::InfoCircle} /><span class="note-text">{ texts.euro() }</span></div>
            }
            <Doctor text={props.text.clone()} onchange={props.onchange.clone()} />
        </>
    }
}

/// The text with a field where the caret is. The caret counts in UTF-16, as JavaScript does.
fn insert_at_caret(area: &HtmlTextAreaElement, field: &str) -> String {
    let text: Vec<u16> = area.value().encode_utf16().collect();
    let place = |at: Option<u32>| at.and_then(|at| usize::try_from(at).ok()).unwrap_or(text.len()).min(text.len());
    let from = place(area.selection_start().ok().flatten());
    let to = place(area.selection_end().ok().flatten()).max(from);
    let mut units = text[..from].to_vec();
    units.extend(field.encode_utf16());
    let caret = u32::try_from(units.len()).ok();
    units.extend(&text[to..]);
    let filled = String::from_utf16_lossy(&units);
    area.set_value(&filled);
    let _ = area.focus();
    let _ = area.set_selection_start(caret);
    let _ = area.set_selection_end(caret);
    filled
}

#[derive(Properties, PartialEq)]
pub struct CounterProps {
    pub measure: Measure,
}

/// Parts, room left, alphabet.
#[component(Counter)]
pub fn counter(props: &CounterProps) -> Html {
    let lang = use_lang();
    let texts = lang.composer();
    let measure = props.measure;
    let alphabet = match measure.encoding {
        Encoding::Gsm7 => texts.standard(),
        Encoding::Ucs2 => texts.unicode(),
    };
    let parts = measure.parts.get();
    let share =
        if parts == 0 { 0.0 } else { f64::from(measure.per_part - measure.left) * 100.0 / f64::from(measure.per_part) };
    html! {
        <div class="counter" role="status" aria-live="polite">
            <span class="counter-gauge" aria-hidden="true"><span style={format!("width:{share:.1}%")}></span></span>
            <strong class="digits">{ texts.parts(i64::from(parts)) }</strong>
            <span class="quiet digits">{ texts.left(i64::from(measure.left)) }</span>
            <span class={classes!("counter-alphabet", (measure.encoding == Encoding::Ucs2).then_some("is-dear"))}>{ alphabet }</span>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct DoctorProps {
    text: String,
    onchange: Callback<String>,
}

/// The characters that make the message dearer, each with what could stand there instead.
#[component(Doctor)]
fn doctor(props: &DoctorProps) -> Html {
    let texts = use_lang().composer();
    let template = Template::parse(&props.text);
    let findings: Vec<Finding> =
        template.diagnose().into_iter().filter(|finding| finding.costs == Costs::Unicode).collect();
    if findings.is_empty() {
        return Html::default();
    }
    let mut distinct: Vec<(&str, Option<&'static str>)> = Vec::new();
    for finding in &findings {
        let written = &props.text[finding.range()];
        if !distinct.iter().any(|(known, _)| *known == written) {
            distinct.push((written, finding.replacement));
        }
    }
    let repaired = template.repair();
    let before = sms::measure(&sms::clean(&props.text)).parts;
    let after = sms::measure(&sms::clean(&repaired)).parts;
    let replace_all = {
        let (onchange, repaired) = (props.onchange.clone(), repaired.to_string());
        Callback::from(move |_: MouseEvent| onchange.emit(repaired.clone()))
    };
    let can_replace = *repaired != *props.text;
    html! {
        <div class="doctor tone-warn">
            <p>
                { texts.doctor_title() }
                if after < before {
                    { " " }<strong>{ texts.doctor_saves(before.get(), after.get()) }</strong>
                }
            </p>
            <div class="doctor-list">
                { for distinct.iter().map(|(written, replacement)| match replacement {
                    Some(to) => {
                        let changed = replace(&props.text, &findings, written, to);
                        html! {
                            <button key={written.to_string()} type="button" class="doctor-fix"
                                onclick={props.onchange.reform(move |_| changed.clone())}>
                                <span class="visually-hidden">{ texts.replace() }{ " " }</span>
                                <span class="doctor-char">{ visible(written) }</span>
                                <Icon name={IconName::ChevronRight} />
                                <span class="visually-hidden">{ " " }{ texts.by() }{ " " }</span>
                                <span class="doctor-char">{ visible(to) }</span>
                            </button>
                        }
                    }
                    None => html! {
                        <span key={written.to_string()} class="doctor-fix is-stuck"><span class="doctor-char">{ visible(written) }</span>{ texts.no_replacement() }</span>
                    },
                }) }
                if can_replace {
                    <Button class="btn-sm" icon={IconName::Wand} onclick={replace_all}>{ texts.replace_all() }</Button>
                }
            </div>
        </div>
    }
}

/// A space would not be seen.
fn visible(text: &str) -> String {
    text.replace([' ', '\u{a0}', '\u{202f}'], "␣")
}

/// The text with every finding of this spelling replaced, and nothing else.
fn replace(text: &str, findings: &[Finding], written: &str, to: &str) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut from = 0;
    for finding in findings.iter().filter(|finding| text[finding.range()] == *written) {
        changed.push_str(&text[from..finding.at]);
        changed.push_str(to);
        from = finding.at + finding.len;
    }
    changed.push_str(&text[from..]);
    changed
}
