//! Every address of the web app.

use openapi::{CampaignId, ContactId, GroupId, ImportId, JobId, Msisdn, PurchaseId, TemplateId};
use serde::{Deserialize, Serialize};
use yew_router::prelude::*;

use crate::topics::Topic;

#[derive(Debug, Clone, Copy, PartialEq, Routable)]
pub enum Route {
    #[at("/")]
    Dashboard,
    #[at("/sign-in")]
    SignIn,
    #[at("/sign-up")]
    SignUp,
    #[at("/campaigns")]
    Campaigns,
    #[at("/campaigns/new")]
    NewCampaign,
    #[at("/campaigns/:id/edit")]
    EditCampaign { id: CampaignId },
    #[at("/campaigns/:id")]
    Campaign { id: CampaignId },
    #[at("/sent")]
    Sent,
    #[at("/messages")]
    Messages,
    #[at("/replies")]
    Replies,
    #[at("/notices")]
    Notices,
    #[at("/templates")]
    Templates,
    #[at("/templates/new")]
    NewTemplate,
    #[at("/templates/:id")]
    Template { id: TemplateId },
    #[at("/contacts")]
    Contacts,
    #[at("/imports")]
    Imports,
    #[at("/imports/new")]
    Import,
    #[at("/contacts/duplicates")]
    Duplicates,
    #[at("/contacts/fields")]
    ContactFields,
    #[at("/contacts/:id")]
    Contact { id: ContactId },
    #[at("/imports/:id")]
    ImportFile { id: ImportId },
    #[at("/groups")]
    Groups,
    #[at("/groups/:id")]
    Group { id: GroupId },
    #[at("/blacklist")]
    Blacklist,
    #[at("/blacklist/:number")]
    Blacklisted { number: Msisdn },
    #[at("/credits")]
    Credits,
    #[at("/credits/transfer")]
    TransferCredits,
    #[at("/credits/buy")]
    BuyCredits,
    #[at("/credits/purchases")]
    Purchases,
    #[at("/credits/purchases/:id")]
    Purchase { id: PurchaseId },
    #[at("/rates")]
    Rates,
    #[at("/simulator")]
    Simulator,
    #[at("/help")]
    Help,
    #[at("/help/:topic")]
    HelpTopic { topic: Topic },
    #[at("/account")]
    Account,
    #[at("/account/password")]
    Password,
    #[at("/account/security")]
    SecondFactor,
    #[at("/account/sessions")]
    Sessions,
    #[at("/account/alert")]
    CreditAlert,
    #[at("/account/notices")]
    NoticeSettings,
    #[at("/account/keys")]
    ApiKeys,
    #[at("/account/activity")]
    Activity,
    #[at("/admin/accounts")]
    AdminAccounts,
    #[at("/admin/purchases")]
    AdminPurchases,
    #[at("/admin/purchases/:id")]
    AdminPurchase { id: PurchaseId },
    #[at("/admin/rates")]
    AdminRates,
    #[at("/admin/packs")]
    AdminPacks,
    #[at("/admin/audit")]
    AdminAudit,
    #[at("/confirm")]
    Confirm,
    #[at("/confirm-email")]
    ConfirmEmail,
    #[at("/forgot-password")]
    ForgotPassword,
    #[at("/reset-password")]
    ResetPassword,
    #[not_found]
    #[at("/404")]
    NotFound,
}

impl Route {
    /// Whether a page is for those who are signed out: the others ask to sign in first.
    pub const fn is_public(self) -> bool {
        matches!(self, Self::SignIn | Self::SignUp)
    }

    /// Whether a page is for everybody, signed in or not: those that the links of e-mails lead to.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Confirm | Self::ConfirmEmail | Self::ForgotPassword | Self::ResetPassword)
    }

    /// Whether a page is for everybody, and shown in the frame of those who are signed in to them.
    pub const fn is_for_all(self) -> bool {
        matches!(self, Self::Rates | Self::Simulator | Self::Help | Self::HelpTopic { .. })
    }

    /// What of the help explains a page; the help needs none.
    pub const fn topic(self) -> Option<Topic> {
        Some(match self {
            Self::Help | Self::HelpTopic { .. } | Self::NotFound => return None,
            Self::Dashboard => Topic::Overview,
            Self::SignIn | Self::ForgotPassword | Self::ResetPassword | Self::Password => Topic::Password,
            Self::SignUp | Self::Confirm | Self::ConfirmEmail => Topic::OpenAccount,
            Self::Campaigns => Topic::Schedule,
            Self::NewCampaign | Self::EditCampaign { .. } => Topic::WriteCampaign,
            Self::Campaign { .. } | Self::Sent | Self::Messages => Topic::Reports,
            Self::Replies => Topic::Replies,
            Self::Notices | Self::NoticeSettings => Topic::Notices,
            Self::Templates | Self::NewTemplate | Self::Template { .. } => Topic::Templates,
            Self::Contacts | Self::Contact { .. } => Topic::Contacts,
            Self::Imports | Self::Import | Self::ImportFile { .. } => Topic::ImportContacts,
            Self::Duplicates => Topic::Duplicates,
            Self::ContactFields => Topic::OwnFields,
            Self::Groups | Self::Group { .. } => Topic::Groups,
            Self::Blacklist | Self::Blacklisted { .. } => Topic::Blacklist,
            Self::Credits => Topic::Movements,
            Self::TransferCredits => Topic::TransferCredits,
            Self::BuyCredits => Topic::BuyCredits,
            Self::Purchases | Self::Purchase { .. } => Topic::Payment,
            Self::Rates => Topic::Rates,
            Self::Simulator => Topic::Simulator,
            Self::Account => Topic::Particulars,
            Self::SecondFactor => Topic::TwoStep,
            Self::Sessions | Self::Activity => Topic::Sessions,
            Self::CreditAlert => Topic::CreditAlert,
            Self::ApiKeys => Topic::ApiKeys,
            Self::AdminPurchases | Self::AdminPurchase { .. } | Self::AdminRates | Self::AdminPacks => {
                Topic::OperatorSales
            }
            Self::AdminAccounts | Self::AdminAudit => Topic::OperatorAccounts,
        })
    }

    /// The entry of the side bar under which a page belongs.
    pub const fn section(self) -> Self {
        match self {
            Self::NewCampaign | Self::EditCampaign { .. } => Self::Campaigns,
            Self::Campaign { .. } | Self::Messages => Self::Sent,
            Self::NewTemplate | Self::Template { .. } => Self::Templates,
            Self::Imports
            | Self::Import
            | Self::ImportFile { .. }
            | Self::Contact { .. }
            | Self::Duplicates
            | Self::ContactFields => Self::Contacts,
            Self::Blacklisted { .. } => Self::Blacklist,
            Self::Group { .. } => Self::Groups,
            Self::TransferCredits | Self::BuyCredits | Self::Purchases | Self::Purchase { .. } => Self::Credits,
            Self::AdminPurchase { .. } => Self::AdminPurchases,
            Self::HelpTopic { .. } => Self::Help,
            Self::Password
            | Self::SecondFactor
            | Self::Sessions
            | Self::CreditAlert
            | Self::NoticeSettings
            | Self::ApiKeys
            | Self::Activity => Self::Account,
            other => other,
        }
    }
}

/// What a link to a new campaign may bring along.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct NewCampaignQuery {
    /// The group that it is to be sent to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
    /// The template whose text it begins with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<TemplateId>,
}

/// Which replies are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RepliesQuery {
    /// `unread`, `stop`, or all of them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub show: String,
    /// Answers to this campaign only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaign: Option<CampaignId>,
    /// What is searched for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub q: String,
}

/// Which of what was sent is looked at; empty words narrow nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SentQuery {
    /// What is searched for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// A status of the contract.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub status: String,
    /// `pro` or `voice`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// The first day and the last one, `2026-11-22`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
}

/// Which movements of credits are looked at; empty words narrow nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CreditsQuery {
    /// A kind of the contract.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// The campaign whose movements are told one by one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub campaign: String,
    /// The first day and the last one, `2026-11-22`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
}

/// Which campaigns that have not left are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CampaignsQuery {
    /// `draft`, or the programmed ones.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub state: String,
}

/// Which recipients of a campaign are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReportQuery {
    /// A status of the contract; everybody when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub status: String,
    /// Only for this reason.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl ReportQuery {
    pub fn of_status(status: &str) -> Self {
        Self { status: status.to_owned(), reason: String::new() }
    }
}

/// Which templates are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TemplatesQuery {
    /// The folder; the empty one holds what lies in none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folder: Option<String>,
}

/// Which pack is to be bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BuyQuery {
    /// By its credits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<i64>,
}

/// Which purchases are looked at; empty words narrow nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PurchasesQuery {
    /// A status of the contract.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub status: String,
    /// `card`, `transfer` or `cheque`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub method: String,
    /// Only those with a refund that stands like this.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub refund: String,
    /// What an operator searches for: a reference, an account, an e-mail address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub q: String,
}

/// Which run of an import is looked at, so that a reload finds it again; the first that is named counts.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct ImportQuery {
    /// The job that takes back what the import did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo: Option<JobId>,
    /// The run that writes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<JobId>,
    /// The dry run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<JobId>,
}

/// What the link of an e-mail brings along.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TokenQuery {
    #[serde(default)]
    pub token: String,
}

/// Whose audit an operator wants to see.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AuditQuery {
    #[serde(default)]
    pub account: String,
}
