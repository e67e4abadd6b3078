//! Statements that remember what a run found, and bring it back.

use crate::db::statements;

statements! {
    /// Before they are changed.
    REMEMBER => ("INSERT INTO import_before (job_id, contact_id, changed, joined, last_name, first_name, email, company, fields,
            search, last_key, first_key, email_key, company_key, consent_source, consent_at, updated_at, written_at)
        SELECT CAST($2 AS BIGINT), id, TRUE, FALSE, last_name, first_name, email, company, fields, search, last_key, first_key,
            email_key, company_key, consent_source, consent_at, updated_at, CAST($3 AS BIGINT)
        FROM contact WHERE id IN " ids);
    /// They came into the group, whether they were changed or not.
    REMEMBER_JOINED => ("INSERT INTO import_before (job_id, contact_id, changed, joined, last_name, first_name, email, company,
            fields, search, last_key, first_key, email_key, company_key, consent_source, consent_at, updated_at, written_at)
        SELECT CAST($2 AS BIGINT), id, FALSE, TRUE, last_name, first_name, email, company, fields, search, last_key, first_key,
            email_key, company_key, consent_source, consent_at, updated_at, updated_at
        FROM contact WHERE id IN " ids " ON CONFLICT (job_id, contact_id) DO UPDATE SET joined = TRUE");

    /// The contacts that a run made, from an id on.
    MADE => ("SELECT id, created_at, updated_at FROM contact WHERE account_id = $1 AND id > $2 AND id <= $3 AND import_id = $4
        ORDER BY id LIMIT $5" for_update);
    BEFORE => ("SELECT contact_id, changed, joined, written_at FROM import_before WHERE job_id = $1
        ORDER BY contact_id LIMIT $2");
    /// As they are now, and so that nobody changes them meanwhile.
    NOW => ("SELECT id, updated_at FROM contact WHERE id IN " ids " AND account_id = $2 ORDER BY id" for_update);
    RESTORE => ("UPDATE contact SET last_name = b.last_name, first_name = b.first_name, email = b.email, company = b.company,
            fields = b.fields, search = b.search, last_key = b.last_key, first_key = b.first_key, email_key = b.email_key,
            company_key = b.company_key, consent_source = b.consent_source, consent_at = b.consent_at,
            updated_at = b.updated_at
        FROM import_before b WHERE b.contact_id = contact.id AND contact.id IN " ids " AND b.job_id = $2");
    FORGET_BEFORE => ("DELETE FROM import_before WHERE contact_id IN " ids " AND job_id = $2");
    FORGET_ALL_BEFORE => ("DELETE FROM import_before WHERE job_id = $1 AND contact_id <= (SELECT MAX(f.contact_id) FROM (
        SELECT contact_id FROM import_before WHERE job_id = $1 ORDER BY contact_id LIMIT $2) AS f)");
    /// The group that the run made, when nobody is in it.
    DROP_GROUP => ("DELETE FROM contact_group WHERE id = $1 AND account_id = $2 AND contacts = 0");
}
