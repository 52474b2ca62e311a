//! Flows: sequences of keys that lead from one state of a file to another.

#[path = "../support/mod.rs"]
mod support;

mod account;
mod acts;
mod analysis;
mod batch;
mod days;
mod dispute;
mod documents;
mod due;
mod entry;
mod exchange;
mod export;
mod find;
mod form;
mod import;
mod landing;
mod late;
mod life;
mod lock;
mod locks;
mod merge;
mod mouse;
mod outcome;
mod palette;
mod plan;
mod promises;
mod recur;
mod register;
mod report;
mod roster;
mod roster_edits;
mod services;
mod settings;
mod totals;
mod tour;
mod transcribe;
mod welcome;
