//! Statements on `deleted_contact` and `deleted_member`.

use crate::db::statements;

statements! {
    PUT_AWAY => ("INSERT INTO deleted_contact (job_id, id, account_id, mobile, country, last_name, first_name, email, company,
            fields, search, created_at, updated_at, line, last_key, first_key, email_key, company_key, consent_source,
            consent_at, typed, import_id)
        SELECT CAST($3 AS BIGINT), id, account_id, mobile, country, last_name, first_name, email, company, fields, search,
            created_at, updated_at, line, last_key, first_key, email_key, company_key, consent_source, consent_at, typed,
            import_id
        FROM contact WHERE id IN " ids " AND account_id = $2");
    PUT_AWAY_MEMBERS => ("INSERT INTO deleted_member (job_id, contact_id, group_id)
        SELECT CAST($3 AS BIGINT), m.contact_id, m.group_id FROM group_member m JOIN contact c ON c.id = m.contact_id
        WHERE m.contact_id IN " ids " AND c.account_id = $2");
    /// Before the contacts: a statement for all, where a cascade has one a contact.
    LEAVE => ("DELETE FROM group_member WHERE contact_id IN (SELECT c.id FROM contact c WHERE c.id IN " ids
        " AND c.account_id = $2)");
    AWAY => ("SELECT id FROM deleted_contact WHERE job_id = $1 ORDER BY id LIMIT $2");
    COUNT_AWAY => ("SELECT COUNT(*) FROM deleted_contact WHERE job_id = $1");
    BRING_BACK => ("INSERT INTO contact (id, account_id, mobile, country, last_name, first_name, email, company, fields, search,
            created_at, updated_at, line, last_key, first_key, email_key, company_key, consent_source, consent_at, typed,
            import_id)
        SELECT id, account_id, mobile, country, last_name, first_name, email, company, fields, search, created_at,
            updated_at, line, last_key, first_key, email_key, company_key, consent_source, consent_at, typed, import_id
        FROM deleted_contact WHERE id IN " ids " AND job_id = $2 ORDER BY id");
    /// Into the groups that are still there.
    JOIN_AGAIN => ("INSERT INTO group_member (group_id, contact_id)
        SELECT m.group_id, m.contact_id FROM deleted_member m JOIN contact_group g ON g.id = m.group_id
        WHERE m.contact_id IN " ids " AND m.job_id = $2 AND g.deleted_at IS NULL ORDER BY m.group_id, m.contact_id");
    FORGET => ("DELETE FROM deleted_contact WHERE id IN " ids " AND job_id = $2");
    FORGET_MEMBERS => ("DELETE FROM deleted_member WHERE contact_id IN " ids " AND job_id = $2");
}
