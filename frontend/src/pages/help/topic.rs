use yew::prelude::*;
use yew_router::history::{BrowserHistory, History};
use yew_router::prelude::*;

use super::article::Body;
use super::{Contact, find, section_name, topic_list, use_articles};
use crate::api::help::Article;
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::topics::{Section, Topic};
use crate::ui::{FailureNote, PageHead, Skeleton};

#[derive(Properties, PartialEq)]
pub struct TopicPageProps {
    pub topic: Topic,
}

/// One topic, with the others of its section beside it.
#[component(TopicPage)]
pub fn topic_page(props: &TopicPageProps) -> Html {
    let lang = use_lang();
    let texts = lang.help();
    let topic = props.topic;
    let articles = use_articles();
    let hash = use_location().map(|location| location.hash().trim_start_matches('#').to_owned()).unwrap_or_default();
    let anchor = Some(hash).filter(|hash| is_anchor(hash)).map(AttrValue::from);
    let article = articles.data.as_ref().and_then(|articles| find(articles, topic));
    let title = article.map_or_else(|| texts.title().to_owned(), |article| article.title.clone());
    html! {
        <>
            <PageHead key={topic.name()} {title} back={Some((Route::Help, AttrValue::from(texts.title())))} />
            if let (Some(articles), Some(article)) = (&articles.data, article) {
                <div class="help-page">
                    <div class="help-main">
                        <article class="card"><div class="card-body"><Body html={article.html.clone()} {anchor} on_follow={Callback::from(|address: String| follow(&address))} /></div></article>
                        <Contact />
                    </div>
                    { beside(lang, articles, topic) }
                </div>
            } else if let Some(failure) = &articles.failure {
                <FailureNote failure={failure.clone()} retry={articles.reload.clone()} />
            } else {
                <Skeleton height="16rem" />
            }
        </>
    }
}

fn beside(lang: Lang, articles: &[Article], topic: Topic) -> Html {
    let section = Section::ALL.iter().copied().find(|section| section.topics().contains(&topic));
    section.map_or_else(Html::default, |section| {
        html! {
            <nav class="help-beside" aria-labelledby="section">
                <h2 id="section">{ section_name(lang, section) }</h2>
                { topic_list(section, articles, Some(topic)) }
            </nav>
        }
    })
}

/// Goes to an address of the app, which may name a heading.
pub fn follow(address: &str) {
    BrowserHistory::new().push(address.to_owned());
}

/// An anchor of ours, and nothing that would be read as a selector.
pub fn is_anchor(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
