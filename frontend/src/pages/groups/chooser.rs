//! Several groups, chosen by typing the first letters of their names.

use openapi::GroupId;
use openapi::groups::Group;
use yew::prelude::*;

use crate::api;
use crate::hooks::{use_action, use_load};
use crate::i18n::{Lang, use_lang};
use crate::ui::{Icon, IconName, below};

/// The most that one answer of the server lists.
const GROUPS_SHOWN: u32 = 500;
/// Proposals at once: what fits beside the keyboard of a phone.
const PROPOSED: usize = 6;

#[derive(Properties, PartialEq)]
pub struct GroupChooserProps {
    pub chosen: Vec<GroupId>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    pub onchange: Callback<Vec<GroupId>>,
}

/// One line of the list below the box: a group there is, or one to make of what was typed.
#[derive(Clone, PartialEq)]
enum Proposal {
    Known(Group),
    New(String),
}

#[component(GroupChooser)]
pub fn group_chooser(props: &GroupChooserProps) -> Html {
    let lang = use_lang();
    let texts = lang.groups();
    let action = use_action();
    let typed = use_state(String::new);
    let open = use_state(|| false);
    let at = use_state(|| 0_usize);
    let groups = use_load((), |()| async { api::groups::list("", None, GROUPS_SHOWN).await.map(|page| page.items) });
    let all = groups.data.as_deref().cloned().unwrap_or_default();
    let proposals = propose(&all, &props.chosen, typed.trim());
    let pick = {
        let (typed, at, open, action) = (typed.clone(), at.clone(), open.clone(), action.clone());
        let (chosen, onchange, reload) = (props.chosen.clone(), props.onchange.clone(), groups.reload.clone());
        Callback::from(move |proposal: Proposal| {
            let (chosen, onchange, reload) = (chosen.clone(), onchange.clone(), reload.clone());
            let add = move |id: GroupId| {
                let mut chosen = chosen.clone();
                chosen.push(id);
                onchange.emit(chosen);
            };
            typed.set(String::new());
            at.set(0);
            open.set(false);
            match proposal {
                Proposal::Known(group) => add(group.id),
                Proposal::New(name) => {
                    action.run(async move { api::groups::create(name, &api::new_key()).await }, move |group| {
                        reload.emit(());
                        add(group.id);
                    });
                }
            }
        })
    };
    let oninput = {
        let (typed, open, at) = (typed.clone(), open.clone(), at.clone());
        Callback::from(move |event: InputEvent| {
            typed.set(event.target_unchecked_into::<web_sys::HtmlInputElement>().value());
            at.set(0);
            open.set(true);
        })
    };
    let onkeydown = keys(&open, &at, &pick, &proposals);
    let set_open = |is_open: bool| {
        let open = open.clone();
        Callback::from(move |_: FocusEvent| open.set(is_open))
    };
    let shown = *open && !proposals.is_empty();
    let failure = action.failure.as_ref().or(groups.failure.as_ref()).map(|failure| failure.sentence(lang));
    let error = props.error.as_deref().or(failure.as_deref());
    html! {
        <div class="field group-chooser">
            <label class="form-label" for="groups">{ texts.title() }</label>
            <div class={classes!("chip-field", error.is_some().then_some("is-invalid"))}>
                { chips(lang, &all, props) }
                <input id="groups" class="chip-input" type="text" role="combobox" autocomplete="off" maxlength="100" placeholder={texts.choose()} value={(*typed).clone()}
                    aria-expanded={if shown { "true" } else { "false" }} aria-controls="groups-list" aria-autocomplete="list"
                    aria-activedescendant={shown.then(|| format!("groups-{}", *at))} aria-describedby={error.is_some().then_some("groups-error")}
                    {oninput} {onkeydown} onfocus={set_open(true)} onblur={set_open(false)} />
            </div>
            { listed(lang, &proposals, shown, *at, &pick) }
            { below("groups", None, error) }
        </div>
    }
}

/// Up and down through the proposals; Enter takes one.
fn keys(
    open: &UseStateHandle<bool>,
    at: &UseStateHandle<usize>,
    pick: &Callback<Proposal>,
    proposals: &[Proposal],
) -> Callback<KeyboardEvent> {
    let (open, at, pick, proposals) = (open.clone(), at.clone(), pick.clone(), proposals.to_vec());
    Callback::from(move |event: KeyboardEvent| {
        let last = proposals.len().saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" if *open => at.set((*at + 1).min(last)),
            "ArrowDown" => open.set(true),
            "ArrowUp" => at.set(at.saturating_sub(1)),
            // Enter takes what is marked, and never sends the form that the box stands in.
            "Enter" => {
                if let Some(proposal) = proposals.get(*at).filter(|_| *open) {
                    pick.emit(proposal.clone());
                }
            }
            "Escape" if *open => {
                open.set(false);
                event.stop_propagation();
            }
            _ => return,
        }
        event.prevent_default();
    })
}

/// The chosen groups, each with a way out.
fn chips(lang: Lang, all: &[Group], props: &GroupChooserProps) -> Html {
    let texts = lang.groups();
    let remove = |id: GroupId| {
        let (chosen, onchange) = (props.chosen.clone(), props.onchange.clone());
        Callback::from(move |_: MouseEvent| {
            onchange.emit(chosen.iter().copied().filter(|other| *other != id).collect());
        })
    };
    html! {
        <ul class="chips" aria-label={texts.chosen()}>
            { for props.chosen.iter().filter_map(|id| all.iter().find(|group| group.id == *id)).map(|group| html! {
                <li key={group.id.to_string()} class="chip">
                    <span class="chip-words">{ &group.name }</span>
                    <button type="button" class="chip-remove" aria-label={texts.leave(&group.name)} onclick={remove(group.id)}><Icon name={IconName::X} /></button>
                </li>
            }) }
        </ul>
    }
}

fn listed(lang: Lang, proposals: &[Proposal], shown: bool, at: usize, pick: &Callback<Proposal>) -> Html {
    let texts = lang.groups();
    html! {
        <ul id="groups-list" class="proposals" role="listbox" aria-label={texts.title()} hidden={!shown}>
            { for proposals.iter().enumerate().map(|(index, proposal)| {
                let words = match proposal {
                    Proposal::Known(group) => group.name.clone(),
                    Proposal::New(name) => texts.make(name),
                };
                let proposal = proposal.clone();
                html! {
                    <li key={words.clone()} id={format!("groups-{index}")} role="option" aria-selected={if index == at { "true" } else { "false" }}
                        onmousedown={pick.reform(move |event: MouseEvent| { event.prevent_default(); proposal.clone() })}>{ words }</li>
                }
            }) }
        </ul>
    }
}

/// Groups that are not chosen and have the letters in their name; what no group is called can be made.
fn propose(all: &[Group], chosen: &[GroupId], typed: &str) -> Vec<Proposal> {
    let wanted = sms::fold(typed);
    let free = all.iter().filter(|group| !chosen.contains(&group.id));
    let found = free.filter(|group| sms::fold(&group.name).contains(&wanted)).take(PROPOSED);
    let mut proposals: Vec<Proposal> = found.cloned().map(Proposal::Known).collect();
    if !typed.is_empty() && !all.iter().any(|group| sms::fold(&group.name) == wanted) {
        proposals.push(Proposal::New(typed.to_owned()));
    }
    proposals
}
