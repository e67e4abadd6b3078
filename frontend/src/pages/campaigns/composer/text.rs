//! The text: written, filled with fields, counted and mended while one types. The counting is the server's own crate.

use sms::{Measure, Spoken, Template};
use yew::prelude::*;

use super::area::{Area, Mark, Marked};
use super::composed::{Known, use_known};
use super::counter::Counter;
use super::doctor::{self, Doctor};
use super::fields::FieldDialog;
use crate::i18n::use_lang;
use crate::ui::{Button, Icon, IconName};

#[derive(Properties, PartialEq)]
pub struct TextFieldProps {
    pub text: String,
    /// The size of what the previewed recipient would get.
    pub measure: Measure,
    pub euro_replaced: bool,
    pub error: Option<AttrValue>,
    pub onchange: Callback<String>,
    /// Of a message that is read aloud.
    #[prop_or_default]
    pub spoken: Option<Spoken>,
    /// Beside the button that inserts fields.
    #[prop_or_default]
    pub children: Html,
    /// For whoever writes into it.
    #[prop_or_default]
    pub node: NodeRef,
}

#[component(TextField)]
pub fn text_field(props: &TextFieldProps) -> Html {
    let texts = use_lang().composer();
    let known = use_known();
    let inserting = use_state(|| false);
    let set_inserting = |open: bool| {
        let inserting = inserting.clone();
        Callback::from(move |()| inserting.set(open))
    };
    let area = props.node.clone();
    let template = Template::parse(&props.text).with_own(&known.own_fields);
    let unknown = unknown(&template, &known);
    let is_spoken = props.spoken.is_some();
    let onkeydown = if is_spoken { Callback::noop() } else { doctor::on_key(&template, &area) };
    let parts = (props.measure.parts.get(), after_repair(&template, props.measure));
    html! {
        <>
            <div class="text-tools tools">
                <Button class="btn-sm" icon={IconName::Forms} onclick={set_inserting(true).reform(|_: MouseEvent| ())}>{ texts.insert() }</Button>
                { props.children.clone() }
            </div>
            <Area text={props.text.clone()} marks={marks(&template, &unknown, is_spoken)} error={props.error.clone()} node={area.clone()}
                oninput={props.onchange.clone()} {onkeydown} described_by="counter doctor" />
            <Counter measure={props.measure} spoken={props.spoken.clone()} />
            if !unknown.is_empty() {
                <div class="note tone-warn" role="status"><Icon name={IconName::AlertTriangle} /><span class="note-text">{ texts.unknown_fields(written(&unknown)) }</span></div>
            }
            if props.euro_replaced {
                <div class="note tone-info"><Icon name={IconName::InfoCircle} /><span class="note-text">{ texts.euro() }</span></div>
            }
            if !is_spoken {
                <Doctor {template} area={area.clone()} {parts} />
            }
            <FieldDialog open={*inserting} on_close={set_inserting(false)} {known} {area} />
        </>
    }
}

/// The fields that nobody has. `$stop` is nobody's either where the operator has not said where the server is reached.
fn unknown(template: &Template, known: &Known) -> Vec<String> {
    let mut unknown: Vec<String> = template.unknown(&known.own_fields).into_iter().map(str::to_owned).collect();
    if known.opt_out.is_none() && template.asks_opt_out() {
        unknown.push("stop".to_owned());
    }
    unknown
}

fn written(names: &[String]) -> String {
    names.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", ")
}

/// What the previewed message would take with the replacements made: as much less as the text itself would.
fn after_repair(template: &Template, measure: Measure) -> u32 {
    let before = sms::measure(&sms::clean(template.source())).parts.get();
    let after = sms::measure(&sms::clean(&template.repair())).parts.get();
    measure.parts.get().saturating_sub(before.saturating_sub(after)).max(1)
}

fn marks(template: &Template, unknown: &[String], is_spoken: bool) -> Vec<Mark> {
    let fields = template.fields().map(|(range, name)| {
        let what = if unknown.iter().any(|other| other == name) { Marked::Unknown } else { Marked::Field };
        Mark { range, what }
    });
    let costly = if is_spoken { Vec::new() } else { doctor::underlined(template) };
    let costly = costly.into_iter().map(|finding| Mark { range: finding.range(), what: Marked::Costly });
    let mut marks: Vec<Mark> = fields.chain(costly).collect();
    marks.sort_by_key(|mark| mark.range.start);
    marks
}
