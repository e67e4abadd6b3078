use openapi::Credits;
use yew::prelude::*;

use crate::i18n::use_lang;

#[derive(Properties, PartialEq)]
pub struct TilesProps {
    pub balance: Credits,
    pub committed: Credits,
}

/// What there is, what campaigns still need of it, and what is left.
#[component(Tiles)]
pub fn tiles(props: &TilesProps) -> Html {
    let lang = use_lang();
    let texts = lang.credits();
    let free = (props.balance - props.committed).max(Credits::ZERO);
    html! {
        <div class="tiles tiles-three">
            <div class="card tile">
                <div class="quiet">{ texts.balance() }</div>
                <div class="tile-figure digits">{ lang.amount(props.balance) }</div>
                <div class="quiet small">{ texts.balance_hint() }</div>
            </div>
            <div class="card tile">
                <div class="quiet">{ texts.committed() }</div>
                <div class="tile-figure digits">{ lang.amount(props.committed) }</div>
                <div class="quiet small">{ texts.committed_hint() }</div>
            </div>
            <div class="card tile">
                <div class="quiet">{ texts.free() }</div>
                <div class="tile-figure digits">{ lang.amount(free) }</div>
                <div class="quiet small">{ texts.free_hint() }</div>
            </div>
        </div>
    }
}
