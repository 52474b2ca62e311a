//! Opening the terminal.

use std::path::Path;

use super::complain::Complaint;
use super::context::Context;
use crate::domain::{Machine, Surroundings};
use crate::store::{Store, StoreError};
use crate::text::{Lang, cli as words};
use crate::tui::start;
use crate::tui::terminal::TerminalError;

/// `tiaojie` without a command: the file where it is, or a new one.
pub(super) fn open(context: &Context) -> Result<(), Complaint> {
    run_terminal(context, &context.path()?, Box::new(Machine))
}

/// Runs the terminal over that file until the person quits. The one place where commands and terminal meet.
pub(super) fn run_terminal(
    context: &Context,
    path: &Path,
    surroundings: Box<dyn Surroundings>,
) -> Result<(), Complaint> {
    let mut surroundings = surroundings;
    let ended = match Store::open_or_create(path, surroundings.beside()) {
        // Asked for on the screen, before anything is shown.
        Err(StoreError::Sealed(_)) if context.passphrase_file.is_none() => {
            start::run_sealed(path, context.lang, surroundings)
        }
        opened => {
            let store = context.unlocked(path, opened, surroundings)?;
            // English asked for on the command line holds for this visit; the setting stays.
            let lang = if context.lang == Lang::En { Lang::En } else { store.settings().language };
            start::run(store, lang)
        }
    };
    ended.map_err(|error| match error {
        TerminalError::NotATerminal => Complaint::Failed(words::no_terminal(context.lang).to_owned()),
        TerminalError::Io(error) => Complaint::from(error),
        TerminalError::Store(error) => Complaint::Store(error),
    })
}
