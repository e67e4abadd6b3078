//! Changes a template.

use openapi::TemplateId;
use openapi::templates::Template;

use super::Error;
use super::parse::{Change, Draft};
use super::show::show;
use super::sql::{self, TemplateRow};
use crate::accounts::AccountKey;
use crate::db::{Tx, execute, fetch_optional, is_unique_violation};

pub async fn change(
    tx: &mut Tx,
    account: AccountKey,
    id: TemplateId,
    change: &Change,
    now: i64,
) -> Result<Template, Error> {
    let row = fetch_optional!(tx, TemplateRow, sql::LOCK, id.0, account.0)?.ok_or(Error::Missing)?;
    let draft = Draft { name: row.name, folder: row.folder, text: row.text }.changed(change);
    let (folder, name, text) = (draft.folder.as_str(), draft.name.as_str(), draft.text.as_str());
    match execute!(tx, sql::CHANGE, id.0, account.0, folder, name, text, draft.search(), now) {
        Ok(_) => show(tx, account, id).await,
        Err(error) if is_unique_violation(&error) => Err(Error::Taken),
        Err(error) => Err(error.into()),
    }
}
