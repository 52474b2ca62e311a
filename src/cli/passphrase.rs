//! `tiaojie passphrase`: who can open the data file. A passphrase is never an argument or a variable: it is
//! typed without echo, or read from a file.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;
use zeroize::Zeroizing;

use super::complain::Complaint;
use super::context::Context;
use super::{say, say_json};
use crate::domain::fold::search_fold;
use crate::domain::{Machine, Surroundings};
use crate::report::{Existing, FileError, write_aside};
use crate::store::{Store, StoreError};
use crate::text::{Lang, about, protection as words};
use crate::vault::{Cost, Gate, Holder, Passphrase, RecoveryWords, Unlocked};

#[derive(Debug, Subcommand)]
pub(super) enum PassphraseCommand {
    #[command(about = words::about_set())]
    Set {
        #[command(flatten)]
        whose: WhoseArgs,
        #[command(flatten)]
        new: NewArgs,
        #[command(flatten)]
        words: WordsArgs,
    },
    #[command(about = words::about_change())]
    Change {
        #[command(flatten)]
        whose: WhoseArgs,
        #[command(flatten)]
        new: NewArgs,
    },
    #[command(about = words::about_remove())]
    Remove,
    #[command(about = words::about_add())]
    Add {
        #[command(flatten)]
        whose: WhoseArgs,
        #[command(flatten)]
        new: NewArgs,
    },
    #[command(about = words::about_drop())]
    Drop {
        #[command(flatten)]
        whose: WhoseArgs,
    },
    #[command(about = words::about_recovery())]
    Recovery {
        #[command(flatten)]
        words: WordsArgs,
    },
    #[command(about = words::about_list())]
    List {
        #[arg(long, help = about::json())]
        json: bool,
    },
}

/// Whose passphrase.
#[derive(Debug, Args)]
pub(super) struct WhoseArgs {
    #[arg(value_name = "OPERATOR", conflicts_with = "shared", help = words::about_operator())]
    pub operator: Option<String>,
    #[arg(long, help = words::about_shared())]
    pub shared: bool,
}

/// Where the new passphrase comes from.
#[derive(Debug, Args)]
pub(super) struct NewArgs {
    #[arg(long, value_name = "PATH", help = words::about_new_file())]
    pub new_passphrase_file: Option<PathBuf>,
}

/// Where the recovery words go.
#[derive(Debug, Args)]
pub(super) struct WordsArgs {
    #[arg(long, value_name = "PATH", help = words::about_words_to())]
    pub words_to: Option<PathBuf>,
}

/// Runs the subcommand.
pub(super) fn run(context: &Context, command: PassphraseCommand) -> Result<(), Complaint> {
    let lang = context.lang;
    let mut store = context.open()?;
    match command {
        PassphraseCommand::Set { whose, new, words } => {
            let holder = holder(&store, lang, &whose)?;
            let made = store.protect(holder, &new_passphrase(lang, &new)?, Cost::STANDARD)?;
            say(self::words::was_set(lang))?;
            show_words(&store, lang, &made, &words)
        }
        PassphraseCommand::Change { whose, new } | PassphraseCommand::Add { whose, new } => {
            if store.key().is_none() {
                return Err(StoreError::NotSealed.into());
            }
            let holder = holder(&store, lang, &whose)?;
            store.give_passphrase(holder, &new_passphrase(lang, &new)?, Cost::STANDARD)?;
            say(self::words::was_changed(lang))
        }
        PassphraseCommand::Drop { whose } => {
            let holder = holder(&store, lang, &whose)?;
            store.shut_out(holder)?;
            say(self::words::was_dropped(lang))
        }
        PassphraseCommand::Recovery { words } => {
            let made = store.renew_recovery(Cost::STANDARD)?;
            show_words(&store, lang, &made, &words)
        }
        PassphraseCommand::Remove => {
            if store.key().is_none() {
                return Err(StoreError::NotSealed.into());
            }
            let typed = context.typed_passphrase()?;
            store.unprotect(&typed)?;
            say(self::words::was_removed(lang))
        }
        PassphraseCommand::List { json } => list(&store, lang, json),
    }
}

fn list(store: &Store, lang: Lang, as_json: bool) -> Result<(), Complaint> {
    let holders = if store.key().is_some() { store.holders()? } else { Vec::new() };
    let names: Vec<String> = holders.iter().map(|holder| name(store, lang, *holder)).collect();
    if as_json {
        return say_json(&json!({
            "encrypted": store.key().is_some(),
            "holders": names,
            "idle_minutes": store.settings().idle_minutes,
        }));
    }
    if store.key().is_none() {
        return say(words::state_plain(lang));
    }
    say(words::state_sealed(lang))?;
    names.iter().try_for_each(|name| say(name))
}

/// The name of a slot.
fn name(store: &Store, lang: Lang, holder: Holder) -> String {
    let operator = holder.operator().and_then(|id| store.directory().operator(id));
    words::holder(lang, holder, operator.map_or("", |one| &one.name))
}

fn holder(store: &Store, lang: Lang, whose: &WhoseArgs) -> Result<Holder, Complaint> {
    if whose.shared {
        return Ok(Holder::Office);
    }
    let Some(name) = &whose.operator else { return Ok(Holder::of(store.operator())) };
    let wanted = search_fold(name.trim());
    let known = store.directory().operators().find(|one| search_fold(&one.name) == wanted);
    known
        .map(|one| Holder::of(Some(one.id)))
        .ok_or_else(|| Complaint::Failed(words::no_operator(lang).to_owned()))
}

fn show_words(store: &Store, lang: Lang, made: &RecoveryWords, to: &WordsArgs) -> Result<(), Complaint> {
    let groups = made.groups();
    let groups = [groups[0].as_str(), groups[1].as_str(), groups[2].as_str()];
    let Some(path) = &to.words_to else { return say(&words::words_once(lang, &groups)) };
    let day = crate::domain::date_entry::iso(store.today());
    let text = Zeroizing::new(words::sheet(lang, &groups, &day));
    let failed = |error| FileError::Io(path.clone(), error);
    let written = write_aside(path, Existing::Refuse, |out| out.write_all(text.as_bytes()).map_err(failed));
    // The passphrase is already set: recovery words that could not be written are printed rather than lost.
    match written {
        Ok(()) => say(&words::sheet_written(lang, path)),
        Err(error) => {
            say(&words::words_once(lang, &groups))?;
            Err(Complaint::Failed(error.said(lang)))
        }
    }
}

/// The new passphrase: from the given file, or typed twice.
fn new_passphrase(lang: Lang, new: &NewArgs) -> Result<Passphrase, Complaint> {
    let typed = match &new.new_passphrase_file {
        Some(path) => first_line(lang, path)?,
        None if std::io::stdin().is_terminal() => {
            let first = prompt(words::ask_new(lang))?;
            if first.is_too_short() {
                return Err(StoreError::TooShort.into());
            }
            if prompt(words::ask_again(lang))? != first {
                return Err(Complaint::Failed(words::differ(lang).to_owned()));
            }
            first
        }
        None => return Err(Complaint::Failed(words::nobody_to_ask_new(lang).to_owned())),
    };
    if typed.is_too_short() { Err(StoreError::TooShort.into()) } else { Ok(typed) }
}

fn prompt(asked: &str) -> Result<Passphrase, Complaint> {
    let typed = Zeroizing::new(rpassword::prompt_password(asked)?);
    Ok(Passphrase::typed(&typed))
}

fn first_line(lang: Lang, path: &Path) -> Result<Passphrase, Complaint> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Complaint::Failed(words::unreadable(lang, path, &error)))?;
    let text = Zeroizing::new(text);
    // A byte order mark, which some editors add, is not part of the passphrase.
    let line = text.lines().next().unwrap_or_default();
    Ok(Passphrase::typed(line.trim_start_matches('\u{feff}')))
}

impl Context {
    /// The passphrase: from the given file, or typed.
    pub(super) fn typed_passphrase(&self) -> Result<Passphrase, Complaint> {
        match &self.passphrase_file {
            Some(path) => first_line(self.lang, path),
            None if std::io::stdin().is_terminal() => prompt(words::ask(self.lang)),
            None => Err(Complaint::Failed(words::nobody_to_ask(self.lang).to_owned())),
        }
    }

    /// Unlocks an encrypted file.
    pub(super) fn unlock(&self, path: &Path) -> Result<Unlocked, Complaint> {
        let gate = Gate::of(path);
        let refused = |error| Complaint::Failed(words::gate(self.lang, &error));
        // Do not ask while attempts are blocked.
        match gate.wait(Machine.now()) {
            0 => gate.open(&self.typed_passphrase()?, Machine.now()).map_err(refused),
            wait => Err(refused(crate::vault::GateError::Wait(wait))),
        }
    }

    /// Unlocks a file that is encrypted; other results are passed on.
    pub(super) fn unlocked(
        &self,
        path: &Path,
        opened: Result<Store, StoreError>,
        surroundings: Box<dyn Surroundings>,
    ) -> Result<Store, Complaint> {
        match opened {
            Err(StoreError::Sealed(_)) => Ok(Store::open_unlocked(path, &self.unlock(path)?, surroundings)?),
            opened => Ok(opened?),
        }
    }
}
