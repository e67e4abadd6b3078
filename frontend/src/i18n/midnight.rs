//! When a day of the calendar begins in a zone.

use js_sys::{Date, Function, Object, Reflect};
use openapi::Time;
use wasm_bindgen::{JsCast, JsValue};

const DAY_MS: i64 = 86_400_000;

/// The beginning of a day, `2026-11-22`, in the account's zone, or of one some days later; `None` of what is no day.
pub fn midnight(day: &str, zone: &str, days_later: i64) -> Option<Time> {
    let at_utc: Time = format!("{day}T00:00:00Z").parse().ok()?;
    let wanted = at_utc.millis() + days_later * DAY_MS;
    // What the clocks of the zone show at a guess tells how far it is off. The second look is for a day on which they
    // change between the two.
    let first = wanted - (shown(wanted, zone)? - wanted);
    Some(Time::from_millis(first - (shown(first, zone)? - wanted)))
}

/// What the clocks of a zone show at a moment, read as if it were UTC.
fn shown(at: i64, zone: &str) -> Option<i64> {
    let date = Date::new(&JsValue::from_f64(at as f64));
    let options = Object::new();
    Reflect::set(&options, &"timeZone".into(), &zone.into()).ok()?;
    // Swedish writes a date as the contract does. By hand, since a zone that the browser does not know makes it throw.
    let write: Function = Reflect::get(&date, &"toLocaleString".into()).ok()?.dyn_into().ok()?;
    let written = write.call2(&date, &"sv-SE".into(), &options).ok()?.as_string()?;
    let time: Time = format!("{}Z", written.replace(' ', "T")).parse().ok()?;
    Some(time.millis())
}
