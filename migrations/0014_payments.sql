-- A checkout that was opened at a payment service.
CREATE TABLE payment (
    purchase_id BIGINT PRIMARY KEY REFERENCES purchase (id),
    service TEXT NOT NULL,
    -- the service's own id of it
    session TEXT NOT NULL,
    -- when the service is asked what became of it; NULL when nothing more can become of it
    ask_at BIGINT,
    asks BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX payment_ask ON payment (ask_at) WHERE ask_at IS NOT NULL;

-- What a payment service said of a purchase, once each.
CREATE TABLE payment_event (
    service TEXT NOT NULL,
    -- the service's own id of it
    event TEXT NOT NULL,
    purchase_id BIGINT NOT NULL REFERENCES purchase (id),
    -- paid, refused, expired, refund_done, refund_failed
    outcome TEXT NOT NULL,
    -- of what was paid: in the smallest unit of the currency
    amount BIGINT,
    currency TEXT,
    reason TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (service, event)
);
CREATE INDEX payment_event_purchase ON payment_event (purchase_id);

-- What the test bank signs with; made at the first start, the same on every node.
CREATE TABLE payment_secret (
    service TEXT PRIMARY KEY,
    secret TEXT NOT NULL
);
