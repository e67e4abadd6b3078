-- Imports: what a file is, its sheets, and the mapping of the files before it.

ALTER TABLE import ADD COLUMN format TEXT NOT NULL DEFAULT 'csv' CHECK (format IN ('csv', 'xlsx', 'xls', 'ods', 'text'));
-- of a workbook: the sheet that was read, and the names of all, as JSON
ALTER TABLE import ADD COLUMN sheet TEXT;
ALTER TABLE import ADD COLUMN sheets TEXT NOT NULL DEFAULT '[]';
-- rows above the table: titles
ALTER TABLE import ADD COLUMN skipped BIGINT NOT NULL DEFAULT 0;

-- What the columns of a header meant when a file with it was last run.
CREATE TABLE import_mapping (
    account_id BIGINT NOT NULL REFERENCES account (id),
    -- SHA-256 of the headers, in hexadecimal
    header_hash TEXT NOT NULL,
    -- our fields and the columns' numbers, as JSON
    mapping TEXT NOT NULL,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, header_hash)
);
