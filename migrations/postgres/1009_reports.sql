-- A campaign can go to recipients of another one, by what became of them.
ALTER TABLE campaign_source DROP CONSTRAINT campaign_source_kind_check;
ALTER TABLE campaign_source ADD CONSTRAINT campaign_source_kind_check
    CHECK (kind IN ('number', 'contact', 'group', 'failed', 'unreached', 'silent'));
