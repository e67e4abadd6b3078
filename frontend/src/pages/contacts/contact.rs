use std::rc::Rc;

use openapi::ContactId;
use openapi::contacts::{Contact, ContactSelection, SelectionAction};
use yew::prelude::*;
use yew_router::prelude::*;

use super::filters::line_name;
use super::form::ContactForm;
use super::list::marks;
use super::{full_name, spoken_name};
use crate::api;
use crate::hooks::{use_action, use_load};
use crate::i18n::{country_name, use_lang};
use crate::pages::blacklist::source_words;
use crate::pages::jobs::{Task, use_jobs};
use crate::route::Route;
use crate::ui::{Button, ConfirmDialog, FailureNote, Icon, IconName, PageHead, Skeleton, Variant, use_toaster};

#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Nothing,
    Blacklist,
    Deletion,
}

#[derive(Properties, PartialEq)]
pub struct ContactPageProps {
    pub id: ContactId,
}

/// One contact: all that is known, to be changed.
#[component(ContactPage)]
pub fn contact_page(props: &ContactPageProps) -> Html {
    let lang = use_lang();
    let texts = lang.contacts();
    let loaded = use_load(props.id, |id| async move { api::contacts::get(id).await });
    let saved = use_state(|| None::<Rc<Contact>>);
    let back = Some((Route::Contacts, AttrValue::from(texts.title())));
    let Some(first) = loaded.data.clone() else {
        return html! {
            <>
                <PageHead title={texts.one()} {back} />
                if let Some(failure) = &loaded.failure {
                    <FailureNote failure={failure.clone()} retry={loaded.reload.clone()} />
                } else {
                    <div class="card"><div class="card-body form-stack"><Skeleton width="40%" /><Skeleton height="2.5rem" /><Skeleton height="2.5rem" /></div></div>
                }
            </>
        };
    };
    let contact = (*saved).clone().unwrap_or_else(|| first.clone());
    let on_saved = Callback::from(move |contact| saved.set(Some(Rc::new(contact))));
    html! {
        <>
            <PageHead title={full_name(lang, &contact)} {back} aside={marks(lang, &contact)}>
                <Acts contact={contact.clone()} on_change={on_saved.clone()} />
            </PageHead>
            <div class="split">
                <div class="split-main">
                    <div class="card"><div class="card-body">
                        <ContactForm id="contact" contact={contact.clone()} submit={lang.common().save()} {on_saved} />
                    </div></div>
                </div>
                <div class="split-side">
                    if contact.blacklisted {
                        <Blacklisting contact={contact.clone()} />
                    }
                    <Facts contact={contact.clone()} />
                </div>
            </div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct OfContactProps {
    contact: Rc<Contact>,
}

/// What is known beside what one types.
#[component(Facts)]
fn facts(props: &OfContactProps) -> Html {
    let lang = use_lang();
    let texts = lang.contacts();
    let contact = &props.contact;
    html! {
        <section class="card" aria-labelledby="facts">
            <div class="card-title-row"><h2 id="facts">{ texts.facts() }</h2></div>
            <div class="card-body">
                <dl class="facts mt-0">
                    <dt>{ texts.number() }</dt><dd class="digits">{ contact.mobile.to_string() }</dd>
                    if !contact.typed.is_empty() && contact.typed != contact.mobile.to_string() {
                        <dt>{ texts.typed() }</dt><dd class="digits">{ &contact.typed }</dd>
                    }
                    <dt>{ texts.country() }</dt><dd>{ country_name(lang, &contact.country) }</dd>
                    if let Some(line) = contact.line {
                        <dt>{ texts.line() }</dt><dd>{ line_name(lang, line) }</dd>
                    }
                    if let Some(consent) = &contact.consent {
                        <dt>{ texts.consent() }</dt><dd>{ lang.date(consent.at) }</dd>
                    }
                    <dt>{ texts.created_on() }</dt><dd>{ lang.date_time(contact.created_at) }</dd>
                    <dt>{ texts.updated_on() }</dt><dd>{ lang.date_time(contact.updated_at) }</dd>
                </dl>
                if contact.line == Some(openapi::contacts::LineType::Fixed) {
                    <p class="quiet small mt-3 mb-0">{ texts.fixed_text() }</p>
                }
            </div>
        </section>
    }
}

/// Since when and why nothing is sent.
#[component(Blacklisting)]
fn blacklisting(props: &OfContactProps) -> Html {
    let lang = use_lang();
    let texts = lang.contacts();
    let number = props.contact.mobile;
    let history = use_load(number, |number| async move { api::blacklist::get(number).await });
    let now = history.data.as_deref().and_then(|history| history.now.as_ref());
    html! {
        <div class="note tone-bad">
            <Icon name={IconName::Ban} />
            <span class="note-text">
                if let Some(entry) = now {
                    { texts.blacklisted_since(lang.date(entry.created_at), source_words(lang, &entry.source)) }
                } else {
                    { texts.on_blacklist() }
                }
                { " " }
                <Link<Route> to={Route::Blacklisted { number }}>{ texts.why() }</Link<Route>>
            </span>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ActsProps {
    contact: Rc<Contact>,
    on_change: Callback<Contact>,
}

/// What can be done with the contact.
#[component(Acts)]
fn acts(props: &ActsProps) -> Html {
    let lang = use_lang();
    let texts = lang.contacts();
    let (toaster, jobs, navigator) = (use_toaster(), use_jobs(), use_navigator());
    let action = use_action();
    let asking = use_state(|| Asking::Nothing);
    let ask = |what: Asking| {
        let (asking, action) = (asking.clone(), action.clone());
        Callback::from(move |()| {
            action.clear();
            asking.set(what);
        })
    };
    let (id, number) = (props.contact.id, props.contact.mobile);
    let delete = {
        let action = action.clone();
        Callback::from(move |()| {
            let (jobs, navigator) = (jobs.clone(), navigator.clone());
            let action_of = SelectionAction::Delete;
            let selection =
                ContactSelection { filter: None, ids: Some(vec![id]), except: None, action: action_of, group: None };
            action.run(async move { api::contacts::act(&selection, &api::new_key()).await }, move |started| {
                jobs.follow(started.job, Task::Delete);
                if let Some(navigator) = navigator {
                    navigator.push(&Route::Contacts);
                }
            });
        })
    };
    let blacklist = {
        let (action, asking, on_change) = (action.clone(), asking.clone(), props.on_change.clone());
        Callback::from(move |()| {
            let (asking, on_change, toaster) = (asking.clone(), on_change.clone(), toaster.clone());
            let work = async move {
                api::blacklist::add(vec![number.to_string()]).await?;
                api::contacts::get(id).await
            };
            action.run(work, move |contact| {
                toaster.done(lang.blacklist().added(1));
                asking.set(Asking::Nothing);
                on_change.emit(contact);
            });
        })
    };
    let failure = action.failure.clone().map(|failure| html! { <FailureNote {failure} /> }).unwrap_or_default();
    html! {
        <>
            if !props.contact.blacklisted {
                <Button icon={IconName::Ban} onclick={ask(Asking::Blacklist).reform(|_| ())}>{ texts.put_on_blacklist() }</Button>
            }
            <Button icon={IconName::Trash} onclick={ask(Asking::Deletion).reform(|_| ())}>{ lang.common().delete() }</Button>
            <ConfirmDialog id="delete-contact" title={texts.delete_one_question(spoken_name(&props.contact))} open={*asking == Asking::Deletion}
                busy={action.busy} action={lang.common().delete()} on_confirm={delete} on_close={ask(Asking::Nothing)}>
                { failure.clone() }
                <p>{ texts.delete_undo() }</p>
            </ConfirmDialog>
            <ConfirmDialog id="blacklist-contact" title={texts.blacklist_question(1)} open={*asking == Asking::Blacklist} busy={action.busy}
                variant={Variant::Danger} action={texts.put_on_blacklist()} on_confirm={blacklist} on_close={ask(Asking::Nothing)}>
                { failure }
                <p>{ texts.blacklist_text() }</p>
            </ConfirmDialog>
        </>
    }
}
