//! How the message goes out: written or read aloud, from whom, and with which words on how to stop.

use openapi::campaigns::{Kind, Language};
use sms::{Sender, SenderError};
use yew::prelude::*;

use super::composed::Known;
use super::draft::{Draft, Pen};
use crate::app::use_session;
use crate::i18n::{language_name, use_lang};
use crate::ui::{Checkbox, Choice, Field, Icon, IconName, Radio, Radios, Select};

const PRO: &str = "pro";
const VOICE: &str = "voice";

#[derive(Properties, PartialEq)]
pub struct OptionsProps {
    pub kind: Kind,
    pub language: Option<Language>,
    pub sender: String,
    pub stop_mention: bool,
    pub name: String,
    /// Whether the text says whom to turn to.
    pub has_contact: bool,
    pub known: Known,
    pub pen: Pen,
}

#[component(Options)]
pub fn options(props: &OptionsProps) -> Html {
    let lang = use_lang();
    let texts = lang.composer();
    let is_voice = props.kind == Kind::Voice;
    let choices = vec![
        Radio { value: PRO, label: texts.kind_pro().into(), hint: texts.kind_pro_hint().into() },
        Radio { value: VOICE, label: texts.kind_voice().into(), hint: texts.kind_voice_hint().into() },
    ];
    let onkind = props.pen.part(|draft: &mut Draft, kind: &'static str| {
        draft.kind = if kind == VOICE { Kind::Voice } else { Kind::Pro };
    });
    let no_reply = is_voice || !props.sender.trim().is_empty();
    html! {
        <>
            <Radios id="kind" legend={texts.kind()} value={if is_voice { VOICE } else { PRO }} {choices} onchange={onkind} />
            <div class="form-grid">
                if is_voice {
                    <LanguageField language={props.language} pen={props.pen.clone()} />
                }
                <SenderField sender={props.sender.clone()} pen={props.pen.clone()} />
                <Field id="name" label={texts.name()} hint={texts.name_hint()} value={props.name.clone()} maxlength="100" autocomplete="off"
                    oninput={props.pen.part(|draft: &mut Draft, name| draft.name = name)} />
            </div>
            if no_reply && !props.has_contact {
                <div class="note tone-warn" role="status"><Icon name={IconName::AlertTriangle} /><span class="note-text">{ if is_voice { texts.voice_warning() } else { texts.sender_warning() } }</span></div>
            }
            if let Some(mention) = props.known.stop_mention.as_ref().filter(|_| !is_voice) {
                <Checkbox id="stop-mention" label={texts.stop_mention()} hint={AttrValue::from(texts.stop_mention_hint(mention, mention.chars().count() + 1))}
                    checked={props.stop_mention} onchange={props.pen.part(|draft: &mut Draft, on| draft.stop_mention = on)} />
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct SenderFieldProps {
    sender: String,
    pen: Pen,
}

/// The sender, with the rule that it breaks while one types.
#[component(SenderField)]
fn sender_field(props: &SenderFieldProps) -> Html {
    let lang = use_lang();
    let texts = lang.composer();
    let name = props.sender.trim();
    let error = Sender::parse(name).err().filter(|_| !name.is_empty()).map(|error| match error {
        SenderError::TooShort => AttrValue::from(texts.sender_short()),
        SenderError::TooLong => texts.sender_long().into(),
        SenderError::OnlyDigits => texts.sender_digits().into(),
        SenderError::Character(' ') => texts.sender_space().into(),
        SenderError::Character(c) => texts.sender_character(c).into(),
    });
    html! {
        <Field id="sender" label={texts.sender()} hint={texts.sender_hint()} value={props.sender.clone()} {error} autocomplete="off"
            oninput={props.pen.part(|draft: &mut Draft, sender| draft.sender = sender)} />
    }
}

#[derive(Properties, PartialEq)]
struct LanguageFieldProps {
    language: Option<Language>,
    pen: Pen,
}

/// What a voice message is read in.
#[component(LanguageField)]
fn language_field(props: &LanguageFieldProps) -> Html {
    let lang = use_lang();
    let texts = lang.composer();
    let home = use_session().account.map(|account| account.country.clone()).unwrap_or_default();
    let of_country = language_name(lang, Language::of_country(&home).code());
    let choices = std::iter::once(Choice::new("", texts.language_of_country(of_country)))
        .chain(Language::ALL.map(|language| Choice::new(language.code(), language_name(lang, language.code()))))
        .collect::<Vec<_>>();
    html! {
        <Select id="language" label={texts.language()} value={props.language.map_or("", Language::code)} {choices}
            onchange={props.pen.part(|draft: &mut Draft, code: String| draft.language = Language::of_code(&code))} />
    }
}
