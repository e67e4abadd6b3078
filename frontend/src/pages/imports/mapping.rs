use openapi::groups::GroupPage;
use openapi::imports::Import;
use yew::prelude::*;

use super::settings::{FIELDS, Settings, mode_of, mode_word};
use crate::api;
use crate::hooks::use_load;
use crate::i18n::{Lang, use_lang};
use crate::ui::{Button, Checkbox, Choice, Column, Field, Icon, IconName, Select, Table, Variant};

/// The value of the choice that leaves a field out; columns are numbers.
const NONE: &str = "";
const SAMPLE_ROWS: usize = 5;

#[derive(Properties, PartialEq)]
pub struct MappingProps {
    pub import: Import,
    pub settings: Settings,
    pub onchange: Callback<Settings>,
    pub on_next: Callback<()>,
    pub on_other: Callback<()>,
}

/// Which column is what, and what to do with those who are there already.
#[component(Mapping)]
pub fn mapping(props: &MappingProps) -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let asked = use_state(|| false);
    let groups = use_load((), |()| async { api::groups::list("", None, 500).await });
    let has_mobile = props.settings.columns.contains_key("mobile");
    let onsubmit = {
        let (asked, on_next) = (asked.clone(), props.on_next.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            asked.set(true);
            if has_mobile {
                on_next.emit(());
            }
        })
    };
    html! {
        <form {onsubmit}>
            <section class="card" aria-labelledby="columns">
                <div class="card-title-row">
                    <h2 id="columns">{ texts.columns_title() }</h2>
                    <Button variant={Variant::Quiet} class="btn-sm" onclick={props.on_other.reform(|_| ())}>{ texts.other_file() }</Button>
                </div>
                <div class="card-body">
                    <p class="quiet"><strong>{ &props.import.file_name }</strong>{ " · " }{ read_as(lang, &props.import) }</p>
                    <div class="form-grid is-three">
                        { for FIELDS.iter().map(|field| column_select(lang, props, field, *asked && !has_mobile)) }
                    </div>
                </div>
                { sample(lang, &props.import) }
            </section>
            { options(lang, props, groups.data.as_deref()) }
            <div class="form-end">
                <p class="quiet small mb-0"><Icon name={IconName::InfoCircle} class="icon-inline" />{ " " }{ texts.consent() }</p>
                <Button variant={Variant::Primary} submit=true>{ texts.check() }</Button>
            </div>
        </form>
    }
}

/// What to do with everybody in the file, and with those who are there already.
fn options(lang: Lang, props: &MappingProps, groups: Option<&GroupPage>) -> Html {
    let texts = lang.imports();
    let change = |set: fn(&mut Settings, String)| {
        let (settings, onchange) = (props.settings.clone(), props.onchange.clone());
        Callback::from(move |value: String| {
            let mut changed = settings.clone();
            set(&mut changed, value);
            onchange.emit(changed);
        })
    };
    let set_blacklist = {
        let (settings, onchange) = (props.settings.clone(), props.onchange.clone());
        Callback::from(move |blacklist| onchange.emit(Settings { blacklist, ..settings.clone() }))
    };
    let modes = vec![
        Choice::new("update", texts.mode_update()),
        Choice::new("add", texts.mode_add()),
        Choice::new("replace", texts.mode_replace()),
    ];
    let names = groups.map(|page| page.items.as_slice()).unwrap_or_default();
    html! {
        <section class="card" aria-labelledby="options">
            <div class="card-title-row"><h2 id="options">{ texts.options() }</h2></div>
            <div class="card-body">
                <div class="form-grid">
                    <Field id="import-group" label={texts.group()} hint={texts.group_hint()} value={props.settings.group.clone()} autocomplete="off" maxlength="100"
                        list="group-names" oninput={change(|settings, group| settings.group = group)} />
                    <datalist id="group-names">
                        { for names.iter().map(|group| html! { <option key={group.id.to_string()} value={group.name.clone()} /> }) }
                    </datalist>
                    <Select id="mode" label={texts.mode()} value={mode_word(props.settings.mode)} choices={modes}
                        onchange={change(|settings, mode| settings.mode = mode_of(&mode))} />
                    <div class="wide">
                        <Checkbox id="blacklist" label={texts.blacklist()} hint={texts.blacklist_hint()} checked={props.settings.blacklist} onchange={set_blacklist} />
                    </div>
                </div>
            </div>
        </section>
    }
}

fn read_as(lang: Lang, import: &Import) -> String {
    let texts = lang.imports();
    let separator = match import.separator.as_str() {
        "," => texts.comma(),
        ";" => texts.semicolon(),
        "\t" => texts.tab(),
        "|" => texts.bar(),
        other => other,
    };
    let encoding = match import.encoding.as_str() {
        "utf-8" => "UTF-8",
        "utf-16le" | "utf-16be" => "UTF-16",
        "windows-1252" => "Windows-1252",
        other => other,
    };
    format!("{} · {}", texts.rows(import.rows), texts.read_as(separator, encoding))
}

fn header(lang: Lang, header: &str, number: u32) -> String {
    match header.trim() {
        "" => lang.imports().column(number + 1),
        header => header.to_owned(),
    }
}

/// Which of the file's columns is this field of ours.
fn column_select(lang: Lang, props: &MappingProps, field: &'static str, missing: bool) -> Html {
    let texts = lang.imports();
    let label = match field {
        "mobile" => lang.contacts().mobile(),
        "last_name" => lang.contacts().last_name(),
        "first_name" => lang.contacts().first_name(),
        "email" => lang.contacts().email(),
        _ => lang.contacts().company(),
    };
    let is_mobile = field == "mobile";
    let mut choices = vec![Choice::new(NONE, if is_mobile { texts.choose_column() } else { texts.not_imported() })];
    choices.extend(
        props
            .import
            .columns
            .iter()
            .map(|column| Choice::new(column.number.to_string(), header(lang, &column.header, column.number))),
    );
    let value = props.settings.columns.get(field).map_or_else(String::new, u32::to_string);
    let (settings, onchange) = (props.settings.clone(), props.onchange.clone());
    let onchange = Callback::from(move |value: String| {
        let mut changed = settings.clone();
        match value.parse() {
            Ok(column) => changed.columns.insert(field, column),
            Err(_) => changed.columns.remove(field),
        };
        onchange.emit(changed);
    });
    let error = (is_mobile && missing).then(|| AttrValue::from(texts.mobile_needed()));
    html! { <Select key={field} id={format!("column-{field}")} {label} {value} {choices} {onchange} {error} /> }
}

fn sample(lang: Lang, import: &Import) -> Html {
    let columns = import
        .columns
        .iter()
        .map(|column| Column::new(header(lang, &column.header, column.number)))
        .collect::<Vec<_>>();
    html! {
        <Table caption={lang.imports().sample()} {columns} first=false wide=true>
            { for import.sample.iter().take(SAMPLE_ROWS).enumerate().map(|(index, row)| html! {
                <tr key={index}>
                    { for row.iter().enumerate().map(|(index, cell)| html! { <td key={index} class="cell-clip">{ cell }</td> }) }
                </tr>
            }) }
        </Table>
    }
}
