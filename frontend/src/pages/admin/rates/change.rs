use jiff::civil::Date;
use openapi::campaigns::Kind;
use openapi::rates::{AdminRate, RateChange};
use openapi::{Credits, Time};
use yew::prelude::*;

use super::{Land, kind_name, price_words};
use crate::api;
use crate::hooks::{Action, set_part, use_action};
use crate::i18n::{Lang, Moments, moments_of, use_lang};
use crate::ui::{Button, Checkbox, Dialog, Field, Form, Tab, Tabs, use_toaster};

const FIELDS: &[&str] = &["credits", "credits_with_sender", "from"];

#[derive(Properties, PartialEq)]
pub struct ChangeDialogProps {
    pub land: Option<Land>,
    pub on_close: Callback<()>,
    pub on_change: Callback<()>,
}

/// The rates of one country: what is to come, and a change.
#[component(ChangeDialog)]
pub fn change_dialog(props: &ChangeDialogProps) -> Html {
    let texts = use_lang().rates();
    let title = props.land.as_ref().map(|land| texts.change_of(&land.name)).unwrap_or_default();
    html! {
        <Dialog id="change-rate" {title} open={props.land.is_some()} on_close={props.on_close.clone()}>
            if let Some(land) = &props.land {
                <Change land={land.clone()} on_close={props.on_close.clone()} on_change={props.on_change.clone()} />
            }
        </Dialog>
    }
}

/// A change as it is typed.
#[derive(Debug, Clone, PartialEq, Default)]
struct Draft {
    credits: String,
    with_sender: String,
    /// `2027-01-31`; empty: at once.
    from: String,
    withdrawn: bool,
}

impl Draft {
    fn of(lang: Lang, rate: &AdminRate) -> Self {
        let shown = |credits: Option<Credits>| credits.map(|credits| lang.typed(&credits)).unwrap_or_default();
        let with_sender = rate.now.credits_with_sender.filter(|with_sender| Some(*with_sender) != rate.now.credits);
        Self { credits: shown(rate.now.credits), with_sender: shown(with_sender), ..Self::default() }
    }

    /// The change, or the names of the fields that cannot be read.
    fn read(&self, rate: &AdminRate) -> Result<RateChange, Vec<&'static str>> {
        let amount = |typed: &str| typed.trim().replace(',', ".").parse::<Credits>().ok();
        let mut wrong = Vec::new();
        let credits = amount(&self.credits).filter(|_| !self.withdrawn);
        if credits.is_none() && !self.withdrawn {
            wrong.push("credits");
        }
        let with_sender = Some(&self.with_sender).filter(|typed| !typed.trim().is_empty() && !self.withdrawn);
        let credits_with_sender = with_sender.and_then(|typed| amount(typed));
        if credits_with_sender.is_none() && with_sender.is_some() {
            wrong.push("credits_with_sender");
        }
        let from = Some(&self.from).filter(|typed| !typed.is_empty());
        let moment = from.and_then(|day| beginning_of(day));
        if moment.is_none() && from.is_some() {
            wrong.push("from");
        }
        let (country, kind) = (rate.country.clone(), rate.kind);
        if wrong.is_empty() {
            Ok(RateChange { country, kind, credits, credits_with_sender, from: moment })
        } else {
            Err(wrong)
        }
    }
}

/// The first moment of a day on the account's clock.
pub fn beginning_of(day: &str) -> Option<Time> {
    let day: Date = day.parse().ok()?;
    // Where clocks are put forward at midnight the day begins at one.
    [0, 1].into_iter().find_map(|hour| match moments_of(day.at(hour, 0, 0, 0)) {
        Moments::One(moment) | Moments::Twice(moment, _) => Some(moment),
        Moments::Skipped => None,
    })
}

#[derive(Properties, PartialEq)]
struct ChangeProps {
    land: Land,
    on_close: Callback<()>,
    on_change: Callback<()>,
}

#[component(Change)]
fn change(props: &ChangeProps) -> Html {
    let lang = use_lang();
    let texts = lang.rates();
    let kind = use_state(|| Kind::Pro);
    let rate = props.land.rates.iter().find(|rate| rate.kind == *kind).cloned();
    let tab =
        |kind: Kind, value: &'static str| Tab { value: value.into(), label: kind_name(lang, kind).into(), count: None };
    let on_kind = {
        let kind = kind.clone();
        Callback::from(move |value: AttrValue| kind.set(if value == "voice" { Kind::Voice } else { Kind::Pro }))
    };
    let value = if *kind == Kind::Voice { "voice" } else { "pro" };
    html! {
        <div class="form-stack">
            <Tabs label={texts.kind()} tabs={vec![tab(Kind::Pro, "pro"), tab(Kind::Voice, "voice")]} value={AttrValue::from(value)} onchange={on_kind} />
            if let Some(rate) = rate {
                <ToCome rate={rate.clone()} on_change={props.on_change.clone()} />
                <ChangeForm key={value} name={props.land.name.clone()} {rate} on_close={props.on_close.clone()} on_change={props.on_change.clone()} />
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ToComeProps {
    rate: AdminRate,
    on_change: Callback<()>,
}

/// Changes that are planned; each can be called off.
#[component(ToCome)]
fn to_come(props: &ToComeProps) -> Html {
    let lang = use_lang();
    let texts = lang.rates();
    let (action, toaster) = (use_action(), use_toaster());
    if props.rate.to_come.is_empty() {
        return Html::default();
    }
    html! {
        <section aria-labelledby="rate-to-come">
            <h3 id="rate-to-come" class="facts-title mt-0">{ texts.to_come() }</h3>
            <ul class="tally">
                { for props.rate.to_come.iter().filter_map(|dated| Some((dated, dated.from?))).map(|(dated, from)| {
                    let (action, toaster, on_change) = (action.clone(), toaster.clone(), props.on_change.clone());
                    let (country, kind, busy) = (props.rate.country.clone(), props.rate.kind, action.busy);
                    let onclick = Callback::from(move |_| {
                        let (toaster, on_change) = (toaster.clone(), on_change.clone());
                        action.run(api::rates::call_off(country.clone(), kind, from), move |_| {
                            toaster.done(texts.called_off());
                            on_change.emit(());
                        });
                    });
                    html! {
                        <li key={from.millis()}>
                            <span>{ price_words(lang, dated) }{ " " }<span class="quiet">{ texts.on_day(lang.date_time(from)) }</span></span>
                            <Button class="btn-sm" {busy} {onclick}>{ texts.call_off() }</Button>
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct ChangeFormProps {
    name: String,
    rate: AdminRate,
    on_close: Callback<()>,
    on_change: Callback<()>,
}

#[component(ChangeForm)]
fn change_form(props: &ChangeFormProps) -> Html {
    let lang = use_lang();
    let texts = lang.rates();
    let (action, toaster) = (use_action(), use_toaster());
    let draft = use_state(|| Draft::of(lang, &props.rate));
    let unread = use_state(Vec::<&'static str>::new);
    let on_submit = {
        let (draft, action, unread, rate, name) =
            (draft.clone(), action.clone(), unread.clone(), props.rate.clone(), props.name.clone());
        let (on_close, on_change) = (props.on_close.clone(), props.on_change.clone());
        Callback::from(move |()| {
            let change = match draft.read(&rate) {
                Ok(change) => change,
                Err(wrong) => return unread.set(wrong),
            };
            unread.set(Vec::new());
            let (toaster, name, on_close, on_change) =
                (toaster.clone(), name.clone(), on_close.clone(), on_change.clone());
            let planned = change.from.is_some();
            action.run(api::rates::set(change), move |_| {
                toaster.done(if planned { texts.planned(name) } else { texts.saved(name) });
                on_change.emit(());
                on_close.emit(());
            });
        })
    };
    let error = |field: &'static str| wrong(lang, &action, &unread, field);
    html! {
        <Form action={action.clone()} fields={FIELDS} submit={texts.save()} {on_submit}
            aside={html! { <Button onclick={props.on_close.reform(|_| ())}>{ lang.common().cancel() }</Button> }}>
            if !draft.withdrawn {
                <div class="form-grid">
                    <Field id="rate-credits" label={texts.price()} value={draft.credits.clone()} inputmode="decimal" autocomplete="off" error={error("credits")}
                        oninput={set_part(&draft, |draft: &mut Draft, typed| draft.credits = typed)} />
                    <Field id="rate-sender" label={texts.price_sender()} hint={texts.price_sender_hint()} value={draft.with_sender.clone()} inputmode="decimal"
                        autocomplete="off" error={error("credits_with_sender")}
                        oninput={set_part(&draft, |draft: &mut Draft, typed| draft.with_sender = typed)} />
                </div>
            }
            <Checkbox id="rate-withdrawn" label={texts.withdrawn()} hint={texts.withdrawn_hint()} checked={draft.withdrawn}
                onchange={set_part(&draft, |draft: &mut Draft, withdrawn| draft.withdrawn = withdrawn)} />
            <Field id="rate-from" kind="date" label={texts.begins()} hint={texts.begins_hint()} value={draft.from.clone()} error={error("from")}
                oninput={set_part(&draft, |draft: &mut Draft, typed| draft.from = typed)} />
        </Form>
    }
}

/// What is wrong with a field: what could not be read here, or what the server says.
fn wrong(lang: Lang, action: &Action, unread: &[&'static str], field: &str) -> Option<AttrValue> {
    let texts = lang.rates();
    let refused = action.failure.as_ref().is_some_and(|failure| failure.is_about(field));
    let here = unread.contains(&field);
    let words = match field {
        "from" if here => texts.bad_day(),
        "from" => texts.past(),
        _ => texts.bad_price(),
    };
    (refused || here).then(|| words.into())
}
