//! A month to choose a day from, with the keys that calendars have: arrows for days and weeks, Home and End for the week,
//! Page Up and Page Down for months.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{Button, IconName, Variant};
use crate::i18n::use_lang;

const WEEK: i64 = 7;

#[derive(Properties, PartialEq)]
pub struct CalendarProps {
    pub id: AttrValue,
    pub day: Date,
    /// Days before this one cannot be chosen.
    pub first: Date,
    pub onpick: Callback<Date>,
}

#[component(Calendar)]
pub fn calendar(props: &CalendarProps) -> Html {
    let lang = use_lang();
    let texts = lang.common();
    let grid = use_node_ref();
    // Whether the day moved by a key: the focus follows then, and only then.
    let by_key = use_mut_ref(|| false);
    {
        let (grid, by_key) = (grid.clone(), by_key.clone());
        use_effect_with(props.day, move |_| {
            let chosen = grid.cast::<web_sys::Element>().filter(|_| by_key.replace(false));
            let button = chosen.and_then(|grid| grid.query_selector("[tabindex=\"0\"]").ok().flatten());
            if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
                let _ = button.focus();
            }
        });
    }
    let go = {
        let (day, first, onpick) = (props.day, props.first, props.onpick.clone());
        Callback::from(move |by: Span| onpick.emit(day.saturating_add(by).max(first)))
    };
    let onkeydown = {
        let (go, day) = (go.clone(), props.day);
        Callback::from(move |event: KeyboardEvent| {
            let into_week = i64::from(day.weekday().to_monday_zero_offset());
            let by = match event.key().as_str() {
                "ArrowLeft" => (-1).days(),
                "ArrowRight" => 1.days(),
                "ArrowUp" => (-WEEK).days(),
                "ArrowDown" => WEEK.days(),
                "Home" => (-into_week).days(),
                "End" => (WEEK - 1 - into_week).days(),
                "PageUp" => (-1).months(),
                "PageDown" => 1.months(),
                _ => return,
            };
            event.prevent_default();
            *by_key.borrow_mut() = true;
            go.emit(by);
        })
    };
    let title_id = format!("{}-month", props.id);
    let month = |by: i64| go.reform(move |_: MouseEvent| by.months());
    html! {
        <div class="calendar" ref={grid}>
            <div class="calendar-head">
                <Button variant={Variant::Quiet} icon={IconName::ChevronLeft} label={texts.month_before()} disabled={props.day.first_of_month() <= props.first} onclick={month(-1)} />
                <span id={title_id.clone()} aria-live="polite">{ lang.month(props.day) }</span>
                <Button variant={Variant::Quiet} icon={IconName::ChevronRight} label={texts.month_after()} onclick={month(1)} />
            </div>
            <table role="grid" aria-labelledby={title_id} {onkeydown}>
                <thead><tr>{ for lang.weekdays().into_iter().map(|(short, long)| html! { <th scope="col" abbr={long}>{ short }</th> }) }</tr></thead>
                <tbody>{ for weeks(props.day).into_iter().map(|week| html! { <tr>{ for week.into_iter().map(|day| cell(lang, day, props)) }</tr> }) }</tbody>
            </table>
        </div>
    }
}

/// The weeks of a day's month, from Monday to Sunday; days of other months are left empty.
fn weeks(day: Date) -> Vec<Vec<Option<Date>>> {
    let first = day.first_of_month();
    let lead = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or_default();
    let days = (0..i64::from(day.days_in_month())).map(|n| Some(first.saturating_add(n.days())));
    let mut cells: Vec<Option<Date>> = std::iter::repeat_n(None, lead).chain(days).collect();
    cells.resize(cells.len().next_multiple_of(7), None);
    cells.chunks(7).map(<[Option<Date>]>::to_vec).collect()
}

fn cell(lang: crate::i18n::Lang, day: Option<Date>, props: &CalendarProps) -> Html {
    let Some(day) = day else { return html! { <td></td> } };
    let chosen = day == props.day;
    html! {
        <td aria-selected={if chosen { "true" } else { "false" }}>
            <button type="button" class={classes!("calendar-day", chosen.then_some("is-chosen"))} disabled={day < props.first}
                tabindex={if chosen { "0" } else { "-1" }} aria-label={lang.full_day(day)} onclick={props.onpick.reform(move |_| day)}>{ day.day() }</button>
        </td>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_whole_weeks() {
        let november = weeks(jiff::civil::date(2026, 11, 23));
        assert_eq!(november.len(), 6);
        assert!(november.iter().all(|week| week.len() == 7));
        // 1 November 2026 is a Sunday.
        assert_eq!(november[0].iter().flatten().count(), 1);
        assert_eq!(november.iter().flatten().flatten().count(), 30);
        assert_eq!(weeks(jiff::civil::date(2027, 2, 1)).len(), 4);
    }
}
