-- Beside the campaigns: templates, what becomes of replies, opt-out links, notices, and the counters of the dashboard.

CREATE TABLE template (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    -- empty: in no folder
    folder TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    -- folder, name and text in small letters without marks
    search TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (account_id, folder, name)
);
CREATE INDEX template_account ON template (account_id, id);

-- When its owner saw it; null: unread.
ALTER TABLE reply ADD COLUMN read_at BIGINT;
-- the message that was written back, the latest
ALTER TABLE reply ADD COLUMN answer_id BIGINT;
-- the text in small letters without marks
ALTER TABLE reply ADD COLUMN search TEXT NOT NULL DEFAULT '';
UPDATE reply SET search = lower(text);
CREATE INDEX reply_unread ON reply (account_id, id) WHERE read_at IS NULL;
CREATE INDEX reply_campaign ON reply (campaign_id, id) WHERE campaign_id IS NOT NULL;
-- A STOP that names no message answers the last one to its number. Neither column is updated by dispatch.
CREATE INDEX message_recipient ON message (recipient, id);

-- The one key of the opt-out links. It never changes: a link lives as long as the message that carries it.
CREATE TABLE opt_out_key (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    secret TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Kinds of notices that are told by e-mail, separated by a space; at first every halt.
ALTER TABLE account ADD COLUMN notice_mail TEXT NOT NULL DEFAULT 'paused asleep no_credit late';
-- whether campaigns that wait for credits go on by themselves when some come in
ALTER TABLE account ADD COLUMN resume_when_credited BOOLEAN NOT NULL DEFAULT FALSE;

-- What became of a campaign, with its name and figures at that moment.
CREATE TABLE notice (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('finished', 'paused', 'asleep', 'no_credit', 'late')),
    campaign_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    recipients BIGINT NOT NULL,
    queued BIGINT NOT NULL,
    sent BIGINT NOT NULL,
    delivered_operator BIGINT NOT NULL,
    received BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    uncertain BIGINT NOT NULL,
    skipped BIGINT NOT NULL,
    cancelled BIGINT NOT NULL,
    charged BIGINT NOT NULL,
    -- null: unread
    read_at BIGINT
);
CREATE INDEX notice_account ON notice (account_id, id);
CREATE INDEX notice_unread ON notice (account_id, id) WHERE read_at IS NULL;

-- What a campaign still needs: the price of its rows that are not claimed.
ALTER TABLE campaign ADD COLUMN due BIGINT NOT NULL DEFAULT 0;
-- what a programmed one will cost, as far as is known before it has rows; null: not priced since it changed
ALTER TABLE campaign ADD COLUMN planned BIGINT;
-- why a paused one waits for its owner's word; null: its owner paused it
ALTER TABLE campaign ADD COLUMN held TEXT CHECK (held IN ('late'));
-- grows with each change
ALTER TABLE campaign ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
UPDATE campaign SET due = COALESCE((SELECT SUM(m.price) FROM lane l JOIN message m ON m.lane_id = l.id AND m.seq > l.cursor
        WHERE l.campaign_id = campaign.id AND m.status = 0), 0)
    WHERE status IN ('launching', 'running', 'paused', 'asleep', 'no_credit');
CREATE INDEX campaign_open ON campaign (account_id, id)
    WHERE status IN ('programmed', 'launching', 'running', 'paused', 'asleep', 'no_credit');

-- The messages of an account by the quarter of an hour in which they were made, as epoch milliseconds / 900 000.
CREATE TABLE sending_quarter (
    account_id BIGINT NOT NULL,
    quarter BIGINT NOT NULL,
    sent BIGINT NOT NULL,
    delivered_operator BIGINT NOT NULL,
    received BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    charged BIGINT NOT NULL,
    PRIMARY KEY (account_id, quarter)
);
-- A message's id tells when it was made (backend/src/ids.rs).
INSERT INTO sending_quarter (account_id, quarter, sent, delivered_operator, received, failed, charged)
    SELECT m.account_id, ((m.id >> 22) + 1767225600000) / 900000,
        SUM(CASE WHEN m.status = 2 THEN 1 ELSE 0 END), SUM(CASE WHEN m.status = 3 THEN 1 ELSE 0 END),
        SUM(CASE WHEN m.status = 4 THEN 1 ELSE 0 END), SUM(CASE WHEN m.status = 5 THEN 1 ELSE 0 END),
        SUM(CASE WHEN m.status <= 5 AND NOT m.refunded AND (m.lane_id IS NULL OR m.status > 0 OR m.seq <= l.cursor)
            THEN m.price ELSE 0 END)
    FROM message m LEFT JOIN lane l ON l.id = m.lane_id WHERE NOT m.test GROUP BY 1, 2;
