//! One recipient, or one group of them, with a way out.

use openapi::campaigns::{CampaignRecipients, Who};
use openapi::{ContactId, GroupId};
use yew::prelude::*;

use super::numbers::Number;
use super::recipients::as_count;
use crate::api;
use crate::hooks::use_load;
use crate::i18n::{Lang, use_lang};
use crate::ui::{Icon, IconName};

#[derive(Properties, PartialEq)]
pub struct NumberChipProps {
    pub number: Number,
    pub remove: Callback<()>,
    pub edit: Callback<()>,
}

#[component(NumberChip)]
pub fn number_chip(props: &NumberChipProps) -> Html {
    let lang = use_lang();
    let typed = &props.number.typed;
    let Some(wrong) = props.number.wrong else {
        return html! { <li class="chip"><span class="digits">{ typed }</span>{ way_out(lang, typed, &props.remove) }</li> };
    };
    html! {
        <li class="chip is-bad">
            <button type="button" class="chip-mend" onclick={props.edit.reform(|_| ())} title={lang.recipients().mend(typed)}>
                <Icon name={IconName::AlertTriangle} />
                <span class="visually-hidden">{ lang.recipients().mend("") }</span>
                <span class="chip-words digits">{ typed }</span>
                <span class="chip-why">{ wrong.words(lang) }</span>
            </button>
            { way_out(lang, typed, &props.remove) }
        </li>
    }
}

#[derive(Properties, PartialEq)]
pub struct ContactChipProps {
    pub id: ContactId,
    pub name: Option<String>,
    pub remove: Callback<()>,
}

#[component(ContactChip)]
pub fn contact_chip(props: &ContactChipProps) -> Html {
    let lang = use_lang();
    let known = props.name.clone();
    let asked = use_load(known.is_none().then_some(props.id), |id| async move {
        match id {
            Some(id) => api::contacts::get(id).await.map(|contact| Some(crate::pages::contacts::spoken_name(&contact))),
            None => Ok(None),
        }
    });
    let name = known.or_else(|| asked.data.as_deref().cloned().flatten());
    named_chip(lang, IconName::User, name, None, asked.failure.is_some(), &props.remove)
}

#[derive(Properties, PartialEq)]
pub struct GroupChipProps {
    pub id: GroupId,
    /// Its name and how many are in it.
    pub named: Option<(String, i64)>,
    pub remove: Callback<()>,
}

#[component(GroupChip)]
pub fn group_chip(props: &GroupChipProps) -> Html {
    let lang = use_lang();
    let known = props.named.clone();
    let asked = use_load(known.is_none().then_some(props.id), |id| async move {
        match id {
            Some(id) => api::groups::get(id).await.map(|group| Some((group.name, group.contacts))),
            None => Ok(None),
        }
    });
    let (name, size) = known.or_else(|| asked.data.as_deref().cloned().flatten()).unzip();
    named_chip(lang, IconName::Users, name, size, asked.failure.is_some(), &props.remove)
}

#[derive(Properties, PartialEq)]
pub struct AgainChipProps {
    pub again: CampaignRecipients,
    pub remove: Callback<()>,
}

/// Some of those whom an earlier campaign went to.
#[component(AgainChip)]
pub fn again_chip(props: &AgainChipProps) -> Html {
    let lang = use_lang();
    let texts = lang.recipients();
    let asked =
        use_load(props.again.id, |id| async move { api::campaigns::get(id).await.map(|campaign| campaign.name) });
    let name = asked.data.as_deref().map(|name| match props.again.who {
        Who::Failed => texts.again_failed(name),
        Who::Unreached => texts.again_unreached(name),
        Who::Silent => texts.again_silent(name),
    });
    named_chip(lang, IconName::History, name, None, asked.failure.is_some(), &props.remove)
}

/// `gone`: it was deleted since it was chosen.
fn named_chip(
    lang: Lang,
    icon: IconName,
    name: Option<String>,
    size: Option<i64>,
    gone: bool,
    remove: &Callback<()>,
) -> Html {
    let texts = lang.recipients();
    let words = if gone { texts.gone().to_owned() } else { name.unwrap_or_else(|| "…".to_owned()) };
    html! {
        <li class={classes!("chip", gone.then_some("is-bad"))}>
            <Icon name={if gone { IconName::AlertTriangle } else { icon }} />
            <span class="chip-words">{ &words }</span>
            if let Some(size) = size {
                <span class="chip-count digits">{ lang.number(size) }</span>
            }
            { way_out(lang, &words, remove) }
        </li>
    }
}

fn way_out(lang: Lang, name: &str, remove: &Callback<()>) -> Html {
    let remove = remove.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        remove.emit(());
        // Pressed with a key: what had the focus is gone.
        if event.detail() == 0 {
            super::number_input::focus();
        }
    });
    html! {
        <button type="button" class="chip-remove" aria-label={lang.recipients().remove(name)} {onclick}>
            <Icon name={IconName::X} />
        </button>
    }
}

/// Those that are not shown one by one.
pub fn chip_more(count: usize) -> Html {
    html! {
        if count > 0 {
            <li class="chip-more">{ Lang::of_page().recipients().more(as_count(count)) }</li>
        }
    }
}
