use openapi::FieldError;
use openapi::rates::RateImport;
use web_sys::File;
use yew::prelude::*;

use super::change::beginning_of;
use super::{kind_name, price_words};
use crate::api::{self, Failure};
use crate::hooks::use_action;
use crate::i18n::{Lang, use_lang};
use crate::pages::rates::find;
use crate::ui::{Button, Column, DropZone, FailureNote, Field, Icon, IconName, Table, Variant, use_toaster};

/// Lines that are shown at once; nobody reads five hundred.
const SHOWN: usize = 100;

#[derive(Properties, PartialEq)]
pub struct ImportCardProps {
    pub on_change: Callback<()>,
}

/// A whole table of rates: looked at first, then taken.
#[component(ImportCard)]
pub fn import_card(props: &ImportCardProps) -> Html {
    let lang = use_lang();
    let texts = lang.rates();
    let (action, toaster) = (use_action(), use_toaster());
    let day = use_state(String::new);
    let seen = use_state(|| None::<(File, RateImport)>);
    let from = beginning_of(&day);
    let bad_day = !day.is_empty() && from.is_none();
    let look = {
        let (action, seen) = (action.clone(), seen.clone());
        Callback::from(move |file: File| {
            let (seen, kept) = (seen.clone(), file.clone());
            seen.set(None);
            action.run(api::rates::import(file, from, true), move |shown| seen.set(Some((kept, shown))));
        })
    };
    let apply = {
        let (action, seen, on_change) = (action.clone(), seen.clone(), props.on_change.clone());
        Callback::from(move |_| {
            let Some((file, _)) = (*seen).clone() else { return };
            let (seen, toaster, on_change) = (seen.clone(), toaster.clone(), on_change.clone());
            action.run(api::rates::import(file, from, false), move |taken| {
                seen.set(None);
                toaster.done(texts.applied(count(taken.changes.len())));
                on_change.emit(());
            });
        })
    };
    let on_day = {
        let (day, seen, action) = (day.clone(), seen.clone(), action.clone());
        Callback::from(move |value| {
            // What was looked at was of another day.
            seen.set(None);
            action.clear();
            day.set(value);
        })
    };
    let drop_it = {
        let seen = seen.clone();
        Callback::from(move |_| seen.set(None))
    };
    html! {
        <section class="card" aria-labelledby="rate-table">
            <div class="card-title-row"><h2 id="rate-table">{ texts.import_title() }</h2></div>
            <div class="card-body form-stack">
                <p class="mb-0">{ texts.import_text() }</p>
                <Field id="table-from" class="short" kind="date" label={texts.begins()} hint={texts.begins_hint()} value={(*day).clone()} oninput={on_day}
                    error={bad_day.then(|| AttrValue::from(texts.bad_day()))} />
                <DropZone id="rate-file" label={texts.drop()} hint={texts.drop_hint()} accept=".csv,text/csv" onfile={look} disabled={action.busy || bad_day} />
                if let Some(failure) = &action.failure {
                    { refused(lang, failure) }
                }
                if let Some((_, shown)) = &*seen {
                    { preview(lang, shown) }
                    if !shown.changes.is_empty() {
                        <div class="form-actions">
                            <Button variant={Variant::Primary} busy={action.busy} onclick={apply}>{ texts.apply(count(shown.changes.len())) }</Button>
                            <Button onclick={drop_it}>{ lang.common().cancel() }</Button>
                        </div>
                    }
                }
            </div>
        </section>
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn preview(lang: Lang, shown: &RateImport) -> Html {
    let texts = lang.rates();
    let columns = vec![
        Column::new(texts.country()),
        Column::new(texts.kind()),
        Column::new(texts.before()).class("num"),
        Column::new(texts.after()).class("num"),
    ];
    let summary =
        if shown.changes.is_empty() { texts.nothing().to_owned() } else { texts.preview(count(shown.changes.len())) };
    html! {
        <div role="status">
            <p>
                <strong>{ summary }</strong>{ " " }
                if shown.unchanged > 0 {
                    <span class="quiet">{ texts.unchanged(shown.unchanged) }</span>
                }
            </p>
            if !shown.changes.is_empty() {
                <Table caption={texts.preview(count(shown.changes.len()))} {columns} first=false>
                    { for shown.changes.iter().take(SHOWN).map(|one| html! {
                        <tr key={format!("{}{}", one.country, one.kind as u8)}>
                            <td>{ find::name(lang, &one.name, &one.name_fr) }</td>
                            <td>{ kind_name(lang, one.kind) }</td>
                            <td class="num digits">{ price_words(lang, &one.before) }</td>
                            <td class="num digits"><strong>{ price_words(lang, &one.after) }</strong></td>
                        </tr>
                    }) }
                </Table>
                if shown.changes.len() > SHOWN {
                    <p class="quiet small">{ texts.more(count(shown.changes.len() - SHOWN)) }</p>
                }
            }
        </div>
    }
}

/// Every wrong line with its reason; whatever else went wrong in a sentence.
fn refused(lang: Lang, failure: &Failure) -> Html {
    let texts = lang.rates();
    let lines: Vec<(&str, &FieldError)> =
        failure.errors().iter().filter_map(|error| Some((error.field.strip_prefix("line ")?, error))).collect();
    if lines.is_empty() {
        if failure.is_about("from") {
            return html! { <div class="note tone-bad" role="alert"><Icon name={IconName::AlertTriangle} /><span class="note-text">{ texts.past() }</span></div> };
        }
        return html! { <FailureNote failure={failure.clone()} /> };
    }
    html! {
        <div class="note tone-bad" role="alert">
            <Icon name={IconName::AlertTriangle} />
            <div class="note-text">
                <strong>{ texts.wrong_lines(count(lines.len())) }</strong>
                <ul class="wrong-lines">
                    { for lines.iter().take(SHOWN).map(|(line, error)| html! {
                        <li key={(*line).to_owned()}>{ texts.line(line, reason(lang, error)) }</li>
                    }) }
                </ul>
                if lines.len() > SHOWN {
                    <p>{ texts.more(count(lines.len() - SHOWN)) }</p>
                }
            </div>
        </div>
    }
}

/// In the page's language; the server's own English where it says more than a word.
fn reason(lang: Lang, error: &FieldError) -> String {
    let texts = lang.rates();
    match error.code.as_str() {
        "unknown_country" => texts.wrong_country(),
        "unknown_kind" => texts.wrong_kind(),
        "out_of_range" => texts.wrong_range(),
        "too_precise" => texts.wrong_precision(),
        "malformed" => texts.wrong_amount(),
        "duplicate" => texts.wrong_twice(),
        "required" => texts.wrong_missing(),
        "missing_column" | "unknown_column" | "duplicate_column" | "empty" => texts.wrong_column(),
        "too_many_lines" => texts.wrong_length(),
        _ => return error.message.clone(),
    }
    .to_owned()
}
