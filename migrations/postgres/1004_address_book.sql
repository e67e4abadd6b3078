-- The order of bytes, as on SQLite: a range of it is all that begins with a word.
ALTER TABLE contact
    ALTER COLUMN last_key TYPE TEXT COLLATE "C",
    ALTER COLUMN first_key TYPE TEXT COLLATE "C",
    ALTER COLUMN email_key TYPE TEXT COLLATE "C",
    ALTER COLUMN company_key TYPE TEXT COLLATE "C";
ALTER TABLE contact_word ALTER COLUMN word TYPE TEXT COLLATE "C";

-- Groups count themselves: whoever writes members, the count is right. Once a statement, however many rows it has.
CREATE FUNCTION group_member_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE contact_group g SET contacts = g.contacts + n.members
        FROM (SELECT group_id, COUNT(*) AS members FROM new_members GROUP BY group_id) AS n WHERE g.id = n.group_id;
    RETURN NULL;
END $$;
CREATE FUNCTION group_member_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE contact_group g SET contacts = g.contacts - o.members
        FROM (SELECT group_id, COUNT(*) AS members FROM old_members GROUP BY group_id) AS o WHERE g.id = o.group_id;
    RETURN NULL;
END $$;
CREATE TRIGGER group_member_in AFTER INSERT ON group_member
    REFERENCING NEW TABLE AS new_members FOR EACH STATEMENT EXECUTE FUNCTION group_member_in();
CREATE TRIGGER group_member_out AFTER DELETE ON group_member
    REFERENCING OLD TABLE AS old_members FOR EACH STATEMENT EXECUTE FUNCTION group_member_out();
ALTER TABLE contact_group SET (fillfactor = 50);

-- More kinds of jobs.
ALTER TABLE job DROP CONSTRAINT job_kind_check;
ALTER TABLE job ADD CONSTRAINT job_kind_check
    CHECK (kind IN ('import', 'selection', 'restoration', 'duplicates', 'launch'));
