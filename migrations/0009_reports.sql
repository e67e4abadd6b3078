-- Reports, and the one list of what was sent.

-- Made when it was launched: its place among what was sent, where single messages stand by their ids. Null: not launched.
ALTER TABLE campaign ADD COLUMN sent_id BIGINT;
-- An id is the milliseconds since 2026 and 22 bits that tell it from the others (backend/src/ids.rs).
UPDATE campaign SET sent_id = (COALESCE(launched_at, send_at, created_at) - 1767225600000) * 4194304 + (id & 4194303)
    WHERE status NOT IN ('draft', 'programmed');
CREATE INDEX campaign_sent ON campaign (account_id, sent_id) WHERE sent_id IS NOT NULL;

-- Taken off the list of what was sent; the message and its charge stay.
ALTER TABLE message ADD COLUMN hidden BOOLEAN NOT NULL DEFAULT FALSE;
-- Neither column is updated by dispatch.
CREATE INDEX message_single ON message (account_id, id) WHERE campaign_id IS NULL;
-- Who has not answered.
CREATE INDEX reply_message ON reply (message_id) WHERE message_id IS NOT NULL;

-- The pictures of a large campaign's report, as they were last counted (backend/src/campaigns/report.rs).
CREATE TABLE campaign_breakdown (
    campaign_id BIGINT PRIMARY KEY REFERENCES campaign (id) ON DELETE CASCADE,
    -- the campaign's counters at that moment: as long as they are the same, nothing has moved
    stamp TEXT NOT NULL,
    counted_at BIGINT NOT NULL,
    -- as JSON
    counts TEXT NOT NULL
);
