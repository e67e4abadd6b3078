//! Copies a message into a draft of a campaign, to the same number.

use openapi::campaigns::{Campaign, Language, NewCampaign, Recipients};
use openapi::{CampaignId, MessageId};

use super::Error;
use super::sql::{self, OriginalRow, msisdn};
use crate::accounts::{AccountKey, owner};
use crate::app::App;
use crate::campaigns::{self, create};
use crate::db::{fetch_optional, transact};
use crate::problem::Problem;

/// The text is the one that was sent: what was personalised in it stays so.
pub async fn copy(app: &App, account: AccountKey, id: MessageId, test: bool) -> Result<Campaign, Problem> {
    let mut reader = app.db.read().await?;
    let found = fetch_optional!(&mut reader, OriginalRow, sql::ORIGINAL, id.0, account.0)?;
    let original = found.ok_or(Error::Missing)?;
    let new = NewCampaign {
        kind: campaigns::kind_of(&original.kind),
        purpose: None,
        text: original.text,
        sender: original.sender,
        // What was mentioned stands in the text.
        stop_mention: false,
        language: original.language.as_deref().and_then(Language::of_code),
        name: None,
        recipients: Recipients { numbers: vec![msisdn(original.recipient).to_string()], ..Recipients::default() },
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
