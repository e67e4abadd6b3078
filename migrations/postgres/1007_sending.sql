-- Who comes onto the blacklist by an opt-out link.
ALTER TABLE blacklist DROP CONSTRAINT blacklist_source_check;
ALTER TABLE blacklist ADD CONSTRAINT blacklist_source_check CHECK (source IN ('manual', 'import', 'stop', 'link'));
ALTER TABLE sending_quarter SET (fillfactor = 50);
