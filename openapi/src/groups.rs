//! A group of contacts.

use crate::{ContactId, GroupId, Time};

dto! {
    pub struct Group {
        pub id: GroupId,
        pub name: String,
        /// Contacts in it.
        pub contacts: i64,
        pub created_at: Time,
    }

    /// Names a group: a new one, or an existing one anew.
    #[serde(deny_unknown_fields)]
    pub struct GroupName {
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 100, example = "Regulars"))]
        pub name: String,
    }

    /// Contacts to put into a group or to take out of it.
    #[serde(deny_unknown_fields)]
    pub struct GroupMembers {
        #[cfg_attr(feature = "schema", schema(max_items = 1000))]
        pub ids: Vec<ContactId>,
    }

    /// How many contacts a change of a group touched.
    pub struct GroupMembersChanged {
        pub changed: i64,
    }
}

page!(GroupPage of Group);
