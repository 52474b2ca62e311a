//! Starts the terminal.

use std::io::IsTerminal;
use std::path::Path;

use super::complain::Complaint;
use super::context::Context;
use super::demo;
use crate::domain::{Machine, Surroundings};
use crate::store::{Store, StoreError};
use crate::text::{Lang, cli as words};
use crate::tui::stack::LeftFor;
use crate::tui::start::Begin;
use crate::tui::terminal::TerminalError;
use crate::tui::{recovery, start};

/// `tiaojie` without a command: opens the file or creates it.
pub(super) fn open(context: &Context) -> Result<(), Complaint> {
    while let LeftFor::Tour(lang) = run_terminal(context, &context.path()?, Box::new(Machine), Begin::Alone)?
    {
        demo::tour(context, lang)?;
    }
    Ok(())
}

/// Runs the terminal on that file until the user leaves; says what for. The only place where commands and terminal meet.
pub(super) fn run_terminal(
    context: &Context,
    path: &Path,
    surroundings: Box<dyn Surroundings>,
    begin: Begin,
) -> Result<LeftFor, Complaint> {
    if !super::locale::is_agreed(context)? {
        return Ok(LeftFor::Good);
    }
    let mut surroundings = surroundings;
    let ended = match Store::open_or_create(path, surroundings.beside()) {
        // The passphrase is typed on the screen.
        Err(StoreError::Sealed(_)) if context.passphrase_file.is_none() => {
            start::run_sealed(path, context.lang, surroundings).map(|()| LeftFor::Good)
        }
        Err(error) if recovery::can_help(&error) && std::io::stdin().is_terminal() => {
            start::run_damaged(path, error, context.lang, surroundings).map(|()| LeftFor::Good)
        }
        opened => {
            let store = context.unlocked(path, opened, surroundings)?;
            // `--lang en` is valid for this session; the setting is unchanged.
            let lang = if context.lang == Lang::En { Lang::En } else { store.settings().language };
            start::run(store, lang, begin)
        }
    };
    ended.map_err(|error| match error {
        TerminalError::NotATerminal => Complaint::Failed(words::no_terminal(context.lang).to_owned()),
        TerminalError::Io(error) => Complaint::from(error),
        TerminalError::Store(error) => Complaint::Store(error),
    })
}
