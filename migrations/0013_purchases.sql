-- Purchases of credits and their refunds. The price, the rule of its VAT and whom it was told by stay as they were on that day.
CREATE TABLE purchase (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    status TEXT NOT NULL CHECK (status IN ('pending', 'paid', 'refused', 'cancelled', 'expired', 'refunded')),
    method TEXT NOT NULL CHECK (method IN ('card', 'transfer', 'cheque')),
    -- what the buyer quotes
    reference TEXT NOT NULL UNIQUE,
    -- whole credits
    pack BIGINT NOT NULL CHECK (pack > 0),
    -- 1/10 000 of a euro; hundredths of a percent
    unit_price BIGINT NOT NULL CHECK (unit_price > 0),
    net BIGINT NOT NULL CHECK (net > 0),
    vat_rate BIGINT NOT NULL,
    vat_rule TEXT NOT NULL CHECK (vat_rule IN ('domestic', 'reverse_charge', 'outside', 'seller_exempt')),
    vat BIGINT NOT NULL CHECK (vat >= 0),
    total BIGINT NOT NULL CHECK (total = net + vat),
    -- the buyer's, that the VAT was told by
    country TEXT NOT NULL,
    vat_number TEXT NOT NULL,
    -- what came in so far, in 1/10 000 of a euro
    received BIGINT NOT NULL DEFAULT 0 CHECK (received >= 0),
    -- 1/10 000 of a credit
    credited BIGINT NOT NULL DEFAULT 0 CHECK (credited >= 0),
    -- what the invoice says: the price, or what came in of it
    billed_net BIGINT NOT NULL DEFAULT 0 CHECK (billed_net >= 0),
    billed_vat BIGINT NOT NULL DEFAULT 0 CHECK (billed_vat >= 0),
    -- what refunds took back of the three
    returned_credits BIGINT NOT NULL DEFAULT 0 CHECK (returned_credits BETWEEN 0 AND credited),
    returned_net BIGINT NOT NULL DEFAULT 0 CHECK (returned_net BETWEEN 0 AND billed_net),
    returned_vat BIGINT NOT NULL DEFAULT 0 CHECK (returned_vat BETWEEN 0 AND billed_vat),
    reason TEXT,
    pay_url TEXT,
    expires_at BIGINT,
    paid_at BIGINT,
    CHECK ((status IN ('paid', 'refunded')) = (paid_at IS NOT NULL)),
    CHECK ((status IN ('paid', 'refunded')) = (credited > 0))
);
CREATE INDEX purchase_account ON purchase (account_id, id);
CREATE INDEX purchase_status ON purchase (status, id);

CREATE TABLE refund (
    id BIGINT PRIMARY KEY,
    purchase_id BIGINT NOT NULL REFERENCES purchase (id),
    status TEXT NOT NULL CHECK (status IN ('pending', 'done', 'failed')),
    -- 1/10 000 of a credit, of a euro
    credits BIGINT NOT NULL CHECK (credits > 0),
    amount BIGINT NOT NULL CHECK (amount > 0),
    reason TEXT NOT NULL,
    -- the operator has paid it: the bank's word counts no more
    by_hand BOOLEAN NOT NULL DEFAULT FALSE,
    -- when the bank is asked next; NULL where the operator pays, or where it has been asked
    ask_at BIGINT,
    tries BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX refund_purchase ON refund (purchase_id, id);
CREATE INDEX refund_ask ON refund (ask_at) WHERE ask_at IS NOT NULL;
CREATE INDEX refund_open ON refund (status, purchase_id) WHERE status <> 'done';
