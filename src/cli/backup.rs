//! `tiaojie backup`, `tiaojie restore` and `tiaojie recover`.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::complain::Complaint;
use super::context::Context;
use super::{say, say_json};
use crate::domain::Machine;
use crate::store;
use crate::store::{Backup, BackupPlace, Recovery, SecondPlace, Store, StoreError};
use crate::text::{Lang, about, backups as words, backups_cli as about_words};
use crate::tui::recovery::write_report;
use crate::vault::{DataKey, path_beside};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct BackupArgs {
    #[arg(long, value_name = "FOLDER", help = about_words::about_to())]
    pub to: Option<PathBuf>,
    #[arg(long, help = about::json())]
    pub json: bool,
    #[command(subcommand)]
    pub command: Option<BackupCommand>,
}

#[derive(Debug, Subcommand)]
pub(super) enum BackupCommand {
    #[command(about = about_words::about_list())]
    List {
        #[arg(long, help = about::json())]
        json: bool,
    },
    #[command(about = about_words::about_verify())]
    Verify {
        #[arg(value_name = "BACKUP", help = about_words::about_which())]
        backup: Option<PathBuf>,
        #[arg(long, help = about::json())]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    #[arg(value_name = "BACKUP", help = about_words::about_restored())]
    pub backup: PathBuf,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct RecoverArgs {
    #[arg(long, value_name = "BACKUP", help = about_words::about_from())]
    pub from: Option<PathBuf>,
    #[arg(long, help = about::json())]
    pub json: bool,
}

/// Makes, lists or verifies backups.
pub(super) fn run(context: &Context, args: BackupArgs) -> Result<(), Complaint> {
    match args.command {
        None => make(context, args.to.as_deref(), args.json),
        Some(BackupCommand::List { json }) => list(context, json),
        Some(BackupCommand::Verify { backup, json }) => verify(context, backup, json),
    }
}

fn make(context: &Context, to: Option<&Path>, as_json: bool) -> Result<(), Complaint> {
    let mut store = context.open()?;
    let (first, second, said) = match to {
        Some(folder) => {
            let backup = store.back_up(folder)?;
            let said = store::BackedUp { first: backup.clone(), second: SecondPlace::None };
            (backup, None, words::made(context.lang, &said))
        }
        None => {
            let done = store.back_up_everywhere()?;
            let said = words::made(context.lang, &done);
            let second = match done.second {
                SecondPlace::Done(backup) => Some(backup.path),
                _ => None,
            };
            (done.first, second, said)
        }
    };
    if !as_json {
        return say(&said);
    }
    say_json(&json!({"backup": first.path, "bytes": first.size, "second": second}))
}

fn list(context: &Context, as_json: bool) -> Result<(), Complaint> {
    let (lang, store) = (context.lang, context.open()?);
    let mut all = Vec::new();
    for (place, name) in [(BackupPlace::First, words::FIRST), (BackupPlace::Second, words::SECOND)] {
        // An unreadable drive must not hide the backups in other places.
        for backup in store.backups_at(place).unwrap_or_default() {
            let looked = store.look_into_backup(&backup.path);
            let looked = looked.and_then(|contents| Ok((contents, store.lost_with(&backup.path)?)));
            if as_json {
                let mut value = as_value(&backup, name.text(Lang::En));
                if let (Some(object), Ok((contents, lost))) = (value.as_object_mut(), &looked) {
                    object.insert("cases".to_owned(), json!(contents.cases));
                    object.insert("saves".to_owned(), json!(contents.revisions));
                    object.insert("last_save".to_owned(), json!(contents.last_save));
                    object.insert("saves_since".to_owned(), json!(lost.saves));
                    object.insert("cases_since".to_owned(), json!(lost.cases.len()));
                }
                all.push(value);
                continue;
            }
            let rest = match looked {
                Ok((contents, lost)) => words::counted(lang, &contents, &lost),
                Err(_) => words::BAD.text(lang).to_owned(),
            };
            let rest = format!("{rest}  {}  {}", words::size(backup.size), backup.path.display());
            say(&words::line(lang, name.text(lang), &words::time(backup.made), &rest))?;
        }
    }
    if as_json { say_json(&json!({ "backups": all })) } else { Ok(()) }
}

fn as_value(backup: &Backup, place: &str) -> Value {
    let made = backup.made.format("%Y-%m-%dT%H:%M:%S").to_string();
    json!({"path": backup.path, "place": place, "made": made, "bytes": backup.size})
}

fn verify(context: &Context, backup: Option<PathBuf>, as_json: bool) -> Result<(), Complaint> {
    let store = context.open()?;
    let path = match backup {
        Some(path) => path,
        None => {
            let newest = store.backups_at(BackupPlace::First)?.into_iter().next();
            let none = || Complaint::Failed(words::NONE_YET.text(context.lang).to_owned());
            newest.map(|backup| backup.path).ok_or_else(none)?
        }
    };
    let contents = store.verify_backup(&path)?;
    if as_json {
        return say_json(&json!({"backup": path, "cases": contents.cases, "saves": contents.revisions}));
    }
    say(&words::verified(context.lang, &path.display().to_string(), &contents))
}

/// Replaces the data file by a backup, after confirmation.
pub(super) fn restore(context: &Context, args: &RestoreArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let mut store = context.open()?;
    let key = other_key(context, &store, &args.backup)?;
    let backup = &args.backup;
    let name = backup.display().to_string();
    let question = match (store.look_into_backup(backup), store.lost_with(backup)) {
        (Ok(contents), Ok(lost)) => words::ask_restore(lang, &name, &contents, &lost),
        // With another key, its content cannot be compared.
        _ => words::RESTORE_IT.text(lang).to_owned(),
    };
    if !context.agrees(&question)? {
        return Err(Complaint::Failed(words::left(lang).to_owned()));
    }
    let restored = store.restore(backup, key.as_ref())?;
    if args.json {
        return say_json(&json!({"restored": backup, "kept": restored.kept}));
    }
    say(&words::restored(lang, &restored.kept.display().to_string()))
}

/// The key of a backup that this file's key does not open.
fn other_key(context: &Context, store: &Store, backup: &Path) -> Result<Option<DataKey>, Complaint> {
    match store.look_into_backup(backup) {
        Err(StoreError::BadBackup(_) | StoreError::Sealed(_)) if path_beside(backup).exists() => {
            Ok(Some(context.unlock(backup)?.key))
        }
        _ => Ok(None),
    }
}

/// Recovers a damaged file, after confirmation.
pub(super) fn recover(context: &Context, args: &RecoverArgs) -> Result<(), Complaint> {
    let (lang, path) = (context.lang, context.path()?);
    let sealed = path_beside(&path).exists();
    let key = if sealed { Some(context.unlock(&path)?.key) } else { None };
    let from = match &args.from {
        Some(none) if none.as_os_str() == "none" => None,
        Some(from) => Some(from.clone()),
        None => newest_sound(&path, key.as_ref())?,
    };
    let mut surroundings = Machine;
    let forecast = store::forecast(&path, key.as_ref(), from.as_deref(), &mut surroundings)?;
    if !context.agrees(&words::ask_recover(lang, &forecast))? {
        return Err(Complaint::Failed(words::left(lang).to_owned()));
    }
    let recovery = store::recover(&path, key.as_ref(), from.as_deref(), &mut surroundings)?;
    let report = write_report(&path, &recovery, lang, &surroundings).map_err(StoreError::from)?;
    if args.json {
        return say_json(&recovered(&recovery, &report));
    }
    say(&words::forecast(lang, &recovery))?;
    say(&words::report_at(lang, &report.display().to_string()))
}

fn newest_sound(path: &Path, key: Option<&DataKey>) -> Result<Option<PathBuf>, Complaint> {
    let offers = store::offers(path, key)?;
    Ok(offers.into_iter().find(|offer| offer.contents.is_some()).map(|offer| offer.backup.path))
}

fn recovered(recovery: &Recovery, report: &Path) -> Value {
    json!({
        "backup": recovery.backup,
        "from_backup": recovery.from_backup,
        "from_damaged": recovery.from_damaged,
        "logged_anew": recovery.logged_anew,
        "unreadable": recovery.unreadable,
        "cases": recovery.cases,
        "beyond_backup": recovery.beyond_backup,
        "kept": recovery.kept,
        "report": report,
    })
}
