use gloo_timers::callback::Interval;
use yew::prelude::*;

use super::ResendButton;
use crate::app::{use_platform, use_session};
use crate::hooks::is_seen;
use crate::i18n::use_lang;
use crate::ui::{Icon, IconName};

/// The link is opened in another tab or on a phone: this one notices soon after.
const LOOK_MS: u32 = 5_000;

/// Said on every page until the e-mail address is confirmed, and gone soon after it is.
#[component(UnconfirmedNotice)]
pub fn unconfirmed_notice() -> Html {
    let texts = use_lang().confirmations();
    let session = use_session();
    let waiting = session.account.as_ref().is_some_and(|account| !account.confirmed);
    {
        let refresh = session.refresh.clone();
        use_effect_with(waiting, move |waiting| {
            let clock = waiting.then(|| {
                Interval::new(LOOK_MS, move || {
                    if is_seen() {
                        refresh.emit(());
                    }
                })
            });
            move || drop(clock)
        });
    }
    let Some(account) = session.account.filter(|account| !account.confirmed) else {
        return Html::default();
    };
    html! {
        <aside class="notice is-firm" aria-label={texts.banner_label()}>
            <Icon name={IconName::Mail} />
            <span class="note-text">{ texts.banner(&account.email) }</span>
            <span class="notice-actions">
                <MailLink />
                <ResendButton account_id={account.account_id.clone()} class="btn-sm" />
            </span>
        </aside>
    }
}

/// Where the server shows its e-mails instead of sending them; absent on a server that sends them.
#[component(MailLink)]
pub fn mail_link() -> Html {
    let texts = use_lang().confirmations();
    let platform = use_platform();
    html! {
        if let Some(mail) = platform.and_then(|platform| platform.mail.clone()) {
            <a href={mail} target="_blank" rel="noopener">{ texts.read_mail() }</a>
        }
    }
}

/// Beside a button that cannot send yet: why.
#[component(SendHold)]
pub fn send_hold() -> Html {
    let texts = use_lang().confirmations();
    let held = use_session().account.is_some_and(|account| !account.confirmed);
    html! {
        if held {
            <div class="note tone-warn w-100" id="send-hold"><Icon name={IconName::Mail} /><span class="note-text">{ texts.hold() }</span></div>
        }
    }
}
