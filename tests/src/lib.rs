//! The harness: real parts, started for a test and gone after it.
//!
//! A case asks for a [`Database`], starts a [`Platform`] on it (the real `chappe` binary on a port of its own) and acts
//! through a [`Client`], which has one method a user action. [`on_both!`] runs a case on SQLite and on PostgreSQL:
//!
//! ```ignore
//! tests::on_both!(a_message_arrives);
//!
//! async fn a_message_arrives(database: Database) {
//!     let platform = Platform::start(database);
//!     let bakery = platform.account("bakery", 10).await;
//!     let message = bakery.send("+33612345678", "Your bread is ready").await.unwrap();
//!     bakery.wait_for_message(message.id, MessageStatus::Received).await;
//! }
//! ```
//!
//! Nothing here is mocked. The PostgreSQL cluster is started for the run ([`postgres`]), the provider is the sandbox over
//! HTTP ([`sandbox`]), and what a test leaves behind is removed when its values are dropped, however it ends.

// A harness that cannot go on ends the test: that is its job.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod account;
pub mod browser;
pub mod client;
pub mod database;
pub mod letters;
pub mod mailbox;
pub mod platform;
pub mod postgres;
pub mod process;
pub mod provider;
pub mod sandbox;
pub mod server;
pub mod stripe;

pub use account::Authenticator;
pub use client::{Client, Refused};
pub use database::Database;
pub use mailbox::Mailbox;
pub use platform::Platform;
pub use provider::Provider;
pub use sandbox::Sandbox;
pub use server::Server;
pub use stripe::Stripe;

/// Runs each case (`async fn name(database: Database)`) twice: as `sqlite::name` and as `postgres::name`.
#[macro_export]
macro_rules! on_both {
    ($($case:ident),+ $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test]
                async fn $case() {
                    super::$case($crate::Database::sqlite()).await;
                }
            )+
        }
        mod postgres {
            $(
                #[tokio::test]
                async fn $case() {
                    super::$case($crate::Database::postgres()).await;
                }
            )+
        }
    };
}
