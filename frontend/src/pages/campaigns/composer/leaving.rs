//! The moments at which a page may be left for good.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BeforeUnloadEvent, Event, EventTarget};
use yew::prelude::*;

type Leave = Rc<dyn Fn(bool) -> bool>;

/// Hears that the tab is hidden, closed or that another page of the app takes its place. Answers whether something would
/// be lost: the browser asks before it closes then. `is_last`: it is too late to ask.
#[hook]
pub fn use_leaving(leave: impl Fn(bool) -> bool + 'static) {
    // The newest one counts: it knows what was written last.
    let current = use_mut_ref(|| None::<Leave>);
    *current.borrow_mut() = Some(Rc::new(leave));
    use_effect_with((), move |()| {
        let window = web_sys::window();
        let document = window.as_ref().and_then(web_sys::Window::document);
        let call = {
            let current = current.clone();
            move |is_last: bool| {
                let leave = current.borrow().clone();
                leave.is_some_and(|leave| leave(is_last))
            }
        };
        let on_hide = {
            let (call, seen) = (call.clone(), document.clone());
            listen(document.as_ref(), "visibilitychange", move |_| {
                if seen.as_ref().is_some_and(web_sys::Document::hidden) {
                    call(true);
                }
            })
        };
        let on_close = {
            let call = call.clone();
            listen(window.as_ref(), "beforeunload", move |event| {
                if call(false) {
                    event.prevent_default();
                    if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                        event.set_return_value("unsaved");
                    }
                }
            })
        };
        move || {
            call(true);
            drop((on_hide, on_close));
        }
    });
}

/// Listens until it is dropped.
struct Listener {
    target: EventTarget,
    name: &'static str,
    heard: Closure<dyn Fn(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.name, self.heard.as_ref().unchecked_ref());
    }
}

fn listen(
    target: Option<&impl AsRef<EventTarget>>,
    name: &'static str,
    heard: impl Fn(Event) + 'static,
) -> Option<Listener> {
    let listener = Listener { target: target?.as_ref().clone(), name, heard: Closure::new(heard) };
    listener.target.add_event_listener_with_callback(name, listener.heard.as_ref().unchecked_ref()).ok()?;
    Some(listener)
}
