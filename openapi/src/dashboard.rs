//! The dashboard: where an account stands, on one page.

use crate::Credits;
use crate::campaigns::Campaign;

dto! {
    /// Days and months are those of the account's time zone. A message counts in the moment it was made, whenever its receipt
    /// comes; what test keys send is not counted.
    pub struct Dashboard {
        pub balance: Credits,
        /// What running and programmed campaigns still need.
        pub committed: Credits,
        /// What is left beside that; `0` when nothing is.
        pub free: Credits,
        pub this_month: Figures,
        pub last_month: Figures,
        /// Received among those sent this month, from 0 to 1; absent before the first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub delivery_rate: Option<f64>,
        /// The last 30 days, today among them, the oldest first.
        pub daily: Vec<Day>,
        /// Campaigns under way, the newest first, at most 5.
        pub running: Vec<Campaign>,
        /// Programmed campaigns, the next first, at most 5.
        pub next: Vec<Campaign>,
        pub unread_replies: i64,
        pub unread_notices: i64,
    }

    /// What became of the messages of a stretch of time.
    #[derive(Copy, Eq, Default)]
    pub struct Figures {
        /// Messages that were handed to a provider: those received, those that failed, and those that nothing was heard of yet.
        pub sent: i64,
        pub received: i64,
        pub failed: i64,
        /// Debited, less refunded.
        pub credits: Credits,
    }

    pub struct Day {
        #[cfg_attr(feature = "schema", schema(format = "date", example = "2026-11-22"))]
        pub day: String,
        pub sent: i64,
        pub received: i64,
        pub failed: i64,
    }
}
