//! The sandbox over real HTTP: every test has its own, on a port of its own.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod bank;
mod magic;
mod ordinary;
mod page;
mod support;
