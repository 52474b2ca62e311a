//! The store: what is in the file after any edits, and its past.

#[path = "../support/mod.rs"]
mod support;

mod account;
mod rooms;
mod scripts;
