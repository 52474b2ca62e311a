//! Opening the terminal.

use std::path::Path;

use super::complain::Complaint;
use super::context::Context;
use crate::text::cli as words;

/// `tiaojie` without a command.
pub(super) fn open(context: &Context) -> Result<(), Complaint> {
    run_terminal(context, &context.path()?)
}

/// Runs the terminal over that file until the person quits. The one place where commands and terminal meet.
pub(super) fn run_terminal(context: &Context, _path: &Path) -> Result<(), Complaint> {
    Err(Complaint::Failed(words::no_terminal(context.lang).to_owned()))
}
