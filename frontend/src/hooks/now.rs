use gloo_timers::callback::Interval;
use openapi::Time;
use yew::prelude::*;

/// Often enough that a date which passes is noticed before anybody presses a button.
const TICK_MS: u32 = 5_000;

/// The time by this browser's clock, as it goes by.
#[hook]
pub fn use_now() -> Time {
    let now = use_state(this_moment);
    {
        let now = now.setter();
        use_effect_with((), move |()| {
            let clock = Interval::new(TICK_MS, move || now.set(this_moment()));
            move || drop(clock)
        });
    }
    *now
}

fn this_moment() -> Time {
    Time::from_millis(js_sys::Date::now() as i64)
}
