//! A notice: what became of a campaign while nobody looked.

use crate::campaigns::Totals;
use crate::{CampaignId, Credits, NoticeId, Time};

dto! {
    pub struct Notice {
        pub id: NoticeId,
        pub kind: NoticeKind,
        pub campaign_id: CampaignId,
        /// The campaign's, as it was then.
        pub name: String,
        /// The campaign's figures at that moment; what was on its way counts as queued.
        pub totals: Totals,
        /// What had been debited, less what had been refunded.
        pub credits: Credits,
        pub created_at: Time,
        pub read: bool,
    }

    /// What happened to the campaign.
    #[derive(Copy, Eq, PartialOrd, Ord, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum NoticeKind {
        /// Every message has its last status.
        Finished,
        /// The platform has paused it.
        Paused,
        /// It waits for the legal hours.
        Asleep,
        /// The balance does not cover what is left.
        NoCredit,
        /// Its hour passed while the platform was down: it waits for its owner's word.
        Late,
    }

    /// Marks notices as read: these, or all of them.
    #[serde(deny_unknown_fields)]
    pub struct NoticesRead {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_items = 1000))]
        pub ids: Option<Vec<NoticeId>>,
        /// In place of `ids`.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub all: bool,
    }

    /// How many notices were marked that were unread.
    pub struct NoticesChanged {
        pub changed: i64,
    }

    /// How an account is told.
    #[derive(Default)]
    #[serde(deny_unknown_fields)]
    pub struct NoticeSettings {
        /// What is told by e-mail, too. Every kind shows in the app.
        #[cfg_attr(feature = "schema", schema(max_items = 5))]
        pub mail: Vec<NoticeKind>,
    }
}

page!(NoticePage of Notice);
