use openapi::accounts::{AccountChange, Locale};
use yew::prelude::*;

use super::CountrySelect;
use super::profile::AccountProps;
use crate::api;
use crate::app::use_session;
use crate::hooks::{set_part, use_action};
use crate::i18n::{Lang, LangContext, time_zones, use_lang};
use crate::ui::{Choice, Field, Form, Select, use_toaster};

const FIELDS: &[&str] = &["time_zone", "country"];

#[derive(Clone, PartialEq)]
struct Draft {
    lang: Lang,
    time_zone: String,
    country: String,
}

/// Language, time zone, and how numbers in national form are read.
#[component(Region)]
pub fn region(props: &AccountProps) -> Html {
    let lang = use_lang();
    let texts = lang.account();
    let context = use_context::<LangContext>();
    let session = use_session();
    let toaster = use_toaster();
    let action = use_action();
    let zones = use_memo((), |()| time_zones());
    let draft = use_state(|| Draft {
        lang: match props.account.locale {
            Locale::Fr => Lang::Fr,
            Locale::En => Lang::En,
        },
        time_zone: props.account.time_zone.clone(),
        country: props.account.country.clone(),
    });
    let on_submit = {
        let (action, draft, refresh) = (action.clone(), draft.clone(), session.refresh.clone());
        Callback::from(move |()| {
            let (refresh, toaster, context, chosen) = (refresh.clone(), toaster.clone(), context.clone(), draft.lang);
            let change = AccountChange {
                locale: Some(draft.lang.wire()),
                time_zone: Some(draft.time_zone.trim().to_owned()),
                country: Some(draft.country.clone()),
                ..AccountChange::default()
            };
            action.run(async move { api::accounts::change(&change).await }, move |_| {
                if let Some(context) = context {
                    context.choose.emit(chosen);
                }
                toaster.done(chosen.account().saved());
                refresh.emit(());
            });
        })
    };
    let languages = vec![Choice::new("en", "English"), Choice::new("fr", "Français")];
    html! {
        <Form action={action.clone()} fields={FIELDS} submit={lang.common().save()} {on_submit}>
            <div class="form-grid">
                <Select id="language" label={texts.language()} value={draft.lang.tag()} choices={languages}
                    onchange={set_part(&draft, |draft: &mut Draft, tag: String| draft.lang = if tag == "fr" { Lang::Fr } else { Lang::En })} />
                <Field id="time_zone" label={texts.time_zone()} hint={texts.time_zone_hint()} value={draft.time_zone.clone()} error={action.error(lang, "time_zone")}
                    list="time-zones" autocomplete="off" required=true oninput={set_part(&draft, |draft: &mut Draft, value| draft.time_zone = value)} />
                <datalist id="time-zones">{ for zones.iter().map(|zone| html! { <option key={zone.clone()} value={zone.clone()} /> }) }</datalist>
                <CountrySelect id="country" label={texts.numbers_country()} hint={texts.numbers_country_hint()} value={draft.country.clone()}
                    error={action.error(lang, "country")} onchange={set_part(&draft, |draft: &mut Draft, value| draft.country = value)} />
            </div>
        </Form>
    }
}
