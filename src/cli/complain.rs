//! The errors of commands, reported in one sentence.

use std::io::Write;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::ledger::ReadError;
use crate::store::StoreError;
use crate::text::{Lang, cli as words, errors};

/// Why a command failed.
#[derive(Debug)]
pub(super) enum Complaint {
    /// An error of the store.
    Store(StoreError),
    /// A spreadsheet could not be read.
    Sheet(String, ReadError),
    /// The command cannot be done; a sentence that says why.
    Failed(String),
    /// The arguments are not valid; a sentence that says why.
    Usage(String),
    /// The reader of stdout has closed it: end without a message.
    NobodyReads,
}

impl From<StoreError> for Complaint {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<std::io::Error> for Complaint {
    /// Errors of stdout; those of files are converted where they occur.
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::NobodyReads,
            _ => Self::Store(StoreError::Io(error)),
        }
    }
}

impl Complaint {
    /// Prints the error on stderr and returns the exit code.
    pub(super) fn tell(&self, lang: Lang) -> ExitCode {
        let (sentence, code) = match self {
            Self::Store(error) => (errors::store_error(lang, error), 1),
            Self::Sheet(name, error) => (errors::read_error(lang, name, error), 1),
            Self::Failed(sentence) => (sentence.clone(), 1),
            Self::Usage(sentence) => (sentence.clone(), 2),
            Self::NobodyReads => return ExitCode::SUCCESS,
        };
        // If stderr is closed, the exit code still reports the error.
        let _ = writeln!(std::io::stderr(), "{sentence}");
        ExitCode::from(code)
    }
}

/// Handles clap's result: help and version are printed, everything else is a usage error in one sentence.
pub(super) fn of_arguments(lang: Lang, error: &clap::Error) -> Result<(), Complaint> {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let mut out = std::io::stdout().lock();
        write!(out, "{}", error.render())?;
        out.flush()?;
        return Ok(());
    }
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(" ")),
        _ => None,
    };
    let argument =
        said(ContextKind::InvalidArg).or_else(|| said(ContextKind::InvalidSubcommand)).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            words::bad_argument(lang, &argument, &said(ContextKind::InvalidValue).unwrap_or_default())
        }
        ErrorKind::MissingRequiredArgument => words::missing_argument(lang, &argument),
        ErrorKind::ArgumentConflict | ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            words::conflicting_argument(lang, &argument)
        }
        _ => words::unknown_argument(lang, &argument),
    };
    Err(Complaint::Usage(words::usage(lang, &what)))
}
