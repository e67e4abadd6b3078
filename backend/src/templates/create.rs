//! Keeps a new template.

use openapi::TemplateId;
use openapi::templates::Template;

use super::parse::Draft;
use super::show::show;
use super::{Error, sql};
use crate::accounts::AccountKey;
use crate::db::{Tx, execute, is_unique_violation};

pub async fn create(
    tx: &mut Tx,
    account: AccountKey,
    id: TemplateId,
    draft: &Draft,
    now: i64,
) -> Result<Template, Error> {
    let (folder, name, text) = (draft.folder.as_str(), draft.name.as_str(), draft.text.as_str());
    match execute!(tx, sql::INSERT, id.0, account.0, folder, name, text, draft.search(), now) {
        Ok(_) => show(tx, account, id).await,
        Err(error) if is_unique_violation(&error) => Err(Error::Taken),
        Err(error) => Err(error.into()),
    }
}
