use std::rc::Rc;

use openapi::campaigns::Kind;
use openapi::rates::RateList;
use yew::prelude::*;

use crate::i18n::{Lang, use_lang};
use crate::pages::rates::find;
use crate::ui::{Button, Choice, Field, IconName, Select, Variant};

/// So many people of a country, as it is typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub country: String,
    pub typed: String,
}

impl Place {
    /// Spaces and commas between thousands are read over.
    pub fn recipients(&self) -> Option<i64> {
        let digits: String = self.typed.chars().filter(|c| !c.is_whitespace() && *c != ',' && *c != '.').collect();
        digits.parse().ok().filter(|count| *count >= 0)
    }
}

#[derive(Properties, PartialEq)]
pub struct PlacesProps {
    pub places: Vec<Place>,
    pub rates: Option<Rc<RateList>>,
    pub kind: Kind,
    pub on_change: Callback<Vec<Place>>,
}

/// Countries and how many people live there, a row each.
#[component(Places)]
pub fn places(props: &PlacesProps) -> Html {
    let lang = use_lang();
    let texts = lang.simulations();
    let choices = use_memo((props.rates.clone(), props.kind, lang), |(rates, kind, lang)| {
        choices(*lang, rates.as_deref(), *kind)
    });
    let change = {
        let (places, on_change) = (props.places.clone(), props.on_change.clone());
        move |edit: &dyn Fn(&mut Vec<Place>)| {
            let mut places = places.clone();
            edit(&mut places);
            on_change.emit(places);
        }
    };
    let add = {
        let (change, choices) = (change.clone(), choices.clone());
        let taken: Vec<String> = props.places.iter().map(|place| place.country.clone()).collect();
        Callback::from(move |_| {
            let free = choices.iter().find(|choice| taken.iter().all(|taken| *taken != *choice.value));
            let country = free.map_or_else(|| "FR".to_owned(), |choice| choice.value.to_string());
            change(&|places| places.push(Place { country: country.clone(), typed: String::new() }));
        })
    };
    html! {
        <>
            <ul class="place-list">
                { for props.places.iter().enumerate().map(|(at, place)| {
                    let (pick, count, drop) = (change.clone(), change.clone(), change.clone());
                    let named = choices.iter().find(|choice| *choice.value == *place.country).map_or(place.country.as_str(), |choice| &choice.label);
                    let choices = if choices.is_empty() { vec![Choice::new(place.country.clone(), place.country.clone())] } else { choices.to_vec() };
                    html! {
                        <li key={at}>
                            <Select id={format!("place-{at}")} label={texts.country()} label_hidden={at > 0} value={place.country.clone()} {choices}
                                onchange={Callback::from(move |country: String| pick(&|places| places[at].country.clone_from(&country)))} />
                            <Field id={format!("place-{at}-count")} label={texts.how_many()} label_hidden={at > 0} value={place.typed.clone()} inputmode="numeric"
                                maxlength="13" autocomplete="off" oninput={Callback::from(move |typed: String| count(&|places| places[at].typed.clone_from(&typed)))} />
                            <Button variant={Variant::Quiet} icon={IconName::Trash} label={texts.remove(named)} disabled={props.places.len() == 1}
                                onclick={Callback::from(move |_| drop(&|places| { places.remove(at); }))} />
                        </li>
                    }
                }) }
            </ul>
            <div><Button icon={IconName::Plus} onclick={add}>{ texts.add_country() }</Button></div>
        </>
    }
}

/// The countries that are served, by name.
fn choices(lang: Lang, rates: Option<&RateList>, kind: Kind) -> Vec<Choice> {
    let rates = rates.map(|list| list.items.as_slice()).unwrap_or_default();
    let served = rates.iter().filter(|rate| rate.kind == kind);
    let mut choices: Vec<Choice> = served
        .map(|rate| Choice::new(rate.country.clone(), find::name(lang, &rate.name, &rate.name_fr).to_owned()))
        .collect();
    choices.sort_by_cached_key(|choice| sms::field_key(&choice.label));
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_they_are_typed() {
        let read = |typed: &str| Place { country: "FR".to_owned(), typed: typed.to_owned() }.recipients();
        assert_eq!(
            [read("1000"), read("1 000"), read("1\u{202f}000"), read("12,500")],
            [Some(1000), Some(1000), Some(1000), Some(12_500)]
        );
        assert_eq!([read(""), read("-3"), read("many")], [None; 3]);
    }
}
