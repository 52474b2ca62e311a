//! Flows: sequences of keys that lead from one state of a file to another.

#[path = "../support/mod.rs"]
mod support;

mod account;
mod analysis;
mod batch;
mod dispute;
mod documents;
mod due;
mod entry;
mod exchange;
mod export;
mod find;
mod form;
mod import;
mod life;
mod lock;
mod locks;
mod mouse;
mod outcome;
mod plan;
mod register;
mod report;
mod roster;
mod roster_edits;
mod services;
mod settings;
mod totals;
mod transcribe;
mod welcome;
