//! What went wrong, and saying it in one sentence.

use std::io::Write;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::ledger::ReadError;
use crate::store::StoreError;
use crate::text::{Lang, cli as words, errors};

/// Why a command did not do what was asked.
#[derive(Debug)]
pub(super) enum Complaint {
    /// The store refused or failed.
    Store(StoreError),
    /// A spreadsheet could not be read.
    Sheet(String, ReadError),
    /// What was asked cannot be done; the sentence that says why.
    Failed(String),
    /// What was asked is not understood; the sentence that says why.
    Usage(String),
    /// Nobody reads any more: done.
    NobodyReads,
}

impl From<StoreError> for Complaint {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<std::io::Error> for Complaint {
    /// Errors of stdout; those of files are told apart where they occur.
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::NobodyReads,
            _ => Self::Store(StoreError::Io(error)),
        }
    }
}

impl Complaint {
    /// Says it on stderr and gives the exit code.
    pub(super) fn tell(&self, lang: Lang) -> ExitCode {
        let (sentence, code) = match self {
            Self::Store(error) => (errors::store_error(lang, error), 1),
            Self::Sheet(name, error) => (errors::read_error(lang, name, error), 1),
            Self::Failed(sentence) => (sentence.clone(), 1),
            Self::Usage(sentence) => (sentence.clone(), 2),
            Self::NobodyReads => return ExitCode::SUCCESS,
        };
        // Where stderr is closed too there is nobody left to tell; the exit code still says it.
        let _ = writeln!(std::io::stderr(), "{sentence}");
        ExitCode::from(code)
    }
}

/// What clap has to say: help and version are answers, everything else is a usage error in one sentence.
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
