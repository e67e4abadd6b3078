//! An API key: the right of a program to call for an account.

use crate::{ApiKeyId, Time};

dto! {
    /// Makes an API key. Needs the password, unless the session was begun with it in the last ten minutes.
    #[serde(deny_unknown_fields)]
    pub struct NewApiKey {
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 100, example = "Web shop"))]
        pub name: String,
        #[cfg_attr(feature = "schema", schema(min_items = 1, max_items = 4))]
        pub scopes: Vec<Scope>,
        /// `live` unless said otherwise.
        #[serde(default)]
        pub mode: KeyMode,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(format = "password", min_length = 1, max_length = 128))]
        pub password: Option<String>,
    }

    pub struct ApiKey {
        pub id: ApiKeyId,
        pub name: String,
        pub scopes: Vec<Scope>,
        pub mode: KeyMode,
        /// How the key begins: enough to recognise it.
        pub prefix: String,
        pub created_at: Time,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub last_used_at: Option<Time>,
    }

    /// A key that was just made.
    pub struct CreatedApiKey {
        pub key: ApiKey,
        /// Goes into `Authorization: Bearer …`. Shown this once; only a hash of it is kept.
        pub secret: String,
    }

    /// What a key may do.
    #[derive(Copy, Eq, Hash, PartialOrd, Ord)]
    #[serde(rename_all = "lowercase")]
    pub enum Scope {
        /// See campaigns, messages and replies; ask what a campaign would cost.
        Read,
        /// Send messages, write and run campaigns.
        Send,
        /// See and change the address book: contacts, groups, imports, blacklist.
        Contacts,
        /// See movements of credits, transfer them.
        Billing,
    }

    #[derive(Copy, Eq, Default)]
    #[serde(rename_all = "lowercase")]
    pub enum KeyMode {
        /// What it sends leaves, and costs.
        #[default]
        Live,
        /// What it sends only ever reaches the sandbox, and never costs.
        Test,
    }
}

impl Scope {
    pub const ALL: [Self; 4] = [Self::Read, Self::Send, Self::Contacts, Self::Billing];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Send => "send",
            Self::Contacts => "contacts",
            Self::Billing => "billing",
        }
    }
}

page!(ApiKeyPage of ApiKey);
