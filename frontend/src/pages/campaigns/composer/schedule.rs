//! The date: typed as one writes it, or picked; and what is to be said of hours that do not exist or come twice.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use openapi::Time;
use yew::prelude::*;

use super::draft::{Draft, Pen};
use super::when::{Meant, When};
use crate::app::use_session;
use crate::i18n::{Lang, read_wall, use_lang, wall_of, write_wall};
use crate::ui::{Button, Calendar, Choice, Dialog, Field, Icon, IconName, Radio, Radios, Select, Variant};

/// Minutes between two that are offered; any can be typed.
const MINUTE_STEP: i8 = 5;

#[derive(Properties, PartialEq)]
pub struct ScheduleProps {
    pub when: When,
    pub now: Time,
    /// What the server says of it.
    pub error: Option<AttrValue>,
    pub pen: Pen,
}

#[component(Schedule)]
pub fn schedule(props: &ScheduleProps) -> Html {
    let lang = use_lang();
    let texts = lang.launch();
    let picking = use_state(|| false);
    let set_picking = |open: bool| {
        let picking = picking.clone();
        Callback::from(move |()| picking.set(open))
    };
    let meant = props.when.meant();
    let error = match meant {
        Meant::Unreadable => Some(AttrValue::from(texts.date_unreadable())),
        Meant::Skipped => Some(texts.date_skipped().into()),
        _ => props.error.clone(),
    };
    let write = props.pen.part(|draft: &mut Draft, typed: String| draft.when = When { typed, second: None });
    let clear = write.reform(|_: MouseEvent| String::new());
    let zone = use_session().account.map(|account| account.time_zone.clone()).unwrap_or_default();
    html! {
        <>
            <div class="schedule">
                <Field id="send-at" label={texts.date()} hint={AttrValue::from(texts.date_hint(zone))} placeholder={texts.date_placeholder()} value={props.when.typed.clone()}
                    {error} inputmode="numeric" autocomplete="off" oninput={write.clone()} class="short" />
                <div class="tools">
                    <Button icon={IconName::Calendar} onclick={set_picking(true).reform(|_: MouseEvent| ())}>{ texts.pick_date() }</Button>
                    if !props.when.typed.is_empty() {
                        <Button variant={Variant::Quiet} onclick={clear}>{ texts.no_date() }</Button>
                    }
                </div>
            </div>
            <div role="status">{ said(lang, meant, props.now) }</div>
            { which(lang, meant, props) }
            <Dialog id="pick-date" title={texts.pick_date_title()} open={*picking} on_close={set_picking(false)}>
                <Picker when={props.when.clone()} now={props.now} onpick={write} on_close={set_picking(false)} />
            </Dialog>
        </>
    }
}

/// The date in full, or that it has passed.
fn said(lang: Lang, meant: Meant, now: Time) -> Html {
    let texts = lang.launch();
    match meant {
        Meant::At(at) if at <= now => html! {
            <div class="note tone-warn"><Icon name={IconName::AlertTriangle} /><span class="note-text">{ texts.date_passed() }</span></div>
        },
        Meant::At(at) => html! { <p class="quiet small mb-0">{ texts.leaves_on(lang.full_date_time(at)) }</p> },
        _ => Html::default(),
    }
}

/// Which of two hours is meant: asked as soon as one that comes twice is typed.
fn which(lang: Lang, meant: Meant, props: &ScheduleProps) -> Html {
    let texts = lang.launch();
    let twice = match (meant, props.when.second) {
        (Meant::Twice(first, second), _) => Some((first, second)),
        (Meant::At(_), Some(_)) => match (When { second: None, ..props.when.clone() }).meant() {
            Meant::Twice(first, second) => Some((first, second)),
            _ => None,
        },
        _ => None,
    };
    let Some((first, second)) = twice else { return Html::default() };
    let choices = vec![
        Radio { value: "first", label: texts.first_hour().into(), hint: lang.zone_offset(first).into() },
        Radio { value: "second", label: texts.second_hour().into(), hint: lang.zone_offset(second).into() },
    ];
    let value = match props.when.second {
        None => "",
        Some(false) => "first",
        Some(true) => "second",
    };
    html! {
        <Radios id="which-hour" legend={texts.which_hour()} {value} {choices}
            onchange={props.pen.part(|draft: &mut Draft, which: &'static str| draft.when.second = Some(which == "second"))} />
    }
}

#[derive(Properties, PartialEq)]
struct PickerProps {
    when: When,
    now: Time,
    onpick: Callback<String>,
    on_close: Callback<()>,
}

#[component(Picker)]
fn picker(props: &PickerProps) -> Html {
    let lang = use_lang();
    let texts = lang.launch();
    let today = wall_of(props.now).unwrap_or_default().date();
    let chosen = use_state(|| {
        read_wall(&props.when.typed).filter(|wall| wall.date() >= today).unwrap_or_else(|| tomorrow(today))
    });
    let onday = {
        let chosen = chosen.clone();
        Callback::from(move |day: Date| chosen.set(day.to_datetime(chosen.time())))
    };
    let onhour = {
        let chosen = chosen.clone();
        Callback::from(move |hour: String| chosen.set(at(*chosen, hour.parse().ok(), None)))
    };
    let onminute = {
        let chosen = chosen.clone();
        Callback::from(move |minute: String| chosen.set(at(*chosen, None, minute.parse().ok())))
    };
    let take = {
        let (onpick, on_close, written) = (props.onpick.clone(), props.on_close.clone(), write_wall(*chosen));
        Callback::from(move |_: MouseEvent| {
            onpick.emit(written.clone());
            on_close.emit(());
        })
    };
    let two = |number: i8| Choice::new(number.to_string(), format!("{number:02}"));
    let mut minutes: Vec<i8> = (0..60).step_by(usize::from(MINUTE_STEP.unsigned_abs())).collect();
    if !minutes.contains(&chosen.minute()) {
        minutes.push(chosen.minute());
        minutes.sort_unstable();
    }
    html! {
        <div class="form-stack">
            <Calendar id="pick-day" day={chosen.date()} first={today} onpick={onday} />
            <div class="form-grid">
                <Select id="pick-hour" label={texts.hour()} value={chosen.hour().to_string()} choices={(0..24).map(two).collect::<Vec<_>>()} onchange={onhour} />
                <Select id="pick-minute" label={texts.minute()} value={chosen.minute().to_string()} choices={minutes.into_iter().map(two).collect::<Vec<_>>()} onchange={onminute} />
            </div>
            <div class="tools">
                <Button variant={Variant::Primary} onclick={take}>{ texts.take_date(write_wall(*chosen)) }</Button>
                <Button onclick={props.on_close.reform(|_| ())}>{ lang.common().cancel() }</Button>
            </div>
        </div>
    }
}

/// What is proposed: tomorrow morning, when nobody is woken.
fn tomorrow(today: Date) -> DateTime {
    today.saturating_add(1.day()).at(10, 0, 0, 0)
}

fn at(wall: DateTime, hour: Option<i8>, minute: Option<i8>) -> DateTime {
    wall.date().at(hour.unwrap_or(wall.hour()), minute.unwrap_or(wall.minute()), 0, 0)
}
