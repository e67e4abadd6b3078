//! The pages, a folder a noun.

mod account;
mod admin;
mod api_keys;
mod audit;
mod blacklist;
mod campaigns;
mod confirmations;
mod contact_fields;
mod contacts;
mod credits;
mod dashboard;
mod duplicates;
mod groups;
mod help;
mod imports;
mod jobs;
mod messages;
mod notices;
mod password_resets;
mod purchases;
mod rates;
mod replies;
mod second_factor;
mod sent;
mod sessions;
pub mod sign_in;
pub mod sign_up;
mod simulations;
mod templates;

mod completion;
mod export;
mod gate;
mod public;
mod shell;
mod unread;

pub use help::{HelpProvider, OperatorContact};
pub use public::Public;
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
        // The same component for both: a new one that is kept changes its address and goes on.
        Route::NewCampaign => html! { <campaigns::Composer id={None} /> },
        Route::EditCampaign { id } => html! { <campaigns::Composer id={Some(id)} /> },
        Route::Campaign { id } => html! { <campaigns::Report key={id.to_string()} {id} /> },
        Route::Sent => html! { <sent::SentList /> },
        Route::Messages => html! { <messages::Messages /> },
        Route::Replies => html! { <replies::Replies /> },
        Route::Notices => html! { <notices::Notices /> },
        Route::Templates => html! { <templates::Templates /> },
        Route::NewTemplate => html! { <templates::Editor key="new" /> },
        Route::Template { id } => html! { <templates::TemplatePage key={id.to_string()} {id} /> },
        Route::Credits => html! { <credits::Credits /> },
        Route::TransferCredits => html! { <credits::Transfer /> },
        Route::BuyCredits => html! { <purchases::BuyCredits /> },
        Route::Purchases => html! { <purchases::Purchases /> },
        Route::Purchase { id } => html! { <purchases::PurchasePage key={id.to_string()} {id} /> },
        Route::Rates => html! { <rates::Rates /> },
        Route::Simulator => html! { <simulations::Simulator /> },
        Route::Contacts => html! { <contacts::Contacts /> },
        Route::Contact { id } => html! { <contacts::ContactPage key={id.to_string()} {id} /> },
        Route::Duplicates => html! { <duplicates::Duplicates /> },
        Route::ContactFields => html! { <contact_fields::ContactFields /> },
        Route::Imports => html! { <imports::Imports /> },
        Route::Import => html! { <imports::Upload /> },
        Route::ImportFile { id } => html! { <imports::ImportFile key={id.to_string()} {id} /> },
        Route::Groups => html! { <groups::Groups /> },
        Route::Group { id } => html! { <groups::GroupPage {id} /> },
        Route::Blacklist => html! { <blacklist::Blacklist /> },
        Route::Blacklisted { number } => html! { <blacklist::BlacklistedPage {number} /> },
        Route::Account => html! { <account::Profile /> },
        Route::Password => html! { <account::Password /> },
        Route::CreditAlert => html! { <account::CreditAlert /> },
        Route::NoticeSettings => html! { <account::NoticeSettings /> },
        Route::SecondFactor => html! { <second_factor::SecondFactor /> },
        Route::Sessions => html! { <sessions::Sessions /> },
        Route::ApiKeys => html! { <api_keys::ApiKeys /> },
        Route::Activity => html! { <audit::Activity /> },
        Route::AdminAccounts => html! { <admin::Accounts /> },
        Route::AdminPurchases => html! { <admin::Purchases /> },
        Route::AdminPurchase { id } => html! { <admin::PurchasePage key={id.to_string()} {id} /> },
        Route::AdminRates => html! { <admin::Rates /> },
        Route::AdminPacks => html! { <admin::Packs /> },
        Route::AdminAudit => html! { <admin::Audit /> },
        Route::Help => html! { <help::Help /> },
        Route::HelpTopic { topic } => html! { <help::TopicPage {topic} /> },
        Route::SignIn
        | Route::SignUp
        | Route::Confirm
        | Route::ConfirmEmail
        | Route::ForgotPassword
        | Route::ResetPassword
        | Route::NotFound => html! { <NotFound /> },
    }
}

/// The page of an address that is for everybody, signed in or not.
pub fn open_page(route: Route) -> Html {
    match route {
        Route::Confirm => html! { <confirmations::Confirm /> },
        Route::ConfirmEmail => html! { <confirmations::ConfirmEmail /> },
        Route::ForgotPassword => html! { <password_resets::Forgot /> },
        Route::ResetPassword => html! { <password_resets::Reset /> },
        _ => html! { <NotFound /> },
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
