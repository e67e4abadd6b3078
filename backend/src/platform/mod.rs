//! What the web app must know of the server it came from.

pub mod routes;
