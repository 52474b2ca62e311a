//! The context of every command: the language, the file, and the answer to questions.

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use super::complain::Complaint;
use crate::domain::Machine;
use crate::store::Store;
use crate::text::{Lang, cli as words, common};

/// The values of the global flags.
#[derive(Debug)]
pub(super) struct Context {
    pub lang: Lang,
    pub file: Option<PathBuf>,
    pub yes: bool,
    /// A file with the passphrase on its first line.
    pub passphrase_file: Option<PathBuf>,
}

impl Context {
    /// The path of the data file: the given one, or the default in the user's data folder.
    pub(super) fn path(&self) -> Result<PathBuf, Complaint> {
        if let Some(path) = &self.file {
            return Ok(path.clone());
        }
        let folders = directories::ProjectDirs::from("", "", "tiaojie")
            .ok_or_else(|| Complaint::Failed(words::no_home(self.lang).to_owned()))?;
        Ok(folders.data_dir().join("tiaojie.db"))
    }

    /// Opens an existing file, for a command that reads.
    pub(super) fn open(&self) -> Result<Store, Complaint> {
        let path = self.path()?;
        self.unlocked(&path, Store::open(&path, Box::new(Machine)), Box::new(Machine))
    }

    /// Opens the file or creates it, for a command that writes.
    pub(super) fn open_or_create(&self) -> Result<Store, Complaint> {
        let path = self.path()?;
        self.unlocked(&path, Store::open_or_create(&path, Box::new(Machine)), Box::new(Machine))
    }

    /// Asks a yes/no question. Without a terminal the answer is no.
    pub(super) fn agrees(&self, question: &str) -> Result<bool, Complaint> {
        if self.yes {
            return Ok(true);
        }
        if !std::io::stdin().is_terminal() {
            return Ok(false);
        }
        let mut err = std::io::stderr();
        write!(err, "{question}")?;
        err.flush()?;
        let mut answer = String::new();
        std::io::stdin().lock().read_line(&mut answer)?;
        let answer = crate::domain::fold::search_fold(answer.trim());
        Ok(matches!(answer.as_str(), "y" | "yes") || answer == common::yes(Lang::Zh))
    }
}
