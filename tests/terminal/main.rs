//! The real program in a pseudo-terminal.

#[path = "../support/mod.rs"]
mod support;

#[cfg(unix)]
mod keys;
mod program;
#[cfg(unix)]
mod restore;
