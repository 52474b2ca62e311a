//! Screens as the terminal shows them: pictures through a terminal model, the shell around them, the widgets.

#[path = "../support/mod.rs"]
mod support;

mod dispute;
mod entry;
mod register;
mod shell;
mod totals;
mod widgets;
