//! Applies what a service says: the event and its effect in one transaction.

use super::{Notice, Outcome, sql};
use crate::app::App;
use crate::db::{Tx, execute, transact};
use crate::purchases;
use crate::purchases::settle::{self, Applied};

/// Does what a notice says, once. When this returns, it is durable.
pub async fn receive(app: &App, service: &'static str, notice: &Notice) -> Result<(), purchases::Error> {
    let Some(purchase) = notice.purchase.filter(|_| notice.outcome != Outcome::Other) else { return Ok(()) };
    let applied = transact(&app.db, async |tx| apply(tx, app, service, notice).await).await?;
    let (event, outcome) = (notice.event.as_str(), word(&notice.outcome));
    let purchase = purchase.0;
    // Repeated, or of another shop of the same account.
    let Some(applied) = applied else {
        tracing::debug!(service, event, purchase, outcome, "a notice of what is known, or of nothing of ours");
        return Ok(());
    };
    tracing::info!(service, event, purchase, outcome, ?applied, "a payment was told of");
    Ok(())
}

/// `None` when the event is known already, or its purchase is not ours.
async fn apply(tx: &mut Tx, app: &App, service: &str, notice: &Notice) -> Result<Option<Applied>, purchases::Error> {
    let Some(purchase) = notice.purchase else { return Ok(None) };
    let (amount, currency, reason) = match &notice.outcome {
        Outcome::Paid(money) => (Some(money.minor), Some(money.currency.as_str()), None),
        Outcome::Refused { reason } | Outcome::RefundFailed { reason, .. } => (None, None, Some(reason.as_str())),
        _ => (None, None, None),
    };
    let (event, outcome, now) = (notice.event.as_str(), word(&notice.outcome), app.clock.now().millis());
    let new = execute!(tx, sql::EVENT, service, event, purchase.0, outcome, amount, currency, reason, now)?;
    if new == 0 {
        return Ok(None);
    }
    let applied = settle::apply(tx, app, notice).await?;
    if matches!(notice.outcome, Outcome::Paid(_) | Outcome::Expired) {
        execute!(tx, sql::CLOSE, purchase.0, service)?;
    }
    Ok(Some(applied))
}

fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Paid(_) => "paid",
        Outcome::Refused { .. } => "refused",
        Outcome::Expired => "expired",
        Outcome::RefundDone { .. } => "refund_done",
        Outcome::RefundFailed { .. } => "refund_failed",
        Outcome::Other => "other",
    }
}
