//! Screens on the terminal: snapshots through a terminal model, the shell, the widgets.

#[path = "../support/mod.rs"]
mod support;

mod dispute;
mod entry;
mod register;
mod shell;
mod totals;
mod widgets;
