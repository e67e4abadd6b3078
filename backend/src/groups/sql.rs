//! Statements on `contact_group` and `group_member`.

use openapi::groups::Group;
use openapi::{GroupId, Time};

use crate::db::statements;

statements! {
    INSERT => ("INSERT INTO contact_group (id, account_id, name, search, created_at) VALUES ($1, $2, $3, $4, $5)");
    /// The same unless the name is taken.
    ENSURE => ("INSERT INTO contact_group (id, account_id, name, search, created_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (account_id, name) DO NOTHING");
    FIND => ("SELECT id FROM contact_group WHERE account_id = $1 AND name = $2");
    SHOW => ("SELECT g.id, g.name, g.created_at, g.contacts
        FROM contact_group g WHERE g.id = $1 AND g.account_id = $2 AND g.deleted_at IS NULL");
    LIST => ("SELECT g.id, g.name, g.created_at, g.contacts
        FROM contact_group g WHERE g.account_id = $1 AND g.id < $2 AND g.deleted_at IS NULL AND g.search LIKE $3 ESCAPE '\\'
        ORDER BY g.id DESC LIMIT $4");
    COUNTER => ("SELECT contacts FROM contact_group WHERE id = $1 AND account_id = $2 AND deleted_at IS NULL");
    RENAME => ("UPDATE contact_group SET name = $3, search = $4 WHERE id = $1 AND account_id = $2 AND deleted_at IS NULL");
    /// Its name is free again: $4 is one that no group can have.
    DELETE => ("UPDATE contact_group SET deleted_at = $3, name = $4 WHERE id = $1 AND account_id = $2
        AND deleted_at IS NULL");
    /// Takes the row, so that the group cannot go away before the commit.
    LOCK => ("SELECT id FROM contact_group WHERE id = $1 AND account_id = $2 AND deleted_at IS NULL"
        { "", " FOR KEY SHARE" });
    ADD => ("INSERT INTO group_member (group_id, contact_id) SELECT CAST($2 AS BIGINT), c.id FROM contact c
        WHERE c.id IN " ids " AND c.account_id = $3 ORDER BY c.id ON CONFLICT DO NOTHING");
    // behind a deletion
    DELETED => ("SELECT id FROM contact_group WHERE deleted_at IS NOT NULL ORDER BY id LIMIT 1" skip_locked);
    MEMBERS => ("SELECT contact_id FROM group_member WHERE group_id = $1 ORDER BY contact_id LIMIT $2");
    FORGET => ("DELETE FROM contact_group WHERE id = $1 AND deleted_at IS NOT NULL");
    REMOVE => ("DELETE FROM group_member WHERE contact_id IN " ids " AND group_id = $2");
}

/// A group as its owner sees it.
#[derive(Debug, sqlx::FromRow)]
pub struct GroupRow {
    pub id: i64,
    pub name: String,
    pub created_at: i64,
    pub contacts: i64,
}

impl From<GroupRow> for Group {
    fn from(row: GroupRow) -> Self {
        Self {
            id: GroupId(row.id),
            name: row.name,
            contacts: row.contacts,
            created_at: Time::from_millis(row.created_at),
        }
    }
}
