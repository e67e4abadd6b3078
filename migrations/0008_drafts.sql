-- What a draft says beside its text, and what it was estimated to cost.

-- whether the platform's words on how to stop are added to the text
ALTER TABLE campaign ADD COLUMN stop_mention BOOLEAN NOT NULL DEFAULT FALSE;
-- of a voice message; null before its launch: that of the account's country
ALTER TABLE campaign ADD COLUMN language TEXT;
-- the same for a single one
ALTER TABLE message ADD COLUMN language TEXT;
-- the last estimate as JSON, the moment, and the version that it was made of
ALTER TABLE campaign ADD COLUMN kept_estimate TEXT;
ALTER TABLE campaign ADD COLUMN kept_at BIGINT;
ALTER TABLE campaign ADD COLUMN kept_version BIGINT;
-- of a row of numbers: all of them, as a JSON array. A hundred thousand typed numbers are a hundred rows, put down in one short write.
ALTER TABLE campaign_source ADD COLUMN list TEXT;
