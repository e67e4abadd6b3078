use yew::prelude::*;
use yew_router::prelude::*;

use super::article::Body;
use super::topic::{follow, is_anchor};
use super::{Contact, find, use_articles};
use crate::i18n::use_lang;
use crate::route::Route;
use crate::topics::Topic;
use crate::ui::{Dialog, FailureNote, HelpContext, Skeleton};

/// What the panel shows: a topic, perhaps from one of its headings on.
#[derive(Clone, PartialEq)]
struct Shown {
    topic: Topic,
    anchor: Option<AttrValue>,
}

#[derive(Properties, PartialEq)]
pub struct HelpProviderProps {
    pub children: Html,
}

/// Shows the topic of a page above it, which stays as it is. A link to another topic is followed in here, one to a page
/// leads there.
#[component(HelpProvider)]
pub fn help_provider(props: &HelpProviderProps) -> Html {
    let shown = use_state(|| None::<Shown>);
    let context = {
        let shown = shown.clone();
        use_callback((), move |topic: Topic, ()| shown.set(Some(Shown { topic, anchor: None })))
    };
    let on_close = {
        let shown = shown.clone();
        Callback::from(move |()| shown.set(None))
    };
    let on_follow = {
        let shown = shown.clone();
        Callback::from(move |address: String| {
            let (path, anchor) = address.split_once('#').unwrap_or((&address, ""));
            if let Some(Route::HelpTopic { topic }) = Route::recognize(path) {
                let anchor =
                    Some(anchor).filter(|anchor| is_anchor(anchor)).map(|anchor| AttrValue::from(anchor.to_owned()));
                shown.set(Some(Shown { topic, anchor }));
            } else {
                shown.set(None);
                follow(&address);
            }
        })
    };
    html! {
        <ContextProvider<HelpContext> context={HelpContext(context)}>
            { props.children.clone() }
            if let Some(shown) = (*shown).clone() {
                <Panel topic={shown.topic} anchor={shown.anchor} {on_close} {on_follow} />
            }
        </ContextProvider<HelpContext>>
    }
}

#[derive(Properties, PartialEq)]
struct PanelProps {
    topic: Topic,
    anchor: Option<AttrValue>,
    on_close: Callback<()>,
    on_follow: Callback<String>,
}

#[component(Panel)]
fn panel(props: &PanelProps) -> Html {
    let texts = use_lang().help();
    let articles = use_articles();
    let article = articles.data.as_ref().and_then(|articles| find(articles, props.topic));
    let title = article.map_or_else(|| texts.title().to_owned(), |article| article.title.clone());
    let close = props.on_close.reform(|_: MouseEvent| ());
    let footer = html! {
        <div class="form-actions">
            <span onclick={close.clone()}><Link<Route> to={Route::HelpTopic { topic: props.topic }} classes="btn">{ texts.open_page() }</Link<Route>></span>
            <span onclick={close}><Link<Route> to={Route::Help} classes="btn">{ texts.all_topics() }</Link<Route>></span>
        </div>
    };
    html! {
        <Dialog id="help" {title} wide=true open=true on_close={props.on_close.clone()} {footer}>
            if let Some(article) = article {
                <Body key={props.topic.name()} html={article.html.clone()} anchor={props.anchor.clone()} on_follow={props.on_follow.clone()} />
                <div class="mt-3"><Contact /></div>
            } else if let Some(failure) = &articles.failure {
                <FailureNote failure={failure.clone()} retry={articles.reload.clone()} />
            } else {
                <Skeleton height="12rem" />
            }
        </Dialog>
    }
}
