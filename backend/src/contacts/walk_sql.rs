//! Statements that walk through the contacts of an account along one index, from a place in it.

use super::filtered::filtered;
use crate::db::statements;

statements! {
    OLDEST => ("SELECT c.id, c.mobile, c.last_key, c.first_key, c.email_key, c.company_key FROM contact c
        WHERE c.account_id = $1" (filtered sqlite postgres) "AND c.id > $12 ORDER BY c.id LIMIT $2");
    NEWEST => ("SELECT c.id, c.mobile, c.last_key, c.first_key, c.email_key, c.company_key FROM contact c
        WHERE c.account_id = $1" (filtered sqlite postgres) "AND c.id < $12 ORDER BY c.id DESC LIMIT $2");
    // of the rest, $14 is the far end of a range of the index. Where it begins is the place: of two lower bounds SQLite
    // would take either; PostgreSQL needs both to know how little it is.
    MOBILE => ("SELECT c.id, c.mobile, c.last_key, c.first_key, c.email_key, c.company_key FROM contact c
        WHERE c.account_id = $1" (filtered sqlite postgres) "AND (c.mobile, c.id) > (CAST($12 AS BIGINT), CAST($13 AS BIGINT))
            AND c.mobile < $14" { "", " AND c.mobile >= CAST($12 AS BIGINT)" } " ORDER BY c.mobile, c.id LIMIT $2");
    MOBILE_DOWN => ("SELECT c.id, c.mobile, c.last_key, c.first_key, c.email_key, c.company_key FROM contact c
        WHERE c.account_id = $1" (filtered sqlite postgres) "AND (c.mobile, c.id) < (CAST($12 AS BIGINT), CAST($13 AS BIGINT))
            AND c.mobile >= $14 ORDER BY c.mobile DESC, c.id DESC LIMIT $2");
    LAST => ("SELECT c.id, c.mobile, c.last_key, c.first_key, c.email_key, c.company_key FROM contact c
        WHERE c.account_id = $1" (filtered sqlite postgres) "AND (c.last_key, c.id) > (CAST($12 AS TEXT), CAST($13 AS BIGINT))
            AND c.last_key < $14" { "", " AND c.last_key >= CAST($12 AS TEXT)" } " ORDER BY c.last_key, c.id LIMIT $2");
    LAST_DOWN => ("SELECT c.id, c.mobile, c.last_key, c.first_key, c.email_key, c.company_key FROM contact c
        WHERE c.account_id = $1" (filtered sqlite postgres) "AND (c.last_key, c.id) < (CAST($12 AS TEXT), CAST($13 AS BIGINT))
            AND c.last_key >= $14 ORDER BY c.last_key DESC, c.id DESC LIMIT $2");
    FIRST => ("SELECT c.id, c.mobile, c.last_key, c.first_key, c.email_key, c.company_key FROM contact c
        WHERE c.account_id = $1" (filtered sqlite postgres) "AND (c.first_key, c.id) > (CAST($12 AS TEXT), CAST($13 AS BIGINT))
            AND c.first_key < $14" { "", " AND c.first_key >= CAST($12 AS TEXT)" } " ORDER BY c.first_key, c.id LIMIT $2");
    FIRST_DOWN => ("SELECT c.id, c.mobile, c.last_key, c.first_key, c.email_key, c.company_key FROM contact c
        WHERE c.account_id = $1" (filtered sqlite postgres) "AND (c.first_key, c.id) < (CAST($12 AS TEXT), CAST($13 AS BIGINT))
            AND c.first_key >= $14 ORDER BY c.first_key DESC, c.id DESC LIMIT $2");
    EMAIL => ("SELECT c.id, c.mobile, c.last_key, c.first_key, c.email_key, c.company_key FROM contact c
        WHERE c.account_id = $1" (filtered sqlite postgres) "AND (c.email_key, c.id) > (CAST($12 AS TEXT), CAST($13 AS BIGINT))
            AND c.email_key < $14" { "", " AND c.email_key >= CAST($12 AS TEXT)" } " ORDER BY c.email_key, c.id LIMIT $2");
    EMAIL_DOWN => ("SELECT c.id, c.mobile, c.last_key, c.first_key, c.email_key, c.company_key FROM contact c
        WHERE c.account_id = $1" (filtered sqlite postgres) "AND (c.email_key, c.id) < (CAST($12 AS TEXT), CAST($13 AS BIGINT))
            AND c.email_key >= $14 ORDER BY c.email_key DESC, c.id DESC LIMIT $2");
    COMPANY => ("SELECT c.id, c.mobile, c.last_key, c.first_key, c.email_key, c.company_key FROM contact c
        WHERE c.account_id = $1" (filtered sqlite postgres) "AND (c.company_key, c.id) > (CAST($12 AS TEXT), CAST($13 AS BIGINT))
            AND c.company_key < $14" { "", " AND c.company_key >= CAST($12 AS TEXT)" } " ORDER BY c.company_key, c.id LIMIT $2");
    COMPANY_DOWN => ("SELECT c.id, c.mobile, c.last_key, c.first_key, c.email_key, c.company_key FROM contact c
        WHERE c.account_id = $1" (filtered sqlite postgres) "AND (c.company_key, c.id) < (CAST($12 AS TEXT), CAST($13 AS BIGINT))
            AND c.company_key >= $14 ORDER BY c.company_key DESC, c.id DESC LIMIT $2");
    /// The words that begin no key; the least of a contact's own that fits stands for all.
    WORD => ("SELECT c.id, c.mobile, c.last_key, c.first_key, c.email_key, c.company_key, w.word
        FROM contact_word w CROSS JOIN contact c
        WHERE w.account_id = $1 AND c.id = w.contact_id" (filtered sqlite postgres)
            "AND (w.word, w.contact_id) > (CAST($12 AS TEXT), CAST($13 AS BIGINT)) AND w.word < $14" { "", " AND w.word >= CAST($12 AS TEXT)" } "
            AND NOT EXISTS (SELECT 1 FROM contact_word l
                WHERE l.contact_id = w.contact_id AND l.word >= $15 AND l.word < w.word)
        ORDER BY w.word, w.contact_id LIMIT $2");

    // small sets, sorted beside the database
    AMONG => ("SELECT c.id, c.mobile, c.last_key, c.first_key, c.email_key, c.company_key FROM contact c
        WHERE c.id IN " ids " AND CAST($2 AS BIGINT) IS NOT NULL" (filtered sqlite postgres));
    OF_GROUP => ("SELECT contact_id FROM group_member WHERE group_id = $1 LIMIT $2");
    OF_BLACKLIST => ("SELECT c.id FROM (SELECT account_id, number FROM blacklist WHERE account_id = $1 LIMIT $2) AS b
        CROSS JOIN contact c WHERE c.account_id = b.account_id AND c.mobile = b.number LIMIT $2");
    OF_COUNTRY => ("SELECT id FROM contact WHERE account_id = $1 AND country = $3 LIMIT $2");
    OF_LINE => ("SELECT id FROM contact WHERE account_id = $1 AND line = $3 AND line <> 'mobile' LIMIT $2");
    OF_ACCOUNT => ("SELECT id FROM contact WHERE account_id = $1 LIMIT $2");
    BLACKLISTED_NUMBERS => ("SELECT COUNT(*) FROM (SELECT 1 AS one FROM blacklist WHERE account_id = $1 LIMIT $2) AS b");

    COUNT => ("SELECT COUNT(*) FROM (SELECT 1 AS one FROM contact c WHERE c.account_id = $1" (filtered sqlite postgres)
        "LIMIT $2) AS f");
    /// Those of a selection; without those that came after it was asked for.
    SELECTED => ("SELECT c.id FROM contact c WHERE c.account_id = $1" (filtered sqlite postgres)
        "AND c.id > $12 AND c.id <= $13 ORDER BY c.id LIMIT $2");
}

/// What a list is sorted by, and where a contact stands in it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct KeyRow {
    pub id: i64,
    pub mobile: i64,
    pub last_key: String,
    pub first_key: String,
    pub email_key: String,
    pub company_key: String,
    /// The word it was found by, where it was found by one.
    #[sqlx(default)]
    pub word: String,
}
