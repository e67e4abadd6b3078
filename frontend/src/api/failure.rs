//! What can go wrong with a call, and how it is said to the person in front of it.

use std::collections::BTreeMap;

use openapi::{FieldError, Problem, ProblemCode};

use crate::i18n::Lang;

#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// The server answered with a problem.
    Problem(Box<Problem>),
    /// No connection, or it broke.
    Unreachable,
    TimedOut,
    /// The answer is not of the contract: another server answers there, or another version.
    Unreadable,
}

impl Failure {
    /// From an answer that is no success; a proxy on the way may answer with a page instead of a problem.
    pub fn from_answer(status: u16, text: &str) -> Self {
        match serde_json::from_str::<Problem>(text) {
            Ok(problem) => Self::Problem(Box::new(problem)),
            Err(_) if matches!(status, 502..=504) => Self::Unreachable,
            Err(_) => Self::Unreadable,
        }
    }

    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            _ => None,
        }
    }

    /// Seconds after which it may work.
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Problem(problem) => problem.retry_after,
            _ => None,
        }
    }

    /// Whether the server wants this field too: a password again, a code.
    pub fn wants(&self, name: &str) -> bool {
        let Self::Problem(problem) = self else {
            return false;
        };
        problem.errors.iter().any(|error| error.field == name && error.code == "required")
    }

    pub fn is_unauthorized(&self) -> bool {
        self.code() == Some(ProblemCode::Unauthorized)
    }

    /// The whole in one sentence: of the field when just one is wrong, else of the code.
    pub fn sentence(&self, lang: Lang) -> String {
        let texts = lang.failures();
        match self {
            Self::Unreachable => texts.unreachable().to_owned(),
            Self::TimedOut => texts.timed_out().to_owned(),
            Self::Unreadable => texts.unreadable().to_owned(),
            Self::Problem(problem) => match problem.errors.as_slice() {
                [only] => field_sentence(lang, only),
                _ => code_sentence(lang, problem),
            },
        }
    }

    /// What is wrong with one field, if it is that one. `recipients.numbers[3]` is found by `recipients`, too.
    pub fn field(&self, lang: Lang, name: &str) -> Option<String> {
        let Self::Problem(problem) = self else {
            return None;
        };
        let error = problem.errors.iter().find(|error| belongs(&error.field, name))?;
        Some(field_sentence(lang, error))
    }

    /// Whether this field, or something in it, is wrong.
    pub fn is_about(&self, name: &str) -> bool {
        self.errors().iter().any(|error| belongs(&error.field, name))
    }

    /// Everything that was wrong, field by field.
    pub fn errors(&self) -> &[FieldError] {
        match self {
            Self::Problem(problem) => &problem.errors,
            _ => &[],
        }
    }

    /// Whether every wrong field is one of these, so that the form shows all there is to say.
    pub fn is_only_about(&self, names: &[&str]) -> bool {
        let Self::Problem(problem) = self else {
            return false;
        };
        !problem.errors.is_empty()
            && problem.errors.iter().all(|error| names.iter().any(|name| belongs(&error.field, name)))
    }

    /// The positions in a list field that were refused.
    pub fn positions(&self, list: &str) -> Vec<usize> {
        self.codes(list).into_keys().collect()
    }

    /// The positions in a list field that were refused, and why: `numbers[3]` gives 3.
    pub fn codes(&self, list: &str) -> BTreeMap<usize, String> {
        let Self::Problem(problem) = self else {
            return BTreeMap::new();
        };
        let position = |field: &str| field.strip_prefix(list)?.strip_prefix('[')?.split(']').next()?.parse().ok();
        problem.errors.iter().filter_map(|error| Some((position(&error.field)?, error.code.clone()))).collect()
    }
}

fn belongs(field: &str, name: &str) -> bool {
    field.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// A field's error in the page's language; the server's own English where the catalogue does not know the word.
fn field_sentence(lang: Lang, error: &FieldError) -> String {
    let texts = lang.failures();
    match (error.field.as_str(), error.code.as_str()) {
        ("account_id", "malformed") => texts.bad_account_id(),
        ("email", "malformed") => texts.bad_email(),
        ("password" | "old", "wrong") => texts.wrong_password(),
        ("password" | "old", "required") => texts.password_required(),
        ("password" | "new", "too_short") => texts.short_password(),
        ("password" | "new", "too_common") => texts.common_password(),
        ("new", "same") => texts.same_password(),
        ("otp", "wrong") => texts.wrong_code(),
        ("code", "wrong") => texts.wrong_mobile_code(),
        ("otp", "required") => texts.code_required(),
        ("code", "expired") => texts.expired_code(),
        ("code", "too_many_tries") => texts.void_code(),
        ("scopes", "required" | "too_few" | "too_short") => texts.no_scope(),
        ("time_zone", _) => texts.unknown_time_zone(),
        ("country" | "billing.country", _) => texts.unknown_country(),
        ("billing.vat_number", _) => texts.bad_vat_number(),
        ("sender", _) => texts.bad_sender(),
        ("file", code) => return file_sentence(lang, code, &error.message),
        ("sheet", "unknown_sheet") => texts.unknown_sheet(),
        (field, "too_many") if field.starts_with("mapping") => texts.too_many_fields(),
        ("method", "not_offered") => texts.method_not_offered(),
        ("pack", "unknown") => texts.pack_gone(),
        ("received", "out_of_range") => texts.bad_amount(),
        ("credits", "more_than_left") => texts.more_than_left(),
        ("credits", "out_of_range" | "worthless") => texts.bad_credits(),
        (_, "required") => texts.required(),
        (_, "too_long") => texts.too_long(),
        (_, "too_short") => texts.too_short(),
        (_, "too_many") => texts.too_many(),
        (field, "not_a_number") if field.starts_with("fields.") => texts.not_a_decimal(),
        (_, "not_a_date") => texts.not_a_date(),
        (_, "malformed") => texts.malformed(),
        (_, "unknown_group") => texts.unknown_group(),
        (_, "not_a_number") => texts.not_a_number(),
        (_, "impossible_number") => texts.impossible_number(),
        (_, "not_mobile") => texts.not_mobile(),
        (_, "country_not_served") => texts.country_not_served(),
        (_, "own_account") => texts.own_account(),
        (_, "unknown_account") => texts.unknown_account(),
        (_, "disabled_account") => texts.disabled_account(),
        (_, "zero_amount") => texts.zero_amount(),
        (_, "negative_amount") => texts.negative_amount(),
        (_, "too_precise") => texts.too_precise(),
        (_, "insufficient_credit") => texts.insufficient_credit(),
        (_, "past") => texts.past(),
        (_, "taken") => texts.taken(),
        _ => return error.message.clone(),
    }
    .to_owned()
}

/// Why a file was not taken, and what to do about it.
fn file_sentence(lang: Lang, code: &str, message: &str) -> String {
    let texts = lang.failures();
    match code {
        "empty" => texts.empty_file(),
        "not_csv" => texts.not_a_table(),
        "markup" => texts.markup(),
        "spreadsheet" => texts.other_spreadsheet(),
        "archive" => texts.archive(),
        "encrypted" => texts.encrypted(),
        "damaged" => texts.damaged(),
        "archive_bomb" => texts.archive_bomb(),
        "spreadsheet_too_large" => texts.spreadsheet_too_large(),
        "too_many_columns" => texts.too_many_columns(),
        // The row stands in the sentence alone, and without it nobody finds the place in a long file.
        "unclosed_quote" => return texts.unclosed_quote(first_number(lang, message)),
        "row_too_long" => return texts.row_too_long(first_number(lang, message)),
        _ => return message.to_owned(),
    }
    .to_owned()
}

fn first_number(lang: Lang, message: &str) -> String {
    let digits = message.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty());
    digits.and_then(|digits| digits.parse().ok()).map_or_else(|| "?".to_owned(), |number| lang.number(number))
}

fn code_sentence(lang: Lang, problem: &Problem) -> String {
    let texts = lang.failures();
    match problem.code {
        ProblemCode::WrongCredentials => texts.wrong_credentials(),
        ProblemCode::SecondFactorRequired => texts.code_required(),
        ProblemCode::SecondFactorWrong => texts.wrong_code(),
        ProblemCode::AccountDisabled => texts.account_disabled(),
        ProblemCode::Unconfirmed => texts.unconfirmed(),
        ProblemCode::MissingScope => texts.missing_scope(),
        ProblemCode::SessionRequired => texts.session_required(),
        ProblemCode::OperatorSecondFactor => texts.operator_second_factor(),
        ProblemCode::LinkExpired => texts.link_expired(),
        ProblemCode::LinkUsed => texts.link_used(),
        ProblemCode::TooManyTries => return too_many_tries(lang, problem.retry_after),
        ProblemCode::Unauthorized => texts.session_ended(),
        ProblemCode::EatsCommitted => texts.eats_committed(),
        ProblemCode::InsufficientCredit => texts.insufficient_credit(),
        ProblemCode::TooManyPending => texts.too_many_pending(),
        ProblemCode::PaymentUnavailable => texts.payment_unavailable(),
        ProblemCode::NotFound => texts.not_found(),
        ProblemCode::AlreadyExists => texts.already_exists(),
        ProblemCode::Conflict => texts.conflict(),
        ProblemCode::PayloadTooLarge => texts.payload_too_large(),
        ProblemCode::TooManyRequests => texts.too_many_requests(),
        ProblemCode::RequestInFlight => texts.in_flight(),
        ProblemCode::Internal => texts.internal(),
        ProblemCode::Unavailable => texts.unavailable(),
        _ => {
            return problem.detail.clone().unwrap_or_else(|| problem.title.clone());
        }
    }
    .to_owned()
}

fn too_many_tries(lang: Lang, retry_after: Option<u64>) -> String {
    match retry_after.and_then(|seconds| i64::try_from(seconds).ok()) {
        Some(seconds) => lang.failures().too_many_tries(lang.duration(seconds)),
        None => lang.failures().too_many_requests().to_owned(),
    }
}
