//! Statements that walk along one index of the contacts of an account, from a place in it, and those that ask a filter of
//! the contacts that were found there.

use super::filtered::filtered;
use crate::db::statements;

statements! {
    // sets, in the order of the contacts' ids: that in which they were added
    ADDED => ("SELECT id FROM contact WHERE account_id = $1 AND id > $2 ORDER BY id LIMIT $3");
    ADDED_DOWN => ("SELECT id FROM contact WHERE account_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3");
    GROUP => ("SELECT contact_id FROM group_member WHERE group_id = $1 AND contact_id > $2 ORDER BY contact_id LIMIT $3");
    GROUP_DOWN => ("SELECT contact_id FROM group_member WHERE group_id = $1 AND contact_id < $2
        ORDER BY contact_id DESC LIMIT $3");
    COUNTRY => ("SELECT id FROM contact WHERE account_id = $1 AND country = $4 AND id > $2 ORDER BY country, id LIMIT $3");
    COUNTRY_DOWN => ("SELECT id FROM contact WHERE account_id = $1 AND country = $4 AND id < $2
        ORDER BY country DESC, id DESC LIMIT $3");
    LINE => ("SELECT id FROM contact WHERE account_id = $1 AND line = $4 AND line <> 'mobile' AND id > $2
        ORDER BY line, id LIMIT $3");
    LINE_DOWN => ("SELECT id FROM contact WHERE account_id = $1 AND line = $4 AND line <> 'mobile' AND id < $2
        ORDER BY line DESC, id DESC LIMIT $3");
    CONSENT => ("SELECT id FROM contact WHERE account_id = $1 AND consent_at IS NOT NULL AND id > $2 ORDER BY id LIMIT $3");
    CONSENT_DOWN => ("SELECT id FROM contact WHERE account_id = $1 AND consent_at IS NOT NULL AND id < $2
        ORDER BY id DESC LIMIT $3");
    NO_CONSENT => ("SELECT id FROM contact WHERE account_id = $1 AND consent_at IS NULL AND id > $2 ORDER BY id LIMIT $3");
    NO_CONSENT_DOWN => ("SELECT id FROM contact WHERE account_id = $1 AND consent_at IS NULL AND id < $2
        ORDER BY id DESC LIMIT $3");

    // how many such a set has, no more than asked
    COUNT_ALL => ("SELECT COUNT(*) FROM (SELECT id FROM contact WHERE account_id = $1 LIMIT $2) AS s");
    COUNT_COUNTRY => ("SELECT COUNT(*) FROM (SELECT id FROM contact WHERE account_id = $1 AND country = $3 LIMIT $2) AS s");
    COUNT_LINE => ("SELECT COUNT(*) FROM (SELECT id FROM contact WHERE account_id = $1 AND line = $3 AND line <> 'mobile'
        LIMIT $2) AS s");
    COUNT_CONSENT => ("SELECT COUNT(*) FROM (SELECT id FROM contact WHERE account_id = $1 AND consent_at IS NOT NULL
        LIMIT $2) AS s");
    COUNT_NO_CONSENT => ("SELECT COUNT(*) FROM (SELECT id FROM contact WHERE account_id = $1 AND consent_at IS NULL
        LIMIT $2) AS s");
    COUNT_BLACKLIST => ("SELECT COUNT(*) FROM (SELECT number FROM blacklist WHERE account_id = $1 LIMIT $2) AS s");
    /// The contacts of a short blacklist.
    OF_BLACKLIST => ("SELECT c.id FROM (SELECT account_id, number FROM blacklist WHERE account_id = $1 LIMIT $2) AS b
        CROSS JOIN contact c WHERE c.account_id = b.account_id AND c.mobile = b.number LIMIT $2");

    // ranges of an index: $4 is the far end. Where it begins is the place ($2 and the id $3): of two lower bounds SQLite
    // would take either; PostgreSQL needs both to know how little it is.
    MOBILE => ("SELECT id, mobile FROM contact WHERE account_id = $1
            AND (mobile, id) > (CAST($2 AS BIGINT), CAST($3 AS BIGINT)) AND mobile < $4"
        { "", " AND mobile >= CAST($2 AS BIGINT)" } " ORDER BY mobile, id LIMIT $5");
    MOBILE_DOWN => ("SELECT id, mobile FROM contact WHERE account_id = $1
            AND (mobile, id) < (CAST($2 AS BIGINT), CAST($3 AS BIGINT)) AND mobile >= $4
        ORDER BY mobile DESC, id DESC LIMIT $5");
    NAME => ("SELECT id, last_key, first_key FROM contact WHERE account_id = $1
            AND (last_key, first_key, id) > (CAST($2 AS TEXT), CAST($6 AS TEXT), CAST($3 AS BIGINT)) AND last_key < $4"
        { "", " AND last_key >= CAST($2 AS TEXT)" } " ORDER BY last_key, first_key, id LIMIT $5");
    NAME_DOWN => ("SELECT id, last_key, first_key FROM contact WHERE account_id = $1
            AND (last_key, first_key, id) < (CAST($2 AS TEXT), CAST($6 AS TEXT), CAST($3 AS BIGINT)) AND last_key >= $4
        ORDER BY last_key DESC, first_key DESC, id DESC LIMIT $5");
    FIRST => ("SELECT id, first_key FROM contact WHERE account_id = $1
            AND (first_key, id) > (CAST($2 AS TEXT), CAST($3 AS BIGINT)) AND first_key < $4"
        { "", " AND first_key >= CAST($2 AS TEXT)" } " ORDER BY first_key, id LIMIT $5");
    FIRST_DOWN => ("SELECT id, first_key FROM contact WHERE account_id = $1
            AND (first_key, id) < (CAST($2 AS TEXT), CAST($3 AS BIGINT)) AND first_key >= $4
        ORDER BY first_key DESC, id DESC LIMIT $5");
    EMAIL => ("SELECT id, email_key FROM contact WHERE account_id = $1
            AND (email_key, id) > (CAST($2 AS TEXT), CAST($3 AS BIGINT)) AND email_key < $4"
        { "", " AND email_key >= CAST($2 AS TEXT)" } " ORDER BY email_key, id LIMIT $5");
    EMAIL_DOWN => ("SELECT id, email_key FROM contact WHERE account_id = $1
            AND (email_key, id) < (CAST($2 AS TEXT), CAST($3 AS BIGINT)) AND email_key >= $4
        ORDER BY email_key DESC, id DESC LIMIT $5");
    COMPANY => ("SELECT id, company_key FROM contact WHERE account_id = $1
            AND (company_key, id) > (CAST($2 AS TEXT), CAST($3 AS BIGINT)) AND company_key < $4"
        { "", " AND company_key >= CAST($2 AS TEXT)" } " ORDER BY company_key, id LIMIT $5");
    COMPANY_DOWN => ("SELECT id, company_key FROM contact WHERE account_id = $1
            AND (company_key, id) < (CAST($2 AS TEXT), CAST($3 AS BIGINT)) AND company_key >= $4
        ORDER BY company_key DESC, id DESC LIMIT $5");
    /// The blacklist, number by number, with its contacts; the last id there can be stands for a number that no contact has,
    /// so that as many rows come as were asked for while there are more.
    BLACKLISTED => ("SELECT COALESCE(c.id, 9223372036854775807) AS contact, b.number
        FROM (SELECT account_id, number FROM blacklist WHERE account_id = $1 AND number >= $2
            ORDER BY number LIMIT CAST($4 AS BIGINT) + 1) AS b
        LEFT JOIN contact c ON c.account_id = b.account_id AND c.mobile = b.number
        WHERE (b.number, COALESCE(c.id, 9223372036854775807)) > (CAST($2 AS BIGINT), CAST($3 AS BIGINT))
        ORDER BY b.number, contact LIMIT CAST($4 AS BIGINT)");
    /// The words that begin no key; the least of a contact's own that begins with $6 stands for all.
    WORD => ("SELECT w.contact_id, w.word FROM contact_word w WHERE w.account_id = $1
            AND (w.word, w.contact_id) > (CAST($2 AS TEXT), CAST($3 AS BIGINT)) AND w.word < $4"
        { "", " AND w.word >= CAST($2 AS TEXT)" } "
            AND NOT EXISTS (SELECT 1 FROM contact_word l
                WHERE l.contact_id = w.contact_id AND l.word >= $6 AND l.word < w.word)
        ORDER BY w.word, w.contact_id LIMIT $5");

    // what a filter leaves of contacts that were found in one of these
    AMONG => ("SELECT c.id, c.mobile, c.last_key, c.first_key, c.email_key, c.company_key FROM contact c
        WHERE c.id IN " ids " AND c.account_id = $2" (filtered sqlite postgres));
    AMONG_IDS => ("SELECT c.id FROM contact c WHERE c.id IN " ids " AND c.account_id = $2" (filtered sqlite postgres)
        "ORDER BY c.id");
    AMONG_COUNT => ("SELECT COUNT(*) FROM contact c WHERE c.id IN " ids " AND c.account_id = $2" (filtered sqlite postgres));
}

/// What a contact is sorted and found by.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct KeyRow {
    pub id: i64,
    pub mobile: i64,
    pub last_key: String,
    pub first_key: String,
    pub email_key: String,
    pub company_key: String,
}
