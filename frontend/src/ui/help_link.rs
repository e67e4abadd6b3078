use yew::prelude::*;
use yew_router::prelude::*;

use super::{Icon, IconName};
use crate::i18n::use_lang;
use crate::route::Route;
use crate::topics::Topic;

/// Who shows a topic beside the page, so that nothing that was typed there is lost.
#[derive(Clone, PartialEq)]
pub struct HelpContext(pub Callback<Topic>);

/// The "?" of a page: opens the topic that explains it. A link, so that it can also be opened in a tab of its own.
#[component(HelpLink)]
pub fn help_link() -> Html {
    let texts = use_lang().help();
    let context = use_context::<HelpContext>();
    let Some(topic) = use_route::<Route>().and_then(Route::topic) else { return Html::default() };
    let onclick = Callback::from(move |event: MouseEvent| {
        if event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key() {
            return;
        }
        if let Some(HelpContext(open)) = &context {
            event.prevent_default();
            open.emit(topic);
        }
    });
    html! {
        <a class="help-link" href={Route::HelpTopic { topic }.to_path()} aria-label={texts.on_this_page()} title={texts.on_this_page()} {onclick}>
            <Icon name={IconName::Help} />
        </a>
    }
}
