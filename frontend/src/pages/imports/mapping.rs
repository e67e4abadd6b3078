use std::rc::Rc;

use openapi::contact_fields::ContactField;
use openapi::imports::Import;
use yew::prelude::*;
use yew_router::prelude::*;

use super::found::Found;
use super::memory;
use super::options::Options;
use super::preview::Preview;
use super::refused::run_failure;
use super::settings::{FIELDS, MAX_FIELD_NAME, OWN, Settings, Target, Wrong, field_name, heading};
use crate::api;
use crate::hooks::{use_action, use_load};
use crate::i18n::{Lang, use_lang};
use crate::route::{ImportQuery, Route};
use crate::ui::{Button, Choice, Field, Icon, IconName, Select, Variant, focus_first_invalid};

/// Values of the choices that are no field; a field's key is never one of them.
const OUT: &str = "";
const NEW: &str = "new";
/// Cells that show what a column holds.
const EXAMPLES: usize = 3;

#[derive(Properties, PartialEq)]
pub struct MappingProps {
    pub import: Import,
}

/// What was found, which column is what, and what to do with everybody.
#[component(Mapping)]
pub fn mapping(props: &MappingProps) -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let (action, navigator) = (use_action(), use_navigator());
    let import = &props.import;
    let id = import.id;
    let settings = use_state(|| Settings::begin(import, memory::run_of(id).as_ref()));
    let asked = use_state(|| false);
    let fields = use_load((), |()| async { api::contact_fields::list().await });
    let change = {
        let settings = settings.clone();
        Callback::from(move |changed: Settings| {
            memory::keep_run(id, &changed.to_run(true));
            settings.set(changed);
        })
    };
    let onsubmit = {
        let (action, asked, settings) = (action.clone(), asked.clone(), settings.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            asked.set(true);
            if !settings.is_ready() {
                focus_first_invalid();
                return;
            }
            let (run, navigator) = (settings.to_run(true), navigator.clone());
            memory::keep_run(id, &run);
            action.run(async move { api::imports::run(id, &run).await }, move |started| {
                let query = ImportQuery { check: Some(started.job), ..ImportQuery::default() };
                if let Some(navigator) = navigator {
                    let _ = navigator.push_with_query(&Route::ImportFile { id }, &query);
                }
            });
        })
    };
    html! {
        <form {onsubmit} novalidate=true>
            <Found import={import.clone()} />
            <Columns import={import.clone()} settings={(*settings).clone()} asked={*asked} fields={fields.data.clone()} onchange={change.clone()} />
            <Options settings={(*settings).clone()} onchange={change} />
            if action.failure.is_some() {
                <div class="mt-4">{ run_failure(&action, texts.gone()) }</div>
            }
            <div class="form-end">
                <p class="quiet small mb-0"><Icon name={IconName::InfoCircle} class="icon-inline" />{ " " }{ texts.check_hint() }</p>
                <Button variant={Variant::Primary} submit=true busy={action.busy}>{ texts.check() }</Button>
            </div>
        </form>
    }
}

#[derive(Properties, PartialEq)]
struct ColumnsProps {
    import: Import,
    settings: Settings,
    /// Whether one has tried to go on: what is missing is said from then on.
    asked: bool,
    fields: Option<Rc<Vec<ContactField>>>,
    onchange: Callback<Settings>,
}

#[component(Columns)]
fn columns(props: &ColumnsProps) -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let guess = {
        let (import, settings, onchange) = (props.import.clone(), props.settings.clone(), props.onchange.clone());
        Callback::from(move |_: MouseEvent| {
            let mut changed = settings.clone();
            changed.guess(&import);
            onchange.emit(changed);
        })
    };
    let choices = choices(lang, props);
    html! {
        <section class="card" aria-labelledby="columns">
            <div class="card-title-row"><h2 id="columns">{ texts.columns_title() }</h2></div>
            <div class="card-body form-stack">
                if props.import.remembered {
                    <div class="note tone-info">
                        <Icon name={IconName::History} />
                        <span class="note-text">{ texts.remembered() }</span>
                        <Button class="btn-sm" onclick={guess}>{ texts.guess_anew() }</Button>
                    </div>
                }
                <ul class="map-list">
                    { for (0..props.import.columns.len()).map(|column| column_row(lang, props, column, &choices)) }
                </ul>
            </div>
            <Preview import={props.import.clone()} settings={props.settings.clone()} />
        </section>
    }
}

/// What a column can be: nothing, a field of ours, a field of the account's, a new one.
fn choices(lang: Lang, props: &ColumnsProps) -> Vec<Choice> {
    let texts = lang.imports();
    let mut choices = vec![Choice::new(OUT, texts.leave_out())];
    choices.extend(FIELDS.iter().map(|key| Choice::new(*key, field_name(lang, key))));
    let known: Vec<&str> =
        props.fields.iter().flat_map(|fields| fields.iter().map(|field| field.name.as_str())).collect();
    choices.extend(known.iter().map(|name| Choice::new(format!("{OWN}{name}"), (*name).to_owned())));
    // Named before the page was loaded anew, or by an earlier run, and not there (any more).
    let unknown = props.settings.own_names().into_iter().filter(|name| !known.contains(&name.as_str()));
    choices.extend(unknown.map(|name| Choice::new(format!("{OWN}{name}"), texts.to_make(&name))));
    choices.push(Choice::new(NEW, texts.new_field()));
    choices
}

fn column_row(lang: Lang, props: &ColumnsProps, column: usize, choices: &[Choice]) -> Html {
    let texts = lang.imports();
    let name = heading(lang, &props.import, column);
    let target = props.settings.columns.get(column).cloned().unwrap_or(Target::LeftOut);
    let value = match &target {
        Target::LeftOut => OUT.to_owned(),
        Target::Field(key) => key.clone(),
        Target::New(_) => NEW.to_owned(),
    };
    let set = |make: fn(String) -> Target| {
        let (settings, onchange) = (props.settings.clone(), props.onchange.clone());
        Callback::from(move |value: String| {
            let mut changed = settings.clone();
            changed.choose(column, make(value));
            onchange.emit(changed);
        })
    };
    let onchange = {
        let (heading, settings, onchange) = (name.clone(), props.settings.clone(), props.onchange.clone());
        Callback::from(move |value: String| {
            let target = match value.as_str() {
                OUT => Target::LeftOut,
                NEW => Target::New(heading.chars().take(MAX_FIELD_NAME).collect()),
                key => Target::Field(key.to_owned()),
            };
            let mut changed = settings.clone();
            changed.choose(column, target);
            onchange.emit(changed);
        })
    };
    let missing = props.asked && props.settings.column_of("mobile").is_none() && column == 0;
    let examples: Vec<&str> = examples(&props.import, column);
    html! {
        <li key={column} class={classes!("map-row", (target == Target::LeftOut).then_some("is-out"))}>
            <div class="map-from">
                <span class="cell-main">{ &name }</span>
                <span class="quiet small cell-clip">{ if examples.is_empty() { texts.no_sample().to_owned() } else { examples.join(" · ") } }</span>
            </div>
            <Icon name={IconName::ChevronRight} class="map-arrow" />
            <div class="map-to">
                <Select id={format!("column-{column}")} label={texts.column_is(&name)} label_hidden=true {value} choices={choices.to_vec()} {onchange}
                    error={missing.then(|| AttrValue::from(texts.mobile_needed()))} />
                if let Target::New(new) = &target {
                    <Field id={format!("column-{column}-name")} label={texts.new_field_name()} label_hidden=true placeholder={texts.new_field_name()} value={new.clone()}
                        maxlength={MAX_FIELD_NAME.to_string()} autocomplete="off" oninput={set(Target::New)} error={problem(lang, props, column)} />
                }
            </div>
        </li>
    }
}

fn problem(lang: Lang, props: &ColumnsProps, column: usize) -> Option<AttrValue> {
    let texts = lang.imports();
    match props.settings.wrong(column)? {
        Wrong::Nameless => props.asked.then(|| texts.name_needed().into()),
        Wrong::Twice => Some(texts.name_twice().into()),
    }
}

fn examples(import: &Import, column: usize) -> Vec<&str> {
    let cells = import.sample.iter().filter_map(|row| row.get(column)).map(|cell| cell.trim());
    cells.filter(|cell| !cell.is_empty()).take(EXAMPLES).collect()
}
