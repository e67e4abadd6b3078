//! What an error looks like: RFC 9457 problem details with a stable `code` and one entry a wrong field.

dto! {
    /// A problem, as RFC 9457 describes it (`application/problem+json`).
    pub struct Problem {
        /// Where the code is explained: a page of the server.
        #[serde(rename = "type")]
        pub kind: String,
        /// The code in words, the same for every occurrence.
        pub title: String,
        pub status: u16,
        pub code: ProblemCode,
        /// This occurrence in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub detail: Option<String>,
        /// Seconds after which it may work (the header `Retry-After`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub retry_after: Option<u64>,
        /// The fields that were wrong.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub errors: Vec<FieldError>,
    }

    /// One wrong field of a request.
    pub struct FieldError {
        /// Where it stands: `text`, `recipients.numbers[3]`, or the name of a parameter.
        pub field: String,
        /// A stable word for what is wrong: `required`, `too_long`, `unknown_field` …
        pub code: String,
        /// The same in an English sentence.
        pub message: String,
    }
}

/// Every code with its status and its title: the closed, stable list that clients may rely on.
macro_rules! problem_codes {
    ($($name:ident $status:literal $title:literal),+ $(,)?) => {
        /// What went wrong, as a word that never changes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum ProblemCode { $(#[doc = $title] $name),+ }

        impl ProblemCode {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status),+ }
            }

            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title),+ }
            }
        }
    };
}

problem_codes! {
    MalformedRequest 400 "The request could not be read.",
    UnknownField 400 "The request has a field that does not exist.",
    Unauthorized 401 "Sign in first: the token is missing, wrong or expired.",
    WrongCredentials 401 "The account ID or the password is wrong.",
    SecondFactorRequired 401 "The password is right; the code of the second factor is needed too.",
    SecondFactorWrong 401 "The code of the second factor is wrong.",
    InsufficientCredit 402 "The balance does not cover the cost.",
    AccountDisabled 403 "The account has been disabled by the operator.",
    Unconfirmed 403 "Confirm the e-mail address first: the link is in the welcome e-mail.",
    Uncertified 403 "Certify a mobile first: it is where the test goes.",
    MissingScope 403 "The API key does not have the scope that this needs.",
    SessionRequired 403 "This is for somebody who is signed in, not for an API key.",
    OperatorSecondFactor 403 "Operators need a second factor: set it up first.",
    NotFound 404 "There is nothing here, or it is not yours.",
    MethodNotAllowed 405 "This address does not answer to that method.",
    Conflict 409 "The state it is in does not allow that.",
    AlreadyExists 409 "It exists already.",
    EatsCommitted 409 "Campaigns still need these credits: say `eats_committed` to transfer them all the same.",
    AmountDiffers 409 "Less came in than is to be paid: say what to do about it (`shortfall`).",
    TooManyPending 409 "Too many purchases wait for their money: pay or cancel one of them.",
    RequestInFlight 409 "A request with this Idempotency-Key is still being answered.",
    LinkExpired 410 "The link has expired: ask for a new one.",
    LinkUsed 410 "The link has been used already.",
    PayloadTooLarge 413 "The body is larger than the limit.",
    UnsupportedMediaType 415 "The body is of a type that is not read here.",
    OwnAccount 422 "A transfer goes to another account than one's own.",
    UnknownAccount 422 "There is no account with this ID.",
    DisabledAccount 422 "The account has been disabled by the operator and receives no credits.",
    ZeroAmount 422 "Nothing is no amount to transfer.",
    NegativeAmount 422 "An amount to transfer is above zero.",
    TooPrecise 422 "An amount of credits has at most four decimals.",
    InvalidField 422 "A field has a value that cannot be accepted.",
    IdempotencyKeyReused 422 "This Idempotency-Key was used with another body.",
    TooManyRequests 429 "Too many requests: wait before the next one.",
    TooManyTries 429 "Too many tries: wait before the next one.",
    Internal 500 "Something broke on our side. It has been logged.",
    PaymentUnavailable 502 "The payment service did not answer as it should: try again shortly.",
    Unavailable 503 "Not available right now: try again shortly.",
}

impl ProblemCode {
    /// The word as it stands in JSON.
    pub fn word(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(word)) => word,
            _ => String::new(),
        }
    }
}

impl Problem {
    pub fn new(code: ProblemCode) -> Self {
        Self {
            kind: format!("/api/problems#{}", code.word()),
            title: code.title().to_owned(),
            status: code.status(),
            code,
            detail: None,
            retry_after: None,
            errors: Vec::new(),
        }
    }
}
