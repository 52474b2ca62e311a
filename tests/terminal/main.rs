//! The real program in a pseudo-terminal.

#[path = "../support/mod.rs"]
mod support;

mod program;
#[cfg(unix)]
mod restore;
