//! The address book as a file, in the order of the list.
//!
//! Its headers are those that an import guesses, so that a file that went out comes in again. All of the account's own
//! fields have a column each, whether the contacts that are asked for have them or not.

use std::collections::{BTreeSet, HashMap};

use openapi::ProblemCode;
use openapi::accounts::Locale;
use openapi::contacts::{Consent, Contact};

use super::details::read_fields;
use super::list::{self, Asked};
use super::sql;
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Connected, Ids, fetch_all, fetch_many};
use crate::exports::{Cell, Row, Source, headers, say};
use crate::problem::Problem;

/// Contacts whose own fields are looked through at once.
const LOOKED_THROUGH: i64 = 5_000;

/// Own fields that have a column: far more than anybody keeps apart, and no more than a spreadsheet opens.
const MAX_OWN_COLUMNS: usize = 1_000;

const COLUMNS: [(&str, &str); 5] = [
    ("Mobile", "Mobile"),
    ("Last name", "Nom"),
    ("First name", "Prénom"),
    ("E-mail", "E-mail"),
    ("Company", "Société"),
];

const MORE_COLUMNS: [(&str, &str); 7] = [
    ("Groups", "Groupes"),
    ("Country", "Pays"),
    ("Blacklisted", "Liste noire"),
    ("Consent source", "Source du consentement"),
    ("Consent date", "Date du consentement"),
    ("Added", "Ajouté le"),
    ("Changed", "Modifié le"),
];

pub struct Export {
    account: AccountKey,
    /// The names of the account's own fields.
    own: Vec<String>,
    /// The next page; `None` after the last one.
    next: Option<Asked>,
}

impl Export {
    pub async fn begin(app: &App, account: AccountKey, asked: Asked) -> Result<Self, Problem> {
        let mut own = BTreeSet::new();
        let mut below = i64::MAX;
        loop {
            let found = fetch_many!(
                &mut app.db.read().await?,
                (i64, String),
                sql::OWN_FIELDS,
                account.0,
                below,
                LOOKED_THROUGH
            )?;
            own.extend(
                found.iter().filter(|(_, json)| json != "{}").flat_map(|(_, json)| read_fields(json).into_keys()),
            );
            if own.len() > MAX_OWN_COLUMNS {
                return Err(Problem::new(ProblemCode::Conflict).detail(format!(
                    "These contacts have more than {MAX_OWN_COLUMNS} fields of your own: too many for the columns of a table."
                )));
            }
            match found.iter().map(|(id, _)| *id).min() {
                Some(lowest) => below = lowest,
                None => break,
            }
        }
        Ok(Self { account, own: own.into_iter().collect(), next: Some(asked) })
    }

    fn row(&self, contact: Contact, groups: &HashMap<i64, String>, locale: Locale) -> Row {
        let Contact { mobile, last_name, first_name, email, company, mut fields, .. } = contact;
        let mut row = vec![Cell::name(&mobile)];
        row.extend([last_name, first_name, email, company].map(Cell::text));
        row.extend(self.own.iter().map(|name| Cell::some_text(fields.remove(name))));
        let names: Vec<&str> =
            contact.groups.iter().filter_map(|group| groups.get(&group.0)).map(String::as_str).collect();
        row.push(Cell::text(names.join(", ")));
        row.push(Cell::text(contact.country));
        row.push(Cell::text(if contact.blacklisted { say(locale, ("yes", "oui")) } else { "" }));
        let consent = contact.consent.map(|Consent { source, at }| (Cell::text(source), Cell::Time(at)));
        row.extend(consent.map_or([Cell::Empty, Cell::Empty], |(source, at)| [source, at]));
        row.extend([contact.created_at, contact.updated_at].map(Cell::Time));
        row
    }
}

impl Source for Export {
    fn title(&self, _: Locale) -> String {
        "contacts".to_owned()
    }

    fn columns(&self, locale: Locale) -> Vec<String> {
        let mut columns = headers(locale, &COLUMNS);
        columns.extend(self.own.iter().cloned());
        columns.extend(headers(locale, &MORE_COLUMNS));
        columns
    }

    async fn page(&mut self, app: &App, locale: Locale) -> Result<Option<Vec<Row>>, Problem> {
        let Some(asked) = self.next.take() else { return Ok(None) };
        let mut reader = app.db.read().await?;
        let page = list::list(&mut reader, self.account, &asked).await?;
        let groups = group_names(&mut reader, self.account, &page.items).await?;
        drop(reader);
        let place = page.next.and_then(|next| next.parse().ok());
        self.next = place.map(|place| Asked { after: Some(place), ..asked });
        Ok(Some(page.items.into_iter().map(|contact| self.row(contact, &groups, locale)).collect()))
    }
}

/// The names of the groups that these contacts are in.
async fn group_names(
    on: &mut impl Connected,
    account: AccountKey,
    contacts: &[Contact],
) -> Result<HashMap<i64, String>, sqlx::Error> {
    let ids: BTreeSet<i64> = contacts.iter().flat_map(|contact| &contact.groups).map(|group| group.0).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    Ok(fetch_all!(on, (i64, String), sql::GROUP_NAMES, Ids(&ids), account.0)?.into_iter().collect())
}
