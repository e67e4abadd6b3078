use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// Asks again `every_ms` after each answer, as long as `active`. After the answer and not by the clock: a slow
/// server is never asked twice at once.
#[hook]
pub fn use_poll(answers: u32, reload: &Callback<()>, active: bool, every_ms: u32) {
    let reload = reload.clone();
    use_effect_with((answers, active), move |(_, active)| {
        let timer = active.then(|| Timeout::new(every_ms, move || reload.emit(())));
        move || drop(timer)
    });
}

/// Nobody looks at a hidden tab: what only is looked at need not be asked for.
pub fn is_seen() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| !document.hidden())
}
