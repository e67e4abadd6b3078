use openapi::Euros;
use openapi::packs::{NewPack, Pack};
use yew::prelude::*;

use super::OperatorsOnly;
use crate::api;
use crate::api::Failure;
use crate::hooks::{use_action, use_load};
use crate::i18n::{Lang, use_lang};
use crate::ui::{Button, FailureNote, Field, Form, IconName, Skeleton, Variant, use_toaster};

/// The form shows what is wrong with each pack.
const FIELDS: &[&str] = &["items"];

/// What credits cost, as the operator sets it.
#[component(Packs)]
pub fn packs() -> Html {
    let texts = use_lang().packs();
    let packs = use_load((), |()| async { api::packs::list().await });
    html! {
        <OperatorsOnly title={texts.title()} lead={texts.lead()}>
            if let Some(failure) = &packs.failure {
                <FailureNote failure={failure.clone()} retry={packs.reload.clone()} />
            } else if let Some(list) = &packs.data {
                <PackForm key={packs.answers} packs={list.items.clone()} />
            } else {
                <Skeleton height="16rem" />
            }
        </OperatorsOnly>
    }
}

/// A pack as it is typed.
#[derive(Debug, Clone, PartialEq, Default)]
struct Row {
    credits: String,
    unit_price: String,
}

impl Row {
    fn of(lang: Lang, pack: &Pack) -> Self {
        Self { credits: pack.credits.to_string(), unit_price: lang.typed(&pack.unit_price) }
    }

    fn credits(&self) -> Option<i64> {
        let digits: String = self.credits.chars().filter(|c| !c.is_whitespace()).collect();
        digits.parse().ok().filter(|credits| *credits > 0)
    }

    /// A comma is a decimal point.
    fn unit_price(&self) -> Option<Euros> {
        self.unit_price.trim().replace(',', ".").parse().ok().filter(|price| *price > Euros::ZERO)
    }

    fn read(&self) -> Option<NewPack> {
        Some(NewPack { credits: self.credits()?, unit_price: self.unit_price()? })
    }

    fn price(&self) -> Option<Euros> {
        let NewPack { credits, unit_price } = self.read()?;
        credits.checked_mul(unit_price.ten_thousandths()).map(Euros::from_ten_thousandths)
    }
}

#[derive(Properties, PartialEq)]
struct PackFormProps {
    packs: Vec<Pack>,
}

#[component(PackForm)]
fn pack_form(props: &PackFormProps) -> Html {
    let lang = use_lang();
    let texts = lang.packs();
    let (action, toaster) = (use_action(), use_toaster());
    let rows = use_state(|| props.packs.iter().map(|pack| Row::of(lang, pack)).collect::<Vec<_>>());
    let tried = use_state(|| false);
    let edit = {
        let (rows, action) = (rows.clone(), action.clone());
        move |change: &dyn Fn(&mut Vec<Row>)| {
            let mut edited = (*rows).clone();
            change(&mut edited);
            action.clear();
            rows.set(edited);
        }
    };
    let on_submit = {
        let (rows, action, tried) = (rows.clone(), action.clone(), tried.clone());
        Callback::from(move |()| {
            tried.set(true);
            let Some(items) = rows.iter().map(Row::read).collect::<Option<Vec<NewPack>>>() else { return };
            let (rows, toaster, tried) = (rows.clone(), toaster.clone(), tried.clone());
            action.run(api::packs::set(items), move |list| {
                rows.set(list.items.iter().map(|pack| Row::of(lang, pack)).collect());
                tried.set(false);
                toaster.done(texts.saved());
            });
        })
    };
    let add = {
        let edit = edit.clone();
        Callback::from(move |_| edit(&|rows| rows.push(Row::default())))
    };
    html! {
        <div class="card"><div class="card-body">
            <Form action={action.clone()} fields={FIELDS} {on_submit}>
                <div class="pack-rows">
                    { for rows.iter().enumerate().map(|(at, row)| {
                        let wrong = wrongs(lang, action.failure.as_ref(), at, row, *tried);
                        let alone = rows.len() == 1;
                        pack_row(lang, at, row, wrong, alone, &edit)
                    }) }
                </div>
                <div><Button icon={IconName::Plus} onclick={add}>{ texts.add() }</Button></div>
                <div class="form-actions"><Button variant={Variant::Primary} submit=true busy={action.busy}>{ texts.save() }</Button></div>
            </Form>
        </div></div>
    }
}

fn pack_row(
    lang: Lang,
    at: usize,
    row: &Row,
    (wrong_credits, wrong_price): (Option<AttrValue>, Option<AttrValue>),
    alone: bool,
    edit: &(impl Fn(&dyn Fn(&mut Vec<Row>)) + Clone + 'static),
) -> Html {
    let texts = lang.packs();
    let (credits, unit_price, remove) = (edit.clone(), edit.clone(), edit.clone());
    html! {
        <fieldset key={at} class={classes!("pack-row", (at == 0).then_some("is-first"))}>
            <legend class="visually-hidden">{ texts.nth(at + 1) }</legend>
            <Field id={format!("pack-{at}-credits")} label={texts.credits()} label_hidden={at > 0} value={row.credits.clone()} inputmode="numeric" autocomplete="off"
                error={wrong_credits} oninput={Callback::from(move |typed: String| credits(&|rows| rows[at].credits.clone_from(&typed)))} />
            <Field id={format!("pack-{at}-price")} label={texts.unit_price()} label_hidden={at > 0} value={row.unit_price.clone()} inputmode="decimal" autocomplete="off"
                error={wrong_price} oninput={Callback::from(move |typed: String| unit_price(&|rows| rows[at].unit_price.clone_from(&typed)))} />
            <div class="pack-row-price digits">
                if at == 0 {
                    <span class="form-label d-none d-sm-block">{ texts.price() }</span>
                }
                { row.price().map_or_else(|| "–".to_owned(), |price| lang.money(price)) }
            </div>
            <Button variant={Variant::Quiet} icon={IconName::Trash} label={texts.remove(&row.credits)} disabled={alone}
                onclick={Callback::from(move |_| remove(&|rows| { rows.remove(at); }))} />
        </fieldset>
    }
}

/// What is wrong with a row's credits, and with its price.
fn wrongs(
    lang: Lang,
    failure: Option<&Failure>,
    at: usize,
    row: &Row,
    tried: bool,
) -> (Option<AttrValue>, Option<AttrValue>) {
    let texts = lang.packs();
    let words = |code: &str| match code {
        "duplicate" => texts.twice(),
        "not_falling" => texts.not_falling(),
        "not_whole_cents" => texts.not_cents(),
        _ => texts.bad_price(),
    };
    let code = failure.and_then(|failure| failure.codes("items").remove(&at));
    let (mut credits, mut price) = (None, None);
    match code.as_deref() {
        Some("duplicate") => credits = Some(words("duplicate")),
        Some("out_of_range") if row.credits().is_none_or(|credits| credits > 1_000_000_000) => {
            credits = Some(texts.bad_credits());
        }
        Some(code) => price = Some(words(code)),
        None => {}
    }
    if tried && row.credits().is_none() {
        credits = Some(texts.bad_credits());
    }
    if tried && row.unit_price().is_none() {
        price = Some(texts.bad_price());
    }
    (credits.map(AttrValue::from), price.map(AttrValue::from))
}
