//! Statements on `payment`, `payment_event` and `payment_secret`.

use crate::db::statements;

statements! {
    ADD_SECRET => ("INSERT INTO payment_secret (service, secret) VALUES ($1, $2) ON CONFLICT (service) DO NOTHING");
    SECRET => ("SELECT secret FROM payment_secret WHERE service = $1");
    /// A call that was made again opened the same session.
    OPENED => ("INSERT INTO payment (purchase_id, service, session, ask_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (purchase_id) DO NOTHING");
    SESSION => ("SELECT service, session FROM payment WHERE purchase_id = $1");
    /// Nothing more can become of it.
    CLOSE => ("UPDATE payment SET ask_at = NULL WHERE purchase_id = $1 AND service = $2 AND ask_at IS NOT NULL");
    /// Once each; of a purchase that there is.
    EVENT => ("INSERT INTO payment_event (service, event, purchase_id, outcome, amount, currency, reason, at)
        SELECT $1, $2, id, $4, $5, $6, $7, $8 FROM purchase WHERE id = $3
        ON CONFLICT (service, event) DO NOTHING");
    LOOK => ("SELECT purchase_id, session, asks FROM payment WHERE service = $1 AND ask_at <= $2 LIMIT 1");
    DUE => ("SELECT purchase_id, session, asks FROM payment WHERE service = $1 AND ask_at <= $2 ORDER BY ask_at LIMIT $3"
        skip_locked);
    /// The next time is set before the service is asked: a node that dies in between asks again then, and no two ask at once.
    ASK => ("UPDATE payment SET asks = $2, ask_at = $3 WHERE purchase_id = $1");
}
