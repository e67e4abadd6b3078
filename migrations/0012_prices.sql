-- What credits cost, and what they buy: packs, and rates that can end.

-- Packs of credits and the price of one credit in 1/10 000 euro, before tax. A purchase keeps the price it was made at.
CREATE TABLE pack (
    credits BIGINT PRIMARY KEY CHECK (credits > 0),
    unit_price BIGINT NOT NULL CHECK (unit_price > 0)
);
INSERT INTO pack (credits, unit_price) VALUES
    (50, 800), (100, 780), (500, 700), (1000, 650), (5000, 600), (10000, 570), (50000, 520), (100000, 490);

-- Raised by each change of a price list: writers follow one another, and every node sees that its copy is old.
CREATE TABLE price_revision (
    list TEXT PRIMARY KEY,
    number BIGINT NOT NULL
);
INSERT INTO price_revision (list, number) VALUES ('rates', 0), ('packs', 0);

-- A rate without amounts says that the country is not served from then on.
ALTER TABLE rate RENAME TO rate_before;
CREATE TABLE rate (
    country TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('pro', 'voice')),
    valid_from BIGINT NOT NULL,
    credits BIGINT CHECK (credits > 0),
    credits_with_sender BIGINT CHECK (credits_with_sender > 0),
    PRIMARY KEY (country, kind, valid_from),
    CHECK ((credits IS NULL) = (credits_with_sender IS NULL))
);
INSERT INTO rate (country, kind, valid_from, credits, credits_with_sender)
    SELECT country, kind, valid_from, credits, credits_with_sender FROM rate_before;
DROP TABLE rate_before;
