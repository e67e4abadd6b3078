use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::draft::{Chip, read_numbers};
use super::picker::{ContactPicker, GroupPicker};
use crate::i18n::use_lang;
use crate::ui::{Button, Icon, IconName};

/// Recipients shown one by one; a pasted column of thousands is a figure.
const SHOWN: usize = 40;

#[derive(Clone, Copy, PartialEq)]
enum Choosing {
    Nothing,
    Contacts,
    Groups,
}

#[derive(Properties, PartialEq)]
pub struct ChipFieldProps {
    pub chips: Vec<Chip>,
    /// Numbers that the server could not read, by their place among the numbers.
    pub refused: Vec<usize>,
    pub error: Option<AttrValue>,
    pub add: Callback<Vec<Chip>>,
    pub remove: Callback<usize>,
    pub clear: Callback<()>,
}

/// Who receives the campaign: what is typed becomes chips at a comma, a line break, or when one goes on.
#[component(ChipField)]
pub fn chip_field(props: &ChipFieldProps) -> Html {
    let lang = use_lang();
    let texts = lang.composer();
    let choosing = use_state(|| Choosing::Nothing);
    let choose = |what: Choosing| {
        let choosing = choosing.clone();
        Callback::from(move |()| choosing.set(what))
    };
    let more = props.chips.len().saturating_sub(SHOWN);
    html! {
        <div class="field">
            <label class="visually-hidden" for="numbers">{ texts.numbers() }</label>
            <div class={classes!("chip-field", props.error.is_some().then_some("is-invalid"))}>
                if !props.chips.is_empty() {
                    <ul class="chips" aria-label={texts.to()}>
                        { for shown(&props.chips, &props.refused).into_iter().map(|(index, chip, bad)| chip_view(lang, index, chip, bad, &props.remove)) }
                        if more > 0 {
                            <li class="chip-more">{ texts.more(i64::try_from(more).unwrap_or_default()) }</li>
                        }
                    </ul>
                }
                <NumberInput count={props.chips.len()} invalid={props.error.is_some()} add={props.add.clone()} remove={props.remove.clone()} />
            </div>
            if let Some(error) = &props.error {
                <span class="form-error" role="alert"><Icon name={IconName::AlertTriangle} />{ error }</span>
            }
            <span class="form-hint" id="numbers-hint">{ texts.to_hint() }</span>
            <div class="tools mt-2">
                <Button icon={IconName::AddressBook} onclick={choose(Choosing::Contacts).reform(|_| ())}>{ texts.choose_contacts() }</Button>
                <Button icon={IconName::Users} onclick={choose(Choosing::Groups).reform(|_| ())}>{ texts.choose_groups() }</Button>
                if props.chips.len() > 1 {
                    <Button class="btn-quiet" onclick={props.clear.reform(|_| ())}>{ texts.clear_all() }</Button>
                }
            </div>
            <ContactPicker open={*choosing == Choosing::Contacts} on_close={choose(Choosing::Nothing)} add={props.add.clone()} />
            <GroupPicker open={*choosing == Choosing::Groups} on_close={choose(Choosing::Nothing)} add={props.add.clone()} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct NumberInputProps {
    /// Recipients that there are already: Backspace in an empty input takes the last of them away.
    count: usize,
    invalid: bool,
    add: Callback<Vec<Chip>>,
    remove: Callback<usize>,
}

/// Where numbers are typed and pasted.
#[component(NumberInput)]
fn number_input(props: &NumberInputProps) -> Html {
    let placeholder = use_lang().composer().numbers_placeholder();
    let typed = use_state(String::new);
    let take = {
        let (typed, add) = (typed.clone(), props.add.clone());
        Callback::from(move |text: String| {
            add.emit(read_numbers(&text));
            typed.set(String::new());
        })
    };
    let oninput = {
        let (typed, take) = (typed.clone(), take.clone());
        Callback::from(move |event: InputEvent| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value();
            if value.contains([',', ';']) { take.emit(value) } else { typed.set(value) }
        })
    };
    let onpaste = {
        let (typed, take) = (typed.clone(), take.clone());
        Callback::from(move |event: Event| {
            // A one-line input drops line breaks when it pastes: the column of a spreadsheet would become one number.
            let event: web_sys::ClipboardEvent = wasm_bindgen::JsCast::unchecked_into(event);
            let Some(text) = event.clipboard_data().and_then(|data| data.get_data("text").ok()) else { return };
            if text.contains(['\n', ',', ';', '\t']) {
                event.prevent_default();
                take.emit(format!("{}{text}", *typed));
            }
        })
    };
    let onkeydown = {
        let (typed, take, remove, count) = (typed.clone(), take.clone(), props.remove.clone(), props.count);
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                take.emit((*typed).clone());
            }
            "Backspace" if typed.is_empty() && count > 0 => remove.emit(count - 1),
            _ => {}
        })
    };
    let onblur = {
        let typed = typed.clone();
        Callback::from(move |_: FocusEvent| {
            if !typed.trim().is_empty() {
                take.emit((*typed).clone());
            }
        })
    };
    html! {
        <input id="numbers" class="chip-input" type="text" inputmode="tel" value={(*typed).clone()} {oninput} {onpaste} {onkeydown} {onblur}
            {placeholder} autocomplete="off" aria-describedby="numbers-hint"
            aria-invalid={props.invalid.then_some("true")} />
    }
}

/// The chips to draw, each with its place and whether it cannot be read. The bad ones come first: they want mending.
fn shown<'a>(chips: &'a [Chip], refused: &[usize]) -> Vec<(usize, &'a Chip, bool)> {
    let mut number = 0;
    let mut all: Vec<(usize, &Chip, bool)> = chips
        .iter()
        .enumerate()
        .map(|(index, chip)| {
            let mut bad = chip.is_bad();
            if matches!(chip, Chip::Number(_)) {
                bad |= refused.contains(&number);
                number += 1;
            }
            (index, chip, bad)
        })
        .collect();
    if all.len() > SHOWN {
        all.sort_by_key(|(_, _, bad)| !bad);
        all.truncate(SHOWN);
    }
    all
}

fn chip_view(lang: crate::i18n::Lang, index: usize, chip: &Chip, bad: bool, remove: &Callback<usize>) -> Html {
    let icon = match chip {
        Chip::Number(_) if bad => Some(IconName::AlertTriangle),
        Chip::Number(_) => None,
        Chip::Contact { .. } => Some(IconName::User),
        Chip::Group { .. } => Some(IconName::Users),
    };
    html! {
        <li key={format!("{index}-{}", chip.label())} class={classes!("chip", bad.then_some("is-bad"))}>
            if let Some(name) = icon {
                <Icon {name} />
            }
            <span class="digits">{ chip.label() }</span>
            if let Chip::Group { contacts, .. } = chip {
                <span class="chip-count digits">{ lang.number(*contacts) }</span>
            }
            <button type="button" class="chip-remove" aria-label={lang.composer().remove(chip.label())} onclick={remove.reform(move |_| index)}>
                <Icon name={IconName::X} />
            </button>
        </li>
    }
}
