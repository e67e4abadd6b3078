//! Cursor pages: the contract names one struct a noun, the hooks treat them alike.

use openapi::admin::{AdminAccount, AdminAccountPage};
use openapi::api_keys::{ApiKey, ApiKeyPage};
use openapi::audit::{AuditEvent, AuditPage};
use openapi::blacklist::{BlacklistPage, Blacklisted};
use openapi::campaigns::{Campaign, CampaignPage};
use openapi::contacts::{Contact, ContactPage, DuplicateNumber, DuplicatePage, LikelyDuplicate, LikelyDuplicatePage};
use openapi::credits::{Movement, MovementPage};
use openapi::groups::{Group, GroupPage};
use openapi::imports::{ImportEntry, ImportPage, ImportRow, ImportRowPage, RefusedPage, RefusedRow};
use openapi::messages::{Message, MessagePage};
use openapi::notices::{Notice, NoticePage};
use openapi::purchases::{AdminPurchase, AdminPurchasePage, Purchase, PurchasePage};
use openapi::replies::{Reply, ReplyPage};
use openapi::sent::{Sent, SentPage};
use openapi::sessions::{OpenSession, SessionPage};
use openapi::templates::{Template, TemplatePage};

/// One page of a list and the cursor of the next.
pub trait Page {
    type Item;
    fn into_parts(self) -> (Vec<Self::Item>, Option<String>);
}

macro_rules! pages {
    ($($page:ty: $item:ty),+ $(,)?) => { $(
        impl Page for $page {
            type Item = $item;
            fn into_parts(self) -> (Vec<$item>, Option<String>) {
                (self.items, self.next)
            }
        }
    )+ };
}

pages! {
    AdminAccountPage: AdminAccount,
    AdminPurchasePage: AdminPurchase,
    ApiKeyPage: ApiKey,
    AuditPage: AuditEvent,
    BlacklistPage: Blacklisted,
    CampaignPage: Campaign,
    ContactPage: Contact,
    DuplicatePage: DuplicateNumber,
    GroupPage: Group,
    ImportPage: ImportEntry,
    ImportRowPage: ImportRow,
    LikelyDuplicatePage: LikelyDuplicate,
    MessagePage: Message,
    MovementPage: Movement,
    NoticePage: Notice,
    PurchasePage: Purchase,
    RefusedPage: RefusedRow,
    ReplyPage: Reply,
    SentPage: Sent,
    SessionPage: OpenSession,
    TemplatePage: Template,
}
