//! Copies a message into a draft of a campaign, to the same number.

use openapi::campaigns::{Campaign, Language, NewCampaign, Recipients};
use openapi::{CampaignId, ContactId, MessageId};
use sms::Template;

use super::Error;
use super::sql::{self, OriginalRow, msisdn};
use crate::accounts::{AccountKey, owner};
use crate::app::App;
use crate::campaigns::{self, create, sql as fields};
use crate::db::{Connected, fetch_all, fetch_optional, transact};
use crate::problem::Problem;

/// Of a campaign's message, the campaign's own text is copied, and personalised anew. A single message is copied as it was sent:
/// what looks like a field in it is none. Neither hands on the link by which the first recipient takes himself off the list.
pub async fn copy(app: &App, account: AccountKey, id: MessageId, test: bool) -> Result<Campaign, Problem> {
    let mut reader = app.db.read().await?;
    let found = fetch_optional!(&mut reader, OriginalRow, sql::ORIGINAL, id.0, account.0)?;
    let original = found.ok_or(Error::Missing)?;
    let stop_mention = original.stop_mention.unwrap_or_default() && app.config.stop_mention().is_some();
    let recipients = match original.contact {
        Some(contact) => Recipients { contacts: vec![ContactId(contact)], ..Recipients::default() },
        None => Recipients { numbers: vec![msisdn(original.recipient).to_string()], ..Recipients::default() },
    };
    let text = match original.written {
        Some(written) => written,
        None => as_template(app, &mut reader, account, id, &original.text.unwrap_or_default()).await?,
    };
    let new = NewCampaign {
        kind: campaigns::kind_of(&original.kind),
        purpose: None,
        text,
        sender: original.sender,
        stop_mention,
        language: original.language.as_deref().and_then(Language::of_code),
        name: None,
        recipients,
        send_at: None,
        draft: true,
    };
    let home = owner(&mut reader, account).await?.country;
    let draft = campaigns::Draft::parse(app, &mut reader, account, home, new, app.clock.now()).await?;
    drop(reader);
    let id = CampaignId(app.ids.next());
    transact(&app.db, async |tx| create::create(tx, app, account, id, &draft, test, false).await).await?;
    Ok(campaigns::show(&mut app.db.read().await?, account, id).await?)
}

/// The text of a single message as a template that says the same to everybody, but for the link on how to stop.
async fn as_template(
    app: &App,
    on: &mut impl Connected,
    account: AccountKey,
    id: MessageId,
    text: &str,
) -> Result<String, Problem> {
    let own = fetch_all!(on, (String,), fields::OWN_FIELDS, account.0)?;
    let literal = Template::parse(text).with_own(own.iter().map(|(name,)| name)).literal();
    Ok(app.opt_outs.take_back(&literal, id.0))
}
