//! A test to one's own mobile, before the others get it.

use openapi::ProblemCode;
use openapi::campaigns::{CampaignTest, Kind};
use yew::prelude::*;
use yew_router::prelude::*;

use super::composed::Reader;
use super::draft::Draft;
use crate::api::{self, Failure};
use crate::app::use_session;
use crate::hooks::use_action;
use crate::i18n::use_lang;
use crate::route::Route;
use crate::ui::{Button, FailureNote, Icon, IconName, use_toaster};

#[derive(Properties, PartialEq)]
pub struct TestSendProps {
    pub test: CampaignTest,
    /// Nothing to send, or it cannot be sent.
    pub disabled: bool,
}

/// What is sent as a test: the message as it is previewed.
pub fn test_of(draft: &Draft, reader: &Reader) -> CampaignTest {
    CampaignTest {
        text: draft.text.clone(),
        kind: draft.kind,
        sender: draft.sender().ok().flatten(),
        stop_mention: draft.stop_mention,
        language: draft.language.filter(|_| draft.kind == Kind::Voice),
        contact: match reader {
            Reader::Contact(contact) => Some(contact.id),
            Reader::Example | Reader::Stranger(_) => None,
        },
    }
}

#[component(TestSend)]
pub fn test_send(props: &TestSendProps) -> Html {
    let lang = use_lang();
    let texts = lang.launch();
    let (action, toaster, session) = (use_action(), use_toaster(), use_session());
    // The same test asked for again is another one; pressed twice in a hurry it is the same.
    let sent = use_state(|| 0_u32);
    let key = use_memo((props.test.clone(), *sent), |_| api::new_key());
    let uncertified = session.account.as_ref().is_some_and(|account| !account.mobile_certified)
        || action.failure.as_ref().and_then(Failure::code) == Some(ProblemCode::Uncertified);
    let onclick = {
        let (action, test, refresh) = (action.clone(), props.test.clone(), session.refresh.clone());
        Callback::from(move |_: MouseEvent| {
            let (test, key, toaster) = (test.clone(), key.clone(), toaster.clone());
            let (sent, refresh) = (sent.clone(), refresh.clone());
            action.run(async move { api::campaigns::test(&test, &key).await }, move |message| {
                toaster.done(texts.test_sent(message.to, lang.amount(message.credits)));
                sent.set(*sent + 1);
                refresh.emit(());
            });
        })
    };
    if uncertified {
        return html! {
            <p class="test-send quiet small mb-0"><Icon name={IconName::DeviceMobile} class="icon-inline" />{ " " }{ texts.test_uncertified() }{ " " }<Link<Route> to={Route::Account}>{ texts.test_certify() }</Link<Route>></p>
        };
    }
    html! {
        <div class="test-send">
            <Button icon={IconName::DeviceMobile} busy={action.busy} disabled={props.disabled} {onclick}>{ texts.test_send() }</Button>
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
        </div>
    }
}
