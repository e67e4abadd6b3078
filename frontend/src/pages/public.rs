use yew::prelude::*;
use yew_router::prelude::*;

use crate::i18n::use_lang;
use crate::route::Route;
use crate::ui::theme::{LanguageSwitch, ThemeSwitch};
use crate::ui::{Brand, NavLink};

#[derive(Properties, PartialEq)]
pub struct PublicProps {
    pub route: Route,
    pub children: Html,
}

/// The frame of what everybody may read, for those who are signed out.
#[component(Public)]
pub fn public(props: &PublicProps) -> Html {
    let lang = use_lang();
    let current = props.route.section();
    html! {
        <div class="public">
            <a class="skip-link" href="#main">{ lang.shell().skip() }</a>
            <header class="public-head">
                <Brand />
                <nav class="public-nav" aria-label={lang.shell().main_menu()}>
                    <NavLink to={Route::Rates} current={current == Route::Rates} class="nav-item">{ lang.shell().rates() }</NavLink>
                    <NavLink to={Route::Simulator} current={current == Route::Simulator} class="nav-item">{ lang.simulations().nav() }</NavLink>
                    <NavLink to={Route::Help} current={current == Route::Help} class="nav-item">{ lang.help().title() }</NavLink>
                </nav>
                <div class="public-tools">
                    <LanguageSwitch /><ThemeSwitch />
                    <Link<Route> to={Route::SignIn} classes="btn btn-primary">{ lang.accounts().sign_in() }</Link<Route>>
                </div>
            </header>
            <main class="content" id="main" tabindex="-1">{ props.children.clone() }</main>
        </div>
    }
}
