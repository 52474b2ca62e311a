//! Bad input and file errors.

#[path = "../support/mod.rs"]
mod support;

mod files;
mod input;
