//! Movements of credits.

use crate::{CampaignId, Credits, InvoiceId, MovementId, PurchaseId, Time};

dto! {
    /// A movement of the account's credits; or, folded, all that a campaign has moved.
    pub struct Movement {
        /// Of a folded campaign, its last movement.
        pub id: MovementId,
        pub kind: MovementKind,
        /// Positive when credits came in. Of a folded campaign, what it has cost in all, less what it was given back.
        pub credits: Credits,
        /// Where campaigns are folded, as if each had moved all its credits at its last movement: the column adds up.
        pub balance_after: Credits,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reference: Option<String>,
        /// The other account of a transfer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub counterparty: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub campaign_id: Option<CampaignId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub campaign_name: Option<String>,
        /// Of a folded campaign: how many movements the line stands for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub folded: Option<i64>,
        /// The purchase that credits came from, or went back to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub purchase_id: Option<PurchaseId>,
        /// The invoice or the credit note of that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub invoice_id: Option<InvoiceId>,
        pub at: Time,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum MovementKind {
        /// Credits given by the operator.
        Grant,
        /// Credits given for a certified mobile.
        Gift,
        /// Credits sent to another account, or received from one.
        Transfer,
        /// What messages cost.
        Sending,
        /// What came back for messages that did not leave.
        Refund,
        /// Credits that were bought.
        Purchase,
        /// Credits that were bought and went back, for money.
        PurchaseRefund,
    }

    /// The balance at the end of each of the last days, the oldest first; of today, the balance now.
    pub struct BalanceHistory {
        pub days: Vec<BalanceDay>,
    }

    /// A day of the account's time zone.
    pub struct BalanceDay {
        #[cfg_attr(feature = "schema", schema(format = "date", example = "2026-11-22"))]
        pub day: String,
        pub balance: Credits,
    }

    /// Sends credits to another account.
    #[serde(deny_unknown_fields)]
    pub struct NewTransfer {
        /// The other account's ID.
        #[cfg_attr(feature = "schema", schema(min_length = 3, max_length = 32))]
        pub to: String,
        pub credits: Credits,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 200))]
        pub reference: Option<String>,
        /// Yes, also what running and programmed campaigns still need (`committed` of the account): without this word such a
        /// transfer is refused (409 `eats_committed`).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub eats_committed: bool,
    }
}

page!(MovementPage of Movement);
