use std::collections::{BTreeMap, BTreeSet};

use openapi::Time;
use openapi::contacts::NewConsent;
use openapi::imports::{ColumnRef, Import, ImportMode, ImportRun};

use crate::i18n::Lang;

/// The platform's own fields, in the order in which they are offered and shown.
pub const FIELDS: [&str; 7] = ["mobile", "last_name", "first_name", "email", "company", "consent_source", "consent_at"];
/// What stands before the name of one of the account's own fields.
pub const OWN: &str = "fields.";
/// Of an own field's name, as the contract has it.
pub const MAX_FIELD_NAME: usize = 50;

/// What a column holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    LeftOut,
    /// A field by its key: `mobile`, `fields.city`.
    Field(String),
    /// A field that is being named.
    New(String),
}

impl Target {
    /// The field's key; `None` when nothing of the column comes in, or not yet.
    pub fn key(&self) -> Option<String> {
        match self {
            Self::LeftOut => None,
            Self::Field(key) => Some(key.clone()),
            Self::New(name) => (!name.trim().is_empty()).then(|| format!("{OWN}{}", name.trim())),
        }
    }
}

/// What is wrong with a column's choice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Wrong {
    Nameless,
    Twice,
}

/// What a person says about the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// One entry a column of the file.
    pub columns: Vec<Target>,
    pub group: String,
    pub mode: ImportMode,
    pub blacklist: bool,
    pub source: String,
    /// The day of the consent, as a date field spells it; empty for today.
    pub agreed_on: String,
}

impl Settings {
    /// What was chosen before the page was loaded anew, else what the server proposes.
    pub fn begin(import: &Import, kept: Option<&ImportRun>) -> Self {
        let Some(run) = kept else {
            return Self { columns: targets(import, &import.mapping), ..Self::default() };
        };
        let consent = run.consent.clone().unwrap_or(NewConsent { source: String::new(), at: None });
        Self {
            columns: targets(import, &run.mapping),
            group: run.group.clone().unwrap_or_default(),
            mode: run.mode,
            blacklist: run.blacklist,
            source: consent.source,
            agreed_on: consent.at.map(|at| at.to_string().chars().take(10).collect()).unwrap_or_default(),
        }
    }

    /// What the headings seem to mean, instead of what an earlier run was told.
    pub fn guess(&mut self, import: &Import) {
        let target = |guess: &Option<String>| guess.clone().map_or(Target::LeftOut, Target::Field);
        self.columns = import.columns.iter().map(|column| target(&column.guess)).collect();
    }

    /// A field is in one column: the one that had it leaves it out.
    pub fn choose(&mut self, column: usize, target: Target) {
        if let Target::Field(key) = &target {
            for other in &mut self.columns {
                if matches!(other, Target::Field(theirs) if theirs == key) {
                    *other = Target::LeftOut;
                }
            }
        }
        if let Some(place) = self.columns.get_mut(column) {
            *place = target;
        }
    }

    /// The column of a field.
    pub fn column_of(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|target| target.key().as_deref() == Some(key))
    }

    /// The fields that are mapped: the platform's in their order, then the account's in the file's.
    pub fn mapped(&self) -> Vec<(String, usize)> {
        let ours = FIELDS.iter().filter_map(|field| Some(((*field).to_owned(), self.column_of(field)?)));
        let own = self.columns.iter().enumerate().filter_map(|(at, target)| Some((target.key()?, at)));
        ours.chain(own.filter(|(key, _)| key.starts_with(OWN))).collect()
    }

    pub fn wrong(&self, column: usize) -> Option<Wrong> {
        let Some(Target::New(name)) = self.columns.get(column) else { return None };
        if name.trim().is_empty() {
            return Some(Wrong::Nameless);
        }
        let key = format!("{OWN}{}", name.trim()).to_lowercase();
        let same = |target: &Target| target.key().is_some_and(|theirs| theirs.to_lowercase() == key);
        (self.columns.iter().filter(|target| same(target)).count() > 1).then_some(Wrong::Twice)
    }

    /// Whether the file can be checked like that.
    pub fn is_ready(&self) -> bool {
        self.column_of("mobile").is_some() && (0..self.columns.len()).all(|column| self.wrong(column).is_none())
    }

    /// Own fields that are mapped, by name.
    pub fn own_names(&self) -> BTreeSet<String> {
        self.columns
            .iter()
            .filter_map(|target| match target {
                Target::Field(key) => key.strip_prefix(OWN).map(str::to_owned),
                _ => None,
            })
            .collect()
    }

    pub fn to_run(&self, dry_run: bool) -> ImportRun {
        let group = self.group.trim();
        let number = |column: usize| ColumnRef::Number(u32::try_from(column).unwrap_or(u32::MAX));
        ImportRun {
            mapping: self.mapped().into_iter().map(|(key, column)| (key, number(column))).collect(),
            group: (!group.is_empty()).then(|| group.to_owned()),
            blacklist: self.blacklist,
            mode: self.mode,
            consent: self.consent(),
            dry_run,
        }
    }

    fn consent(&self) -> Option<NewConsent> {
        let source = self.source.trim();
        if source.is_empty() || self.blacklist {
            return None;
        }
        // Noon: the same day wherever it is read.
        let at: Option<Time> = format!("{}T12:00:00Z", self.agreed_on).parse().ok();
        // Today's noon may be to come.
        let at = at.filter(|at| (at.millis() as f64) < js_sys::Date::now());
        Some(NewConsent { source: source.to_owned(), at })
    }
}

fn targets(import: &Import, mapping: &BTreeMap<String, ColumnRef>) -> Vec<Target> {
    let is = |column: &openapi::imports::ImportColumn, of: &ColumnRef| match of {
        ColumnRef::Number(number) => *number == column.number,
        ColumnRef::Header(header) => *header == column.header,
    };
    let target = |column| {
        let field = mapping.iter().find(|(_, of)| is(column, of));
        field.map_or(Target::LeftOut, |(key, _)| Target::Field(key.clone()))
    };
    import.columns.iter().map(target).collect()
}

/// A field as people call it.
pub fn field_name(lang: Lang, key: &str) -> String {
    let (contacts, imports) = (lang.contacts(), lang.imports());
    match key {
        "mobile" => contacts.mobile(),
        "last_name" => contacts.last_name(),
        "first_name" => contacts.first_name(),
        "email" => contacts.email(),
        "company" => contacts.company(),
        "consent_source" => imports.consent_source(),
        "consent_at" => imports.consent_at(),
        own => return own.strip_prefix(OWN).unwrap_or(own).to_owned(),
    }
    .to_owned()
}

/// The heading of a column, or its number, counted from 1.
pub fn heading(lang: Lang, import: &Import, column: usize) -> String {
    let header = import.columns.get(column).map(|column| column.header.trim()).unwrap_or_default();
    if header.is_empty() { lang.imports().column(column + 1) } else { header.to_owned() }
}

/// The mode as a form control spells it.
pub const fn mode_word(mode: ImportMode) -> &'static str {
    match mode {
        ImportMode::Add => "add",
        ImportMode::Update => "update",
        ImportMode::Replace => "replace",
    }
}

pub fn mode_of(word: &str) -> ImportMode {
    match word {
        "add" => ImportMode::Add,
        "replace" => ImportMode::Replace,
        _ => ImportMode::Update,
    }
}
