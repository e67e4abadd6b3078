//! The links of e-mails that confirm an address: of a new account, and of a change. They work signed in or not.
//!
//! The token leaves the address bar as soon as it was read: it does not stay in the history, nor go anywhere as a
//! referrer.

mod notice;
mod resend;

pub use notice::{MailLink, SendHold, UnconfirmedNotice};
pub use resend::ResendButton;

use openapi::ProblemCode;
use yew::prelude::*;
use yew_router::prelude::*;

use super::gate::Gate;
use crate::api::{self, Failure};
use crate::app::use_session;
use crate::hooks::use_load;
use crate::i18n::{Lang, use_lang};
use crate::route::{Route, TokenQuery};
use crate::ui::{FailureNote, Icon, IconName, PageHead, Skeleton};
use resend::ResendForm;

/// The token that the address brought, kept while the page is open and taken out of the address bar.
#[hook]
pub fn use_token(route: Route) -> String {
    let location = use_location();
    let navigator = use_navigator();
    let token =
        use_state(|| location.and_then(|location| location.query::<TokenQuery>().ok()).unwrap_or_default().token);
    use_effect_with((), move |()| {
        if let Some(navigator) = navigator {
            navigator.replace(&route);
        }
    });
    (*token).clone()
}

/// What became of a link.
#[derive(Clone, Copy, PartialEq)]
pub enum Verdict {
    Expired,
    Used,
    Unknown,
}

impl Verdict {
    /// `None` for a failure that says nothing about the link: the line is down, say.
    pub fn of(failure: &Failure) -> Option<Self> {
        match failure.code()? {
            ProblemCode::LinkExpired => Some(Self::Expired),
            ProblemCode::LinkUsed => Some(Self::Used),
            ProblemCode::NotFound | ProblemCode::InvalidField => Some(Self::Unknown),
            _ => None,
        }
    }

    pub const fn title(self, lang: Lang) -> &'static str {
        let texts = lang.confirmations();
        match self {
            Self::Expired => texts.expired_title(),
            Self::Used => texts.used_title(),
            Self::Unknown => texts.unknown_title(),
        }
    }

    pub const fn text(self, lang: Lang) -> &'static str {
        let texts = lang.confirmations();
        match self {
            Self::Expired => texts.expired(),
            Self::Used => texts.used(),
            Self::Unknown => texts.unknown(),
        }
    }
}

/// The link of the welcome e-mail.
#[component(Confirm)]
pub fn confirm() -> Html {
    let lang = use_lang();
    let texts = lang.confirmations();
    let token = use_token(Route::Confirm);
    let session = use_session();
    let answer = use_load(token, api::accounts::confirm);
    {
        let refresh = session.refresh.clone();
        use_effect_with(answer.data.is_some(), move |done| {
            if *done {
                refresh.emit(());
            }
        });
    }
    if answer.data.is_some() {
        return done_page(lang, texts.done_title(), texts.done(), session.account.is_some());
    }
    match answer.failure.as_ref().map(|failure| (failure, Verdict::of(failure))) {
        None => working_page(lang),
        Some((failure, None)) => failed_page(lang, failure, &answer.reload),
        Some((_, Some(verdict))) => html! {
            <Gate>
                <PageHead title={verdict.title(lang)} lead={verdict.text(lang)} />
                if verdict == Verdict::Used || session.account.as_ref().is_some_and(|account| account.confirmed) {
                    { go_on(lang, session.account.is_some()) }
                } else {
                    <ResendForm />
                    <p class="gate-other"><Link<Route> to={Route::Dashboard}>{ to_app(lang, session.account.is_some()) }</Link<Route>></p>
                }
            </Gate>
        },
    }
}

/// The link that went to a new address.
#[component(ConfirmEmail)]
pub fn confirm_email() -> Html {
    let lang = use_lang();
    let texts = lang.confirmations();
    let token = use_token(Route::ConfirmEmail);
    let session = use_session();
    let answer = use_load(token, api::accounts::confirm_email);
    {
        let refresh = session.refresh.clone();
        use_effect_with(answer.data.is_some(), move |done| {
            if *done {
                refresh.emit(());
            }
        });
    }
    if answer.data.is_some() {
        return done_page(lang, texts.email_done_title(), texts.email_done(), session.account.is_some());
    }
    match answer.failure.as_ref().map(|failure| (failure, Verdict::of(failure))) {
        None => working_page(lang),
        Some((failure, None)) => failed_page(lang, failure, &answer.reload),
        Some((_, Some(verdict))) => html! {
            <Gate>
                <PageHead title={verdict.title(lang)} lead={if verdict == Verdict::Used { verdict.text(lang) } else { texts.email_again() }} />
                <Link<Route> to={Route::Account} classes="btn btn-primary w-100">{ texts.to_account() }</Link<Route>>
            </Gate>
        },
    }
}

fn working_page(lang: Lang) -> Html {
    let texts = lang.confirmations();
    html! { <Gate><PageHead title={texts.title()} lead={texts.working()} /><Skeleton height="2.5rem" /></Gate> }
}

fn failed_page(lang: Lang, failure: &Failure, retry: &Callback<()>) -> Html {
    html! { <Gate><PageHead title={lang.confirmations().title()} /><FailureNote failure={failure.clone()} retry={retry.clone()} /></Gate> }
}

fn done_page(lang: Lang, title: &'static str, text: &'static str, signed_in: bool) -> Html {
    html! {
        <Gate>
            <span class="empty-icon"><Icon name={IconName::CircleCheck} /></span>
            <PageHead {title} lead={text} />
            { go_on(lang, signed_in) }
        </Gate>
    }
}

fn to_app(lang: Lang, signed_in: bool) -> &'static str {
    if signed_in { lang.confirmations().to_overview() } else { lang.accounts().sign_in() }
}

fn go_on(lang: Lang, signed_in: bool) -> Html {
    html! { <Link<Route> to={Route::Dashboard} classes="btn btn-primary w-100">{ to_app(lang, signed_in) }</Link<Route>> }
}
