use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// A value that follows another once that one has rested for `rest_ms`: questions are asked after a pause in typing,
/// not at every key.
#[hook]
pub fn use_debounced<T: PartialEq + Clone + 'static>(value: &T, rest_ms: u32) -> T {
    let settled = use_state(|| value.clone());
    {
        let settled = settled.clone();
        use_effect_with(value.clone(), move |value| {
            let value = value.clone();
            let timer = Timeout::new(rest_ms, move || {
                if *settled != value {
                    settled.set(value);
                }
            });
            move || drop(timer)
        });
    }
    (*settled).clone()
}
