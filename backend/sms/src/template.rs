//! Personalisation: a text with fields in it, written once and rendered for each recipient.
//!
//! **Fields.** `$nom $prenom $email $societe`, in English `$last_name $first_name $email $company` (`$name` is `$nom`),
//! and the account's own fields by their name. Capitals and accents make no difference: `$Prénom` is `$prenom`, and an
//! own field called "Date de RDV" is `$date_de_rdv` ([`field_key`]). `$stop` (also `$lien_stop`, `$opt_out`) is nobody's own: it
//! becomes the link by which the recipient takes himself off the list ([`Template::with_opt_out`]).
//!
//! **How far a name goes.** As far as letters, digits and `_` go: `$nombre` is never `$nom` followed by "bre". Where
//! a letter must follow at once, braces say so: `${nom}s`. Braces also take a fallback for who lacks the field:
//! `${prenom|cher client}`; the fallback is text, not looked into again.
//!
//! **What stays as it is written.** A `$` before anything but a letter or a brace ("$5", "5 $"), two or more `$` in a row with
//! the name after them (`$$nom` is how to write `$nom`), braces that do not close, and names that nobody knows, which
//! [`Template::unknown`] lists so that the writer is told.
//!
//! **An empty field** (or one of spaces only) leaves no trace: no double space, no space before punctuation or at an end,
//! no comma at the start of a line, no line that held nothing else. "Bonjour $prenom, …" becomes "Bonjour, …".
//!
//! **Values are data.** They are put in as they are, less the space around them; a `$` in one means nothing. Line breaks
//! within one stay (an own field may hold an address).

use std::{borrow::Cow, collections::BTreeMap, ops::Range};

use crate::{Finding, doctor, fold};

/// A parsed text. Parse once, render for every recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    source: String,
    pieces: Vec<Piece>,
    /// What `$stop` becomes.
    opt_out: String,
}

/// Whose values replace the fields; what is absent is the empty string.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fields<'a> {
    pub last_name: &'a str,
    pub first_name: &'a str,
    pub email: &'a str,
    pub company: &'a str,
    /// The account's own fields. Fastest where the keys are in the form of [`field_key`]; any spelling is found.
    pub own: Option<&'a BTreeMap<String, String>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(Range<usize>),
    Field(Placeholder),
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Placeholder {
    /// From the `$` to the end of the name or brace.
    written: Range<usize>,
    name: Range<usize>,
    fallback: Option<Range<usize>>,
    field: Field,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Field {
    LastName,
    FirstName,
    Email,
    Company,
    /// The link that ends it all.
    OptOut,
    /// `known`: the account has a field of this key, so whoever lacks it has it empty.
    Own {
        key: String,
        known: bool,
    },
}

/// The form in which field names are compared: small letters without accents, `_` for everything else.
///
/// ```
/// assert_eq!(sms::field_key(" Date de RDV "), "date_de_rdv");
/// assert_eq!(sms::field_key("Prénom"), "prenom");
/// ```
#[must_use]
pub fn field_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for c in fold::small(&crate::clean(name)) {
        if c.is_alphanumeric() {
            key.push(c);
        } else if !key.is_empty() && !key.ends_with('_') {
            key.push('_');
        }
    }
    key.truncate(key.trim_end_matches('_').len());
    key
}

impl Template {
    /// Every text is a template: what is no field is text.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut pieces = Vec::new();
        let mut start = 0;
        let mut from = 0;
        while let Some(dollar) = text[from..].find('$').map(|offset| from + offset) {
            let Some(placeholder) = Placeholder::parse(text, dollar) else {
                let run = text[dollar..].bytes().take_while(|&b| b == b'$').count();
                from = dollar + run;
                continue;
            };
            if start < dollar {
                pieces.push(Piece::Text(start..dollar));
            }
            start = placeholder.written.end;
            from = start;
            pieces.push(Piece::Field(placeholder));
        }
        if start < text.len() {
            pieces.push(Piece::Text(start..text.len()));
        }
        Self { source: text.to_owned(), pieces, opt_out: String::new() }
    }

    /// Tells the template which own fields the account has. One of these is empty for a person who lacks it; a name that is
    /// not among them is replaced only for a person who has a field of that name, and otherwise left as it stands.
    #[must_use]
    pub fn with_own<S: AsRef<str>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        let keys: Vec<String> = names.into_iter().map(|name| field_key(name.as_ref())).collect();
        for piece in &mut self.pieces {
            if let Piece::Field(Placeholder { field: Field::Own { key, known }, .. }) = piece {
                *known = keys.contains(key);
            }
        }
        self
    }

    /// Tells the template what `$stop` becomes; without it the field is empty. Links are of one length, so that one stands for
    /// all where parts are counted.
    #[must_use]
    pub fn with_opt_out(self, link: &str) -> Self {
        Self { opt_out: link.to_owned(), ..self }
    }

    /// Whether the text has `$stop` in it.
    #[must_use]
    pub fn asks_opt_out(&self) -> bool {
        self.placeholders().any(|placeholder| placeholder.field == Field::OptOut)
    }

    /// The text with `$stop` replaced and every other field left as it is written: for a message to a number that is nobody's.
    #[must_use]
    pub fn replace_opt_out(&self) -> String {
        let mut out = String::with_capacity(self.source.len() + self.opt_out.len());
        for piece in &self.pieces {
            out.push_str(match piece {
                Piece::Field(Placeholder { field: Field::OptOut, .. }) => &self.opt_out,
                Piece::Field(Placeholder { written: range, .. }) | Piece::Text(range) => &self.source[range.clone()],
            });
        }
        out
    }

    /// A template that says to everybody what this text says as it stands: what would be replaced has one `$` more, which stays,
    /// since no way of writing a field's name says the name alone.
    #[must_use]
    pub fn literal(&self) -> String {
        let mut out = String::with_capacity(self.source.len());
        for piece in &self.pieces {
            let range = match piece {
                Piece::Text(range) => range,
                // Nobody has it: it is sent as it stands.
                Piece::Field(Placeholder {
                    field: Field::Own { known: false, .. }, fallback: None, written, ..
                }) => written,
                Piece::Field(Placeholder { written, .. }) => {
                    out.push('$');
                    written
                }
            };
            out.push_str(&self.source[range.clone()]);
        }
        out
    }

    /// The text as it was written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Nothing to replace: the same text for everybody.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.placeholders().next().is_none()
    }

    /// The names, as written, that are neither built in nor among the account's own fields; each once.
    #[must_use]
    pub fn unknown<S: AsRef<str>>(&self, own: impl IntoIterator<Item = S>) -> Vec<&str> {
        let mut passed: Vec<String> = own.into_iter().map(|name| field_key(name.as_ref())).collect();
        let mut names = Vec::new();
        for placeholder in self.placeholders() {
            let Field::Own { key, known: false } = &placeholder.field else {
                continue;
            };
            if !passed.contains(key) {
                passed.push(key.clone());
                names.push(&self.source[placeholder.name.clone()]);
            }
        }
        names
    }

    /// Where fields stand in the text, in bytes and in order, each with its name as written.
    pub fn fields(&self) -> impl Iterator<Item = (Range<usize>, &str)> {
        self.placeholders().map(|placeholder| (placeholder.written.clone(), &self.source[placeholder.name.clone()]))
    }

    /// Writes one person's text into `out`, in place of what was there: one buffer serves a million recipients.
    ///
    /// The text is not yet what is sent: see [`compose`](crate::compose).
    pub fn render(&self, fields: &Fields<'_>, out: &mut String) {
        out.clear();
        let mut gap = false;
        for piece in &self.pieces {
            let text = match piece {
                Piece::Text(range) if gap => close_gap(out, &self.source[range.clone()]),
                Piece::Text(range) => &self.source[range.clone()],
                Piece::Field(placeholder) => placeholder.value(self, fields),
            };
            // Text that closing the gap used up leaves the gap open for what comes next.
            gap = text.is_empty();
            out.push_str(text);
        }
        if gap {
            drop_spaces(out);
            drop_line_end(out);
        }
    }

    /// [`render`](Self::render) into a new string.
    #[must_use]
    pub fn render_to_string(&self, fields: &Fields<'_>) -> String {
        let mut out = String::with_capacity(self.source.len());
        self.render(fields, &mut out);
        out
    }

    /// [`diagnose`](crate::diagnose) for the text around the fields, at the places where it was written: what a name is made
    /// of is never sent, and what the values cost shows in each recipient's own text.
    #[must_use]
    pub fn diagnose(&self) -> Vec<Finding> {
        doctor::diagnose_in(&self.source, &self.sent())
    }

    /// [`repair`](crate::repair) for the text around the fields: the names in it stay as they are.
    #[must_use]
    pub fn repair(&self) -> Cow<'_, str> {
        doctor::repair_in(&self.source, &self.sent())
    }

    fn placeholders(&self) -> impl Iterator<Item = &Placeholder> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Field(placeholder) => Some(placeholder),
            Piece::Text(_) => None,
        })
    }

    /// The ranges of the source that can be sent as they are written.
    fn sent(&self) -> Vec<Range<usize>> {
        let sent = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(range) => Some(range.clone()),
            Piece::Field(Placeholder { fallback: Some(range), .. }) => Some(range.clone()),
            Piece::Field(Placeholder { field: Field::Own { known: false, .. }, written, .. }) => Some(written.clone()),
            Piece::Field(_) => None,
        });
        sent.collect()
    }
}

impl Placeholder {
    /// The field that a `$` opens, if it does.
    fn parse(text: &str, dollar: usize) -> Option<Self> {
        let start = dollar + 1;
        let rest = &text[start..];
        let (name, fallback, end) = if let Some(inner) = rest.strip_prefix('{') {
            let inner = &inner[..inner.find('}')?];
            if inner.contains(['$', '{', '\n', '\r']) {
                return None;
            }
            let end = start + 1 + inner.len();
            let bar = inner.find('|').map(|bar| start + 1 + bar);
            let name = start + 1..bar.unwrap_or(end);
            (name, bar.map(|bar| bar + 1..end), end + 1)
        } else {
            let len = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && !fold::is_mark(c)).unwrap_or(rest.len());
            let end = start + rest[..len].trim_end_matches('_').len();
            (start..end, None, end)
        };
        let written_name = text[name.clone()].trim();
        if !written_name.starts_with(char::is_alphabetic) {
            return None;
        }
        let field = Field::named(written_name);
        let at = name.start + text[name.clone()].len() - text[name.clone()].trim_start().len();
        Some(Self { written: dollar..end, name: at..at + written_name.len(), fallback, field })
    }

    fn value<'t>(&self, template: &'t Template, fields: &Fields<'t>) -> &'t str {
        let source = template.source.as_str();
        let value = match &self.field {
            Field::LastName => Some(fields.last_name),
            Field::FirstName => Some(fields.first_name),
            Field::Email => Some(fields.email),
            Field::Company => Some(fields.company),
            Field::OptOut => Some(template.opt_out.as_str()),
            Field::Own { key, known } => fields.own(key).or(if *known { Some("") } else { None }),
        };
        match (value.map(str::trim), &self.fallback) {
            (None | Some(""), Some(fallback)) => source[fallback.clone()].trim(),
            (Some(value), _) => value,
            (None, None) => &source[self.written.clone()],
        }
    }
}

impl Field {
    fn named(name: &str) -> Self {
        let key = field_key(name);
        match key.as_str() {
            "nom" | "last_name" | "lastname" | "name" => Self::LastName,
            "prenom" | "first_name" | "firstname" => Self::FirstName,
            "email" | "e_mail" => Self::Email,
            "societe" | "company" => Self::Company,
            "stop" | "lien_stop" | "opt_out" => Self::OptOut,
            _ => Self::Own { key, known: false },
        }
    }
}

impl<'a> Fields<'a> {
    fn own(&self, key: &str) -> Option<&'a str> {
        let own = self.own?;
        let value =
            own.get(key).or_else(|| own.iter().find(|(name, _)| field_key(name) == key).map(|(_, value)| value))?;
        Some(value)
    }
}

/// Mends the place of an empty field: what is left of the text after it, and of `out` before it.
fn close_gap<'t>(out: &mut String, after: &'t str) -> &'t str {
    let trimmed = after.trim_start_matches(SPACES);
    if out.is_empty() || out.ends_with('\n') {
        return open_line(trimmed);
    }
    if !out.ends_with(SPACES) {
        return after;
    }
    let space_follows = trimmed.len() < after.len();
    if trimmed.starts_with(['\n', '\r']) || (!space_follows && after.starts_with(CLOSING)) {
        drop_spaces(out);
    }
    trimmed
}

/// A line whose first field was empty: without the mark that would have followed it, and without the line when nothing is left.
fn open_line(after: &str) -> &str {
    let unmarked = after
        .strip_prefix([',', ';', ':', '.'])
        .filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
        .map_or(after, |rest| rest.trim_start_matches(SPACES));
    unmarked.strip_prefix("\r\n").or_else(|| unmarked.strip_prefix('\n')).unwrap_or(unmarked)
}

fn drop_line_end(out: &mut String) {
    let kept = out.strip_suffix('\n').map(|rest| rest.strip_suffix('\r').unwrap_or(rest).len());
    out.truncate(kept.unwrap_or(out.len()));
}

fn drop_spaces(out: &mut String) {
    out.truncate(out.trim_end_matches(SPACES).len());
}

/// The spaces within a line.
const SPACES: [char; 4] = [' ', '\t', '\u{A0}', '\u{202F}'];

/// What stands close to the word before it.
const CLOSING: [char; 10] = [',', '.', ';', ':', '!', '?', ')', ']', '}', '…'];
