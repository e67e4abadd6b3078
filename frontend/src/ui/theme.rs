//! Light or dark: the system's choice until a person makes one.

use wasm_bindgen::prelude::*;
use yew::prelude::*;

use super::{Button, IconName, Variant};
use crate::i18n::{Lang, LangContext, use_lang};

/// Where the chosen theme is kept; `static/theme.js` reads it before the first paint.
const STORAGE_KEY: &str = "chappe.theme";

/// Keeps a choice in this browser, or forgets it. Storage may be forbidden; then the choice lasts as long as the page.
pub fn store(key: &str, value: Option<&str>) {
    let Some(storage) = web_sys::window().and_then(|window| window.local_storage().ok().flatten()) else {
        return;
    };
    let _ = match value {
        Some(value) => storage.set_item(key, value),
        None => storage.remove_item(key),
    };
}

/// A choice that was kept in this browser.
pub fn stored(key: &str) -> Option<String> {
    web_sys::window()?.local_storage().ok().flatten()?.get_item(key).ok().flatten()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    fn chosen() -> Self {
        match stored(STORAGE_KEY).as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }

    const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    fn word(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    fn apply(self) {
        let word = self.word().unwrap_or(if system_is_dark() { "dark" } else { "light" });
        let root =
            web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
        if let Some(root) = root {
            let _ = root.set_attribute("data-bs-theme", word);
        }
    }
}

fn system_prefers_dark() -> Option<web_sys::MediaQueryList> {
    web_sys::window()?.match_media("(prefers-color-scheme: dark)").ok().flatten()
}

fn system_is_dark() -> bool {
    system_prefers_dark().is_some_and(|query| query.matches())
}

/// A button that goes through system, light and dark.
#[component(ThemeSwitch)]
pub fn theme_switch() -> Html {
    let lang = use_lang();
    let theme = use_state(Theme::chosen);
    use_effect_with(*theme, |theme| {
        let theme = *theme;
        theme.apply();
        // While the system decides, its changes are followed.
        let query = system_prefers_dark().filter(|_| theme == Theme::System);
        let follow = Closure::<dyn Fn()>::new(move || theme.apply());
        if let Some(query) = &query {
            query.set_onchange(Some(follow.as_ref().unchecked_ref()));
        }
        move || {
            if let Some(query) = query {
                query.set_onchange(None);
            }
            drop(follow);
        }
    });
    let onclick = {
        let theme = theme.clone();
        Callback::from(move |_| {
            let next = theme.next();
            store(STORAGE_KEY, next.word());
            theme.set(next);
        })
    };
    let texts = lang.shell();
    let (icon, label) = match *theme {
        Theme::System => (IconName::SunMoon, texts.theme_system()),
        Theme::Light => (IconName::Sun, texts.theme_light()),
        Theme::Dark => (IconName::Moon, texts.theme_dark()),
    };
    html! { <Button variant={Variant::Quiet} {icon} {label} {onclick} /> }
}

#[derive(Properties, PartialEq)]
pub struct LanguageSwitchProps {
    /// Hears what was chosen: an account remembers it, too.
    #[prop_or_default]
    pub on_chosen: Callback<Lang>,
}

/// A button that says the other language's name in that language.
#[component(LanguageSwitch)]
pub fn language_switch(props: &LanguageSwitchProps) -> Html {
    let Some(LangContext { lang, choose }) = use_context::<LangContext>() else {
        return Html::default();
    };
    let other = lang.other();
    let name = match other {
        Lang::En => "English",
        Lang::Fr => "Français",
    };
    let onclick = {
        let on_chosen = props.on_chosen.clone();
        Callback::from(move |_: MouseEvent| {
            choose.emit(other);
            on_chosen.emit(other);
        })
    };
    html! {
        <button type="button" class="btn btn-quiet" lang={other.tag()} {onclick}>{ name }</button>
    }
}
