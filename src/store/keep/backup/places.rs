//! Where backups go, when the last was made, and when the next is due.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, TimeDelta};
use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

use super::Backup;
use crate::store::{Result, Store};

/// Days without a good backup after which the title line warns, unless the office sets another number.
const WARN_AFTER_DAYS: i64 = 3;
/// Days without a backup in the second place after which it warns.
const WARN_SECOND_AFTER_DAYS: i64 = 7;
const SECOND: &str = "backup.second";
const WARN: &str = "backup.warn_days";

/// The places that backups go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupPlace {
    /// `backups` beside the data file.
    First,
    /// A stick, another disk or a shared folder, where one is set on this laptop.
    Second,
}

impl BackupPlace {
    const fn noted_as(self) -> &'static str {
        match self {
            Self::First => "backup.first.last",
            Self::Second => "backup.second.last",
        }
    }
}

/// The result for the second place.
#[derive(Debug)]
pub enum SecondPlace {
    /// None is set.
    None,
    /// The stick is not plugged in.
    Absent,
    /// It has its backup.
    Done(Backup),
    /// It is there, but the backup failed.
    Failed(crate::store::StoreError),
}

/// The result of a round of backups.
#[derive(Debug)]
pub struct BackedUp {
    /// The one beside the data file.
    pub first: Backup,
    /// That in the second place.
    pub second: SecondPlace,
}

/// The warning in the title line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupAge {
    /// Nothing.
    Fine,
    /// Nothing was backed up for so many days.
    Old(i64),
    /// Nothing was backed up to the second place for so many days.
    SecondOld(i64),
}

/// The record of the last good backup in a place.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Last {
    at: DateTime<FixedOffset>,
    /// The row number of the newest save in it.
    upto: i64,
    path: PathBuf,
}

/// The folder of the backups of a data file: beside it.
pub fn backup_folder_of(file: &Path) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).join("backups")
}

impl Store {
    /// The folder of the backups beside the data file.
    pub fn backup_folder(&self) -> PathBuf {
        backup_folder_of(&self.path)
    }

    /// The second place, where one is set; it may be absent at present.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn second_backup_folder(&self) -> Result<Option<PathBuf>> {
        Ok(self.noted(SECOND)?.filter(|path| !path.is_empty()).map(PathBuf::from))
    }

    /// Sets the second place of this laptop, or none.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn set_second_backup_folder(&mut self, folder: Option<&Path>) -> Result<()> {
        let folder = folder.map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
        self.note(SECOND, &folder)
    }

    /// The folder of a place, whether it is there now or not.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn backups_at(&self, place: BackupPlace) -> Result<Vec<Backup>> {
        let folder = match place {
            BackupPlace::First => Some(self.backup_folder()),
            BackupPlace::Second => self.second_backup_folder()?,
        };
        folder.map_or(Ok(Vec::new()), |folder| super::backups_in(&folder, &self.backup_stem()))
    }

    /// After how many days without a good backup the title line warns.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn backup_warn_days(&self) -> Result<i64> {
        Ok(self.noted(WARN)?.and_then(|days| days.parse().ok()).unwrap_or(WARN_AFTER_DAYS))
    }

    /// Sets after how many days the title line warns, 1–90.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn set_backup_warn_days(&mut self, days: i64) -> Result<()> {
        self.note(WARN, &days.clamp(1, 90).to_string())
    }

    /// Makes a backup in every place that is there. It is no error if the second one is not.
    ///
    /// # Errors
    /// As [`Store::back_up`], of the first place.
    pub fn back_up_everywhere(&mut self) -> Result<BackedUp> {
        let upto = self.newest_save()?;
        let first = self.back_up(&self.backup_folder())?;
        self.note_backup(BackupPlace::First, upto, &first)?;
        let second = match self.second_backup_folder()? {
            None => SecondPlace::None,
            Some(folder) if !folder.is_dir() => SecondPlace::Absent,
            Some(folder) => match self.back_up(&folder) {
                Ok(backup) => {
                    self.note_backup(BackupPlace::Second, upto, &backup)?;
                    SecondPlace::Done(backup)
                }
                Err(error) => SecondPlace::Failed(error),
            },
        };
        Ok(BackedUp { first, second })
    }

    /// Whether a backup is due on leaving: after a save, or when a stick that lacks it is plugged in.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn backup_is_due(&self) -> Result<bool> {
        let newest = self.newest_save()?;
        if newest == 0 {
            return Ok(false);
        }
        let lacks = |place| -> Result<bool> {
            Ok(self.last_backup(place)?.is_none_or(|last| last.upto != newest || !last.path.exists()))
        };
        if lacks(BackupPlace::First)? {
            return Ok(true);
        }
        let there = self.second_backup_folder()?.is_some_and(|folder| folder.is_dir());
        Ok(there && lacks(BackupPlace::Second)?)
    }

    /// Whether a backup is due while the program runs: something was saved, and the last is older than a day.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn daily_backup_is_due(&self) -> Result<bool> {
        let now = self.surroundings.now();
        let recent = self.last_backup(BackupPlace::First)?.is_some_and(|last| {
            let age = now - last.at;
            // A clock set back makes the last one appear to be in the future.
            age >= TimeDelta::zero() && age < TimeDelta::days(1)
        });
        Ok(!recent && self.backup_is_due()?)
    }

    /// The warning for the title line.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn backup_age(&self) -> Result<BackupAge> {
        let newest = self.newest_save()?;
        if newest == 0 {
            return Ok(BackupAge::Fine);
        }
        let days = self.days_without(BackupPlace::First, newest)?;
        if days >= self.backup_warn_days()? {
            return Ok(BackupAge::Old(days));
        }
        if self.second_backup_folder()?.is_some() {
            let days = self.days_without(BackupPlace::Second, newest)?;
            if days >= WARN_SECOND_AFTER_DAYS {
                return Ok(BackupAge::SecondOld(days));
            }
        }
        Ok(BackupAge::Fine)
    }

    /// How many days the oldest save that the place lacks has been without a backup.
    fn days_without(&self, place: BackupPlace, newest: i64) -> Result<i64> {
        let upto = self.last_backup(place)?.map_or(0, |last| last.upto);
        if upto >= newest {
            return Ok(0);
        }
        let sql = "SELECT at FROM revision WHERE rowid > ?1 ORDER BY rowid LIMIT 1";
        let at: Option<String> =
            self.conn.prepare_cached(sql)?.query_row([upto], |row| row.get(0)).optional()?;
        let at = at.and_then(|at| DateTime::parse_from_rfc3339(&at).ok());
        Ok(at.map_or(0, |at| (self.surroundings.now() - at).num_days().max(0)))
    }

    /// The row of the newest save; rows are never removed.
    fn newest_save(&self) -> Result<i64> {
        let sql = "SELECT max(rowid) FROM revision";
        let row: Option<i64> = self.conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        Ok(row.unwrap_or(0))
    }

    fn last_backup(&self, place: BackupPlace) -> Result<Option<Last>> {
        Ok(self.noted(place.noted_as())?.and_then(|text| serde_json::from_str(&text).ok()))
    }

    fn note_backup(&mut self, place: BackupPlace, upto: i64, backup: &Backup) -> Result<()> {
        let last = Last { at: self.surroundings.now(), upto, path: backup.path.clone() };
        let text = serde_json::to_string(&last).unwrap_or_default();
        self.note(place.noted_as(), &text)
    }
}
