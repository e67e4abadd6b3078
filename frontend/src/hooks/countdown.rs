use gloo_timers::callback::Interval;
use yew::prelude::*;

const SECOND_MS: u32 = 1_000;

/// The seconds until a moment (in milliseconds since 1970), told every second; 0 once it has come, or when there is
/// none.
#[hook]
pub fn use_countdown(until: Option<f64>) -> i64 {
    let now = use_state(js_sys::Date::now);
    {
        let now = now.setter();
        use_effect_with(until, move |until| {
            now.set(js_sys::Date::now());
            let clock = until.filter(|until| *until > js_sys::Date::now()).map(|until| {
                // The last tick comes after the moment and finds nothing left.
                Interval::new(SECOND_MS, move || {
                    let time = js_sys::Date::now();
                    if time < until + f64::from(2 * SECOND_MS) {
                        now.set(time);
                    }
                })
            });
            move || drop(clock)
        });
    }
    until.map_or(0, |until| ((until - *now) / f64::from(SECOND_MS)).ceil().max(0.0) as i64)
}
