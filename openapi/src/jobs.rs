//! A long piece of work that goes on after its request was answered.

use crate::{JobId, Time};

dto! {
    pub struct Job {
        pub id: JobId,
        pub kind: JobKind,
        pub status: JobStatus,
        /// Steps done, of `total`; the unit is the kind's (rows, recipients).
        pub done: i64,
        pub total: i64,
        /// What came of it, when it is done; its shape is the kind's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub result: Option<serde_json::Value>,
        pub created_at: Time,
        /// Until when it can be undone (`POST /jobs/{id}/undo`): what it deleted is brought back, what it imported is taken
        /// back; absent when nothing can.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub undo_until: Option<Time>,
    }

    /// What a job on contacts came to.
    #[derive(Copy, Eq)]
    pub struct SelectionResult {
        /// Contacts that were not so before: came in, went out, are gone, are back.
        pub changed: i64,
        /// Of an import that is undone: contacts that were changed since, and stay as they are.
        #[serde(default, skip_serializing_if = "none")]
        pub kept: i64,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum JobKind {
        /// Puts the rows of a file into the address book; its result is an `ImportResult`.
        Import,
        /// Groups, ungroups, deletes or blacklists selected contacts; its result is a `SelectionResult`.
        Selection,
        /// Undoes a job; its result is a `SelectionResult`.
        Restoration,
        /// Deletes or merges contacts with the same number; its result is a `SelectionResult`.
        Duplicates,
        /// Turns a campaign's recipients into messages.
        Launch,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "lowercase")]
    pub enum JobStatus {
        Queued,
        Running,
        Done,
        Failed,
        Cancelled,
    }
}

/// Nothing was kept: not said.
fn none(count: &i64) -> bool {
    *count == 0
}
