//! The contract: the document that is committed is the one that is served, and the server keeps it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod document;
mod schemathesis;
mod signatures;
