//! The characters that make the message dearer, each with what could stand there instead: a press away, or a key.

use std::ops::Range;

use sms::{Costs, Finding, Template};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::area::{selection, type_over};
use crate::i18n::use_lang;
use crate::ui::{Button, Icon, IconName};

/// Characters without an equivalent that are shown one by one.
const STUCK_SHOWN: usize = 5;

/// What to underline in the text: of what cannot be replaced only a few.
pub fn underlined(template: &Template) -> Vec<Finding> {
    let mut findings = findings(template);
    let text = template.source();
    let stuck = distinct(text, &findings).iter().filter(|one| one.to.is_none()).count();
    if stuck > STUCK_SHOWN {
        findings.retain(|finding| finding.replacement.is_some());
    }
    findings
}

/// What to look at in the text: all that forces Unicode; in a text of the standard alphabet, what counts two, but only
/// where it costs a message.
pub fn findings(template: &Template) -> Vec<Finding> {
    let findings = template.diagnose();
    let only_pairs = findings.iter().all(|finding| finding.costs == Costs::TwoUnits);
    if only_pairs && !pairs_cost_a_part(template.source(), findings.len()) {
        return Vec::new();
    }
    findings
}

fn pairs_cost_a_part(text: &str, pairs: usize) -> bool {
    let measure = sms::measure(&sms::clean(text));
    let single = measure.units.saturating_sub(u32::try_from(pairs).unwrap_or_default());
    let without = match single {
        units if units <= measure.encoding.single() => 1,
        units => units.div_ceil(measure.encoding.joined()),
    };
    pairs > 0 && without < measure.parts.get()
}

/// The finding that a key mends: the one at the caret, else the next one, else the first.
fn at_caret(findings: &[Finding], caret: usize) -> Option<&Finding> {
    let mut mendable = findings.iter().filter(|finding| finding.replacement.is_some());
    let first = mendable.clone().next();
    mendable.find(|finding| finding.range().end >= caret).or(first)
}

/// Mends what is at the caret of the area on Ctrl and the full stop, as editors do; ⌘ on a Mac.
pub fn on_key(template: &Template, area: &NodeRef) -> Callback<KeyboardEvent> {
    let (findings, area) = (findings(template), area.clone());
    Callback::from(move |event: KeyboardEvent| {
        if event.key() != "." || !(event.ctrl_key() || event.meta_key()) {
            return;
        }
        let Some(area) = area.cast::<HtmlTextAreaElement>() else { return };
        if let Some(finding) = at_caret(&findings, selection(&area).start) {
            event.prevent_default();
            type_over(&area, finding.range(), finding.replacement.unwrap_or_default());
        }
    })
}

#[derive(Properties, PartialEq)]
pub struct DoctorProps {
    pub template: Template,
    pub area: NodeRef,
    /// SMS that the previewed recipient gets now, and with every replacement made.
    pub parts: (u32, u32),
}

#[component(Doctor)]
pub fn doctor(props: &DoctorProps) -> Html {
    let texts = use_lang().composer();
    let text = props.template.source();
    let findings = findings(&props.template);
    if findings.is_empty() {
        return html! { <div id="doctor" class="visually-hidden" role="status"></div> };
    }
    let (mendable, stuck): (Vec<_>, Vec<_>) = distinct(text, &findings).into_iter().partition(|one| one.to.is_some());
    // A whole text in another alphabet is not a list of letters to look through.
    let stuck = if stuck.len() > STUCK_SHOWN { Vec::new() } else { stuck };
    let repaired = props.template.repair().into_owned();
    let (before, after) = props.parts;
    let can_replace = repaired != text;
    let replace_all = {
        let (area, end) = (props.area.clone(), text.len());
        Callback::from(move |_: MouseEvent| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                type_over(&area, 0..end, &repaired);
            }
        })
    };
    let forces = findings.iter().any(|finding| finding.costs == Costs::Unicode);
    html! {
        <div class="doctor tone-warn">
            <p id="doctor" role="status">
                { if forces { texts.doctor_unicode() } else { texts.doctor_pairs() } }
                if can_replace && after < before {
                    { " " }<strong>{ texts.doctor_saves(before, after) }</strong>
                }
            </p>
            <div class="doctor-list">
                { for mendable.into_iter().chain(stuck).map(|one| fix(one, &props.area)) }
                if can_replace {
                    <Button class="btn-sm" icon={IconName::Wand} onclick={replace_all}>{ texts.replace_all() }</Button>
                }
            </div>
            if can_replace {
                <p class="doctor-key small">{ texts.doctor_key() }</p>
            }
        </div>
    }
}

/// One character, wherever it stands.
struct Distinct<'t> {
    written: &'t str,
    to: Option<&'static str>,
    places: Vec<Range<usize>>,
}

fn distinct<'t>(text: &'t str, findings: &[Finding]) -> Vec<Distinct<'t>> {
    let mut distinct: Vec<Distinct<'t>> = Vec::new();
    for finding in findings {
        let (written, to) = (&text[finding.range()], finding.replacement);
        match distinct.iter_mut().find(|known| known.written == written && known.to == to) {
            Some(known) => known.places.push(finding.range()),
            None => distinct.push(Distinct { written, to, places: vec![finding.range()] }),
        }
    }
    distinct
}

/// A character and the press that replaces it.
fn fix(Distinct { written, to, places }: Distinct<'_>, area: &NodeRef) -> Html {
    let texts = crate::i18n::Lang::of_page().composer();
    let times = (places.len() > 1).then(|| format!(" × {}", places.len()));
    let Some(to) = to else {
        return html! {
            <span key={written.to_owned()} class="doctor-fix is-stuck"><span class="doctor-char">{ visible(written) }</span>{ texts.no_replacement() }</span>
        };
    };
    let area = area.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        let Some(area) = area.cast::<HtmlTextAreaElement>() else { return };
        // From the end, so that the places before stay where they are.
        for place in places.iter().rev() {
            type_over(&area, place.clone(), to);
        }
    });
    html! {
        <button key={format!("{written}{to}")} type="button" class="doctor-fix" {onclick}>
            <span class="visually-hidden">{ texts.replace() }{ " " }</span>
            <span class="doctor-char">{ visible(written) }</span>
            <Icon name={IconName::ChevronRight} />
            <span class="visually-hidden">{ " " }{ texts.by() }{ " " }</span>
            <span class="doctor-char">{ if to.is_empty() { texts.nothing().to_owned() } else { visible(to) } }</span>
            if let Some(times) = times {
                <span class="quiet digits">{ times }</span>
            }
        </button>
    }
}

/// A space would not be seen.
fn visible(text: &str) -> String {
    text.replace([' ', '\u{a0}', '\u{202f}'], "␣")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_told_where_they_cost_a_message() {
        let count = |text: &str| findings(&Template::parse(text)).len();
        assert_eq!(count("[ici]"), 0);
        assert_eq!(count(&format!("[{}]", "a".repeat(157))), 2);
        assert_eq!(count(&"a".repeat(161)), 0);
        assert_eq!(count("l’été à Noël"), 2);
    }

    #[test]
    fn a_key_mends_what_is_at_the_caret_or_next() {
        let template = Template::parse("l’été, c’est ŵ");
        let all = findings(&template);
        let at = |caret: usize| at_caret(&all, caret).map(|finding| finding.at);
        assert_eq!(at(0), Some(1));
        assert_eq!(at(8), Some(all[1].at));
        assert_eq!(at(100), Some(1));
    }
}
