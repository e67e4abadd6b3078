use gloo_timers::callback::Timeout;
use std::rc::Rc;
use yew::prelude::*;

use super::{Button, Icon, IconName, Tone, Variant};
use crate::i18n::use_lang;

/// Long enough to read a sentence twice.
const SHOWN_MS: u32 = 6_000;
/// What went wrong stays longer: it may have to be told to somebody.
const FAILURE_SHOWN_MS: u32 = 12_000;
/// More than this at once is noise: the oldest goes.
const AT_ONCE: usize = 4;

#[derive(Debug, Clone, PartialEq)]
struct Toast {
    id: u32,
    tone: Tone,
    text: AttrValue,
}

#[derive(Default, PartialEq)]
struct Toasts {
    shown: Vec<Toast>,
    last_id: u32,
}

enum Change {
    Show(Tone, AttrValue),
    Dismiss(u32),
}

impl Reducible for Toasts {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut shown = self.shown.clone();
        let mut last_id = self.last_id;
        match change {
            Change::Show(tone, text) => {
                last_id += 1;
                shown.push(Toast { id: last_id, tone, text });
                if shown.len() > AT_ONCE {
                    shown.remove(0);
                }
            }
            Change::Dismiss(id) => shown.retain(|toast| toast.id != id),
        }
        Rc::new(Self { shown, last_id })
    }
}

/// Says a sentence at the edge of the page.
#[derive(Clone, PartialEq)]
pub struct Toaster(UseReducerDispatcher<Toasts>);

impl Toaster {
    pub fn done(&self, text: impl Into<AttrValue>) {
        self.0.dispatch(Change::Show(Tone::Good, text.into()));
    }

    pub fn warn(&self, text: impl Into<AttrValue>) {
        self.0.dispatch(Change::Show(Tone::Warn, text.into()));
    }
}

#[derive(Properties, PartialEq)]
pub struct ToastProviderProps {
    pub children: Html,
}

#[component(ToastProvider)]
pub fn toast_provider(props: &ToastProviderProps) -> Html {
    let toasts = use_reducer(Toasts::default);
    let dismiss = {
        let dispatcher = toasts.dispatcher();
        Callback::from(move |id| dispatcher.dispatch(Change::Dismiss(id)))
    };
    html! {
        <ContextProvider<Toaster> context={Toaster(toasts.dispatcher())}>
            { props.children.clone() }
            <div class="toasts" role="status" aria-live="polite">
                { for toasts.shown.iter().map(|toast| html! {
                    <ToastView key={toast.id} toast={toast.clone()} dismiss={dismiss.clone()} />
                }) }
            </div>
        </ContextProvider<Toaster>>
    }
}

#[derive(Properties, PartialEq)]
struct ToastViewProps {
    toast: Toast,
    dismiss: Callback<u32>,
}

#[component(ToastView)]
fn toast_view(props: &ToastViewProps) -> Html {
    let lang = use_lang();
    let Toast { id, tone, text } = props.toast.clone();
    {
        let dismiss = props.dismiss.clone();
        use_effect_with(id, move |id| {
            let id = *id;
            let shown = if tone == Tone::Good { SHOWN_MS } else { FAILURE_SHOWN_MS };
            let timer = Timeout::new(shown, move || dismiss.emit(id));
            move || drop(timer)
        });
    }
    let icon = if tone == Tone::Good { IconName::CircleCheck } else { IconName::AlertTriangle };
    html! {
        <div class={classes!("toast-card", tone.class())}>
            <Icon name={icon} />
            <span class="note-text">{ text }</span>
            <Button variant={Variant::Quiet} class="btn-sm" icon={IconName::X} label={lang.common().close()}
                onclick={props.dismiss.reform(move |_| id)} />
        </div>
    }
}

/// The way to say a sentence from any component.
#[hook]
pub fn use_toaster() -> Toaster {
    let fallback = use_reducer(Toasts::default);
    use_context::<Toaster>().unwrap_or_else(|| Toaster(fallback.dispatcher()))
}
