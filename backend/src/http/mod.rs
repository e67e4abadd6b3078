//! HTTP: from a socket to a verb and back.
//!
//! A request is a straight line: [`router`] (every route on one screen) → the capability's `routes.rs` (reads the
//! request, writes the answer) → its verb (a file that does one thing) → its `sql.rs`. What routes share is here: who
//! calls ([`caller`]), the JSON body and the query read with every wrong field named ([`body`], [`query`]), cursor
//! pages ([`page`]), answers that are given once ([`idempotency`]), limits, the web app's files and the documentation.

pub mod access;
pub mod assets;
pub mod body;
pub mod caller;
pub mod docs;
pub mod headers;
pub mod health;
pub mod idempotency;
pub mod limits;
pub mod origin;
pub mod page;
pub mod problems;
pub mod query;
pub mod router;
pub mod server;
pub mod tokens;

pub use body::{Body, OptionalBody};
pub use caller::Caller;
pub use idempotency::IdempotencyKey;
pub use origin::Origin;
pub use page::{Cursor, PageQuery};
pub use query::{Id, Number, Query};
