use openapi::packs::Pack;
use yew::prelude::*;

use crate::app::use_platform;
use crate::i18n::use_lang;
use crate::pages::OperatorContact;

#[derive(Properties, PartialEq)]
pub struct PacksProps {
    pub packs: Vec<Pack>,
    /// The chosen one, by its credits.
    pub chosen: Option<i64>,
    pub on_choose: Callback<i64>,
}

/// Every pack with its price, one of which is chosen, and whom to ask for more.
#[component(Packs)]
pub fn packs(props: &PacksProps) -> Html {
    let lang = use_lang();
    let texts = lang.purchases();
    let contact = use_platform().and_then(|platform| platform.contact.clone());
    html! {
        <fieldset class="packs">
            <legend class="visually-hidden">{ texts.choose_pack() }</legend>
            { for props.packs.iter().map(|pack| {
                let credits = pack.credits;
                let chosen = props.chosen == Some(credits);
                html! {
                    <label key={credits} class={classes!("pack", chosen.then_some("is-chosen"))}>
                        <input type="radio" name="pack" class="form-check-input" checked={chosen} onchange={props.on_choose.reform(move |_: Event| credits)} />
                        <span class="pack-name"><strong class="digits">{ texts.pack(credits) }</strong><span class="quiet small">{ texts.each(lang.money(pack.unit_price)) }</span></span>
                        <span class="pack-price"><strong class="digits">{ lang.money(pack.price) }</strong><span class="quiet small">{ texts.before_tax() }</span></span>
                    </label>
                }
            }) }
            <p class="pack-more">
                <strong>{ texts.larger() }</strong>{ " " }
                if let Some(contact) = contact {
                    { texts.larger_text() }{ " " }<OperatorContact {contact} />
                } else {
                    { texts.larger_unknown() }
                }
            </p>
        </fieldset>
    }
}
