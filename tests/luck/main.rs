//! Bad input and bad luck.

#[path = "../support/mod.rs"]
mod support;

mod files;
mod input;
