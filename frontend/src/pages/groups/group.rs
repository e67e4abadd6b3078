use openapi::GroupId;
use yew::prelude::*;
use yew_router::prelude::*;

use super::form::GroupDialog;
use crate::api;
use crate::hooks::{use_action, use_load};
use crate::i18n::use_lang;
use crate::pages::campaigns::{Chip, ContactPicker};
use crate::pages::contacts::ContactList;
use crate::pages::jobs::use_jobs;
use crate::route::{NewCampaignQuery, Route};
use crate::ui::{Button, ConfirmDialog, FailureNote, Icon, IconName, PageHead, Variant, use_toaster};

#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Nothing,
    Name,
    People,
    Deletion,
}

#[derive(Properties, PartialEq)]
pub struct GroupPageProps {
    pub id: GroupId,
}

/// One group with its people.
#[component(GroupPage)]
pub fn group_page(props: &GroupPageProps) -> Html {
    let lang = use_lang();
    let texts = lang.groups();
    let toaster = use_toaster();
    let navigator = use_navigator();
    let action = use_action();
    let asking = use_state(|| Asking::Nothing);
    let version = use_state(|| 0_u32);
    let ended = use_jobs().ended;
    // The count changes when a job on contacts ends.
    let group = use_load((props.id, *version, ended), |(id, ..)| async move { api::groups::get(id).await });
    let ask = |what: Asking| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(what))
    };
    let back = Some((Route::Groups, AttrValue::from(texts.title())));
    let Some(found) = group.data.as_deref().cloned() else {
        return html! {
            <>
                <PageHead title={texts.title()} {back} />
                if let Some(failure) = &group.failure {
                    <FailureNote failure={failure.clone()} retry={group.reload.clone()} />
                }
            </>
        };
    };
    let delete = {
        let (action, id, name) = (action.clone(), found.id, found.name.clone());
        Callback::from(move |()| {
            let (toaster, navigator, name) = (toaster.clone(), navigator.clone(), name.clone());
            action.run(api::groups::delete(id), move |()| {
                toaster.done(texts.deleted(name));
                if let Some(navigator) = navigator {
                    navigator.push(&Route::Groups);
                }
            });
        })
    };
    let added = {
        let version = version.clone();
        Callback::from(move |()| version.set(*version + 1))
    };
    let query = NewCampaignQuery { group: Some(found.id), ..NewCampaignQuery::default() };
    let add = ask(Asking::People).reform(|_: MouseEvent| ());
    let empty = html! { <Button variant={Variant::Primary} icon={IconName::UserPlus} onclick={add.clone()}>{ texts.add_people() }</Button> };
    html! {
        <>
            <PageHead title={found.name.clone()} lead={texts.count(found.contacts)} {back}>
                <Button variant={Variant::Quiet} icon={IconName::Trash} onclick={ask(Asking::Deletion).reform(|_| ())}>{ lang.common().delete() }</Button>
                <Button icon={IconName::Edit} onclick={ask(Asking::Name).reform(|_| ())}>{ texts.rename() }</Button>
                <Button icon={IconName::UserPlus} onclick={add}>{ texts.add_people() }</Button>
                <Link<Route, NewCampaignQuery> to={Route::NewCampaign} query={Some(query)} classes="btn btn-primary"><Icon name={IconName::Send} />{ texts.write() }</Link<Route, NewCampaignQuery>>
            </PageHead>
            <ContactList group={Some(found.id)} version={*version} empty_title={texts.nobody()} empty_text={texts.nobody_text()} {empty} />
            <AddPeople group={found.id} open={*asking == Asking::People} on_close={ask(Asking::Nothing)} on_added={added} />
            <GroupDialog id="rename-group" group={Some(found.clone())} open={*asking == Asking::Name} on_close={ask(Asking::Nothing)} on_saved={group.reload.clone()} />
            <ConfirmDialog id="delete-group" title={texts.delete_question(&found.name)} open={*asking == Asking::Deletion} busy={action.busy}
                action={texts.delete_group()} on_confirm={delete} on_close={ask(Asking::Nothing)}>
                if let Some(failure) = &action.failure {
                    <FailureNote failure={failure.clone()} />
                }
                <p>{ texts.delete_text() }</p>
            </ConfirmDialog>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct AddPeopleProps {
    group: GroupId,
    open: bool,
    on_close: Callback<()>,
    on_added: Callback<()>,
}

/// Chooses contacts to put into the group.
#[component(AddPeople)]
fn add_people(props: &AddPeopleProps) -> Html {
    let texts = use_lang().groups();
    let (action, toaster) = (use_action(), use_toaster());
    let add = {
        let (action, group, on_added) = (action.clone(), props.group, props.on_added.clone());
        Callback::from(move |chips: Vec<Chip>| {
            let ids: Vec<_> = chips
                .into_iter()
                .filter_map(|chip| match chip {
                    Chip::Contact { id, .. } => Some(id),
                    _ => None,
                })
                .collect();
            let (on_added, toaster) = (on_added.clone(), toaster.clone());
            action.run(api::groups::add(group, ids), move |outcome| {
                toaster.done(texts.people_added(outcome.changed));
                on_added.emit(());
            });
        })
    };
    html! {
        <>
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
            <ContactPicker open={props.open} on_close={props.on_close.clone()} {add} title={texts.add_people()} />
        </>
    }
}
