use openapi::purchases::Instructions;
use yew::prelude::*;

use crate::app::use_platform;
use crate::i18n::{Lang, use_lang};
use crate::ui::{CopyButton, Icon, IconName};

#[derive(Properties, PartialEq)]
pub struct PayProps {
    pub instructions: Instructions,
}

/// How to pay by transfer or cheque, with what is copied into a bank's form.
#[component(HowToPay)]
pub fn how_to_pay(props: &PayProps) -> Html {
    let lang = use_lang();
    let texts = lang.purchases();
    let how = &props.instructions;
    let example = use_platform().is_some_and(|platform| platform.example_seller);
    html! {
        <section class="card" aria-labelledby="instructions">
            <div class="card-title-row"><h2 id="instructions">{ texts.instructions() }</h2></div>
            if example {
                <div class="note tone-warn mx-3 mb-3"><Icon name={IconName::InfoCircle} /><span class="note-text">{ texts.example_account() }</span></div>
            }
            <dl class="pay-facts">
                { fact(texts.amount(), &lang.money(how.amount), Some((how.amount.to_string(), texts.copy_amount()))) }
                { fact(texts.reference(), &how.reference, Some((how.reference.clone(), texts.copy_reference()))) }
                { fact(texts.payee(), &how.payee, None) }
                if let Some(iban) = &how.iban {
                    { fact(texts.iban(), &in_fours(iban), Some((iban.clone(), texts.copy_iban()))) }
                }
                { known(lang, how) }
            </dl>
        </section>
    }
}

fn known(lang: Lang, how: &Instructions) -> Html {
    let texts = lang.purchases();
    let lines = [(texts.bic(), &how.bic), (texts.bank(), &how.bank), (texts.address(), &how.address)];
    lines.into_iter().filter_map(|(name, value)| Some(fact(name, value.as_ref()?, None))).collect()
}

fn fact(name: &'static str, value: &str, copied: Option<(String, &'static str)>) -> Html {
    html! {
        <div key={name}>
            <dt>{ name }</dt>
            <dd><span class="pay-value">{ value }</span>
                if let Some((text, words)) = copied {
                    <CopyButton {text} {words} />
                }
            </dd>
        </div>
    }
}

/// As banks print it: `FR76 3000 …`.
fn in_fours(iban: &str) -> String {
    let letters: Vec<char> = iban.chars().filter(|letter| !letter.is_whitespace()).collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::in_fours;

    #[test]
    fn an_iban_is_read_in_fours() {
        assert_eq!(in_fours("FR7630006000011234567890189"), "FR76 3000 6000 0112 3456 7890 189");
        assert_eq!(in_fours("FR76 3000 6"), "FR76 3000 6");
    }
}
