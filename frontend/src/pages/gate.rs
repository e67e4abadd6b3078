use yew::prelude::*;
use yew_router::prelude::*;

use crate::i18n::use_lang;
use crate::route::Route;
use crate::ui::Brand;
use crate::ui::theme::{LanguageSwitch, ThemeSwitch};

#[derive(Properties, PartialEq)]
pub struct GateProps {
    pub children: Html,
}

/// The frame of the pages for those who are signed out.
#[component(Gate)]
pub fn gate(props: &GateProps) -> Html {
    let lang = use_lang();
    html! {
        <div class="gate">
            <header class="gate-head">
                <Brand />
                <div><LanguageSwitch /><ThemeSwitch /></div>
            </header>
            <main class="gate-main" id="main">
                <div class="card gate-card"><div class="card-body">{ props.children.clone() }</div></div>
            </main>
            <footer class="gate-foot"><span>{ lang.accounts().motto() }</span><Link<Route> to={Route::Help}>{ lang.help().title() }</Link<Route>></footer>
        </div>
    }
}
