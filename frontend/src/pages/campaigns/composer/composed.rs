//! What a recipient gets of the draft, by the crate that the server sends with.

use std::collections::BTreeMap;

use openapi::campaigns::Kind;
use openapi::contacts::Contact;
use sms::{Fields, Measure, Message, Spoken, Template};
use yew::prelude::*;

use super::draft::Draft;
use crate::api;
use crate::app::use_platform;
use crate::hooks::use_load;
use crate::i18n::Lang;

/// What is known besides the draft: the account's own fields, and what the platform puts into texts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Known {
    pub own_fields: Vec<String>,
    /// How to stop, in a line of its own; `None` where the operator has set nothing.
    pub stop_mention: Option<String>,
    /// What `$stop` becomes; `None` where it cannot be used.
    pub opt_out: Option<String>,
}

/// A message as one recipient gets it.
#[derive(Debug, Clone, PartialEq)]
pub struct Composed {
    pub text: String,
    pub parts: u32,
    pub fits: bool,
    pub measure: Measure,
    pub euro_replaced: bool,
    /// Of a message that is read aloud.
    pub spoken: Option<Spoken>,
}

/// Whose fields are filled in.
#[derive(Debug, Clone, PartialEq)]
pub enum Reader {
    /// Somebody who has every field, so that all are shown filled.
    Example,
    Contact(Box<Contact>),
    /// A typed number: no field is known of it.
    Stranger(String),
}

impl Known {
    /// The text with all that is added to it.
    pub fn template(&self, draft: &Draft, text: &str) -> Template {
        let written = match &self.stop_mention {
            Some(mention) if draft.stop_mention && draft.kind == Kind::Pro => sms::with_stop_mention(text, mention),
            _ => text.to_owned(),
        };
        Template::parse(&written).with_own(&self.own_fields).with_opt_out(self.opt_out.as_deref().unwrap_or_default())
    }

    pub fn compose(&self, lang: Lang, draft: &Draft, text: &str, reader: &Reader) -> Composed {
        let template = self.template(draft, text);
        let own = reader.own(&self.own_fields);
        let fields = reader.fields(lang, &own);
        if draft.kind == Kind::Voice {
            let spoken = sms::speak(&template, &fields);
            return Composed {
                text: spoken.text.clone(),
                parts: spoken.parts,
                fits: spoken.fits(),
                measure: sms::measure(&spoken.text),
                euro_replaced: false,
                spoken: Some(spoken),
            };
        }
        let Message { text, measure, euro_replaced } = Message::compose(&template, &fields);
        Composed { text, parts: measure.parts.get(), fits: measure.parts.fits(), measure, euro_replaced, spoken: None }
    }
}

/// Asks for what is known besides the draft.
#[hook]
pub fn use_known() -> Known {
    let platform = use_platform();
    let own = use_load((), |()| async { api::contact_fields::list().await });
    // Without them a text can be written all the same: a field that nobody knows is told as such.
    let own_fields = own.data.iter().flat_map(|fields| fields.iter().map(|field| field.name.clone())).collect();
    Known {
        own_fields,
        stop_mention: platform.as_ref().and_then(|platform| platform.stop_mention.clone()),
        opt_out: platform.as_ref().and_then(|platform| platform.opt_out_example.clone()),
    }
}

impl Reader {
    fn own(&self, names: &[String]) -> BTreeMap<String, String> {
        match self {
            Self::Example => names.iter().map(|name| (sms::field_key(name), name.clone())).collect(),
            Self::Contact(contact) => contact.fields.clone(),
            Self::Stranger(_) => BTreeMap::new(),
        }
    }

    fn fields<'a>(&'a self, lang: Lang, own: &'a BTreeMap<String, String>) -> Fields<'a> {
        let texts = lang.composer();
        match self {
            Self::Example => Fields {
                last_name: texts.example_last(),
                first_name: texts.example_first(),
                email: "camille@example.com",
                company: texts.example_company(),
                own: Some(own),
            },
            Self::Contact(contact) => Fields {
                last_name: &contact.last_name,
                first_name: &contact.first_name,
                email: &contact.email,
                company: &contact.company,
                own: Some(own),
            },
            Self::Stranger(_) => Fields::default(),
        }
    }
}
