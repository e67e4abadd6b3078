use yew::prelude::*;

use super::settings::{Settings, mode_of, mode_word};
use crate::api;
use crate::hooks::use_load;
use crate::i18n::{Lang, use_lang};
use crate::ui::{Checkbox, Field, Radio, Radios};

/// Groups that are proposed as one types; others are found by their whole name.
const PROPOSED_GROUPS: u32 = 500;
const MAX_GROUP: &str = "100";
const MAX_SOURCE: &str = "200";

#[derive(Properties, PartialEq)]
pub struct OptionsProps {
    pub settings: Settings,
    pub onchange: Callback<Settings>,
}

/// What to do with everybody in the file, and with those who are there already.
#[component(Options)]
pub fn options(props: &OptionsProps) -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let groups = use_load((), |()| async { api::groups::list("", None, PROPOSED_GROUPS).await });
    let settings = &props.settings;
    let names = groups.data.as_ref().map(|page| page.items.as_slice()).unwrap_or_default();
    html! {
        <>
            <section class="card" aria-labelledby="options">
                <div class="card-title-row"><h2 id="options">{ texts.options() }</h2></div>
                <div class="card-body form-stack">
                    <Field id="import-group" class="limited" label={texts.group()} hint={texts.group_hint()} value={settings.group.clone()} autocomplete="off"
                        maxlength={MAX_GROUP} list="group-names" oninput={change(props, |settings, group| settings.group = group)} />
                    <datalist id="group-names">
                        { for names.iter().map(|group| html! { <option key={group.id.to_string()} value={group.name.clone()} /> }) }
                    </datalist>
                    <Radios id="mode" legend={texts.mode()} value={mode_word(settings.mode)} choices={modes(lang)}
                        onchange={change(props, |settings, mode| settings.mode = mode_of(mode))} />
                    <Checkbox id="blacklist" label={texts.blacklist()} hint={texts.blacklist_hint()} checked={settings.blacklist}
                        onchange={change(props, |settings, blacklist| settings.blacklist = blacklist)} />
                </div>
            </section>
            if !settings.blacklist {
                { consent(lang, props) }
            }
        </>
    }
}

/// SE17: whoever brings people in is reminded, and can note how they agreed.
fn consent(lang: Lang, props: &OptionsProps) -> Html {
    let texts = lang.imports();
    let settings = &props.settings;
    html! {
        <section class="card" aria-labelledby="consent">
            <div class="card-title-row"><h2 id="consent">{ texts.consent_title() }</h2></div>
            <div class="card-body form-stack">
                <p class="quiet mb-0">{ texts.consent() }</p>
                <div class="form-grid">
                    <Field id="consent-source" label={texts.source()} hint={texts.source_hint()} value={settings.source.clone()} autocomplete="off" maxlength={MAX_SOURCE}
                        oninput={change(props, |settings, source| settings.source = source)} />
                    <Field id="consent-date" kind="date" class="short" label={texts.agreed_on()} hint={texts.agreed_on_hint()} value={settings.agreed_on.clone()}
                        oninput={change(props, |settings, day| settings.agreed_on = day)} />
                </div>
            </div>
        </section>
    }
}

fn modes(lang: Lang) -> Vec<Radio> {
    let texts = lang.imports();
    let radio =
        |value, label: &'static str, hint: &'static str| Radio { value, label: label.into(), hint: hint.into() };
    vec![
        radio("update", texts.mode_update(), texts.mode_update_hint()),
        radio("add", texts.mode_add(), texts.mode_add_hint()),
        radio("replace", texts.mode_replace(), texts.mode_replace_hint()),
    ]
}

fn change<V: 'static>(props: &OptionsProps, set: fn(&mut Settings, V)) -> Callback<V> {
    let (settings, onchange) = (props.settings.clone(), props.onchange.clone());
    Callback::from(move |value| {
        let mut changed = settings.clone();
        set(&mut changed, value);
        onchange.emit(changed);
    })
}
