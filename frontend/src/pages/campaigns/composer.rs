//! Writing a campaign: who, what, from whom, what it costs, and off it goes.

mod chips;
mod cost;
mod draft;
mod picker;
mod preview;
mod text;

use openapi::campaigns::{Campaign, CampaignStatus, Estimate, NewCampaign};
use sms::{Fields, Message, Template};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api::{self, Failure};
use crate::app::use_session;
use crate::hooks::{Action, Loaded, set_part, use_action, use_debounced, use_load};
use crate::i18n::{Lang, use_lang};
use crate::pages::confirmations::SendHold;
use crate::route::{NewCampaignQuery, Route};
use crate::ui::{
    Button, ConfirmDialog, FailureNote, Field, Icon, IconName, PageHead, Variant, focus_first_invalid, use_toaster,
};
use chips::ChipField;
use cost::Cost;
pub use draft::Chip;
pub use picker::ContactPicker;
pub use preview::Preview;
pub use text::{Counter, TextField};

use draft::Draft;

/// A pause in typing long enough to ask the server what it would cost.
const ESTIMATE_REST_MS: u32 = 400;

#[component(Composer)]
pub fn composer() -> Html {
    let lang = use_lang();
    let texts = lang.composer();
    let action = use_action();
    let draft = use_state(Draft::default);
    let asked = use_state(|| false);
    let confirming = use_state(|| false);
    use_group_of_link(&draft);

    let campaign = draft.to_campaign(false);
    let Asked { idle, settled, estimate } = use_estimate(&campaign);
    // One key for one content: pressed twice, or again after a broken connection, it is sent once.
    let key = use_memo(campaign.clone(), |_| api::new_key());
    let message = Message::compose(&Template::parse(&draft.text), &example(lang));
    let problems = Problems::of(lang, &draft, &message, &estimate);

    let created = use_created(&confirming);
    let submit = |as_draft: bool| {
        let (action, draft, key, created) = (action.clone(), draft.clone(), key.clone(), created.clone());
        Callback::from(move |()| {
            let campaign = draft.to_campaign(as_draft);
            let key = format!("{}{}", *key, if as_draft { "-draft" } else { "" });
            let created = created.clone();
            action.run(async move { api::campaigns::create(&campaign, &key).await }, move |campaign| {
                created.emit(campaign);
            });
        })
    };
    let set_confirming = |open: bool| {
        let confirming = confirming.clone();
        Callback::from(move |()| confirming.set(open))
    };
    let ask = when_sound(&asked, problems.is_empty(), set_confirming(true))
        .reform(|event: SubmitEvent| event.prevent_default());
    let save_draft = when_sound(&asked, problems.is_empty(), submit(true)).reform(|_: MouseEvent| ());
    let shown = if *asked { problems.clone() } else { problems.while_typing() };
    let found = estimate.data.as_deref().and_then(Option::as_ref).filter(|_| !idle && estimate.failure.is_none());
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()} back={Some((Route::Campaigns, AttrValue::from(lang.campaigns().title())))} />
            <form class="split" onsubmit={ask} novalidate=true>
                <div class="split-main">
                    { fields(lang, &draft, &message, &shown) }
                </div>
                <div class="split-side is-sticky">
                    <Preview text={message.text.clone()} sender={draft.sender().ok().flatten()}
                        example={(!Template::parse(&draft.text).is_plain()).then(|| AttrValue::from(texts.example_first()))} />
                    <Cost {idle} estimate={estimate.clone()} />
                </div>
                <FormEnd failure={action.failure.clone().filter(|_| !*confirming)} saving={action.busy && !*confirming} {save_draft} />
            </form>
            { confirm_dialog(lang, *confirming, found.filter(|_| settled), &action, submit(false), set_confirming(false)) }
        </>
    }
}

fn fields(lang: Lang, draft: &UseStateHandle<Draft>, message: &Message, problems: &Problems) -> Html {
    let texts = lang.composer();
    let clear = set_part(draft, |draft: &mut Draft, ()| draft.chips.clear());
    html! {
        <>
            <section class="card" aria-labelledby="to">
                <div class="card-title-row"><h2 id="to">{ texts.to() }</h2></div>
                <div class="card-body">
                    <ChipField chips={draft.chips.clone()} refused={problems.refused.clone()} error={problems.recipients.clone()} {clear}
                        add={set_part(draft, |draft: &mut Draft, chips| draft.add(chips))}
                        remove={set_part(draft, |draft: &mut Draft, index: usize| { if index < draft.chips.len() { draft.chips.remove(index); } })} />
                </div>
            </section>
            <section class="card" aria-labelledby="message">
                <div class="card-title-row"><h2 id="message">{ texts.message() }</h2></div>
                <div class="card-body form-stack">
                    <TextField text={draft.text.clone()} measure={message.measure} euro_replaced={message.euro_replaced} error={problems.text.clone()}
                        onchange={set_part(draft, |draft: &mut Draft, text| draft.text = text)} />
                    <div class="form-grid">
                        <Field id="sender" label={texts.sender()} hint={texts.sender_hint()} value={draft.sender.clone()} error={problems.sender.clone()} autocomplete="off"
                            oninput={set_part(draft, |draft: &mut Draft, sender| draft.sender = sender)} />
                        <Field id="name" label={texts.name()} hint={texts.name_hint()} value={draft.name.clone()} maxlength="100" autocomplete="off"
                            oninput={set_part(draft, |draft: &mut Draft, name| draft.name = name)} />
                    </div>
                    if !draft.sender.trim().is_empty() {
                        <div class="note tone-warn"><Icon name={IconName::AlertTriangle} /><span class="note-text">{ texts.sender_warning() }</span></div>
                    }
                </div>
            </section>
        </>
    }
}

/// Goes on when nothing stands in the way; else shows what does, and leads to the first of it.
fn when_sound(asked: &UseStateHandle<bool>, sound: bool, go_on: Callback<()>) -> Callback<()> {
    let asked = asked.clone();
    Callback::from(move |()| {
        asked.set(true);
        if sound {
            go_on.emit(());
        } else {
            focus_first_invalid();
        }
    })
}

#[derive(Properties, PartialEq)]
struct FormEndProps {
    failure: Option<Failure>,
    saving: bool,
    save_draft: Callback<MouseEvent>,
}

/// What can be done with what was written.
#[component(FormEnd)]
fn form_end(props: &FormEndProps) -> Html {
    let texts = use_lang().composer();
    let may_send = use_session().account.is_some_and(|account| account.confirmed);
    html! {
        <div class="form-end">
            if let Some(failure) = &props.failure {
                <div class="w-100"><FailureNote failure={failure.clone()} /></div>
            }
            <SendHold />
            <p class="quiet small mb-0">{ texts.consent() }</p>
            <div class="tools">
                <Button onclick={props.save_draft.clone()} busy={props.saving}>{ texts.save_draft() }</Button>
                <Button variant={Variant::Primary} icon={IconName::Send} submit=true disabled={!may_send}>{ texts.send() }</Button>
            </div>
        </div>
    }
}

/// What follows once the server has the campaign: its report.
#[hook]
fn use_created(confirming: &UseStateHandle<bool>) -> Callback<Campaign> {
    let texts = use_lang().composer();
    let toaster = use_toaster();
    let navigator = use_navigator();
    let confirming = confirming.clone();
    Callback::from(move |campaign: Campaign| {
        confirming.set(false);
        toaster.done(if campaign.status == CampaignStatus::Draft { texts.draft_saved() } else { texts.sent() });
        if let Some(navigator) = &navigator {
            navigator.push(&Route::Campaign { id: campaign.id });
        }
    })
}

/// Asks before the last press, with the cost: `None` while that is being worked out.
fn confirm_dialog(
    lang: Lang,
    open: bool,
    estimate: Option<&Estimate>,
    action: &Action,
    on_confirm: Callback<()>,
    on_close: Callback<()>,
) -> Html {
    let texts = lang.composer();
    let title = match estimate {
        Some(estimate) => texts.confirm_title(to_send(estimate)),
        None => texts.confirm_wait().to_owned(),
    };
    html! {
        <ConfirmDialog id="confirm-send" variant={Variant::Primary} {title} {open} busy={action.busy || estimate.is_none()} action={texts.send()} {on_confirm} {on_close}>
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
            if let Some(estimate) = estimate {
                if to_send(estimate) == 0 {
                    <p>{ texts.nobody_to_send() }</p>
                } else {
                    <p>{ texts.confirm_text(lang.amount(estimate.credits), lang.amount(estimate.balance_after)) }</p>
                }
                if estimate.missing > openapi::Credits::ZERO {
                    <div class="note tone-bad"><Icon name={IconName::Coins} /><span class="note-text">{ texts.missing_note() }</span></div>
                }
            } else {
                <p class="quiet">{ texts.consent() }</p>
            }
        </ConfirmDialog>
    }
}

fn to_send(estimate: &Estimate) -> i64 {
    estimate.outcomes.get("to_send").copied().unwrap_or(estimate.recipients)
}

/// Somebody who has every field, so that the preview shows them all filled.
fn example(lang: Lang) -> Fields<'static> {
    let texts = lang.composer();
    Fields {
        last_name: texts.example_last(),
        first_name: texts.example_first(),
        email: "camille@example.com",
        company: texts.example_company(),
        own: None,
    }
}

/// What is known of the cost.
struct Asked {
    /// Nothing to ask: nobody to write to, or nothing written.
    idle: bool,
    /// The answer is about what stands in the form now, not about what stood there a moment ago.
    settled: bool,
    estimate: Loaded<Option<Estimate>>,
}

/// Asks what the campaign would cost after each pause in writing.
#[hook]
fn use_estimate(campaign: &NewCampaign) -> Asked {
    // The name costs nothing: a change of it asks nothing.
    let current = NewCampaign { name: None, ..campaign.clone() };
    let question = use_debounced(&current, ESTIMATE_REST_MS);
    let recipients = &question.recipients;
    let nobody = recipients.numbers.is_empty() && recipients.contacts.is_empty() && recipients.groups.is_empty();
    let idle = nobody || question.text.trim().is_empty();
    let is_current = question == current;
    let estimate = use_load((!idle).then_some(question), |question| async move {
        match question {
            Some(question) => api::campaigns::estimate(&question).await.map(Some),
            None => Ok(None),
        }
    });
    Asked { idle, settled: is_current && !estimate.loading, estimate }
}

/// A link from a group brings that group along.
#[hook]
fn use_group_of_link(draft: &UseStateHandle<Draft>) {
    let wanted =
        use_location().and_then(|location| location.query::<NewCampaignQuery>().ok()).and_then(|query| query.group);
    let draft = draft.clone();
    use_effect_with(wanted, move |wanted| {
        if let Some(id) = *wanted {
            wasm_bindgen_futures::spawn_local(async move {
                if let Ok(group) = api::groups::get(id).await {
                    let mut with_group = (*draft).clone();
                    with_group.add(vec![Chip::from(&group)]);
                    draft.set(with_group);
                }
            });
        }
    });
}

/// What stands in the way of sending, by field.
#[derive(Clone, PartialEq, Default)]
struct Problems {
    recipients: Option<AttrValue>,
    refused: Vec<usize>,
    text: Option<AttrValue>,
    sender: Option<AttrValue>,
    /// What is missing rather than wrong: said when one presses Send, not while one has yet to come to it.
    missing: bool,
}

impl Problems {
    fn of(lang: Lang, draft: &Draft, message: &Message, estimate: &Loaded<Option<Estimate>>) -> Self {
        let texts = lang.composer();
        let refused =
            estimate.failure.as_ref().map(|failure| failure.positions("recipients.numbers")).unwrap_or_default();
        let bad = draft.chips.iter().filter(|chip| chip.is_bad()).count().max(refused.len());
        let recipients = match (draft.chips.is_empty(), bad) {
            (true, _) => Some(texts.nobody_yet().into()),
            (false, 0) => None,
            (false, bad) => Some(texts.bad_numbers(i64::try_from(bad).unwrap_or_default()).into()),
        };
        let text = if draft.text.trim().is_empty() {
            Some(texts.no_text().into())
        } else if !message.measure.parts.fits() {
            Some(texts.too_long(sms::MAX_PARTS).into())
        } else {
            estimate.failure.as_ref().and_then(|failure| failure.field(lang, "text")).map(AttrValue::from)
        };
        let sender = draft.sender().is_err().then(|| texts.sender_bad().into());
        let missing = draft.chips.is_empty() || draft.text.trim().is_empty();
        Self { recipients, refused, text, sender, missing }
    }

    const fn is_empty(&self) -> bool {
        self.recipients.is_none() && self.text.is_none() && self.sender.is_none()
    }

    fn while_typing(&self) -> Self {
        let mut shown = self.clone();
        if self.missing {
            shown.recipients = shown.recipients.filter(|_| !self.refused.is_empty());
            shown.text = None;
        }
        shown
    }
}
