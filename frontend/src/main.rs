//! The web app: what a shop, a town hall or a hospital sees of Chappe.
//!
//! A page is a folder under `pages/`, called by its noun; it asks the server through `api/` (a file a noun, one
//! `call` beneath), keeps what it got with the `hooks/`, draws with the `ui/` kit and speaks through `i18n/`. The
//! types that travel are the contract's own (`openapi`), and what a message costs is counted by the server's own
//! crate (`sms`), compiled here too: the two cannot disagree.

mod api;
mod app;
mod hooks;
mod i18n;
mod pages;
mod route;
mod session;
mod topics;
mod ui;

fn main() {
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
    let root =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id("app"));
    if let Some(root) = root {
        yew::Renderer::<app::App>::with_root(root).render();
    }
}
