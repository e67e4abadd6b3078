use sms::{Encoding, Measure, Spoken};
use yew::prelude::*;

use crate::i18n::{Lang, use_lang};

#[derive(Properties, PartialEq)]
pub struct CounterProps {
    pub measure: Measure,
    /// Of a message that is read aloud: how long it takes, instead of what it is written in.
    #[prop_or_default]
    pub spoken: Option<Spoken>,
}

/// How long the message is for whom it is previewed.
#[component(Counter)]
pub fn counter(props: &CounterProps) -> Html {
    let lang = use_lang();
    html! {
        <div id="counter" class="counter" role="status" aria-live="polite">
            { match &props.spoken {
                Some(spoken) => aloud(lang, spoken),
                None => written(lang, props.measure),
            } }
        </div>
    }
}

/// Parts, room left, alphabet.
fn written(lang: Lang, measure: Measure) -> Html {
    let texts = lang.composer();
    let dear = measure.encoding == Encoding::Ucs2;
    let parts = measure.parts.get();
    let used = if parts == 0 { 0 } else { measure.per_part - measure.left };
    html! {
        <>
            { gauge(used, measure.per_part) }
            <strong class={classes!("digits", (!measure.parts.fits()).then_some("text-bad"))}>{ texts.parts(i64::from(parts)) }</strong>
            <span class="quiet digits">{ texts.length(i64::from(measure.units)) }</span>
            <span class="quiet digits">{ texts.left(i64::from(measure.left)) }</span>
            <span class={classes!("counter-alphabet", dear.then_some("is-dear"))}>{ if dear { texts.unicode() } else { texts.standard() } }</span>
        </>
    }
}

/// Calls at the price of one, and how long one listens.
fn aloud(lang: Lang, spoken: &Spoken) -> Html {
    let texts = lang.composer();
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let used = match spoken.chars % sms::VOICE_PART {
        0 if spoken.chars > 0 => sms::VOICE_PART,
        used => used,
    };
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    html! {
        <>
            { gauge(small(used), small(sms::VOICE_PART)) }
            <strong class={classes!("digits", (!spoken.fits()).then_some("text-bad"))}>{ texts.voice_parts(i64::from(spoken.parts)) }</strong>
            <span class="quiet digits">{ texts.length(count(spoken.chars)) }</span>
            <span class="counter-alphabet">{ texts.spoken(count(spoken.seconds())) }</span>
        </>
    }
}

fn gauge(used: u32, whole: u32) -> Html {
    let share = f64::from(used) * 100.0 / f64::from(whole.max(1));
    html! { <span class="counter-gauge" aria-hidden="true"><span style={format!("width:{share:.1}%")}></span></span> }
}
