//! Statements on `contact`.

use openapi::contacts::Contact;
use openapi::{ContactId, GroupId, Time};

use super::Details;
use super::details::read_fields;
use crate::db::statements;
use crate::messages::sql::msisdn;

statements! {
    INSERT => ("INSERT INTO contact (id, account_id, mobile, country, last_name, first_name, email, company, fields, search,
        created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)");
    CHANGE => ("UPDATE contact SET mobile = $3, country = $4, last_name = $5, first_name = $6, email = $7, company = $8,
        fields = $9, search = $10, updated_at = $11 WHERE id = $1 AND account_id = $2");
    LOCK => ("SELECT id, mobile, country, last_name, first_name, email, company, fields, created_at, updated_at,
            0 AS blacklisted
        FROM contact WHERE id = $1 AND account_id = $2" for_update);
    SHOW => ("SELECT c.id, c.mobile, c.country, c.last_name, c.first_name, c.email, c.company, c.fields, c.created_at,
            c.updated_at, CASE WHEN EXISTS (SELECT 1 FROM blacklist b
                WHERE b.account_id = c.account_id AND b.number = c.mobile) THEN 1 ELSE 0 END AS blacklisted
        FROM contact c WHERE c.id = $1 AND c.account_id = $2");
    LIST => ("SELECT c.id, c.mobile, c.country, c.last_name, c.first_name, c.email, c.company, c.fields, c.created_at,
            c.updated_at, CASE WHEN EXISTS (SELECT 1 FROM blacklist b
                WHERE b.account_id = c.account_id AND b.number = c.mobile) THEN 1 ELSE 0 END AS blacklisted
        FROM contact c WHERE c.account_id = $1 AND c.id < $2 AND c.search LIKE $3 ESCAPE '\\'
        ORDER BY c.id DESC LIMIT $4");
    LIST_GROUP => ("SELECT c.id, c.mobile, c.country, c.last_name, c.first_name, c.email, c.company, c.fields,
            c.created_at, c.updated_at, CASE WHEN EXISTS (SELECT 1 FROM blacklist b
                WHERE b.account_id = c.account_id AND b.number = c.mobile) THEN 1 ELSE 0 END AS blacklisted
        FROM group_member g JOIN contact c ON c.id = g.contact_id
        WHERE g.group_id = $5 AND c.account_id = $1 AND g.contact_id < $2 AND c.search LIKE $3 ESCAPE '\\'
        ORDER BY g.contact_id DESC LIMIT $4");
    /// For `fetch_many`.
    OWN_FIELDS => ({ "SELECT json_group_array(json_array(id, fields))", "SELECT id, fields" }
        " FROM (SELECT id, fields FROM contact WHERE account_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3) AS page");
    GROUP_NAMES => ("SELECT id, name FROM contact_group WHERE id IN " ids " AND account_id = $2");
    GROUPS_OF => ("SELECT contact_id, group_id FROM group_member WHERE contact_id IN " ids
        " ORDER BY contact_id, group_id");
    DELETE => ("DELETE FROM contact WHERE id IN " ids " AND account_id = $2");
    DELETE_NUMBERS => ("DELETE FROM contact WHERE mobile IN " ids " AND account_id = $2");

    // groups of one contact
    /// Of these, the account's own; they cannot go away before the commit.
    OWN_GROUPS => ("SELECT id FROM contact_group WHERE id IN " ids " AND account_id = $2 ORDER BY id"
        { "", " FOR KEY SHARE" });
    LEAVE_GROUPS => ("DELETE FROM group_member WHERE contact_id = $1");
    JOIN_GROUPS => ("INSERT INTO group_member (group_id, contact_id)
        SELECT g.id, CAST($2 AS BIGINT) FROM contact_group g WHERE g.id IN " ids " ON CONFLICT DO NOTHING");

    // duplicates
    DUPLICATE_NUMBERS => ("SELECT mobile, COUNT(*) FROM contact WHERE account_id = $1 AND mobile > $2
        GROUP BY mobile HAVING COUNT(*) > 1 ORDER BY mobile LIMIT $3");
    /// The oldest contacts of each of these numbers.
    DUPLICATES => ("SELECT c.id, c.mobile, c.country, c.last_name, c.first_name, c.email, c.company, c.fields,
            c.created_at, c.updated_at, CASE WHEN EXISTS (SELECT 1 FROM blacklist b
                WHERE b.account_id = $2 AND b.number = c.mobile) THEN 1 ELSE 0 END AS blacklisted
        FROM (SELECT o.id, o.mobile, o.country, o.last_name, o.first_name, o.email, o.company, o.fields, o.created_at,
                o.updated_at, ROW_NUMBER() OVER (PARTITION BY o.mobile ORDER BY o.id) AS place
            FROM contact o WHERE o.mobile IN " ids " AND o.account_id = $2) AS c
        WHERE c.place <= $3 ORDER BY c.mobile, c.id");
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
}

impl From<ContactRow> for Details {
    fn from(row: ContactRow) -> Self {
        Self {
            mobile: msisdn(row.mobile),
            country: row.country,
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
            country: self.country,
            last_name: self.last_name,
            first_name: self.first_name,
            email: self.email,
            company: self.company,
            fields: read_fields(&self.fields),
            groups,
            blacklisted: self.blacklisted == 1,
            created_at: Time::from_millis(self.created_at),
            updated_at: Time::from_millis(self.updated_at),
        }
    }
}
