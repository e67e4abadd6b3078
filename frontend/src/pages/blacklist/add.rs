use yew::prelude::*;

use crate::api;
use crate::hooks::use_action;
use crate::i18n::{Lang, use_lang};
use crate::ui::{Button, FormDialog, TextArea, use_toaster};

/// The field that shows its own errors.
const FIELDS: &[&str] = &["numbers"];

/// The numbers in what was typed or pasted.
fn read(typed: &str) -> Vec<String> {
    typed.split(['\n', ',', ';']).map(str::trim).filter(|number| !number.is_empty()).map(str::to_owned).collect()
}

#[derive(Properties, PartialEq)]
pub struct AddDialogProps {
    pub open: bool,
    pub on_close: Callback<()>,
    pub on_saved: Callback<()>,
}

/// Adds numbers, all or none; each that cannot be read is shown with its reason.
#[component(AddDialog)]
pub fn add_dialog(props: &AddDialogProps) -> Html {
    let lang = use_lang();
    let texts = lang.blacklist();
    let toaster = use_toaster();
    let action = use_action();
    let typed = use_state(String::new);
    // What was sent last: the places of the refused ones are places in it.
    let sent = use_state(Vec::<String>::new);
    let begin = {
        let typed = typed.clone();
        Callback::from(move |()| typed.set(String::new()))
    };
    let on_submit = {
        let (action, typed, sent) = (action.clone(), typed.clone(), sent.clone());
        let (on_close, on_saved) = (props.on_close.clone(), props.on_saved.clone());
        Callback::from(move |()| {
            let numbers = read(&typed);
            sent.set(numbers.clone());
            let asked = i64::try_from(numbers.len()).unwrap_or_default();
            let (on_close, on_saved, toaster) = (on_close.clone(), on_saved.clone(), toaster.clone());
            action.run(api::blacklist::add(numbers), move |outcome| {
                let known = asked - outcome.added;
                let added = texts.added(outcome.added);
                toaster.done(if known > 0 { format!("{added} {}", texts.known(known)) } else { added });
                on_saved.emit(());
                on_close.emit(());
            });
        })
    };
    let refused: Vec<(usize, String, String)> = action
        .failure
        .iter()
        .flat_map(|failure| {
            failure
                .positions("numbers")
                .into_iter()
                .filter_map(|at| Some((at, sent.get(at)?.clone(), failure.field(lang, &format!("numbers[{at}]"))?)))
        })
        .collect();
    let leave_out = {
        let (typed, sent, action) = (typed.clone(), sent.clone(), action.clone());
        let wrong: Vec<usize> = refused.iter().map(|(at, ..)| *at).collect();
        Callback::from(move |_: MouseEvent| {
            let rest = sent.iter().enumerate().filter(|(at, _)| !wrong.contains(at)).map(|(_, number)| number.as_str());
            typed.set(rest.collect::<Vec<_>>().join("\n"));
            action.clear();
        })
    };
    let count = i64::try_from(refused.len()).unwrap_or_default();
    let error = match refused.is_empty() {
        true => action.error(lang, "numbers"),
        false => Some(texts.refused(count).into()),
    };
    html! {
        <FormDialog id="add-blacklist" title={texts.add()} open={props.open} action={action.clone()} fields={FIELDS} submit={lang.common().add()} on_open={begin}
            {on_submit} on_close={props.on_close.clone()}>
            <TextArea id="blacklist-numbers" label={texts.numbers()} hint={texts.numbers_hint()} value={(*typed).clone()} {error} rows=6
                required=true oninput={Callback::from(move |value| typed.set(value))} />
            { refusals(lang, &refused, leave_out) }
        </FormDialog>
    }
}

/// Each number that cannot be added with its reason, and a way to go on without them.
fn refusals(lang: Lang, refused: &[(usize, String, String)], leave_out: Callback<MouseEvent>) -> Html {
    let texts = lang.blacklist();
    let count = i64::try_from(refused.len()).unwrap_or_default();
    html! {
        if !refused.is_empty() {
            <div class="inset">
                <ul class="tally" aria-label={texts.refused(count)}>
                    { for refused.iter().map(|(at, number, why)| html! {
                        <li key={*at}><strong class="digits">{ number }</strong><span class="text-end">{ why }</span></li>
                    }) }
                </ul>
                <div class="mt-2"><Button class="btn-sm" onclick={leave_out}>{ texts.leave_out() }</Button></div>
            </div>
        }
    }
}
