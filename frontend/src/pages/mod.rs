//! The pages, a folder a noun.

pub mod sign_in;
pub mod sign_up;

mod gate;
mod shell;

pub use shell::Shell;

use yew::prelude::*;

use crate::route::Route;

/// The page of an address, for somebody who is signed in.
pub fn page(route: &Route) -> Html {
    match route {
        _ => html! { <NotFound /> },
    }
}

use crate::i18n::use_lang;
use crate::ui::PageHead;

#[component(NotFound)]
fn not_found() -> Html {
    let texts = use_lang().shell();
    html! { <PageHead title={texts.not_found()} lead={texts.not_found_text()} /> }
}
