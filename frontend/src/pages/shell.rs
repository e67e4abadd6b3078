//! The frame of every page for those who are signed in: the side bar, on a phone a top bar with a drawer, and the
//! notice that no real message leaves when the sandbox is the provider.

use openapi::accounts::{Account, AccountChange};
use web_sys::HtmlDialogElement;
use yew::prelude::*;
use yew_router::prelude::*;

use super::completion::CompletionDialog;
use super::confirmations::UnconfirmedNotice;
use super::jobs::JobsProvider;
use super::notices::Bell;
use super::unread::{UnreadProvider, use_unread};
use crate::api;
use crate::app::{use_platform, use_session};
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::ui::theme::{LanguageSwitch, ThemeSwitch};
use crate::ui::{Brand, Button, Icon, IconName, NavLink, Variant};

#[derive(Properties, PartialEq)]
pub struct ShellProps {
    pub route: Route,
    pub children: Html,
}

#[component(Shell)]
pub fn shell(props: &ShellProps) -> Html {
    let lang = use_lang();
    let texts = lang.shell();
    let drawer = use_node_ref();
    let drawer_open = use_state(|| false);
    let account = use_session().account;
    {
        let drawer_open = drawer_open.clone();
        use_effect_with(props.route, move |_| drawer_open.set(false));
    }
    {
        let drawer = drawer.clone();
        use_effect_with(*drawer_open, move |open| {
            let Some(dialog) = drawer.cast::<HtmlDialogElement>() else {
                return;
            };
            if *open && !dialog.open() {
                let _ = dialog.show_modal();
            } else if !*open && dialog.open() {
                dialog.close();
            }
        });
    }
    let set_drawer = |open: bool| {
        let drawer_open = drawer_open.clone();
        Callback::from(move |()| drawer_open.set(open))
    };
    let on_backdrop = {
        let (drawer, close) = (drawer.clone(), set_drawer(false));
        Callback::from(move |event: MouseEvent| {
            // A click on the backdrop has the dialog itself as its target.
            if event.target().is_some_and(|target| drawer.get().is_some_and(|node| *target == **node)) {
                close.emit(());
            }
        })
    };
    let balance = account.as_ref().map(|account| balance_words(lang, account));
    html! {
        <UnreadProvider route={props.route}>
            <a class="skip-link" href="#main">{ texts.skip() }</a>
            <div class="shell">
                <header class="side"><SideBar route={props.route.section()} /></header>
                <div class="column">
                    <header class="topbar">
                        <Button variant={Variant::Quiet} icon={IconName::Menu} label={texts.open_menu()} onclick={set_drawer(true).reform(|_| ())} />
                        <Brand />
                        if let Some(balance) = balance {
                            <Link<Route> to={Route::Credits} classes="plain quiet small digits">{ balance }</Link<Route>>
                        }
                        <Bell current={props.route == Route::Notices} />
                    </header>
                    <SandboxNotice />
                    <UnconfirmedNotice />
                    <main class="content" id="main" tabindex="-1">
                        <JobsProvider>{ props.children.clone() }<CompletionDialog /></JobsProvider>
                    </main>
                </div>
            </div>
            <dialog ref={drawer} class="drawer" aria-label={texts.menu()} onclick={on_backdrop}
                onclose={set_drawer(false).reform(|_: Event| ())}>
                if *drawer_open {
                    <div class="side"><SideBar route={props.route.section()} /></div>
                }
            </dialog>
        </UnreadProvider>
    }
}

fn balance_words(lang: Lang, account: &Account) -> String {
    // 1.5 credits are plural in English and singular in French: the rule goes by what is shown before the decimals.
    let whole = account.balance.ten_thousandths() / openapi::Credits::SCALE;
    lang.shell().balance(whole, lang.amount(account.balance))
}

#[derive(Properties, PartialEq)]
struct SideBarProps {
    /// The entry that is current.
    route: Route,
}

#[component(SideBar)]
fn side_bar(props: &SideBarProps) -> Html {
    let lang = use_lang();
    let texts = lang.shell();
    let session = use_session();
    let unread = use_unread().replies;
    let item = |route: Route, icon: IconName, name: &'static str| {
        let current = props.route == route;
        let unread = if route == Route::Replies { unread } else { 0 };
        html! { <li><NavLink to={route} {current} class="nav-item"><Icon name={icon} />{ name }{ unread_count(lang, unread) }</NavLink></li> }
    };
    html! {
        <>
            <div class="side-scroll">
                <div class="side-head"><Brand /><Bell current={props.route == Route::Notices} /></div>
                <Link<Route> to={Route::NewCampaign} classes="btn btn-primary"><Icon name={IconName::Send} />{ texts.new_campaign() }</Link<Route>>
                <nav class="side-nav" aria-label={texts.main_menu()}>
                    <ul class="nav-list">{ item(Route::Dashboard, IconName::Home, texts.dashboard()) }</ul>
                    <p class="nav-title" id="nav-sending">{ texts.sending() }</p>
                    <ul class="nav-list" aria-labelledby="nav-sending">
                        { item(Route::Sent, IconName::Speakerphone, texts.sent()) }
                        { item(Route::Campaigns, IconName::Clock, texts.campaigns()) }
                        { item(Route::Replies, IconName::MessageReply, texts.replies()) }
                        { item(Route::Templates, IconName::Template, texts.templates()) }
                    </ul>
                    <p class="nav-title" id="nav-book">{ texts.address_book() }</p>
                    <ul class="nav-list" aria-labelledby="nav-book">
                        { item(Route::Contacts, IconName::AddressBook, texts.contacts()) }
                        { item(Route::Groups, IconName::Users, texts.groups()) }
                        { item(Route::Blacklist, IconName::Ban, texts.blacklist()) }
                    </ul>
                    <p class="nav-title" id="nav-account">{ texts.account() }</p>
                    <ul class="nav-list" aria-labelledby="nav-account">
                        { item(Route::Credits, IconName::Coins, texts.credits()) }
                        { item(Route::Rates, IconName::World, texts.rates()) }
                        { item(Route::Simulator, IconName::Calculator, lang.simulations().nav()) }
                        { item(Route::Account, IconName::User, lang.account().title()) }
                        { item(Route::Help, IconName::Help, lang.help().title()) }
                    </ul>
                    if session.account.as_ref().is_some_and(|account| account.operator) {
                        <p class="nav-title" id="nav-operator">{ lang.admin().section() }</p>
                        <ul class="nav-list" aria-labelledby="nav-operator">
                            { item(Route::AdminAccounts, IconName::Users, lang.admin().accounts()) }
                            { item(Route::AdminPurchases, IconName::Receipt, lang.admin().purchases()) }
                            { item(Route::AdminRates, IconName::World, texts.rates()) }
                            { item(Route::AdminPacks, IconName::Coins, lang.packs().title()) }
                            { item(Route::AdminAudit, IconName::History, lang.admin().audit()) }
                        </ul>
                    }
                </nav>
            </div>
            <SideFoot />
        </>
    }
}

/// Whose account it is, and what it has left; the language, the theme, the way out.
#[component(SideFoot)]
fn side_foot() -> Html {
    let lang = use_lang();
    let session = use_session();
    html! {
        <div class="side-foot">
            if let Some(account) = &session.account {
                <NavLink to={Route::Account} current={false} class="side-who">
                    <span class="monogram" aria-hidden="true">{ account.account_id.chars().next().unwrap_or('?') }</span>
                    <div class="side-who-text">
                        <div class="side-who-name">{ &account.account_id }</div>
                        <div class="quiet small digits">{ balance_words(lang, account) }</div>
                    </div>
                </NavLink>
            }
            <div class="side-tools">
                <LanguageSwitch on_chosen={Callback::from(remember_language)} />
                <span>
                    <ThemeSwitch />
                    <Button variant={Variant::Quiet} icon={IconName::Logout} label={lang.shell().sign_out()} onclick={session.sign_out.reform(|_| ())} />
                </span>
            </div>
        </div>
    }
}

/// How many are unread, beside what they are; nothing where all is read.
fn unread_count(lang: Lang, unread: i64) -> Html {
    html! {
        if unread > 0 {
            <span class="nav-count digits">{ lang.number(unread) }<span class="visually-hidden">{ " " }{ lang.shell().unread() }</span></span>
        }
    }
}

/// E-mails are written in the account's language. Nothing is said when it could not be kept: the page has changed all
/// the same, and the next choice tries again.
fn remember_language(lang: Lang) {
    wasm_bindgen_futures::spawn_local(async move {
        let change = AccountChange { locale: Some(lang.wire()), ..AccountChange::default() };
        let _ = api::accounts::change(&change).await;
    });
}

/// Said on every page, so that nobody believes real messages left.
#[component(SandboxNotice)]
fn sandbox_notice() -> Html {
    let texts = use_lang().shell();
    let Some(handsets) = use_platform().and_then(|platform| platform.sandbox.clone()) else {
        return Html::default();
    };
    html! {
        <aside class="notice" aria-label={texts.sandbox()}>
            <Icon name={IconName::InfoCircle} />
            <span>{ texts.sandbox() }{ " " }<a href={handsets} target="_blank" rel="noopener">{ texts.handsets() }</a></span>
        </aside>
    }
}
