use yew::prelude::*;

/// What a colour says, the same everywhere; the words beside it say it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Good,
    Info,
    Warn,
    Bad,
    Mute,
    Accent,
}

impl Tone {
    pub const fn class(self) -> &'static str {
        match self {
            Self::Good => "tone-good",
            Self::Info => "tone-info",
            Self::Warn => "tone-warn",
            Self::Bad => "tone-bad",
            Self::Mute => "tone-mute",
            Self::Accent => "tone-accent",
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct BadgeProps {
    pub tone: Tone,
    /// Something goes on at this moment.
    #[prop_or_default]
    pub live: bool,
    pub children: Html,
}

/// A status in a word.
#[component(Badge)]
pub fn badge(props: &BadgeProps) -> Html {
    html! {
        <span class={classes!("status-chip", props.tone.class(), props.live.then_some("is-live"))}>
            <span class="status-dot" aria-hidden="true"></span>
            { props.children.clone() }
        </span>
    }
}
