//! A campaign: one text to many recipients.
//!
//! It begins as a draft, which may lack its text and its recipients. Every change of what it says raises its version ([`change`]);
//! whoever names the version he has read is refused (409) when another tab was faster, and a change that changes nothing raises
//! none. A draft that is launched twice is launched once, and a date that is moved while the launch begins is refused.
//!
//! Launching it, at once or at its date, starts a job ([`launch`]) that turns its sources (typed
//! numbers, contacts, groups) into one message row a recipient, with its outcome from the start: queued, or skipped and
//! why. A number that stands twice is sent to once and charged once.
//!
//! Estimates ([`mod@estimate`]), plans ([`plan`]), tests to one's own mobile ([`trial`]) and the launch price what is written by one
//! function ([`price::Pricer::open`]), so they cannot disagree: it knows the account's own fields, the words on how to stop, and how
//! long an opt-out link is. An estimate of a draft stays with it, with the version that it is of.
//!
//! A voice message is read aloud, to fixed lines too: no euro rule, no words on how to stop, 160 characters a part whatever they
//! are. Its language is the account's country's unless it says another. Listened to is received; not answered is failed, and charged
//! like any message that left.
//!
//! The rows lie in lanes: one for the route they take, and one for what is skipped. When all are in, the lanes become
//! ready and the worker takes slices from their front. Pausing, resuming and cancelling are one update of the few lanes,
//! whatever the campaign's size; the rows behind a cancelled lane's cursor count as cancelled without being touched.
//!
//! A programmed campaign whose hour passed by more than an hour, because the platform was down or its account disabled, is not sent at
//! whatever hour it is then: it is paused, its owner is told, and resuming it is his word. The same is true of one that was under way
//! ([`mod@hold`]).
//!
//! Counters on the campaign's row move in the transactions that move its messages. Credits are debited as messages
//! leave, never at launch. What it still needs (`due`) is known all the same: the price of the rows that nobody has claimed; and
//! before it has rows, what it was last estimated to cost ([`plan`]).
//!
//! Afterwards it tells what became of it: as it goes ([`events`]), and in a report ([`report`]) whose outcomes are those counters and
//! whose pictures are counted from the messages. From there one writes again to the failed, the unreached or the silent
//! ([`resend`]): a draft whose source is the earlier campaign, walked like the others when it is launched. Or one cleans the address
//! book ([`clean`]).

mod breakdown;
pub(crate) mod cancel;
mod change;
mod clean;
mod copy;
pub(crate) mod create;
mod delete;
pub(crate) mod draft;
mod estimate;
mod events;
mod export;
pub mod hold;
pub mod launch;
mod list;
mod messages;
pub(crate) mod pause;
pub mod plan;
pub(crate) mod price;
pub(crate) mod recipients;
mod report;
pub mod report_routes;
pub(crate) mod report_sql;
mod resend;
mod resent;
pub mod routes;
mod show;
pub(crate) mod sql;
mod stream;
mod trial;

pub use breakdown::Counting;
pub use clean::Cleaned;
pub use draft::Draft;
pub use estimate::{ESTIMATES, estimate};
pub use events::Watchers;
pub(crate) use export::{CampaignNames, names};
pub use list::{next, under_way};
pub use show::show;

use openapi::ProblemCode;
use openapi::campaigns::{CampaignStatus, Kind, Purpose, Who};

use crate::problem::Problem;

/// A place among a campaign's messages in one number: the lane's, times this, plus the seq. A lane has fewer rows.
const LANE_STRIDE: i64 = 1_000_000_000_000;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such campaign")]
    Missing,
    #[error("a campaign that is {0} does not allow that")]
    WrongState(&'static str),
    #[error("the campaign was changed elsewhere since it was read")]
    Stale,
    #[error("a mobile must be certified first")]
    Uncertified,
    #[error("a campaign needs recipients")]
    NoRecipients,
    #[error("all contacts and groups that it was to go to were deleted")]
    Gone,
    #[error("the date has passed")]
    DatePassed,
    #[error("a programmed campaign needs its date")]
    DateMissing,
    #[error("the operator has set no words on how to stop")]
    NoStopMention,
    #[error(transparent)]
    Field(#[from] crate::messages::Error),
    #[error(transparent)]
    Account(#[from] crate::accounts::Error),
    #[error(transparent)]
    Credits(#[from] crate::credits::Error),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Missing => Self::not_found(),
            Error::WrongState(_) | Error::Stale => Self::new(ProblemCode::Conflict).detail(format!("{error}.")),
            Error::Uncertified => Self::new(ProblemCode::Uncertified),
            Error::NoRecipients => Self::field("recipients", "required", error.to_string()),
            Error::Gone => Self::field("recipients", "gone", error.to_string()),
            Error::DatePassed => Self::field("send_at", "past", "the date to send at has passed"),
            Error::DateMissing => Self::field("send_at", "required", error.to_string()),
            Error::NoStopMention => Self::field("stop_mention", "not_offered", error.to_string()),
            Error::Field(cause) => cause.into(),
            Error::Account(cause) => cause.into(),
            Error::Credits(cause) => cause.into(),
            Error::Database(cause) => Self::internal(cause),
        }
    }
}

pub(crate) const fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Pro => "pro",
        Kind::Voice => "voice",
    }
}

pub(crate) fn kind_of(word: &str) -> Kind {
    if word == "voice" { Kind::Voice } else { Kind::Pro }
}

const fn purpose_word(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Marketing => "marketing",
        Purpose::Transactional => "transactional",
    }
}

/// The word of a source that is an earlier campaign.
const fn who_word(who: Who) -> &'static str {
    match who {
        Who::Failed => "failed",
        Who::Unreached => "unreached",
        Who::Silent => "silent",
    }
}

fn who_of(word: &str) -> Who {
    match word {
        "unreached" => Who::Unreached,
        "silent" => Who::Silent,
        _ => Who::Failed,
    }
}

fn status_of(word: &str) -> CampaignStatus {
    match word {
        "programmed" => CampaignStatus::Programmed,
        "launching" => CampaignStatus::Launching,
        "running" => CampaignStatus::Running,
        "paused" => CampaignStatus::Paused,
        "asleep" => CampaignStatus::Asleep,
        "no_credit" => CampaignStatus::NoCredit,
        "finished" => CampaignStatus::Finished,
        "cancelled" => CampaignStatus::Cancelled,
        _ => CampaignStatus::Draft,
    }
}
