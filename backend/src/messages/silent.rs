//! Single messages whose final receipt is no longer waited for.
//!
//! A campaign's are closed by the worker, because their campaign can finish then. Nothing waits for a single one, so nothing is written:
//! whoever shows it says so.

use openapi::messages::{Message, MessageStatus};

use crate::app::App;

const HOUR: i64 = 3_600_000;

/// The message, with `no_receipt` as its reason when it has waited for too long. A receipt that comes later still counts.
pub fn told(app: &App, message: Message) -> Message {
    let since = app.clock.now().millis() - i64::from(app.config.receipt_hours) * HOUR;
    let waits = matches!(message.status, MessageStatus::Sent | MessageStatus::DeliveredOperator);
    if message.campaign_id.is_none() && waits && message.sent_at.is_some_and(|at| at.millis() < since) {
        return Message { reason: Some("no_receipt".to_owned()), ..message };
    }
    message
}
