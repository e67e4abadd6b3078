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
