//! Opens an encrypted file by its key file and slows down guessing. Wrong tries are counted in a small file
//! `<name>.tries` beside the data file, so that a restart does not reset the count.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::file;
use super::key_file::{KeyFile, KeyFileError, Unlocked, path_beside};
use super::secret::Passphrase;

/// So many wrong tries cause no wait: anybody may mistype.
const FREE: u32 = 3;
/// The longest wait after a wrong try, in seconds.
const LONGEST: u64 = 300;

/// Why the file was not opened.
#[derive(Debug, Error)]
pub enum GateError {
    /// Too many wrong tries: the next one is accepted after so many seconds.
    #[error("wait {0} s")]
    Wait(u64),
    /// It opens no slot. The next try is accepted in `wait` seconds; 0 for at once.
    #[error("wrong passphrase, wait {wait} s")]
    Wrong {
        /// Seconds.
        wait: u64,
    },
    /// The key file could not be used.
    #[error(transparent)]
    KeyFile(KeyFileError),
}

/// The gate of one data file.
#[derive(Debug, Clone)]
pub struct Gate {
    key_file: PathBuf,
    tries: PathBuf,
}

/// Wrong tries since the last right one.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Tries {
    failed: u32,
    /// When the last one was, in seconds of the clock.
    at: i64,
}

impl Tries {
    /// Seconds to wait after so many wrong tries.
    fn delay(self) -> u64 {
        match self.failed {
            0..FREE => 0,
            failed => 2_u64.saturating_pow(failed + 1 - FREE).min(LONGEST),
        }
    }
}

impl Gate {
    /// The gate of that data file.
    pub fn of(data: &Path) -> Self {
        Self { key_file: path_beside(data), tries: tries_beside(data) }
    }

    /// How many seconds the next try has to wait.
    pub fn wait(&self, now: DateTime<FixedOffset>) -> u64 {
        let tries = self.tries();
        let left = (tries.at + i64::try_from(tries.delay()).unwrap_or(i64::MAX)) - now.timestamp();
        // A clock set back would make the wait longer: it then starts anew.
        u64::try_from(left).unwrap_or(0).min(tries.delay())
    }

    /// Tries what was typed on every slot. Each takes a slow hash: not for the thread that draws.
    ///
    /// # Errors
    /// [`GateError`].
    pub fn open(&self, typed: &Passphrase, now: DateTime<FixedOffset>) -> Result<Unlocked, GateError> {
        let wait = self.wait(now);
        if wait > 0 {
            self.mind(Tries { at: self.tries().at.min(now.timestamp()), ..self.tries() });
            return Err(GateError::Wait(wait));
        }
        let opened = KeyFile::read(&self.key_file).and_then(|slots| slots.unlock(typed));
        match opened {
            Ok(unlocked) => {
                // If it cannot be removed, the count stays and only the next mistake has to wait.
                let _ = std::fs::remove_file(&self.tries);
                Ok(unlocked)
            }
            Err(KeyFileError::Wrong) => {
                let failed = self.tries().failed.saturating_add(1);
                let tries = Tries { failed, at: now.timestamp() };
                self.mind(tries);
                Err(GateError::Wrong { wait: tries.delay() })
            }
            Err(error) => Err(GateError::KeyFile(error)),
        }
    }

    /// An unreadable count counts as none: who can damage it can remove it too, and the hash stays slow.
    fn tries(&self) -> Tries {
        std::fs::read(&self.tries)
            .ok()
            .and_then(|text| serde_json::from_slice(&text).ok())
            .unwrap_or_default()
    }

    /// Stores the count. If it cannot be written, as on a full disk, the hash alone makes guessing slow.
    fn mind(&self, tries: Tries) {
        if let Ok(text) = serde_json::to_vec(&tries) {
            let _ = file::replace(&self.tries, &text);
        }
    }
}

/// Where the wrong tries on a data file are counted.
pub fn tries_beside(data: &Path) -> PathBuf {
    file::beside(data, ".tries")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Fixed, Surroundings};
    use crate::vault::{Cost, DataKey, Holder};

    /// Catches: a wait that a new start forgets, that never ends, that a clock put back makes endless, or that goes on
    /// after the right passphrase.
    #[test]
    fn wrong_tries_cost_growing_time() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("d.db");
        let mut chance = Fixed::at(chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap(), 1);
        let key = DataKey::fresh(&mut chance).unwrap();
        let mut slots = KeyFile::new(&mut chance);
        let right = Passphrase::typed("right one");
        slots.put(Holder::Office, &key, &right, Cost::LEAST, &mut chance).unwrap();
        slots.write(&path_beside(&data)).unwrap();
        let mut now = chance.now();
        let mut waits = Vec::new();
        for _ in 0..12 {
            let Err(GateError::Wrong { wait }) = Gate::of(&data).open(&Passphrase::typed("wrong"), now)
            else {
                panic!("opened");
            };
            assert_eq!(Gate::of(&data).wait(now), wait);
            if wait > 0 {
                assert!(
                    matches!(Gate::of(&data).open(&right, now), Err(GateError::Wait(left)) if left == wait)
                );
            }
            waits.push(wait);
            now += chrono::TimeDelta::seconds(i64::try_from(wait).unwrap());
        }
        assert_eq!(waits, [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
        let long_ago = now - chrono::TimeDelta::days(4_000);
        // The first look after the clock was put back counts from there.
        Gate::of(&data).open(&Passphrase::typed("wrong"), long_ago).unwrap_err();
        let later = long_ago + chrono::TimeDelta::seconds(301);
        assert_eq!(Gate::of(&data).open(&right, later).unwrap().key, key);
        assert!(!tries_beside(&data).exists());
        assert_eq!(Gate::of(&data).wait(later), 0);
    }
}
