use openapi::GroupId;
use openapi::groups::Group;
use yew::prelude::*;

use crate::api;
use crate::hooks::use_load;
use crate::i18n::use_lang;
use crate::ui::{Checkbox, FailureNote};

/// As many as can be chosen from at a glance.
const MOST: u32 = 100;

#[derive(Properties, PartialEq)]
pub struct GroupsProps {
    pub chosen: Vec<GroupId>,
    pub on_change: Callback<Vec<GroupId>>,
}

/// Groups of one's own; nothing where there are none.
#[component(Groups)]
pub fn groups(props: &GroupsProps) -> Html {
    let lang = use_lang();
    let texts = lang.simulations();
    let groups = use_load((), |()| async { api::groups::list("", None, MOST).await });
    let items: &[Group] = groups.data.as_ref().map(|page| page.items.as_slice()).unwrap_or_default();
    if let Some(failure) = &groups.failure {
        return html! { <FailureNote failure={failure.clone()} retry={groups.reload.clone()} /> };
    }
    if items.is_empty() {
        return Html::default();
    }
    html! {
        <fieldset class="field">
            <legend class="form-label">{ texts.groups() }</legend>
            <div class="choice-list">
                { for items.iter().map(|group| {
                    let (id, chosen, on_change) = (group.id, props.chosen.clone(), props.on_change.clone());
                    let label = format!("{} ({})", group.name, lang.number(group.contacts));
                    let onchange = Callback::from(move |checked: bool| {
                        let mut groups: Vec<GroupId> = chosen.iter().copied().filter(|other| *other != id).collect();
                        groups.extend(checked.then_some(id));
                        on_change.emit(groups);
                    });
                    html! { <Checkbox key={id.to_string()} id={format!("simulated-group-{id}")} {label} checked={props.chosen.contains(&id)} {onchange} /> }
                }) }
            </div>
            <span class="form-hint">{ texts.groups_hint() }</span>
        </fieldset>
    }
}
