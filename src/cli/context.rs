//! What every command shares: the language, the file, and whether questions are answered.

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use super::complain::Complaint;
use crate::domain::Machine;
use crate::store::Store;
use crate::text::{Lang, cli as words, common};

/// What the global flags say.
#[derive(Debug)]
pub(super) struct Context {
    pub lang: Lang,
    pub file: Option<PathBuf>,
    pub yes: bool,
    /// The file whose first line is the passphrase.
    pub passphrase_file: Option<PathBuf>,
}

impl Context {
    /// The data file: the one that is named, else the one where the system keeps a person's data.
    pub(super) fn path(&self) -> Result<PathBuf, Complaint> {
        if let Some(path) = &self.file {
            return Ok(path.clone());
        }
        let folders = directories::ProjectDirs::from("", "", "tiaojie")
            .ok_or_else(|| Complaint::Failed(words::no_home(self.lang).to_owned()))?;
        Ok(folders.data_dir().join("tiaojie.db"))
    }

    /// Opens the file for a command that reads; none is made.
    pub(super) fn open(&self) -> Result<Store, Complaint> {
        let path = self.path()?;
        self.unlocked(&path, Store::open(&path, Box::new(Machine)), Box::new(Machine))
    }

    /// Opens the file for a command that writes; it is made where there is none.
    pub(super) fn open_or_create(&self) -> Result<Store, Complaint> {
        let path = self.path()?;
        self.unlocked(&path, Store::open_or_create(&path, Box::new(Machine)), Box::new(Machine))
    }

    /// Asks a question that wants a yes. Without a terminal nobody can answer, which is a no.
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
