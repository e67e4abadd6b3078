//! Which column becomes which field, and what the run is to do: the job's payload.

use std::collections::BTreeSet;

use openapi::imports::{ColumnRef, ImportColumn, ImportMode, ImportRun};
use serde::{Deserialize, Serialize};

use super::columns::words;
use crate::accounts::AccountKey;
use crate::contact_fields::{self, adopt, kinds, name_key};
use crate::contacts::{MAX_FIELD_NAME, MAX_FIELDS, Noted};
use crate::db::Tx;
use crate::groups;
use crate::ids::Ids;
use crate::problem::{FieldErrors, Problem};

/// A run that can be done. Columns are counted from 0.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    pub mobile: usize,
    pub last_name: Option<usize>,
    pub first_name: Option<usize>,
    pub email: Option<usize>,
    pub company: Option<usize>,
    pub consent_source: Option<usize>,
    pub consent_at: Option<usize>,
    /// The account's own fields.
    pub fields: Vec<(String, usize)>,
    /// Columns of the file.
    pub width: usize,
    pub group: Option<String>,
    pub blacklist: bool,
    pub mode: ImportMode,
    /// What everybody has agreed to of whom the file says nothing else.
    pub consent: Option<Noted>,
    pub dry_run: bool,
    /// In epoch milliseconds.
    pub started_at: i64,
}

impl Plan {
    pub fn parse(run: &ImportRun, columns: &[ImportColumn], now: i64) -> Result<Self, Problem> {
        let mut errors = FieldErrors::default();
        let mut plan = Self {
            width: columns.len(),
            blacklist: run.blacklist,
            mode: run.mode,
            // An empty source would take back what nobody has given yet.
            consent: Noted::parse(run.consent.clone(), now)?.filter(|consent| !consent.source.is_empty()),
            dry_run: run.dry_run,
            started_at: now,
            ..Self::default()
        };
        if !run.mapping.contains_key("mobile") {
            errors.add("mapping.mobile", "required", "say which column holds the mobile numbers");
        }
        for (field, column) in &run.mapping {
            let at = format!("mapping.{field}");
            let Some(column) = errors.take(&at, find(column, columns)) else { continue };
            match field.as_str() {
                "mobile" => plan.mobile = column,
                "last_name" => plan.last_name = Some(column),
                "first_name" => plan.first_name = Some(column),
                "email" => plan.email = Some(column),
                "company" => plan.company = Some(column),
                "consent_source" => plan.consent_source = Some(column),
                "consent_at" => plan.consent_at = Some(column),
                other => match errors.take(&at, own_field(other)) {
                    Some(name) => plan.fields.push((name, column)),
                    None => continue,
                },
            }
        }
        if let Some(group) = &run.group {
            let name = errors.take("group", groups::Name::parse(group));
            plan.group = name.map(|name| name.as_str().to_owned());
        }
        errors.finish()?;
        Ok(plan)
    }

    /// Names the own fields as the account does, and makes those that it does not have; a dry run makes none, but is told
    /// that there would be too many.
    pub async fn settle_fields(
        &mut self,
        tx: &mut Tx,
        account: AccountKey,
        ids: &Ids,
        now: i64,
    ) -> Result<(), Problem> {
        let too_many =
            || Problem::field("mapping", "too_many", format!("an account has at most {MAX_FIELDS} own fields"));
        let mut keys = BTreeSet::new();
        for (name, _) in &self.fields {
            if !keys.insert(name_key(name)) {
                let message = "this is the same field as another of the mapping";
                return Err(Problem::field(format!("mapping.fields.{name}"), "ambiguous_field", message));
            }
        }
        let known = kinds(tx, account).await?;
        if known.len() + keys.iter().filter(|key| !known.contains_key(*key)).count() > MAX_FIELDS {
            return Err(too_many());
        }
        let names: Vec<&str> = self.fields.iter().map(|(name, _)| name.as_str()).collect();
        let spelt = if self.dry_run {
            let known = |name: &str| known.get(&name_key(name)).map(|field| (name.to_owned(), field.name.clone()));
            names.iter().filter_map(|name| known(name)).collect()
        } else {
            adopt(tx, account, &names, ids, now).await.map_err(|error| match error {
                contact_fields::Error::Full => too_many(),
                other => other.into(),
            })?
        };
        for (name, _) in &mut self.fields {
            if let Some(spelt) = spelt.get(name) {
                name.clone_from(spelt);
            }
        }
        Ok(())
    }
}

type Wrong = (&'static str, String);

/// `fields.NAME`: a field of the account's own.
fn own_field(field: &str) -> Result<String, Wrong> {
    let name = field.strip_prefix("fields.").map(str::trim).filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| {
        let known = "mobile, last_name, first_name, email, company, consent_source, consent_at";
        ("unknown_field", format!("a field is one of {known}, or fields.NAME"))
    })?;
    if name.chars().count() > MAX_FIELD_NAME || name.chars().any(char::is_control) {
        return Err(("too_long", format!("a field's name has at most {MAX_FIELD_NAME} characters")));
    }
    Ok(name.to_owned())
}

/// A column by its number or by its header, which must then be its alone; its case and accents do not matter.
fn find(column: &ColumnRef, columns: &[ImportColumn]) -> Result<usize, Wrong> {
    let header = match column {
        ColumnRef::Number(number) => {
            let number = usize::try_from(*number).unwrap_or(usize::MAX);
            return if number < columns.len() {
                Ok(number)
            } else {
                Err(("unknown_column", format!("the file has {} columns, counted from 0", columns.len())))
            };
        }
        ColumnRef::Header(header) => header.trim(),
    };
    let same = |is: &dyn Fn(&str) -> bool| -> Vec<usize> {
        columns.iter().enumerate().filter(|(_, column)| is(&column.header)).map(|(at, _)| at).collect()
    };
    let mut found = same(&|name| name == header);
    if found.is_empty() {
        let plain = words(header);
        found = same(&|name| !plain.is_empty() && words(name) == plain);
    }
    match found.as_slice() {
        [column] => Ok(*column),
        [] => Err(("unknown_column", "the file has no column with this header".to_owned())),
        _ => Err(("ambiguous_column", "several columns have this header: name it by its number".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(json: &str) -> Result<Plan, Vec<(String, String)>> {
        let headers = ["Nom", "Prénom", "Mobile", "Note", "Note"];
        let columns: Vec<ImportColumn> = (0..)
            .zip(headers)
            .map(|(number, header)| ImportColumn { number, header: header.to_owned(), guess: None })
            .collect();
        Plan::parse(&serde_json::from_str(json).unwrap(), &columns, 0)
            .map_err(|problem| problem.body().errors.into_iter().map(|error| (error.field, error.code)).collect())
    }

    #[test]
    fn columns_go_by_number_or_header() {
        let plan =
            plan(r#"{"mapping":{"mobile":2,"last_name":"Nom","first_name":"PRENOM","fields.note":4},"group":" A "}"#);
        let plan = plan.unwrap();
        assert_eq!((plan.mobile, plan.last_name, plan.first_name), (2, Some(0), Some(1)));
        assert_eq!((plan.fields, plan.group.as_deref()), (vec![("note".to_owned(), 4)], Some("A")));
    }

    #[test]
    fn what_cannot_be_mapped_names_its_field() {
        let wrong = |json: &str| plan(json).unwrap_err();
        let one = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];
        assert_eq!(wrong(r#"{"mapping":{}}"#), one("mapping.mobile", "required"));
        assert_eq!(wrong(r#"{"mapping":{"mobile":5}}"#), one("mapping.mobile", "unknown_column"));
        assert_eq!(wrong(r#"{"mapping":{"mobile":"Fax"}}"#), one("mapping.mobile", "unknown_column"));
        assert_eq!(wrong(r#"{"mapping":{"mobile":2,"email":"Note"}}"#), one("mapping.email", "ambiguous_column"));
        assert_eq!(wrong(r#"{"mapping":{"mobile":2,"age":0}}"#), one("mapping.age", "unknown_field"));
        assert_eq!(wrong(r#"{"mapping":{"mobile":2},"group":" "}"#), one("group", "required"));
    }
}
