use yew::prelude::*;

use super::{Button, Icon, IconName};
use crate::api::Failure;
use crate::i18n::use_lang;

#[derive(Properties, PartialEq)]
pub struct EmptyStateProps {
    pub icon: IconName,
    pub title: AttrValue,
    /// What belongs here and how it comes to be.
    pub text: AttrValue,
    #[prop_or_default]
    pub children: Html,
}

/// Nothing here yet, and what to do about it.
#[component(EmptyState)]
pub fn empty_state(props: &EmptyStateProps) -> Html {
    html! {
        <div class="empty-state">
            <span class="empty-icon"><Icon name={props.icon} /></span>
            <h2>{ &props.title }</h2>
            <p>{ &props.text }</p>
            <div class="empty-actions">{ props.children.clone() }</div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct FailureNoteProps {
    pub failure: Failure,
    #[prop_or_default]
    pub retry: Option<Callback<()>>,
}

/// What went wrong, and a way to try again.
#[component(FailureNote)]
pub fn failure_note(props: &FailureNoteProps) -> Html {
    let lang = use_lang();
    html! {
        <div class="note tone-bad" role="alert">
            <Icon name={IconName::AlertTriangle} />
            <span class="note-text">{ props.failure.sentence(lang) }</span>
            if let Some(retry) = &props.retry {
                <Button class="btn-sm" onclick={retry.reform(|_| ())}>{ lang.common().try_again() }</Button>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct SkeletonProps {
    /// In CSS, the width of what will stand here.
    #[prop_or(AttrValue::Static("100%"))]
    pub width: AttrValue,
    #[prop_or(AttrValue::Static("1rem"))]
    pub height: AttrValue,
}

/// The place of something that is on its way.
#[component(Skeleton)]
pub fn skeleton(props: &SkeletonProps) -> Html {
    html! { <span class="skeleton" aria-hidden="true" style={format!("width:{};height:{}", props.width, props.height)}></span> }
}
