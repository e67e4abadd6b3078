//! What nobody has read yet: replies and notices, counted for the side bar and the bell.

use gloo_timers::callback::Interval;
use yew::prelude::*;

use crate::api;
use crate::hooks::{is_seen, use_load};
use crate::route::Route;

/// Soon enough for somebody who waits for an answer; two short questions each time.
const LOOK_MS: u32 = 20_000;
/// Notices are counted up to here; the bell shows "9+" beyond.
pub const MANY_NOTICES: i64 = 9;

/// The counts, and a way to ask for them anew.
#[derive(Clone, PartialEq)]
pub struct Unread {
    pub replies: i64,
    /// Up to one more than [`MANY_NOTICES`].
    pub notices: i64,
    pub reload: Callback<()>,
}

#[derive(Properties, PartialEq)]
pub struct UnreadProviderProps {
    /// Each page asks anew.
    pub route: Route,
    pub children: Html,
}

#[component(UnreadProvider)]
pub fn unread_provider(props: &UnreadProviderProps) -> Html {
    // Without an answer nothing is counted: the pages themselves say what went wrong.
    let counts = use_load(props.route, |_| async {
        let replies = api::replies::unread().await?.unread;
        let limit = u32::try_from(MANY_NOTICES + 1).unwrap_or(u32::MAX);
        let notices = api::notices::list(Some(true), None, limit).await?.items.len();
        Ok((replies, i64::try_from(notices).unwrap_or_default()))
    });
    {
        let reload = counts.reload.clone();
        use_effect_with(counts.answers, move |_| {
            let clock = Interval::new(LOOK_MS, move || {
                if is_seen() {
                    reload.emit(());
                }
            });
            move || drop(clock)
        });
    }
    let (replies, notices) = counts.data.as_deref().copied().unwrap_or_default();
    let unread = Unread { replies, notices, reload: counts.reload };
    html! { <ContextProvider<Unread> context={unread}>{ props.children.clone() }</ContextProvider<Unread>> }
}

#[hook]
pub fn use_unread() -> Unread {
    use_context::<Unread>().unwrap_or_else(|| Unread { replies: 0, notices: 0, reload: Callback::noop() })
}
