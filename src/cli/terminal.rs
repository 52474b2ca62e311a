//! Starts the terminal.

use std::io::IsTerminal;
use std::path::Path;

use super::complain::Complaint;
use super::context::Context;
use crate::domain::{Machine, Surroundings};
use crate::store::{Store, StoreError};
use crate::text::{Lang, cli as words};
use crate::tui::terminal::TerminalError;
use crate::tui::{recovery, start};

/// `tiaojie` without a command: opens the file or creates it.
pub(super) fn open(context: &Context) -> Result<(), Complaint> {
    run_terminal(context, &context.path()?, Box::new(Machine))
}

/// Runs the terminal on that file until the user leaves. The only place where commands and terminal meet.
pub(super) fn run_terminal(
    context: &Context,
    path: &Path,
    surroundings: Box<dyn Surroundings>,
) -> Result<(), Complaint> {
    if !super::locale::is_agreed(context)? {
        return Ok(());
    }
    let mut surroundings = surroundings;
    let ended = match Store::open_or_create(path, surroundings.beside()) {
        // The passphrase is typed on the screen.
        Err(StoreError::Sealed(_)) if context.passphrase_file.is_none() => {
            start::run_sealed(path, context.lang, surroundings)
        }
        Err(error) if recovery::can_help(&error) && std::io::stdin().is_terminal() => {
            start::run_damaged(path, error, context.lang, surroundings)
        }
        opened => {
            let store = context.unlocked(path, opened, surroundings)?;
            // `--lang en` is valid for this session; the setting is unchanged.
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
