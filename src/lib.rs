//! Tiaojie (调解): an offline, keyboard-driven log of people's mediation.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo, clippy::unimplemented)
)]

pub mod domain;
pub mod ledger;
pub mod report;
pub mod store;
pub mod text;
pub mod tui;
