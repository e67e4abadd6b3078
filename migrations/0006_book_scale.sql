-- What pages of a book of a million contacts are read along.

-- Those of the same last name in the order of their first names; and the same name is found without looking at a contact.
DROP INDEX contact_last;
CREATE INDEX contact_last ON contact (account_id, last_key, first_key, id);

-- Whose consent is noted, and whose is not: each contact is in one of them, behind those that came before.
CREATE INDEX contact_consent ON contact (account_id, id) WHERE consent_at IS NOT NULL;
CREATE INDEX contact_no_consent ON contact (account_id, id) WHERE consent_at IS NULL;

-- A deleted group is nobody's any more; its members are forgotten a slice at a time (groups/delete.rs).
ALTER TABLE contact_group ADD COLUMN deleted_at BIGINT;
CREATE INDEX contact_group_deleted ON contact_group (id) WHERE deleted_at IS NOT NULL;
