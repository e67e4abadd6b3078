//! My account: a page for each thing that one may want to see or change of it, under one head.
//!
//! What is wrong is said beside its field by the server, which alone decides; a page only spares a round trip where it
//! is certain. Each card saves what stands in it and nothing else.

mod alert;
mod country;
mod email;
mod mobile;
mod notices;
mod particulars;
mod password;
mod profile;
mod region;

pub use alert::CreditAlert;
pub use country::CountrySelect;
pub use mobile::MobileCertification;
pub use notices::NoticeSettings;
pub use particulars::Particulars;
pub use password::Password;
pub use profile::Profile;

use yew::prelude::*;
use yew_router::prelude::*;

use crate::i18n::use_lang;
use crate::route::Route;
use crate::ui::{Icon, IconName, NavLink, PageHead};

#[derive(Properties, PartialEq)]
pub struct AccountFrameProps {
    pub title: AttrValue,
    #[prop_or_default]
    pub lead: Option<AttrValue>,
    /// What can be done on this page.
    #[prop_or_default]
    pub actions: Html,
    pub children: Html,
}

/// The head of every page of the account, and the way from one to the other.
#[component(AccountFrame)]
pub fn account_frame(props: &AccountFrameProps) -> Html {
    let texts = use_lang().account();
    let route = use_route::<Route>();
    let pages = [
        (Route::Account, IconName::User, texts.profile()),
        (Route::Password, IconName::Lock, texts.password()),
        (Route::SecondFactor, IconName::ShieldLock, texts.security()),
        (Route::Sessions, IconName::Devices, texts.sessions()),
        (Route::CreditAlert, IconName::Coins, texts.alert()),
        (Route::NoticeSettings, IconName::Bell, texts.notices()),
        (Route::ApiKeys, IconName::Key, texts.keys()),
        (Route::Activity, IconName::History, texts.activity()),
    ];
    html! {
        <>
            <PageHead title={props.title.clone()} lead={props.lead.clone()}>{ props.actions.clone() }</PageHead>
            <div class="settings">
                <nav class="settings-nav" aria-label={texts.pages()}>
                    <ul class="settings-list">
                        { for pages.into_iter().map(|(to, icon, name)| html! {
                            <li key={name}><NavLink {to} current={route == Some(to)} class="nav-item"><Icon name={icon} />{ name }</NavLink></li>
                        }) }
                    </ul>
                </nav>
                <div class="settings-main">{ props.children.clone() }</div>
            </div>
        </>
    }
}
