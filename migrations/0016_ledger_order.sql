-- The order of an account's postings, the same on every node: the update that moves a balance also counts its postings.
-- A server of an older version must not run beside this one: it would post without a number (PostgreSQL refuses that,
-- see 1016; on SQLite one server has the file).
ALTER TABLE account ADD COLUMN postings BIGINT NOT NULL DEFAULT 0;
-- when the last one was made; never goes back, so that a period of time is a range of numbers
ALTER TABLE account ADD COLUMN posted_at BIGINT NOT NULL DEFAULT 0;

-- Of accounts' postings only; the platform's books have no order. What lists are found by is copied from the movement,
-- which never changes.
ALTER TABLE posting ADD COLUMN seq BIGINT CHECK (seq > 0);
ALTER TABLE posting ADD COLUMN at BIGINT;
ALTER TABLE posting ADD COLUMN kind TEXT;
ALTER TABLE posting ADD COLUMN campaign_id BIGINT;
-- what its campaign had moved in all after this posting
ALTER TABLE posting ADD COLUMN campaign_net BIGINT;

-- Rows from before have the order of their ids. Their balances are reckoned anew in that order: on several nodes, or
-- where two waited for each other, the ids were made in another order than the balance moved.
UPDATE posting SET seq = o.seq, at = o.at, kind = o.kind, campaign_id = o.campaign_id, balance_after = o.balance,
    campaign_net = o.net
FROM (SELECT p.movement_id, p.holder, m.kind, m.campaign_id,
        ROW_NUMBER() OVER (PARTITION BY p.holder ORDER BY p.movement_id) AS seq,
        MAX(m.at) OVER (PARTITION BY p.holder ORDER BY p.movement_id) AS at,
        CAST(SUM(p.amount) OVER (PARTITION BY p.holder ORDER BY p.movement_id) AS BIGINT) AS balance,
        CASE WHEN m.campaign_id IS NOT NULL THEN CAST(SUM(p.amount)
            OVER (PARTITION BY p.holder, m.campaign_id ORDER BY p.movement_id) AS BIGINT) END AS net
    FROM posting p JOIN movement m ON m.id = p.movement_id WHERE p.balance_after IS NOT NULL) AS o
WHERE posting.movement_id = o.movement_id AND posting.holder = o.holder;

UPDATE account SET postings = o.seq, posted_at = o.at
FROM (SELECT holder, MAX(seq) AS seq, MAX(at) AS at FROM posting WHERE seq IS NOT NULL GROUP BY holder) AS o
WHERE account.id = o.holder;

-- What a campaign has moved in all, and where its postings begin and end: one line in the list of movements.
CREATE TABLE campaign_charge (
    campaign_id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    first_seq BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    movements BIGINT NOT NULL,
    net BIGINT NOT NULL
);
INSERT INTO campaign_charge (campaign_id, account_id, first_seq, last_seq, movements, net)
SELECT campaign_id, holder, MIN(seq), MAX(seq), COUNT(*), CAST(SUM(amount) AS BIGINT)
FROM posting WHERE campaign_id IS NOT NULL GROUP BY campaign_id, holder;
CREATE INDEX campaign_charge_account ON campaign_charge (account_id, last_seq);

-- The platform's books stand in none of these: what dispatch posts is found by its account.
DROP INDEX posting_holder;
DROP INDEX movement_campaign;
CREATE UNIQUE INDEX posting_seq ON posting (holder, seq) WHERE seq IS NOT NULL;
CREATE INDEX posting_at ON posting (holder, at, seq) WHERE seq IS NOT NULL;
CREATE INDEX posting_kind ON posting (holder, kind, seq) WHERE seq IS NOT NULL;
CREATE INDEX posting_campaign ON posting (campaign_id, seq) WHERE campaign_id IS NOT NULL;
-- What stands by itself when campaigns are folded.
CREATE INDEX posting_lone ON posting (holder, seq) WHERE seq IS NOT NULL AND campaign_id IS NULL;
CREATE INDEX posting_lone_kind ON posting (holder, kind, seq) WHERE seq IS NOT NULL AND campaign_id IS NULL;

-- The nightly verification: when it is due (a node that begins moves that on, so that no other does), and what the last
-- one found.
CREATE TABLE ledger_check (
    id BIGINT PRIMARY KEY,
    due_at BIGINT NOT NULL,
    verified_at BIGINT,
    faults BIGINT NOT NULL DEFAULT 0,
    first_fault TEXT
);
INSERT INTO ledger_check (id, due_at) VALUES (1, 0);
