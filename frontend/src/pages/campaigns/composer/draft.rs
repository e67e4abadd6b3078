//! What is being written, and what of it the server keeps.

use std::rc::Rc;

use openapi::campaigns::{
    Campaign, CampaignChange, CampaignRecipients, Kind, Language, NewCampaign, Recipients, name_of_text,
};
use openapi::contacts::Contact;
use openapi::groups::Group;
use openapi::{ContactId, GroupId, Time};
use yew::prelude::*;

use super::numbers::Numbers;
use super::when::When;
use crate::api::Failure;

/// Somebody of the address book, as a chip.
#[derive(Debug, Clone, PartialEq)]
pub enum Chip {
    /// Without a name until it has been asked for.
    Contact { id: ContactId, name: Option<String> },
    /// Without a name and a size until they have been asked for.
    Group { id: GroupId, named: Option<(String, i64)> },
}

impl From<&Contact> for Chip {
    fn from(contact: &Contact) -> Self {
        Self::Contact { id: contact.id, name: Some(crate::pages::contacts::spoken_name(contact)) }
    }
}

impl From<&Group> for Chip {
    fn from(group: &Group) -> Self {
        Self::Group { id: group.id, named: Some((group.name.clone(), group.contacts)) }
    }
}

impl Chip {
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Contact { id: one, .. }, Self::Contact { id: other, .. }) => one == other,
            (Self::Group { id: one, .. }, Self::Group { id: other, .. }) => one == other,
            _ => false,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft {
    pub numbers: Rc<Numbers>,
    pub chips: Rc<Vec<Chip>>,
    /// What `numbers` and `chips` are for the server: made anew when they change, since a hundred thousand are not copied at
    /// every key.
    sources: Sources,
    pub text: String,
    pub kind: Kind,
    pub language: Option<Language>,
    pub sender: String,
    pub stop_mention: bool,
    pub name: String,
    pub when: When,
}

/// Recipients as the server takes them; the same ones are told by where they lie.
#[derive(Debug, Clone, Default)]
pub struct Sources(pub Rc<Recipients>);

impl PartialEq for Sources {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

/// What the server keeps of a draft.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Content {
    pub sources: Sources,
    pub text: String,
    pub kind: Kind,
    pub language: Option<Language>,
    pub sender: Option<String>,
    pub stop_mention: bool,
    pub name: String,
    pub send_at: Option<Time>,
}

/// One change of the draft, made to it as it is by then.
pub struct Edit(Box<dyn FnOnce(&mut Draft)>);

impl Reducible for Draft {
    type Action = Edit;

    fn reduce(self: Rc<Self>, edit: Edit) -> Rc<Self> {
        let mut changed = (*self).clone();
        (edit.0)(&mut changed);
        if !Rc::ptr_eq(&changed.numbers, &self.numbers) || !Rc::ptr_eq(&changed.chips, &self.chips) {
            changed.sources = changed.read_sources();
        }
        Rc::new(changed)
    }
}

/// The way to change the draft from anywhere on the page.
#[derive(Clone, PartialEq)]
pub struct Pen(pub UseReducerDispatcher<Draft>);

impl Pen {
    pub fn edit(&self, edit: impl FnOnce(&mut Draft) + 'static) {
        self.0.dispatch(Edit(Box::new(edit)));
    }

    /// A callback that changes one part.
    pub fn part<V: 'static>(&self, set: impl Fn(&mut Draft, V) + 'static) -> Callback<V> {
        let (pen, set) = (self.clone(), Rc::new(set));
        Callback::from(move |value| {
            let set = set.clone();
            pen.edit(move |draft| set(draft, value));
        })
    }
}

impl Draft {
    /// Adds those that are not there yet.
    pub fn add(&mut self, chips: Vec<Chip>) {
        let present = Rc::make_mut(&mut self.chips);
        for chip in chips {
            if !present.iter().any(|other| other.is_same(&chip)) {
                present.push(chip);
            }
        }
    }

    pub fn clear_recipients(&mut self) {
        (self.numbers, self.chips, self.sources) = Default::default();
    }

    /// Those of a campaign of the past to whom this one goes, too.
    pub fn again(&self) -> Option<CampaignRecipients> {
        self.sources.0.campaign
    }

    pub fn drop_again(&mut self) {
        self.sources = Sources(Rc::new(Recipients { campaign: None, ..(*self.sources.0).clone() }));
    }

    /// What the server would not take of the recipients: numbers are marked, people and groups that are no more go.
    pub fn refuse(&mut self, failure: &Failure) {
        if !failure.codes("recipients.numbers").is_empty() {
            Rc::make_mut(&mut self.numbers).refuse(failure);
        }
        let contacts = failure.codes("recipients.contacts");
        let groups = failure.codes("recipients.groups");
        let asked = self.sources.0.clone();
        let gone = |chip: &Chip| match chip {
            Chip::Contact { id, .. } => contacts.keys().any(|at| asked.contacts.get(*at) == Some(id)),
            Chip::Group { id, .. } => groups.keys().any(|at| asked.groups.get(*at) == Some(id)),
        };
        if self.chips.iter().any(gone) {
            Rc::make_mut(&mut self.chips).retain(|chip| !gone(chip));
        }
    }

    fn read_sources(&self) -> Sources {
        let mut recipients = Recipients {
            numbers: self.numbers.good().map(|number| number.typed.clone()).collect(),
            campaign: self.again(),
            ..Recipients::default()
        };
        for chip in self.chips.iter() {
            match chip {
                Chip::Contact { id, .. } => recipients.contacts.push(*id),
                Chip::Group { id, .. } => recipients.groups.push(*id),
            }
        }
        Sources(Rc::new(recipients))
    }

    /// The sender, if it is left empty or can be used.
    pub fn sender(&self) -> Result<Option<String>, sms::SenderError> {
        match self.sender.trim() {
            "" => Ok(None),
            name => sms::Sender::parse(name).map(|sender| Some(sender.as_str().to_owned())),
        }
    }

    /// Whether anybody is to receive it, readable or not.
    pub fn has_recipients(&self) -> bool {
        !self.numbers.is_empty() || self.has_readable()
    }

    /// Whether anybody is to receive it who can be read.
    pub fn has_readable(&self) -> bool {
        *self.sources.0 != Recipients::default()
    }

    /// What can be kept: a sender that cannot be used is left out, and so is a date that has passed; their fields say so.
    pub fn content(&self, now: Time) -> Content {
        Content {
            sources: self.sources.clone(),
            text: self.text.clone(),
            kind: self.kind,
            language: self.language.filter(|_| self.kind == Kind::Voice),
            sender: self.sender().ok().flatten(),
            stop_mention: self.stop_mention,
            name: self.name.trim().to_owned(),
            send_at: self.when.send_at().filter(|at| *at > now),
        }
    }

    /// A campaign that is opened to be written on.
    pub fn of(campaign: &Campaign) -> Self {
        let recipients = campaign.recipients.clone().unwrap_or_default();
        let contacts = recipients.contacts.iter().map(|id| Chip::Contact { id: *id, name: None });
        let groups = recipients.groups.iter().map(|id| Chip::Group { id: *id, named: None });
        let is_named = campaign.name != name_of_text(&campaign.text);
        Self {
            numbers: Rc::new(Numbers::of(recipients.numbers.iter().cloned())),
            chips: Rc::new(contacts.chain(groups).collect()),
            sources: Sources(Rc::new(recipients)),
            text: campaign.text.clone(),
            kind: campaign.kind,
            language: campaign.language,
            sender: campaign.sender.clone().unwrap_or_default(),
            stop_mention: campaign.stop_mention,
            name: if is_named { campaign.name.clone() } else { String::new() },
            when: campaign.send_at.map(When::of).unwrap_or_default(),
        }
    }
}

impl Content {
    pub fn is_empty(&self) -> bool {
        *self == Self { kind: self.kind, language: self.language, ..Self::default() }
    }

    /// Somebody to write to and something to say: then it has a price.
    pub fn is_priced(&self) -> bool {
        *self.sources.0 != Recipients::default() && !self.text.trim().is_empty()
    }

    /// Whether a campaign says the same. Its numbers are written another way by the server, so they are counted.
    pub fn is_what(&self, campaign: &Campaign) -> bool {
        let theirs = campaign.recipients.clone().unwrap_or_default();
        let ours = &self.sources.0;
        let named = if self.name.is_empty() { name_of_text(&self.text) } else { self.name.clone() };
        self.text == campaign.text
            && named == campaign.name
            && self.kind == campaign.kind
            && self.language == campaign.language
            && self.sender == campaign.sender
            && self.stop_mention == campaign.stop_mention
            && self.send_at == campaign.send_at
            && (ours.numbers.len(), &ours.contacts, &ours.groups, ours.campaign)
                == (theirs.numbers.len(), &theirs.contacts, &theirs.groups, theirs.campaign)
    }

    /// To be kept, not sent.
    pub fn to_new(&self) -> NewCampaign {
        NewCampaign {
            kind: self.kind,
            purpose: None,
            text: self.text.clone(),
            sender: self.sender.clone(),
            stop_mention: self.stop_mention,
            language: self.language,
            name: (!self.name.is_empty()).then(|| self.name.clone()),
            recipients: (*self.sources.0).clone(),
            send_at: self.send_at,
            draft: true,
        }
    }

    /// What was changed since `kept`; `None` when nothing was.
    pub fn change_from(&self, kept: &Self, version: i64) -> Option<CampaignChange> {
        fn other<T: PartialEq + Clone>(now: &T, before: &T) -> Option<T> {
            (now != before).then(|| now.clone())
        }
        if self == kept {
            return None;
        }
        let text = other(&self.text, &kept.text);
        Some(CampaignChange {
            version: Some(version),
            kind: other(&self.kind, &kept.kind),
            purpose: None,
            sender: other(&self.sender, &kept.sender),
            stop_mention: other(&self.stop_mention, &kept.stop_mention),
            language: other(&self.language, &kept.language),
            // A campaign without a name of its own is called as its text begins, however that changes.
            name: other(&self.name, &kept.name).or_else(|| text.as_ref().map(|_| self.name.clone())),
            recipients: (self.sources != kept.sources).then(|| (*self.sources.0).clone()),
            send_at: other(&self.send_at, &kept.send_at),
            text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(edit: impl FnOnce(&mut Draft) + 'static) -> Draft {
        (*Rc::new(Draft::default()).reduce(Edit(Box::new(edit)))).clone()
    }

    const NOW: Time = Time::from_millis(0);

    #[test]
    fn a_recipient_stands_once() {
        let chip = || Chip::Group { id: GroupId(1), named: None };
        let draft = written(move |draft| {
            draft.add(vec![chip(), chip()]);
            draft.add(vec![chip()]);
        });
        assert_eq!(draft.content(NOW).sources.0.groups, [GroupId(1)]);
    }

    #[test]
    fn only_what_was_changed_is_sent() {
        let before = written(|draft| draft.text = "Bonjour".to_owned());
        let after = written(|draft| {
            draft.text = "Bonsoir".to_owned();
            draft.sender = "BAKERY".to_owned();
        });
        let (before, after) = (before.content(NOW), after.content(NOW));
        assert_eq!(before.change_from(&before, 1), None);
        let change = after.change_from(&before, 7).unwrap();
        let json = serde_json::to_value(&change).unwrap();
        assert_eq!(json, serde_json::json!({ "version": 7, "text": "Bonsoir", "sender": "BAKERY", "name": "" }));
        let back = serde_json::to_value(before.change_from(&after, 8).unwrap()).unwrap();
        assert_eq!(back["sender"], serde_json::Value::Null);
    }

    #[test]
    fn what_cannot_be_read_is_not_kept() {
        let draft = written(|draft| {
            Rc::make_mut(&mut draft.numbers).add("0612345678, 06 à demander");
            draft.sender = "MA BOITE".to_owned();
        });
        let content = draft.content(NOW);
        assert_eq!(content.sources.0.numbers, ["0612345678"]);
        assert_eq!(content.sender, None);
        assert!(draft.has_recipients() && !content.is_empty());
    }
}
