//! The store: the content of the file after any edits, and its history.

#[path = "../support/mod.rs"]
mod support;

mod account;
mod many;
mod rooms;
mod scripts;
