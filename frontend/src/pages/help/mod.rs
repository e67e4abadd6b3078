//! Help: the beginner's guide and the questions that are often asked, for everybody, signed in or not.
//!
//! The texts are Markdown files (`frontend/help/`), one a topic and a language, which `frontend/bundle/src/help.rs` checks
//! and turns into one file a language. The app fetches that when help is opened. Every page has a topic (`Route::topic`),
//! which the "?" in its head opens beside it ([`HelpProvider`]), so that nothing that was typed there is lost.

mod article;
mod panel;
mod search;
mod topic;

pub use panel::HelpProvider;
pub use topic::TopicPage;

use std::rc::Rc;

use yew::prelude::*;
use yew_router::prelude::*;

use crate::api::{self, help::Article};
use crate::app::{use_platform, use_session};
use crate::hooks::{Loaded, use_load};
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::topics::{Section, Topic};
use crate::ui::{EmptyState, FailureNote, Field, Icon, IconName, PageHead, Skeleton};
use search::Found;

/// Every topic in the language of the page.
#[hook]
fn use_articles() -> Loaded<Rc<Vec<Article>>> {
    let lang = use_lang();
    use_load(lang, api::help::articles)
}

fn find(articles: &[Article], topic: Topic) -> Option<&Article> {
    articles.iter().find(|article| article.topic == topic.name())
}

/// Every topic by its section, and the search through all of them.
#[component(Help)]
pub fn help() -> Html {
    let lang = use_lang();
    let texts = lang.help();
    let articles = use_articles();
    let operator = use_session().account.is_some_and(|account| account.operator);
    let typed = use_state(String::new);
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |value| typed.set(value))
    };
    let is_searched = !typed.trim().is_empty();
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()} />
            <div class="help-search" role="search">
                <Field id="help-search" kind="search" icon={IconName::Search} label={texts.search()} label_hidden=true
                    placeholder={texts.search_placeholder()} value={(*typed).clone()} {oninput} autocomplete="off" />
            </div>
            if let Some(failure) = &articles.failure {
                <FailureNote failure={failure.clone()} retry={articles.reload.clone()} />
            } else if let Some(articles) = &articles.data {
                if is_searched {
                    { results(lang, &search::search(articles, &typed)) }
                } else {
                    { contents(lang, articles, operator) }
                }
            } else {
                <Skeleton height="20rem" />
            }
            <Contact />
        </>
    }
}

fn results(lang: Lang, found: &[Found<'_>]) -> Html {
    let texts = lang.help();
    html! {
        <section class="card" aria-labelledby="found">
            <div class="card-title-row"><h2 id="found"><span role="status">{ texts.found(i64::try_from(found.len()).unwrap_or(i64::MAX)) }</span></h2></div>
            if found.is_empty() {
                <EmptyState icon={IconName::Search} title={lang.common().none_found()} text={texts.none_found()} />
            } else {
                <ul class="help-found">
                    { for found.iter().map(|one| html! {
                        <li key={one.topic.name()}>
                            <Link<Route> to={Route::HelpTopic { topic: one.topic }} classes="cell-main">{ &one.article.title }</Link<Route>>
                            <p class="quiet small mb-0">
                                { for one.excerpt.iter().map(|(is_hit, words)| if *is_hit { html! { <mark>{ words }</mark> } } else { html! { words } }) }
                            </p>
                        </li>
                    }) }
                </ul>
            }
        </section>
    }
}

fn contents(lang: Lang, articles: &[Article], operator: bool) -> Html {
    let texts = lang.help();
    let guide = [Section::Start, Section::Book, Section::Sending, Section::Credits, Section::Account];
    let questions = [Section::AboutMessages, Section::AboutCredits, Section::AboutLaw];
    html! {
        <>
            { part("guide", texts.guide(), &guide, lang, articles) }
            { part("questions", texts.questions(), &questions, lang, articles) }
            if operator {
                { part("operating", texts.operating(), &[Section::Operating], lang, articles) }
            }
        </>
    }
}

fn part(id: &'static str, name: &'static str, sections: &[Section], lang: Lang, articles: &[Article]) -> Html {
    html! {
        <section class="help-part" aria-labelledby={id}>
            <h2 {id}>{ name }</h2>
            <div class="help-sections">
                { for sections.iter().map(|section| html! {
                    <div class="card help-section">
                        <h3>{ section_name(lang, *section) }</h3>
                        { topic_list(*section, articles, None) }
                    </div>
                }) }
            </div>
        </section>
    }
}

fn topic_list(section: Section, articles: &[Article], current: Option<Topic>) -> Html {
    html! {
        <ul class="help-topics">
            { for section.topics().iter().filter_map(|topic| Some((*topic, find(articles, *topic)?))).map(|(topic, article)| html! {
                <li key={topic.name()}>
                    if current == Some(topic) {
                        <span class="cell-main" aria-current="page">{ &article.title }</span>
                    } else {
                        <Link<Route> to={Route::HelpTopic { topic }} classes="plain">{ &article.title }</Link<Route>>
                    }
                </li>
            }) }
        </ul>
    }
}

fn section_name(lang: Lang, section: Section) -> &'static str {
    let texts = lang.help();
    match section {
        Section::Start => texts.start(),
        Section::Book => texts.book(),
        Section::Sending => texts.sending(),
        Section::Credits => texts.credits(),
        Section::Account => texts.account(),
        Section::AboutMessages => texts.about_messages(),
        Section::AboutCredits => texts.about_credits(),
        Section::AboutLaw => texts.about_law(),
        Section::Operating => texts.operating(),
    }
}

/// How the operator is reached, where help ends.
#[component(Contact)]
fn contact() -> Html {
    let texts = use_lang().help();
    let contact = use_platform().and_then(|platform| platform.contact.clone());
    html! {
        <aside class="card help-contact" aria-label={texts.contact()}>
            <Icon name={IconName::Mail} />
            <div>
                <strong>{ texts.contact() }</strong>
                <p class="quiet mb-0">
                    if let Some(contact) = contact {
                        { texts.contact_text() }{ " " }<OperatorContact {contact} />
                    } else {
                        { texts.contact_unknown() }
                    }
                </p>
            </div>
        </aside>
    }
}

#[derive(Properties, PartialEq)]
pub struct OperatorContactProps {
    /// In the operator's words.
    pub contact: String,
}

/// How the operator is reached; a link where it is an e-mail address and nothing else.
#[component(OperatorContact)]
pub fn operator_contact(props: &OperatorContactProps) -> Html {
    let contact = props.contact.trim();
    let is_address = contact.contains('@') && !contact.contains(char::is_whitespace);
    html! {
        if is_address {
            <a href={format!("mailto:{contact}")} class="break">{ contact }</a>
        } else {
            <span class="break">{ contact }</span>
        }
    }
}
