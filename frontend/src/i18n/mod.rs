//! French and English, side by side, checked when the app is compiled.
//!
//! A text is one line of a catalogue: its key, the English, a slash, the French. A key without one of the two does
//! not compile, a key that no page uses is a warning, and neither is a placeholder that names no argument accepted.
//!
//! ```text
//! texts! {
//!     Contacts as contacts {
//!         title: "Contacts" / "Contacts";
//!         deleted(name): "{name} was deleted." / "{name} a été supprimé.";
//!         selected[n]: "{n} selected" | "{n} selected" / "{n} sélectionné" | "{n} sélectionnés";
//!     }
//! }
//! lang.contacts().selected(3)
//! ```
//!
//! Round brackets: arguments. Square brackets: the first argument is a number, shown as the language writes numbers,
//! that decides between singular and plural (`Intl.PluralRules`). Dates and numbers are the browser's `Intl`, which
//! knows them better than any table of ours and costs no bytes.

mod format;
mod region;
mod texts;
mod zone;

pub use format::{country_name, language_name, set_time_zone};
pub use region::{countries, time_zones};
pub use zone::{Moments, beginning_of, moments_of, read_wall, wall_of, write_day, write_wall};

use openapi::accounts::Locale;
use yew::prelude::*;

/// Where the chosen language is kept; `static/theme.js` reads it before the first paint.
const STORAGE_KEY: &str = "chappe.language";

/// The language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    En,
    Fr,
}

impl Lang {
    /// The tag for `<html lang>` and for storage.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The tag for numbers and dates: European conventions in both languages, the day before the month.
    pub const fn locale(self) -> &'static str {
        match self {
            Self::En => "en-GB",
            Self::Fr => "fr-FR",
        }
    }

    pub const fn other(self) -> Self {
        match self {
            Self::En => Self::Fr,
            Self::Fr => Self::En,
        }
    }

    /// The language as the contract names it: an account is created in the language of the page.
    pub const fn wire(self) -> Locale {
        match self {
            Self::En => Locale::En,
            Self::Fr => Locale::Fr,
        }
    }

    /// What was chosen, else what the browser prefers: `static/theme.js` has put it on the page already.
    pub fn of_page() -> Self {
        match page_lang().as_deref() {
            Some("fr") => Self::Fr,
            _ => Self::En,
        }
    }

    /// Keeps the choice and tells the page.
    pub fn choose(self) {
        crate::ui::theme::store(STORAGE_KEY, Some(self.tag()));
        self.mark_page();
    }

    /// Screen readers pronounce by `<html lang>`.
    pub fn mark_page(self) {
        if let Some(root) = root_element() {
            let _ = root.set_attribute("lang", self.tag());
        }
    }
}

fn root_element() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}

fn page_lang() -> Option<String> {
    root_element()?.get_attribute("lang")
}

/// The language and the way to change it.
#[derive(Clone, PartialEq)]
pub struct LangContext {
    pub lang: Lang,
    pub choose: Callback<Lang>,
}

#[derive(Properties, PartialEq)]
pub struct LangProviderProps {
    pub children: Html,
}

/// Gives every component below it the language of the page.
#[component(LangProvider)]
pub fn lang_provider(props: &LangProviderProps) -> Html {
    let lang = use_state(Lang::of_page);
    let choose = {
        let lang = lang.clone();
        Callback::from(move |chosen: Lang| {
            chosen.choose();
            lang.set(chosen);
        })
    };
    html! {
        <ContextProvider<LangContext> context={LangContext { lang: *lang, choose }}>
            { props.children.clone() }
        </ContextProvider<LangContext>>
    }
}

/// The language of the page.
#[hook]
pub fn use_lang() -> Lang {
    use_context::<LangContext>().map_or_else(Lang::of_page, |context| context.lang)
}
