use yew::prelude::*;

use crate::i18n::use_lang;
use crate::pages::unread::{MANY_NOTICES, use_unread};
use crate::route::Route;
use crate::ui::{Icon, IconName, NavLink};

#[derive(Properties, PartialEq)]
pub struct BellProps {
    pub current: bool,
}

/// The way to the notices, with how many are unread.
#[component(Bell)]
pub fn bell(props: &BellProps) -> Html {
    let lang = use_lang();
    let texts = lang.notices();
    let unread = use_unread().notices;
    let (words, mark) = match unread {
        0 => (texts.bell_none().to_owned(), None),
        1..=MANY_NOTICES => (texts.bell(unread), Some(lang.number(unread))),
        _ => (texts.bell_many(MANY_NOTICES), Some(format!("{MANY_NOTICES}+"))),
    };
    html! {
        <NavLink to={Route::Notices} current={props.current} class="bell">
            <Icon name={IconName::Bell} />
            <span class="visually-hidden">{ words }</span>
            if let Some(mark) = mark {
                <span class="bell-count digits" aria-hidden="true">{ mark }</span>
            }
        </NavLink>
    }
}
