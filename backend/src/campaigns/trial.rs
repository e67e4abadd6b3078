//! Sends what is written to its writer, before anybody else gets it: to the account's own certified mobile, as a single message
//! that is composed as a recipient's would be.

use openapi::campaigns::CampaignTest;
use openapi::{ContactId, MessageId};
use sms::Fields;

use super::Error;
use super::draft::check_written;
use super::price::{Written, composed, sent_template};
use super::recipients::{Person, Recipient};
use super::sql::{self, ContactRow};
use crate::accounts::{self, AccountKey};
use crate::app::App;
use crate::db::{Connected, Ids, fetch_all, fetch_many};
use crate::messages::{self, Priced, check_sender};
use crate::numbers;

/// Reads and prices the message that will have this id.
pub async fn trial(
    app: &App,
    on: &mut impl Connected,
    account: AccountKey,
    id: MessageId,
    test: CampaignTest,
) -> Result<Priced, Error> {
    let owner = accounts::show(on, account).await?;
    let mobile = owner.mobile.filter(|_| owner.mobile_certified).and_then(numbers::known).ok_or(Error::Uncertified)?;
    check_written(app, test.kind, &test.text, test.stop_mention)?;
    check_sender(test.sender.as_deref())?;
    let person = match test.contact {
        None => None,
        Some(contact) => Some(person(on, account, contact).await?),
    };
    let own = fetch_all!(on, (String,), sql::OWN_FIELDS, account.0)?;
    let own: Vec<String> = own.into_iter().map(|(name,)| name).collect();
    let CampaignTest { text, kind, sender, stop_mention, language, .. } = test;
    let now = app.clock.now().millis();
    let written = Written { text: &text, kind, with_sender: sender.is_some(), stop_mention, test: false, at: now };
    let link = app.opt_outs.link(id.0).unwrap_or_default();
    let template = sent_template(app, written, &own).with_opt_out(&link);
    let fields = person.as_ref().map_or_else(Fields::default, Person::fields);
    let text = composed(&template, kind, &fields).map_err(|(code, message)| {
        Error::Field(messages::Error::Field { field: "text", code, message: message.to_owned() })
    })?;
    Ok(Priced::composed(mobile, (kind, sender, language), text, &app.rates.at(now))?)
}

async fn person(on: &mut impl Connected, account: AccountKey, id: ContactId) -> Result<Person, Error> {
    let rows = fetch_many!(on, ContactRow, sql::CONTACTS, Ids(&[id.0]), account.0)?;
    let found = rows.into_iter().next().and_then(|row| Recipient::from(row).contact);
    found.ok_or_else(|| {
        let message = "there is no such contact".to_owned();
        Error::Field(messages::Error::Field { field: "contact", code: "unknown", message })
    })
}
