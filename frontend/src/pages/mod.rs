//! The pages, a folder a noun.

mod blacklist;
mod campaigns;
mod contacts;
mod credits;
mod dashboard;
mod groups;
mod imports;
mod messages;
mod rates;
mod replies;
pub mod sign_in;
pub mod sign_up;

mod gate;
mod shell;

pub use shell::Shell;

use yew::prelude::*;
use yew_router::prelude::*;

use crate::i18n::use_lang;
use crate::route::Route;
use crate::ui::PageHead;

/// The page of an address, for somebody who is signed in.
pub fn page(route: Route) -> Html {
    match route {
        Route::Dashboard => html! { <dashboard::Dashboard /> },
        Route::Campaigns => html! { <campaigns::Campaigns /> },
        Route::NewCampaign => html! { <campaigns::Composer /> },
        Route::Campaign { id } => html! { <campaigns::Report {id} /> },
        Route::Messages => html! { <messages::Messages /> },
        Route::Replies => html! { <replies::Replies /> },
        Route::Credits => html! { <credits::Credits /> },
        Route::Rates => html! { <rates::Rates /> },
        Route::Contacts => html! { <contacts::Contacts /> },
        Route::Import => html! { <imports::ImportPage /> },
        Route::Groups => html! { <groups::Groups /> },
        Route::Group { id } => html! { <groups::GroupPage {id} /> },
        Route::Blacklist => html! { <blacklist::Blacklist /> },
        Route::SignIn | Route::SignUp | Route::NotFound => html! { <NotFound /> },
    }
}

/// An address that leads nowhere, or no longer.
#[component(NotFound)]
fn not_found() -> Html {
    let texts = use_lang().shell();
    html! {
        <PageHead title={texts.not_found()} lead={texts.not_found_text()}>
            <Link<Route> to={Route::Dashboard} classes="btn btn-primary">{ texts.home() }</Link<Route>>
        </PageHead>
    }
}
