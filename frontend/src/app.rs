//! The frame: who is here, in which language, and which page is shown.

use std::rc::Rc;

use openapi::accounts::Account;
use openapi::platform::Platform;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api::{self, Failure};
use crate::i18n::{LangProvider, set_time_zone, use_lang};
use crate::pages::{self, HelpProvider, Public, Shell, sign_in::SignIn, sign_up::SignUp};
use crate::route::Route;
use crate::session;
use crate::ui::{FailureNote, ToastProvider, use_toaster};

/// Who is here.
#[derive(Clone, PartialEq)]
enum State {
    /// Being found out.
    Starting,
    SignedOut,
    SignedIn(Rc<Account>),
    /// Signed in, but the account could not be read.
    Failed(Failure),
}

/// The session as pages see it.
#[derive(Clone, PartialEq)]
pub struct SessionContext {
    /// Who is signed in; only pages outside the shell are drawn without.
    pub account: Option<Rc<Account>>,
    /// Reads the account anew: its balance changed, or somebody has just signed in.
    pub refresh: Callback<()>,
    pub sign_out: Callback<()>,
}

#[component(App)]
pub fn app() -> Html {
    html! {
        <LangProvider>
            <ToastProvider>
                <BrowserRouter>
                    <Inside />
                </BrowserRouter>
            </ToastProvider>
        </LangProvider>
    }
}

/// Below the providers: the session, the platform, and the page of the address.
#[component(Inside)]
fn inside() -> Html {
    let lang = use_lang();
    let toaster = use_toaster();
    let state = use_state_eq(|| State::Starting);
    let platform = use_state(|| None::<Rc<Platform>>);

    let refresh = refresh_of(&state);
    {
        let (state, platform, toaster) = (state.clone(), platform.clone(), toaster.clone());
        use_effect_with((), move |()| {
            let ended = state.clone();
            session::on_end(Callback::from(move |()| {
                toaster.warn(lang.failures().session_ended());
                ended.set(State::SignedOut);
            }));
            spawn_local(async move {
                state.set(if session::renew().await { read_account().await } else { State::SignedOut });
            });
            spawn_local(async move {
                if let Ok(answer) = api::platform::get().await {
                    platform.set(Some(Rc::new(answer)));
                }
            });
        });
    }
    let sign_out = {
        let state = state.clone();
        Callback::from(move |()| {
            let (state, toaster) = (state.clone(), toaster.clone());
            spawn_local(async move {
                session::sign_out().await;
                set_time_zone(None);
                state.set(State::SignedOut);
                toaster.done(lang.shell().signed_out());
            });
        })
    };

    let account = match &*state {
        State::SignedIn(account) => Some(account.clone()),
        _ => None,
    };
    let context = SessionContext { account, refresh: refresh.clone(), sign_out };
    let content = match (*state).clone() {
        State::Starting => {
            html! { <div class="splash" role="status"><span class="visually-hidden">{ lang.shell().starting() }</span></div> }
        }
        State::SignedOut => html! { <Switch<Route> render={signed_out} /> },
        State::SignedIn(_) => html! { <Switch<Route> render={signed_in} /> },
        State::Failed(failure) => {
            html! { <main class="content"><FailureNote {failure} retry={refresh} /></main> }
        }
    };
    html! {
        <ContextProvider<Option<Rc<Platform>>> context={(*platform).clone()}>
            <ContextProvider<SessionContext> {context}><HelpProvider>{ content }</HelpProvider></ContextProvider<SessionContext>>
        </ContextProvider<Option<Rc<Platform>>>>
    }
}

/// Reads the account anew.
fn refresh_of(state: &UseStateHandle<State>) -> Callback<()> {
    let state = state.clone();
    Callback::from(move |()| {
        let state = state.clone();
        spawn_local(async move {
            match read_account().await {
                // Somebody signed out while the answer was on its way.
                _ if !session::is_signed_in() => {}
                // What is on the screen is worth more than the news that the line is down.
                State::Failed(_) if matches!(*state, State::SignedIn(_)) => {}
                read => state.set(read),
            }
        });
    })
}

async fn read_account() -> State {
    match api::accounts::current().await {
        Ok(account) => {
            set_time_zone(Some(account.time_zone.clone()));
            State::SignedIn(Rc::new(account))
        }
        Err(failure) if failure.is_unauthorized() => State::SignedOut,
        Err(failure) => State::Failed(failure),
    }
}

/// Any other address asks to sign in and then shows itself: nobody loses the page that a link led to.
fn signed_out(route: Route) -> Html {
    match route {
        route if route.is_open() => pages::open_page(route),
        Route::SignUp => html! { <SignUp /> },
        route if route.is_for_all() => html! { <Public {route}>{ pages::page(route) }</Public> },
        _ => html! { <SignIn /> },
    }
}

fn signed_in(route: Route) -> Html {
    if route.is_open() {
        return pages::open_page(route);
    }
    if route.is_public() {
        return html! { <Redirect<Route> to={Route::Dashboard} /> };
    }
    html! { <Shell {route}>{ pages::page(route) }</Shell> }
}

/// The session, from any component.
#[hook]
pub fn use_session() -> SessionContext {
    use_context::<SessionContext>().unwrap_or_else(|| SessionContext {
        account: None,
        refresh: Callback::noop(),
        sign_out: Callback::noop(),
    })
}

/// The server that the app came from, once it has answered.
#[hook]
pub fn use_platform() -> Option<Rc<Platform>> {
    use_context::<Option<Rc<Platform>>>().flatten()
}
