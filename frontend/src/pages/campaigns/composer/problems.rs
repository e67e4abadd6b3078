//! What stands in the way of sending, by field.

use yew::AttrValue;

use super::composed::Composed;
use super::draft::Draft;
use super::save::Standing;
use super::when::Meant;
use crate::i18n::Lang;

#[derive(Clone, PartialEq, Default)]
pub struct Problems {
    pub recipients: Option<AttrValue>,
    pub text: Option<AttrValue>,
    pub sender: Option<AttrValue>,
    pub date: Option<AttrValue>,
    /// What the server says of these rather than what is yet to be written.
    said: bool,
}

impl Problems {
    pub fn of(lang: Lang, draft: &Draft, composed: &Composed, standing: &Standing) -> Self {
        let texts = lang.composer();
        let failure = match standing {
            Standing::Failed(failure) => Some(failure),
            _ => None,
        };
        let said = |field: &str| failure.and_then(|failure| failure.field(lang, field)).map(AttrValue::from);
        let nobody = !draft.has_readable();
        let recipients = said("recipients").or_else(|| nobody.then(|| lang.recipients().nobody_yet().into()));
        let text = if draft.text.trim().is_empty() {
            Some(texts.no_text().into())
        } else if !composed.fits {
            Some(match composed.spoken {
                Some(_) => texts.too_long_aloud(sms::MAX_VOICE_PARTS).into(),
                None => texts.too_long(sms::MAX_PARTS).into(),
            })
        } else {
            said("text")
        };
        let sender = draft.sender().is_err().then(|| texts.sender_bad().into());
        let date = match draft.when.meant() {
            Meant::Unreadable => Some(lang.launch().date_unreadable().into()),
            Meant::Skipped => Some(lang.launch().date_skipped().into()),
            Meant::Twice(..) => Some(lang.launch().which_missing().into()),
            Meant::AtOnce | Meant::At(_) => said("send_at"),
        };
        Self { recipients, text, sender, date, said: failure.is_some() }
    }

    pub const fn is_empty(&self) -> bool {
        self.recipients.is_none() && self.text.is_none() && self.sender.is_none() && self.date.is_none()
    }

    /// What is missing is not said while one has yet to come to it; what is wrong is.
    pub fn while_typing(&self, draft: &Draft) -> Self {
        Self {
            recipients: self.recipients.clone().filter(|_| self.said && draft.has_recipients()),
            text: self.text.clone().filter(|_| !draft.text.trim().is_empty()),
            date: self.date.clone().filter(|_| !matches!(draft.when.meant(), Meant::Twice(..))),
            ..self.clone()
        }
    }
}
