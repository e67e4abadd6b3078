//! Mail: what accounts are told by e-mail.
//!
//! Whoever has something to tell queues a [`Letter`] in its own transaction ([`queue`]): a row that holds no secret and no
//! address, so a request never waits for a mail server, a server that is down loses nothing, and a copy of the database
//! opens no account. The worker sends what is due: it looks up the account, makes the link's token in that moment, writes
//! the letter in the account's language as text and as HTML, and hands it to the transport. What a mail server refuses for now
//! is tried again, later and later, for three days; what it refuses for good is dropped and logged.
//!
//! A letter to an account that does not exist (somebody asked for a reset of an ID that is nobody's) is dropped where it
//! is sent: the request that queued it did the same work either way.

mod deliver;
mod folder;
mod html;
mod letters;
mod mailer;
pub mod page;
mod queue;
mod site;
pub(crate) mod sql;
mod take;
mod write;

pub use deliver::run;
pub use html::escape;
pub(crate) use letters::grouped;
pub use mailer::Mailer;
pub use queue::queue;
pub use site::Site;
pub use take::void_leases;

use std::borrow::Cow;

use openapi::campaigns::Totals;
use openapi::notices::NoticeKind;
use openapi::purchases::{Instructions, PaymentMethod};
use openapi::{Credits, Euros};
use serde::{Deserialize, Serialize};

use crate::links::Purpose;

/// What an account is told, with whatever its row does not know. Kept as JSON in the `mail` table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Letter {
    /// The account is open; the link confirms its address.
    Welcome,
    /// Goes to the new address; the link confirms it.
    ConfirmEmail {
        to: String,
    },
    /// Goes to the address that is still in use: somebody asked for another one.
    EmailChangeAsked {
        new: String,
    },
    /// Goes to the address that was in use: another one has taken its place.
    EmailChanged {
        old: String,
        new: String,
    },
    /// The link sets a new password. The audit is told when it is sent.
    PasswordReset(Circumstances),
    PasswordChanged(Circumstances),
    SecondFactorEnabled(Circumstances),
    SecondFactorRemoved(Circumstances),
    ApiKeyMade {
        name: String,
        circumstances: Circumstances,
    },
    /// The balance fell to the threshold or below.
    CreditAlert {
        threshold: Credits,
        balance: Credits,
    },
    /// What became of a campaign, with its figures at that moment.
    Notice {
        what: NoticeKind,
        campaign: i64,
        name: String,
        totals: Totals,
        charged: Credits,
        balance: Credits,
    },
    /// What became of a purchase.
    Purchase(PurchaseLetter),
}

/// What a buyer is told of a purchase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseLetter {
    pub purchase: i64,
    pub reference: String,
    pub news: PurchaseNews,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum PurchaseNews {
    /// It waits for a transfer or a cheque.
    Waits {
        method: PaymentMethod,
        to_pay: Instructions,
    },
    /// Less than the price came in; the rest is waited for.
    PartlyReceived {
        received: Euros,
        to_pay: Instructions,
    },
    /// `total` is what the invoice says.
    Credited {
        credits: Credits,
        total: Euros,
        invoice: String,
        surplus: Euros,
    },
    /// By the operator. What came in of it is owed to the buyer.
    Refused {
        reason: String,
        owed: Euros,
    },
    Refunded {
        credits: Credits,
        amount: Euros,
        credit_note: String,
        method: PaymentMethod,
        reason: String,
    },
}

/// When, and from where: what lets an owner tell a stranger's doing from his own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circumstances {
    /// Epoch milliseconds.
    pub at: i64,
    pub address: String,
    /// In words; empty where it is not known.
    pub device: String,
}

/// What is wrong with the operator's settings.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    #[error("CHAPPE_PUBLIC_URL is an address such as https://sms.example.org")]
    PublicUrl,
    #[error("CHAPPE_MAIL_FROM is an address such as `Chappe <no-reply@example.org>`: {0}")]
    From(#[source] lettre::address::AddressError),
    /// Never the URL itself: it has a password.
    #[error("CHAPPE_SMTP_URL is an address such as smtps://user:password@mail.example.org: {0}")]
    Smtp(String),
}

impl Letter {
    /// Its word in the database and in logs.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::ConfirmEmail { .. } => "confirm_email",
            Self::EmailChangeAsked { .. } => "email_change_asked",
            Self::EmailChanged { .. } => "email_changed",
            Self::PasswordReset(_) => "password_reset",
            Self::PasswordChanged(_) => "password_changed",
            Self::SecondFactorEnabled(_) => "second_factor_enabled",
            Self::SecondFactorRemoved(_) => "second_factor_removed",
            Self::ApiKeyMade { .. } => "api_key_made",
            Self::CreditAlert { .. } => "credit_alert",
            Self::Notice { .. } => "notice",
            Self::Purchase(_) => "purchase",
        }
    }

    /// The page of the web app that helps where there is no link that opens something.
    fn page(&self) -> Cow<'static, str> {
        match self {
            Self::ApiKeyMade { .. } => "account/keys".into(),
            Self::CreditAlert { .. } => "credits".into(),
            Self::Notice { campaign, .. } => format!("campaigns/{campaign}").into(),
            Self::Purchase(letter) => format!("credits/purchases/{}", letter.purchase).into(),
            _ => "forgot-password".into(),
        }
    }

    /// The link that the letter carries, if any.
    pub const fn link(&self) -> Option<Purpose> {
        match self {
            Self::Welcome => Some(Purpose::ConfirmAccount),
            Self::ConfirmEmail { .. } => Some(Purpose::ConfirmEmail),
            Self::PasswordReset(_) => Some(Purpose::ResetPassword),
            _ => None,
        }
    }

    /// The address it goes to, where that is not the account's own.
    pub fn to(&self) -> Option<&str> {
        match self {
            Self::ConfirmEmail { to } => Some(to),
            Self::EmailChanged { old, .. } => Some(old),
            _ => None,
        }
    }
}
