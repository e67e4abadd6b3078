-- Imports that can be undone for a week, cancelled without leaving half of themselves, and looked into before they run.

-- the number as it was written, where that is not its E.164 form
ALTER TABLE contact ADD COLUMN typed TEXT NOT NULL DEFAULT '';
-- The run (a job) that made the contact. No index: ids are ordered by time, so an undo walks the ids of the run.
ALTER TABLE contact ADD COLUMN import_id BIGINT;
ALTER TABLE deleted_contact ADD COLUMN typed TEXT NOT NULL DEFAULT '';
ALTER TABLE deleted_contact ADD COLUMN import_id BIGINT;

-- The run that put the number there, as long as nobody else has wished it there too.
ALTER TABLE blacklist ADD COLUMN import_id BIGINT;
CREATE INDEX blacklist_import ON blacklist (import_id, number) WHERE import_id IS NOT NULL;

-- The contacts that a run found and changed, or put into its group, as they were before.
CREATE TABLE import_before (
    job_id BIGINT NOT NULL,
    contact_id BIGINT NOT NULL,
    -- its texts were changed; else it only came into the group
    changed BOOLEAN NOT NULL,
    joined BOOLEAN NOT NULL,
    last_name TEXT NOT NULL,
    first_name TEXT NOT NULL,
    email TEXT NOT NULL,
    company TEXT NOT NULL,
    fields TEXT NOT NULL,
    search TEXT NOT NULL,
    last_key TEXT NOT NULL,
    first_key TEXT NOT NULL,
    email_key TEXT NOT NULL,
    company_key TEXT NOT NULL,
    consent_source TEXT NOT NULL,
    consent_at BIGINT,
    updated_at BIGINT NOT NULL,
    -- the contact's updated_at behind the run: whoever changed it since has another
    written_at BIGINT NOT NULL,
    PRIMARY KEY (job_id, contact_id)
);

-- What a dry run told of each row, a slice of the file in one row: the cells are read from the file again.
CREATE TABLE import_slice (
    job_id BIGINT NOT NULL REFERENCES job (id),
    -- the last row of the slice
    last_row BIGINT NOT NULL,
    -- the row before its first, and the byte behind that
    row_before BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    -- a letter a row (imports/outcomes.rs)
    outcomes TEXT NOT NULL,
    PRIMARY KEY (job_id, last_row)
);

-- One run of an account writes at a time: two files may name the same new number.
CREATE TABLE import_turn (
    account_id BIGINT PRIMARY KEY REFERENCES account (id)
);

-- A run keeps the numbers it has met in memory, and reads them from the file again when it is taken up.
DROP TABLE import_number;
