//! The terminal.
pub mod widgets;
