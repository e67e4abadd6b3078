//! The campaign simulator: a text, to how many people and where, and what it would cost. For everybody; groups are one's own.

mod groups;
mod places;
mod result;

use openapi::GroupId;
use openapi::campaigns::Kind;
use openapi::simulations::{CountryRecipients, NewSimulation};
use sms::{Measure, Spoken};
use yew::prelude::*;
use yew_router::prelude::*;

use self::groups::Groups;
use self::places::{Place, Places};
use self::result::Outcome;
use crate::api;
use crate::app::use_session;
use crate::hooks::{set_part, use_debounced, use_load};
use crate::i18n::{Lang, use_lang};
use crate::pages::campaigns::Counter;
use crate::route::Route;
use crate::ui::{Checkbox, Icon, IconName, PageHead, Tab, Tabs, TextArea};

/// A question is asked after a pause in typing.
const REST_MS: u32 = 300;

/// What somebody is thinking of.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    kind: Kind,
    text: String,
    with_sender: bool,
    places: Vec<Place>,
    groups: Vec<GroupId>,
}

impl Draft {
    fn first(lang: Lang) -> Self {
        let france = Place { country: "FR".to_owned(), typed: "1000".to_owned() };
        let text = lang.simulations().example().to_owned();
        Self { kind: Kind::Pro, text, with_sender: false, places: vec![france], groups: Vec::new() }
    }

    /// `None` while there is nothing to ask.
    fn question(&self) -> Option<NewSimulation> {
        let rows = self.places.iter().filter_map(|place| {
            let recipients = place.recipients().filter(|recipients| *recipients > 0)?;
            Some(CountryRecipients { country: place.country.clone(), recipients })
        });
        let countries: Vec<CountryRecipients> = rows.collect();
        let asks = !self.text.trim().is_empty() && (!countries.is_empty() || !self.groups.is_empty());
        asks.then(|| NewSimulation {
            kind: self.kind,
            text: self.text.clone(),
            with_sender: self.with_sender,
            countries,
            groups: self.groups.clone(),
        })
    }
}

#[component(Simulator)]
pub fn simulator() -> Html {
    let lang = use_lang();
    let texts = lang.simulations();
    let signed_in = use_session().account.is_some();
    let draft = use_state(|| Draft::first(lang));
    let question = use_debounced(&draft.question(), REST_MS);
    let answer = use_load(question.clone(), |question| async move {
        match question {
            Some(question) => api::simulations::create(question).await.map(Some),
            None => Ok(None),
        }
    });
    let rates = use_load((), |()| async { api::rates::list().await });
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()}>
                <Link<Route> to={Route::Rates} classes="btn"><Icon name={IconName::World} />{ texts.rates() }</Link<Route>>
            </PageHead>
            <div class="split">
                <div class="split-main">
                    <section class="card" aria-labelledby="simulated-message">
                        <div class="card-title-row"><h2 id="simulated-message">{ texts.message() }</h2></div>
                        <div class="card-body form-stack">{ message(lang, &draft) }</div>
                    </section>
                    <section class="card" aria-labelledby="simulated-recipients">
                        <div class="card-title-row"><h2 id="simulated-recipients">{ texts.recipients() }</h2></div>
                        <div class="card-body form-stack">
                            <Places places={draft.places.clone()} rates={rates.data.clone()} kind={draft.kind}
                                on_change={set_part(&draft, |draft: &mut Draft, places| draft.places = places)} />
                            if signed_in {
                                <Groups chosen={draft.groups.clone()} on_change={set_part(&draft, |draft: &mut Draft, groups| draft.groups = groups)} />
                            }
                        </div>
                    </section>
                </div>
                <div class="split-side is-sticky">
                    <Outcome has_text={!draft.text.trim().is_empty()} asked={question.is_some()} {answer} rates={rates.data.clone()} />
                </div>
            </div>
        </>
    }
}

fn message(lang: Lang, draft: &UseStateHandle<Draft>) -> Html {
    let texts = lang.simulations();
    let tab = |value: &'static str, label: &'static str| Tab { value: value.into(), label: label.into(), count: None };
    let value = if draft.kind == Kind::Voice { "voice" } else { "pro" };
    let on_kind = set_part(draft, |draft: &mut Draft, kind: AttrValue| {
        draft.kind = if kind == "voice" { Kind::Voice } else { Kind::Pro };
    });
    let (measure, spoken) = counted(&draft.text, draft.kind);
    html! {
        <>
            <Tabs label={texts.kind()} tabs={vec![tab("pro", texts.sms()), tab("voice", texts.voice())]} value={AttrValue::from(value)} onchange={on_kind} />
            <TextArea id="simulated-text" label={texts.text()} value={draft.text.clone()}
                oninput={set_part(draft, |draft: &mut Draft, text| draft.text = text)} />
            <Counter {measure} {spoken} />
            if draft.kind == Kind::Pro {
                <Checkbox id="simulated-sender" label={texts.with_sender()} hint={texts.with_sender_hint()} checked={draft.with_sender}
                    onchange={set_part(draft, |draft: &mut Draft, with_sender| draft.with_sender = with_sender)} />
            }
        </>
    }
}

/// By the crate that the server counts with.
fn counted(text: &str, kind: Kind) -> (Measure, Option<Spoken>) {
    let measure = sms::measure(&sms::euro(&sms::clean(text)));
    (measure, (kind == Kind::Voice).then(|| Spoken::of(text.to_owned())))
}
