-- The address book at a million contacts: what lists are sorted and searched by, deletions that can be undone, consent,
-- the account's own fields, and what became of blacklisted numbers.

-- mobile, fixed or other; empty until the jobs' runner has completed a row that is older than this column, or that was
-- written without it (contacts/complete.rs)
ALTER TABLE contact ADD COLUMN line TEXT NOT NULL DEFAULT '';
-- the same texts in small letters without marks: lists are sorted by them, and words found at their beginning
ALTER TABLE contact ADD COLUMN last_key TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN first_key TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN email_key TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN company_key TEXT NOT NULL DEFAULT '';
-- how and when the person agreed to be written to
ALTER TABLE contact ADD COLUMN consent_source TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN consent_at BIGINT;

DROP INDEX contact_mobile;
CREATE INDEX contact_mobile ON contact (account_id, mobile, id);
CREATE INDEX contact_last ON contact (account_id, last_key, id);
CREATE INDEX contact_first ON contact (account_id, first_key, id);
CREATE INDEX contact_email ON contact (account_id, email_key, id);
CREATE INDEX contact_company ON contact (account_id, company_key, id);
CREATE INDEX contact_country ON contact (account_id, country, id);
-- nearly everybody has a mobile
CREATE INDEX contact_line ON contact (account_id, line, id) WHERE line <> 'mobile';

-- what is still to be completed
CREATE INDEX contact_incomplete ON contact (id) WHERE line = '';

-- The words of a contact that begin none of its keys: `pierre` of Jean-Pierre.
CREATE TABLE contact_word (
    account_id BIGINT NOT NULL,
    word TEXT NOT NULL,
    contact_id BIGINT NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    PRIMARY KEY (account_id, word, contact_id)
);
CREATE INDEX contact_word_contact ON contact_word (contact_id);

-- Counted by triggers, in the transaction that moves the members.
ALTER TABLE contact_group ADD COLUMN contacts BIGINT NOT NULL DEFAULT 0;
UPDATE contact_group SET contacts = (SELECT COUNT(*) FROM group_member m WHERE m.group_id = contact_group.id);

-- Until when what a job did can be undone; null: not, or not any more.
ALTER TABLE job ADD COLUMN undo_until BIGINT;
CREATE INDEX job_undo ON job (undo_until) WHERE undo_until IS NOT NULL;

-- Contacts that a selection deleted, for as long as that can be undone. They are nowhere else: no list, count or campaign
-- has to leave them out.
CREATE TABLE deleted_contact (
    job_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    mobile BIGINT NOT NULL,
    country TEXT NOT NULL,
    last_name TEXT NOT NULL,
    first_name TEXT NOT NULL,
    email TEXT NOT NULL,
    company TEXT NOT NULL,
    fields TEXT NOT NULL,
    search TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    line TEXT NOT NULL,
    last_key TEXT NOT NULL,
    first_key TEXT NOT NULL,
    email_key TEXT NOT NULL,
    company_key TEXT NOT NULL,
    consent_source TEXT NOT NULL,
    consent_at BIGINT,
    PRIMARY KEY (job_id, id)
);

CREATE TABLE deleted_member (
    job_id BIGINT NOT NULL,
    contact_id BIGINT NOT NULL,
    group_id BIGINT NOT NULL,
    PRIMARY KEY (job_id, contact_id, group_id)
);

-- The account's own fields; a contact keeps their values by name.
CREATE TABLE contact_field (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    -- 1 to 30: the unique pair is what limits them
    place BIGINT NOT NULL CHECK (place BETWEEN 1 AND 30),
    name TEXT NOT NULL,
    -- the name in small letters without marks: `Ville` and `VILLE` are one field
    name_key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date')),
    created_at BIGINT NOT NULL,
    UNIQUE (account_id, name_key),
    UNIQUE (account_id, place)
);

-- Of a STOP: the message that it answered, and its words.
ALTER TABLE blacklist ADD COLUMN message_id BIGINT;
ALTER TABLE blacklist ADD COLUMN words TEXT NOT NULL DEFAULT '';

-- Numbers that were taken off the blacklist, and why.
CREATE TABLE blacklist_removal (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    source TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    message_id BIGINT,
    words TEXT NOT NULL,
    removed_at BIGINT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX blacklist_removal_number ON blacklist_removal (account_id, number, id);
