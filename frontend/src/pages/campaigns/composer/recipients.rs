//! Who receives the campaign: typed and pasted numbers, people and groups, and whoever stands in a file.

use std::rc::Rc;

use openapi::campaigns::CampaignRecipients;
use yew::prelude::*;

use super::chips::{AgainChip, ContactChip, GroupChip, NumberChip, chip_more};
use super::draft::{Chip, Draft, Pen};
use super::file::FileDialog;
use super::number_input::NumberInput;
use super::numbers::{MAX_NUMBERS, Numbers};
use super::picker::{ContactPicker, GroupPicker};
use crate::i18n::{Lang, use_lang};
use crate::ui::{Button, Icon, IconName};

/// Numbers shown one by one; a pasted column of thousands is a figure.
const SHOWN: usize = 30;
/// Of those, the ones that want mending.
const BAD_SHOWN: usize = 12;

#[derive(Clone, Copy, PartialEq)]
enum Choosing {
    Nothing,
    Contacts,
    Groups,
    File,
}

#[derive(Properties, PartialEq)]
pub struct RecipientFieldProps {
    pub numbers: Rc<Numbers>,
    pub chips: Rc<Vec<Chip>>,
    pub again: Option<CampaignRecipients>,
    pub error: Option<AttrValue>,
    pub pen: Pen,
}

#[component(RecipientField)]
pub fn recipient_field(props: &RecipientFieldProps) -> Html {
    let lang = use_lang();
    let texts = lang.recipients();
    let typed = use_state(String::new);
    let choosing = use_state(|| Choosing::Nothing);
    let choose = |what: Choosing| {
        let choosing = choosing.clone();
        Callback::from(move |()| choosing.set(what))
    };
    let open = |what: Choosing| choose(what).reform(|_: MouseEvent| ());
    let add = props.pen.part(|draft: &mut Draft, chips: Vec<Chip>| draft.add(chips));
    let total = props.numbers.len() + props.chips.len() + usize::from(props.again.is_some());
    let onedit = {
        let (typed, pen) = (typed.setter(), props.pen.clone());
        let numbers = props.numbers.clone();
        Callback::from(move |index: usize| {
            typed.set(numbers.all().get(index).map(|number| number.typed.clone()).unwrap_or_default());
            pen.edit(move |draft| {
                Rc::make_mut(&mut draft.numbers).remove(index);
            });
            super::number_input::focus();
        })
    };
    html! {
        <div class="field">
            <label class="visually-hidden" for="numbers">{ texts.numbers() }</label>
            <div class={classes!("chip-field", props.error.is_some().then_some("is-invalid"))}>
                <ul class="chips" aria-label={texts.title()} hidden={total == 0}>
                    if let Some(again) = props.again {
                        <AgainChip {again} remove={props.pen.part(|draft: &mut Draft, ()| draft.drop_again())} />
                    }
                    { people(&props.chips, &props.pen) }
                    { numbers(lang, &props.numbers, &props.pen, &onedit) }
                </ul>
                <NumberInput {typed} count={props.numbers.len()} invalid={props.error.is_some()} pen={props.pen.clone()} />
            </div>
            if let Some(error) = &props.error {
                <span class="form-error" role="alert"><Icon name={IconName::AlertTriangle} />{ error }</span>
            }
            <span class="form-hint" id="numbers-hint">{ texts.hint() }</span>
            <Tidings numbers={props.numbers.clone()} pen={props.pen.clone()} />
            <div class="tools mt-2">
                <Button icon={IconName::AddressBook} onclick={open(Choosing::Contacts)}>{ texts.choose_contacts() }</Button>
                <Button icon={IconName::Users} onclick={open(Choosing::Groups)}>{ texts.choose_groups() }</Button>
                <Button icon={IconName::FileImport} onclick={open(Choosing::File)}>{ texts.choose_file() }</Button>
                if total > 1 {
                    <Button class="btn-quiet" onclick={props.pen.part(|draft: &mut Draft, _: MouseEvent| draft.clear_recipients())}>{ texts.clear_all() }</Button>
                }
            </div>
            <ContactPicker open={*choosing == Choosing::Contacts} on_close={choose(Choosing::Nothing)} add={add.clone()} />
            <GroupPicker open={*choosing == Choosing::Groups} on_close={choose(Choosing::Nothing)} add={add.clone()} />
            <FileDialog open={*choosing == Choosing::File} on_close={choose(Choosing::Nothing)} {add} />
        </div>
    }
}

/// The people and groups, as far as one looks at them.
fn people(chips: &Rc<Vec<Chip>>, pen: &Pen) -> Html {
    let remove = pen.part(|draft: &mut Draft, chip: Chip| {
        Rc::make_mut(&mut draft.chips).retain(|other| !other.is_same(&chip));
    });
    html! {
        <>
            { for chips.iter().take(SHOWN).map(|chip| match chip {
                Chip::Contact { id, name } => html! {
                    <ContactChip key={format!("contact-{id}")} id={*id} name={name.clone()} remove={remove.reform({ let chip = chip.clone(); move |()| chip.clone() })} />
                },
                Chip::Group { id, named } => html! {
                    <GroupChip key={format!("group-{id}")} id={*id} named={named.clone()} remove={remove.reform({ let chip = chip.clone(); move |()| chip.clone() })} />
                },
            }) }
            { chip_more(chips.len().saturating_sub(SHOWN)) }
        </>
    }
}

/// The numbers: each, or how many there are and those that want mending.
fn numbers(lang: Lang, numbers: &Rc<Numbers>, pen: &Pen, onedit: &Callback<usize>) -> Html {
    let texts = lang.recipients();
    let remove = pen.part(|draft: &mut Draft, index: usize| {
        Rc::make_mut(&mut draft.numbers).remove(index);
    });
    let chip = |(index, number): (usize, &super::numbers::Number)| {
        html! { <NumberChip key={number.typed.clone()} number={number.clone()} remove={remove.reform(move |()| index)} edit={onedit.reform(move |()| index)} /> }
    };
    if numbers.len() <= SHOWN {
        return html! { <>{ for numbers.all().iter().enumerate().map(chip) }</> };
    }
    let good = numbers.good().count();
    let bad = numbers.len() - good;
    let clear = pen.part(|draft: &mut Draft, _: MouseEvent| draft.numbers = Rc::default());
    html! {
        <>
            <li key="many" class="chip is-many">
                <Icon name={IconName::DeviceMobile} /><span class="digits">{ texts.many(as_count(good)) }</span>
                <button type="button" class="chip-remove" aria-label={texts.remove_many()} onclick={clear}><Icon name={IconName::X} /></button>
            </li>
            { for numbers.bad().take(BAD_SHOWN).map(chip) }
            { chip_more(bad.saturating_sub(BAD_SHOWN)) }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct TidingsProps {
    numbers: Rc<Numbers>,
    pen: Pen,
}

/// What came of the numbers that were typed last: said aloud, too.
#[component(Tidings)]
fn tidings(props: &TidingsProps) -> Html {
    let texts = use_lang().recipients();
    let bad = props.numbers.bad().count();
    let remove_bad = props.pen.part(|draft: &mut Draft, _: MouseEvent| Rc::make_mut(&mut draft.numbers).remove_bad());
    html! {
        <div class="tidings" role="status">
            if bad > 0 {
                <span class="text-bad">{ texts.bad(as_count(bad)) }</span>
                if bad > 1 {
                    <button type="button" class="link-button small" onclick={remove_bad}>{ texts.remove_bad() }</button>
                }
            }
            if props.numbers.repeated > 0 {
                <span>{ texts.repeated(as_count(props.numbers.repeated)) }</span>
            }
            if props.numbers.beyond > 0 {
                <span class="text-bad">{ texts.beyond(as_count(props.numbers.beyond), as_count(MAX_NUMBERS)) }</span>
            }
        </div>
    }
}

pub fn as_count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
