-- Invoices and credit notes. Rows are added and never touched again; the triggers of 1015 see to it.

-- The last number of each series, taken in the transaction that writes the document: one that rolls back gives it back.
CREATE TABLE invoice_series (
    series TEXT PRIMARY KEY,
    -- the date of the last document, as the digits YYYYMMDD; a later year begins at 1 again
    day BIGINT NOT NULL,
    last BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);

CREATE TABLE invoice (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    purchase_id BIGINT NOT NULL,
    -- what the document bills, or takes back
    movement_id BIGINT NOT NULL UNIQUE REFERENCES movement (id),
    series TEXT NOT NULL CHECK (series IN ('FA', 'AV')),
    year BIGINT NOT NULL,
    seq BIGINT NOT NULL CHECK (seq > 0),
    number TEXT NOT NULL UNIQUE,
    -- YYYYMMDD where the seller is
    day BIGINT NOT NULL,
    issued_at BIGINT NOT NULL,
    -- the invoice that a credit note takes back
    of_id BIGINT REFERENCES invoice (id) CHECK ((series = 'AV') = (of_id IS NOT NULL)),
    -- 1/10 000 of a credit, of a euro; hundredths of a percent
    credits BIGINT NOT NULL CHECK (credits > 0),
    net BIGINT NOT NULL CHECK (net >= 0),
    vat_rate BIGINT NOT NULL,
    vat BIGINT NOT NULL CHECK (vat >= 0),
    total BIGINT NOT NULL CHECK (total = net + vat),
    -- seller, buyer and the rest of that day, as JSON
    particulars TEXT NOT NULL,
    UNIQUE (series, year, seq)
);
CREATE INDEX invoice_account ON invoice (account_id, id);
CREATE INDEX invoice_purchase ON invoice (purchase_id);
-- A purchase is invoiced once, whatever comes twice.
CREATE UNIQUE INDEX invoice_once ON invoice (purchase_id) WHERE series = 'FA';

-- The PDF of a document, made when it is first asked for and kept for good; one a language.
CREATE TABLE invoice_pdf (
    invoice_id BIGINT NOT NULL REFERENCES invoice (id),
    locale TEXT NOT NULL CHECK (locale IN ('fr', 'en')),
    bytes BYTEA NOT NULL,
    PRIMARY KEY (invoice_id, locale)
);
