//! Tiaojie (调解): an offline, keyboard-driven log of people's mediation, on one SQLite file.
//!
//! # The house
//!
//! Floors from the ground up; each uses only what stands below it.
//!
//! | floor | what is there | start reading at |
//! |---|---|---|
//! | [`domain`] | the words and rules of mediation, as plain types | [`domain::Dispute`], [`domain::Outcome`], [`domain::check`] |
//! | [`vault`] | keys: passphrases, the key file, what is sealed with them | [`vault::KeyFile`] |
//! | [`store`] | the file: `schema.sql`, one way to write, totals, lists, search, undo, check | [`store::Store`], [`store::Store::transact`] |
//! | [`exchange`] | several laptops made one: bundles, and a folder that all of them read and write | [`exchange::look_into`], [`exchange::sync_folder`] |
//! | [`ledger`] | spreadsheets in: headers, values, import | [`ledger::Plan`] |
//! | [`text`] | every sentence shown, in Chinese and English, for the values of the floors below | the file named like the screen |
//! | [`report`] | tables built once, for screen and paper | [`report::TotalsReport`] |
//! | [`document`] | the statutory forms of a case as docx, filled from templates an office may replace | [`document::Press`] |
//! | [`tui`] | the terminal: keys, layers, widgets, screens | [`tui::actions`], [`tui::stack::Layer`] |
//! | [`cli`] | one file a command | [`cli::run`] |
//!
//! `main.rs` turns arguments into a command or the terminal. `docs/developers.md` says how to add a field, a screen, a form or
//! an export.
//!
//! # Two ways through it
//!
//! *The way of a key.* The terminal hands raw events to [`tui::input`], which makes of them what a person meant;
//! [`tui::actions`] says which action a key is in the place one is in; the top layer of [`tui::stack`] does it, with
//! a read of the store or one write; then the frame is drawn once. Nothing ticks and nothing waits.
//!
//! *The way of a save.* A screen hands [`store::Store::save_dispute`] the case as it read it and as it shall be. In
//! one transaction a revision is appended to the log and applied: the record's rows, the running totals, the search
//! terms and the number follow from it, and the draft goes. There is no other way to write, and
//! [`store::Store::rebuild`] makes everything but the log again.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo, clippy::unimplemented)
)]

pub mod cli;
pub mod document;
pub mod domain;
pub mod exchange;
pub mod ledger;
pub mod report;
pub mod store;
pub mod text;
pub mod tui;
pub mod vault;
