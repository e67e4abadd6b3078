//! Statements on `contact`.

use openapi::contacts::{Consent, Contact, LineType};
use openapi::{ContactId, GroupId, Time};

use super::Details;
use super::details::read_fields;
use crate::db::{Bulk, bulk::bulk, statements};
use crate::messages::sql::msisdn;
use crate::numbers::Line;

/// Each word of a contact once.
pub(crate) const PUT_WORDS: Bulk = bulk!(contact_word: contact_id, word, account_id);

statements! {
    INSERT => ("INSERT INTO contact (id, account_id, mobile, country, last_name, first_name, email, company, fields, search,
            created_at, updated_at, line, last_key, first_key, email_key, company_key, typed)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, $14, $15, $16, $17)");
    CHANGE => ("UPDATE contact SET mobile = $3, country = $4, last_name = $5, first_name = $6, email = $7, company = $8,
            fields = $9, search = $10, updated_at = $11, line = $12, last_key = $13, first_key = $14, email_key = $15,
            company_key = $16, typed = $17
        WHERE id = $1 AND account_id = $2");
    CONSENT => ("UPDATE contact SET consent_source = $3, consent_at = $4 WHERE id = $1 AND account_id = $2");
    LOCK => ("SELECT id, mobile, country, last_name, first_name, email, company, fields, created_at, updated_at,
            0 AS blacklisted, line, consent_source, consent_at, typed
        FROM contact WHERE id = $1 AND account_id = $2" for_update);
    SHOW => ("SELECT c.id, c.mobile, c.country, c.last_name, c.first_name, c.email, c.company, c.fields, c.created_at,
            c.updated_at, CASE WHEN EXISTS (SELECT 1 FROM blacklist b
                WHERE b.account_id = c.account_id AND b.number = c.mobile) THEN 1 ELSE 0 END AS blacklisted,
            c.line, c.consent_source, c.consent_at, c.typed
        FROM contact c WHERE c.id = $1 AND c.account_id = $2");
    BY_IDS => ("SELECT c.id, c.mobile, c.country, c.last_name, c.first_name, c.email, c.company, c.fields, c.created_at,
            c.updated_at, CASE WHEN EXISTS (SELECT 1 FROM blacklist b
                WHERE b.account_id = c.account_id AND b.number = c.mobile) THEN 1 ELSE 0 END AS blacklisted,
            c.line, c.consent_source, c.consent_at, c.typed
        FROM contact c WHERE c.id IN " ids);
    /// For `fetch_many`.
    OWN_FIELDS => ({ "SELECT json_group_array(json_array(id, fields))", "SELECT id, fields" }
        " FROM (SELECT id, fields FROM contact WHERE account_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3) AS page");
    GROUP_NAMES => ("SELECT id, name FROM contact_group WHERE id IN " ids " AND account_id = $2");
    GROUPS_OF => ("SELECT m.contact_id, m.group_id FROM group_member m JOIN contact_group g ON g.id = m.group_id
        WHERE m.contact_id IN " ids " AND g.deleted_at IS NULL ORDER BY m.contact_id, m.group_id");
    DELETE => ("DELETE FROM contact WHERE id IN " ids " AND account_id = $2");
    /// Who was there when `$3` was made.
    WITH_NUMBERS => ("SELECT id FROM contact WHERE mobile IN " ids " AND account_id = $2 AND id <= $3 ORDER BY id");
    DELETE_NUMBERS => ("DELETE FROM contact WHERE mobile IN " ids " AND account_id = $2");

    // the words beside the row
    FORGET_WORDS => ("DELETE FROM contact_word WHERE contact_id IN " ids);
    INCOMPLETE => ("SELECT id, account_id FROM contact WHERE line = '' ORDER BY id LIMIT $1");
    LOCK_ALL => ("SELECT id, mobile, country, last_name, first_name, email, company, fields, created_at, updated_at,
            0 AS blacklisted, line, consent_source, consent_at, typed
        FROM contact WHERE id IN " ids " ORDER BY id" for_update);
    COMPLETE => ("UPDATE contact SET line = v.new_line, search = v.new_search, last_key = v.new_last,
            first_key = v.new_first, email_key = v.new_email, company_key = v.new_company
        FROM " [contact BIGINT, new_line TEXT, new_search TEXT, new_last TEXT, new_first TEXT, new_email TEXT,
            new_company TEXT] " WHERE contact.id = v.contact");

    // groups of one contact
    /// Of these, the account's own; they cannot go away before the commit.
    OWN_GROUPS => ("SELECT id FROM contact_group WHERE id IN " ids " AND account_id = $2 AND deleted_at IS NULL ORDER BY id"
        { "", " FOR KEY SHARE" });
    LEAVE_GROUPS => ("DELETE FROM group_member WHERE contact_id = $1");
    JOIN_GROUPS => ("INSERT INTO group_member (group_id, contact_id)
        SELECT g.id, CAST($2 AS BIGINT) FROM contact_group g WHERE g.id IN " ids " ON CONFLICT DO NOTHING");

    // duplicates
    /// Where so many contacts have been looked at.
    FAR_NUMBER => ("SELECT mobile FROM contact WHERE account_id = $1 AND mobile > $2 ORDER BY mobile, id LIMIT 1 OFFSET $3");
    FAR_EMAIL => ("SELECT email_key FROM contact WHERE account_id = $1 AND email_key > $2
        ORDER BY email_key, id LIMIT 1 OFFSET $3");
    FAR_NAME => ("SELECT last_key, first_key FROM contact WHERE account_id = $1
            AND last_key >= $2 AND (last_key, first_key) > (CAST($2 AS TEXT), CAST($3 AS TEXT))
        ORDER BY last_key, first_key, id LIMIT 1 OFFSET $4");
    DUPLICATE_NUMBERS => ("SELECT mobile, COUNT(*) FROM contact WHERE account_id = $1 AND mobile > $2 AND mobile <= $3
        GROUP BY mobile HAVING COUNT(*) > 1 ORDER BY mobile LIMIT $4");
    /// The oldest contacts of each of these numbers.
    DUPLICATES => ("SELECT c.id, c.mobile, c.country, c.last_name, c.first_name, c.email, c.company, c.fields,
            c.created_at, c.updated_at, CASE WHEN EXISTS (SELECT 1 FROM blacklist b
                WHERE b.account_id = $2 AND b.number = c.mobile) THEN 1 ELSE 0 END AS blacklisted,
            c.line, c.consent_source, c.consent_at, c.typed
        FROM (SELECT o.id, o.mobile, o.country, o.last_name, o.first_name, o.email, o.company, o.fields, o.created_at,
                o.updated_at, o.line, o.consent_source, o.consent_at, o.typed,
                ROW_NUMBER() OVER (PARTITION BY o.mobile ORDER BY o.id) AS place
            FROM contact o WHERE o.mobile IN " ids " AND o.account_id = $2) AS c
        WHERE c.place <= $3 ORDER BY c.mobile, c.id");
    SAME_EMAIL => ("SELECT email_key, '' AS first_key, COUNT(*) FROM contact
        WHERE account_id = $1 AND email_key > $2 AND email_key <= $3
        GROUP BY email_key HAVING COUNT(*) > 1 ORDER BY email_key LIMIT $4");
    /// Both names are known.
    SAME_NAME => ("SELECT last_key, first_key, COUNT(*) FROM contact
        WHERE account_id = $1 AND last_key > '' AND first_key > ''
            AND last_key >= $2 AND (last_key, first_key) > (CAST($2 AS TEXT), CAST($3 AS TEXT))
            AND last_key <= $4 AND (last_key, first_key) <= (CAST($4 AS TEXT), CAST($5 AS TEXT))
        GROUP BY last_key, first_key HAVING COUNT(*) > 1 ORDER BY last_key, first_key LIMIT $6");
    WITH_EMAIL => ("SELECT id FROM contact WHERE account_id = $1 AND email_key = $2 ORDER BY id LIMIT $3");
    WITH_NAME => ("SELECT id FROM contact WHERE account_id = $1 AND last_key = $2 AND first_key = $3 ORDER BY id LIMIT $4");
    /// The kept contact comes into the groups of the others.
    JOIN_THEIR_GROUPS => ("INSERT INTO group_member (group_id, contact_id) SELECT DISTINCT m.group_id, v.kept
        FROM " [kept BIGINT, other BIGINT] " JOIN group_member m ON m.contact_id = v.other
            JOIN contact_group g ON g.id = m.group_id WHERE g.deleted_at IS NULL
        ON CONFLICT (group_id, contact_id) DO NOTHING");
}

/// A contact as its row stands.
#[derive(Debug, sqlx::FromRow)]
pub struct ContactRow {
    pub id: i64,
    pub mobile: i64,
    pub country: String,
    pub last_name: String,
    pub first_name: String,
    pub email: String,
    pub company: String,
    pub fields: String,
    pub created_at: i64,
    pub updated_at: i64,
    pub blacklisted: i32,
    #[sqlx(default)]
    pub typed: String,
    #[sqlx(default)]
    pub line: String,
    #[sqlx(default)]
    pub consent_source: String,
    #[sqlx(default)]
    pub consent_at: Option<i64>,
}

impl From<ContactRow> for Details {
    fn from(row: ContactRow) -> Self {
        Self {
            mobile: msisdn(row.mobile),
            typed: row.typed,
            country: row.country,
            line: Line::of_word(&row.line),
            last_name: row.last_name,
            first_name: row.first_name,
            email: row.email,
            company: row.company,
            fields: read_fields(&row.fields),
        }
    }
}

impl ContactRow {
    pub fn contact(self, groups: Vec<GroupId>) -> Contact {
        Contact {
            id: ContactId(self.id),
            mobile: msisdn(self.mobile),
            typed: self.typed,
            country: self.country,
            line: Line::of_word(&self.line).map(LineType::from),
            last_name: self.last_name,
            first_name: self.first_name,
            email: self.email,
            company: self.company,
            fields: read_fields(&self.fields),
            groups,
            blacklisted: self.blacklisted == 1,
            consent: self
                .consent_at
                .map(|at| Consent { source: self.consent_source.clone(), at: Time::from_millis(at) }),
            created_at: Time::from_millis(self.created_at),
            updated_at: Time::from_millis(self.updated_at),
        }
    }
}

impl From<Line> for LineType {
    fn from(line: Line) -> Self {
        match line {
            Line::Mobile => Self::Mobile,
            Line::Fixed => Self::Fixed,
            Line::Other => Self::Other,
        }
    }
}

impl From<LineType> for Line {
    fn from(line: LineType) -> Self {
        match line {
            LineType::Mobile => Self::Mobile,
            LineType::Fixed => Self::Fixed,
            LineType::Other => Self::Other,
        }
    }
}
