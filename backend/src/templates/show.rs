//! Shows a template to its owner.

use openapi::templates::Template;
use openapi::{TemplateId, Time};

use super::Error;
use super::sql::{self, TemplateRow};
use crate::accounts::AccountKey;
use crate::contact_fields::{self, Kinds};
use crate::db::{Connected, fetch_optional};

pub async fn show(on: &mut impl Connected, account: AccountKey, id: TemplateId) -> Result<Template, Error> {
    let row = fetch_optional!(on, TemplateRow, sql::SHOW, id.0, account.0)?.ok_or(Error::Missing)?;
    let own = contact_fields::kinds(on, account).await?;
    Ok(row.shown(&own))
}

impl TemplateRow {
    /// `own`: the fields that the account has.
    pub fn shown(self, own: &Kinds) -> Template {
        let unknown = sms::Template::parse(&self.text).unknown(own.keys()).into_iter().map(str::to_owned).collect();
        Template {
            id: TemplateId(self.id),
            name: self.name,
            folder: Some(self.folder).filter(|folder| !folder.is_empty()),
            text: self.text,
            unknown,
            created_at: Time::from_millis(self.created_at),
            updated_at: Time::from_millis(self.updated_at),
        }
    }
}
