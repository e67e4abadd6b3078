use std::rc::Rc;

use openapi::CampaignId;
use openapi::campaigns::{Campaign, CampaignStatus, EstimateWarning};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yew_router::prelude::*;

use super::area::type_over;
use super::composed::{Composed, Known, use_known};
use super::cost::Cost;
use super::draft::{Chip, Draft, Pen};
use super::estimate::use_estimate;
use super::launch::{ConfirmLaunch, FormEnd, Leaving};
use super::lost::Lost;
use super::options::Options;
use super::preview::Preview;
use super::problems::Problems;
use super::recipients::RecipientField;
use super::save::{Keeper, Setup, Standing, use_keeper};
use super::schedule::Schedule;
use super::sending::{DraftTools, Sending, priced, use_sending};
use super::templates::{ChooseTemplate, KeepTemplate};
use super::test_send::{TestSend, test_of};
use super::text::TextField;
use super::when::Meant;
use super::whom::{WhomBar, use_whom};
use crate::api::{self, Failure};
use crate::hooks::use_now;
use crate::i18n::use_lang;
use crate::route::{NewCampaignQuery, Route};
use crate::ui::{Button, IconName, PageHead, focus_first_invalid, use_toaster};

#[derive(Properties, PartialEq)]
pub struct EditorProps {
    /// As the server has it; `None` for a new one.
    pub campaign: Option<Rc<Campaign>>,
    pub on_made: Callback<CampaignId>,
    /// Reads it anew.
    pub reload: Callback<()>,
}

#[component(Editor)]
pub fn editor(props: &EditorProps) -> Html {
    let lang = use_lang();
    let texts = lang.composer();
    let toaster = use_toaster();
    let now = use_now();
    let campaign = props.campaign.clone();
    let draft = use_reducer(|| campaign.as_deref().map(Draft::of).unwrap_or_default());
    let pen = Pen(draft.dispatcher());
    use_link(&pen, props.campaign.is_none());
    let programmed = props.campaign.as_ref().is_some_and(|campaign| campaign.status == CampaignStatus::Programmed);
    let content = draft.content(now);
    let keeper = use_keeper(Setup {
        campaign: props.campaign.as_deref(),
        content: content.clone(),
        by_itself: !programmed,
        pen: pen.clone(),
        on_made: props.on_made.clone(),
        on_gone: Callback::from(move |()| toaster.warn(lang.launch().gone())),
    });
    let estimated = use_estimate(priced(&content, &keeper, programmed));
    let known = use_known();
    let whom = use_whom(&draft);
    let composed = known.compose(lang, &draft, &draft.text, &whom.reader);

    let leaving = leaving_of(&draft, now, programmed);
    let sending = use_sending(&keeper, leaving, programmed);
    let asked = use_state(|| false);
    let problems = Problems::of(lang, &draft, &composed, keeper.standing());
    let shown = if *asked { problems.clone() } else { problems.while_typing(&draft) };
    let submit = {
        let (asked, sound, ask) = (asked.clone(), problems.is_empty(), sending.ask.clone());
        Callback::from(move |()| {
            asked.set(true);
            if sound { ask.emit(()) } else { focus_first_invalid() }
        })
    };
    let estimate = estimated.settled().filter(|_| !keeper.is_behind());
    let first =
        estimated.estimate.as_ref().is_some_and(|found| found.warnings.contains(&EstimateWarning::ConsentFirst));
    let title = if props.campaign.is_some() { texts.edit_title() } else { texts.title() };
    html! {
        <>
            <PageHead {title} lead={texts.lead()} back={Some((Route::Campaigns, AttrValue::from(lang.campaigns().title())))}>
                <DraftTools keeper={keeper.clone()} standing={keeper.standing().clone()} behind={keeper.is_behind()} {programmed} />
            </PageHead>
            // No form: Enter in a field or in one of the dialogs would send. Ctrl and Enter ask to, from anywhere.
            <div class="split" onkeydown={on_ctrl_enter(&submit)}>
                <div class="split-main">
                    <Cards draft={(*draft).clone()} {pen} {known} composed={composed.clone()} problems={shown} {now} />
                </div>
                <div class="split-side is-sticky">
                    <Preview text={composed.text.clone()} sender={draft.sender().ok().flatten()} example={None::<AttrValue>} note={composed.spoken.is_some().then(|| AttrValue::from(texts.read_aloud()))}>
                        <WhomBar whom={whom.clone()} />
                        <TestSend test={test_of(&draft, &whom.reader)} disabled={composed.parts == 0 || !composed.fits} />
                    </Preview>
                    <Cost estimated={estimated.clone()} behind={keeper.is_behind()} />
                </div>
                <FormEnd {submit} {leaving} {first} busy={sending.action.busy && !sending.confirming} failure={said(&keeper, &sending)} />
            </div>
            <ConfirmLaunch open={sending.confirming} {leaving} {estimate} failure={estimated.failure.clone()} action={sending.action.clone()}
                on_confirm={sending.go.clone()} on_close={sending.close.clone()} />
            { lost(&keeper, programmed, &props.reload) }
        </>
    }
}

/// What went wrong, where the button is: it was pressed there.
fn said(keeper: &Keeper, sending: &Sending) -> Option<Failure> {
    let unkept = match keeper.standing() {
        Standing::Failed(failure) => Some(failure),
        _ => None,
    };
    sending.action.failure.as_ref().or(unkept).filter(|_| !sending.confirming).cloned()
}

/// Somebody else was faster.
fn lost(keeper: &Keeper, programmed: bool, reload: &Callback<()>) -> Html {
    let lost = match keeper.standing() {
        Standing::Lost(theirs) => Some(theirs.clone()),
        _ => None,
    };
    let keep = {
        let (keeper, reload) = (keeper.clone(), reload.clone());
        Callback::from(move |()| {
            let (keeper, reload) = (keeper.clone(), reload.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let copy = keeper.keep_copy().await;
                // What was programmed goes on as a draft, which keeps itself.
                if copy.is_some() && programmed {
                    reload.emit(());
                }
            });
        })
    };
    html! { <Lost open={lost.is_some()} theirs={lost.flatten()} reload={reload.clone()} {keep} /> }
}

fn on_ctrl_enter(submit: &Callback<()>) -> Callback<KeyboardEvent> {
    let submit = submit.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            submit.emit(());
        }
    })
}

fn leaving_of(draft: &Draft, now: openapi::Time, programmed: bool) -> Leaving {
    match draft.when.meant() {
        Meant::At(at) if at <= now => Leaving::Now,
        _ if programmed => Leaving::Changed,
        Meant::At(at) => Leaving::At(at),
        _ => Leaving::AtOnce,
    }
}

#[derive(Properties, PartialEq)]
struct CardsProps {
    draft: Draft,
    pen: Pen,
    known: Known,
    composed: Composed,
    problems: Problems,
    now: openapi::Time,
}

/// Whom, what, how, when.
#[component(Cards)]
fn cards(props: &CardsProps) -> Html {
    let lang = use_lang();
    let texts = lang.composer();
    let CardsProps { draft, pen, problems, composed, known, now } = props;
    html! {
        <>
            <section class="card" aria-labelledby="to">
                <div class="card-title-row"><h2 id="to">{ lang.recipients().title() }</h2></div>
                <div class="card-body">
                    <RecipientField numbers={draft.numbers.clone()} chips={draft.chips.clone()} again={draft.again()} error={problems.recipients.clone()} pen={pen.clone()} />
                </div>
            </section>
            <section class="card" aria-labelledby="message">
                <div class="card-title-row"><h2 id="message">{ texts.message() }</h2></div>
                <div class="card-body form-stack">
                    <Message text={draft.text.clone()} composed={composed.clone()} error={problems.text.clone()} pen={pen.clone()} />
                </div>
            </section>
            <section class="card" aria-labelledby="how">
                <div class="card-title-row"><h2 id="how">{ texts.how() }</h2></div>
                <div class="card-body form-stack">
                    <Options kind={draft.kind} language={draft.language} sender={draft.sender.clone()} stop_mention={draft.stop_mention} name={draft.name.clone()}
                        has_contact={sms::has_contact(&draft.text)} known={known.clone()} pen={pen.clone()} />
                </div>
            </section>
            <section class="card" aria-labelledby="when">
                <div class="card-title-row"><h2 id="when">{ lang.launch().when() }</h2></div>
                <div class="card-body form-stack">
                    <Schedule when={draft.when.clone()} now={*now} error={problems.date.clone()} pen={pen.clone()} />
                </div>
            </section>
        </>
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Opened {
    Nothing,
    Choosing,
    Keeping,
}

#[derive(Properties, PartialEq)]
struct MessageProps {
    text: String,
    composed: Composed,
    error: Option<AttrValue>,
    pen: Pen,
}

/// The text, and the ways to and from templates.
#[component(Message)]
fn message(props: &MessageProps) -> Html {
    let texts = use_lang().composer();
    let area = use_node_ref();
    let opened = use_state(|| Opened::Nothing);
    let open = |what: Opened| {
        let opened = opened.clone();
        Callback::from(move |()| opened.set(what))
    };
    let click = |what: Opened| open(what).reform(|_: MouseEvent| ());
    let choose = {
        let (area, length) = (area.clone(), props.text.len());
        Callback::from(move |text: String| {
            let area = area.clone();
            // The dialog gives the focus back when it is drawn closed; the text takes it after that.
            gloo_timers::callback::Timeout::new(0, move || {
                if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                    type_over(&area, 0..length, &text);
                }
            })
            .forget();
        })
    };
    let is_empty = props.text.trim().is_empty();
    html! {
        <>
            <TextField text={props.text.clone()} measure={props.composed.measure} euro_replaced={props.composed.euro_replaced} spoken={props.composed.spoken.clone()}
                error={props.error.clone()} node={area} onchange={props.pen.part(|draft: &mut Draft, text| draft.text = text)}>
                <Button class="btn-sm" icon={IconName::Message} onclick={click(Opened::Choosing)}>{ texts.templates() }</Button>
                if !is_empty {
                    <Button class="btn-sm btn-quiet" onclick={click(Opened::Keeping)}>{ texts.keep_template() }</Button>
                }
            </TextField>
            <ChooseTemplate open={*opened == Opened::Choosing} on_close={open(Opened::Nothing)} replaces={!is_empty} {choose} />
            <KeepTemplate open={*opened == Opened::Keeping} on_close={open(Opened::Nothing)} text={props.text.clone()} />
        </>
    }
}

/// A link from a group or from a template brings it along.
#[hook]
fn use_link(pen: &Pen, is_new: bool) {
    let query = use_location().and_then(|location| location.query::<NewCampaignQuery>().ok()).unwrap_or_default();
    let pen = pen.clone();
    use_effect_with((), move |()| {
        if !is_new {
            return;
        }
        wasm_bindgen_futures::spawn_local(async move {
            if let Some(id) = query.group
                && let Ok(group) = api::groups::get(id).await
            {
                pen.edit(move |draft| draft.add(vec![Chip::from(&group)]));
            }
            if let Some(id) = query.template
                && let Ok(template) = api::templates::get(id).await
            {
                pen.edit(move |draft| draft.text = template.text);
            }
        });
    });
}
