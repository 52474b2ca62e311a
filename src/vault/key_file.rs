//! The key file `<name>.key` beside the data file: the data key, wrapped once for each person who may open it and once
//! for the recovery sheet. A changed passphrase rewrites one slot and never the data; a slot that is dropped shuts its
//! holder out. It holds no names.

use std::io;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;
use uuid::Uuid;

use super::derive::{Cost, Salt};
use super::file;
use super::recovery::RecoveryWords;
use super::sealed::{open, seal};
use super::secret::{DataKey, Passphrase};
use crate::domain::{OperatorId, Surroundings};

/// The newest version of the key file that this program knows.
const VERSION: u32 = 1;

/// Why a key file does not open.
#[derive(Debug, Error)]
pub enum KeyFileError {
    /// There is no key file.
    #[error("no key file")]
    Missing,
    /// It was altered or cut off.
    #[error("the key file is damaged")]
    Damaged,
    /// A newer version of the program wrote it.
    #[error("the key file has version {0}")]
    Newer(u32),
    /// No slot opens with that.
    #[error("wrong passphrase")]
    Wrong,
    /// It could not be read or written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Whose slot it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// Everybody who knows the office's passphrase.
    Office,
    /// One operator.
    Operator(Uuid),
    /// Whoever has the recovery sheet.
    Recovery,
}

impl Holder {
    /// The holder for an operator, or the office for none.
    pub fn of(operator: Option<OperatorId>) -> Self {
        operator.map_or(Self::Office, |id| Self::Operator(id.uuid()))
    }

    /// The operator, where it is one.
    pub fn operator(self) -> Option<OperatorId> {
        match self {
            Self::Operator(uuid) => Some(OperatorId::new(uuid)),
            Self::Office | Self::Recovery => None,
        }
    }
}

/// The data key, wrapped with what one holder knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Slot {
    holder: Holder,
    cost: Cost,
    salt: String,
    sealed: String,
}

/// The key file, as it is stored on the disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyFile {
    version: u32,
    /// The identity of this key file; that of another data file has another.
    lock: Uuid,
    slots: Vec<Slot>,
    /// The hash of everything else, to tell a damaged file from a wrong passphrase.
    sum: String,
}

/// The content of an opened slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlocked {
    /// The key of the data file.
    pub key: DataKey,
    /// Whose slot it was.
    pub holder: Holder,
}

impl KeyFile {
    /// A key file without slots, for a data file about to be encrypted.
    pub fn new(surroundings: &mut dyn Surroundings) -> Self {
        Self { version: VERSION, lock: surroundings.fresh_uuid(), slots: Vec::new(), sum: String::new() }
    }

    /// Reads the key file at `path`.
    ///
    /// # Errors
    /// [`KeyFileError`].
    pub fn read(path: &Path) -> Result<Self, KeyFileError> {
        let text = match std::fs::read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(KeyFileError::Missing),
            Err(error) => return Err(error.into()),
        };
        Self::from_bytes(&text)
    }

    /// The key file of those bytes.
    ///
    /// # Errors
    /// [`KeyFileError::Damaged`], [`KeyFileError::Newer`].
    pub fn from_bytes(text: &[u8]) -> Result<Self, KeyFileError> {
        let value: serde_json::Value = serde_json::from_slice(text).map_err(|_| KeyFileError::Damaged)?;
        let version =
            value.get("version").and_then(serde_json::Value::as_u64).and_then(|n| u32::try_from(n).ok());
        if let Some(version) = version.filter(|version| *version > VERSION) {
            return Err(KeyFileError::Newer(version));
        }
        let read: Self = serde_json::from_value(value).map_err(|_| KeyFileError::Damaged)?;
        if read.sum != read.computed_sum()? {
            return Err(KeyFileError::Damaged);
        }
        Ok(read)
    }

    /// Its bytes.
    ///
    /// # Errors
    /// Never in practice: all of it is plain text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, KeyFileError> {
        let summed = Self { sum: self.computed_sum()?, ..self.clone() };
        Ok(serde_json::to_vec_pretty(&summed).map_err(io::Error::other)?)
    }

    /// Writes it to `path`, whole or not at all, readable by its owner alone.
    ///
    /// # Errors
    /// Why it could not be written; the old file is unchanged then.
    pub fn write(&self, path: &Path) -> Result<(), KeyFileError> {
        Ok(file::replace(path, &self.to_bytes()?)?)
    }

    /// The holders of slots, in the order of the slots.
    pub fn holders(&self) -> impl Iterator<Item = Holder> {
        self.slots.iter().map(|slot| slot.holder)
    }

    /// Gives that holder this passphrase, in place of the one before.
    ///
    /// # Errors
    /// When the system has no random data or too little memory to give.
    pub fn put(
        &mut self,
        holder: Holder,
        key: &DataKey,
        passphrase: &Passphrase,
        cost: Cost,
        surroundings: &mut dyn Surroundings,
    ) -> Result<(), KeyFileError> {
        let salt = Salt::fresh(surroundings)?;
        let wrapping = cost.key(passphrase, &salt)?;
        let sealed = seal(&wrapping, &self.about(holder), key.bytes(), surroundings)?;
        let (salt, sealed) = (BASE64_STANDARD.encode(salt.0), BASE64_STANDARD.encode(sealed));
        let slot = Slot { holder, cost, salt, sealed };
        match self.slots.iter_mut().find(|slot| slot.holder == holder) {
            Some(old) => *old = slot,
            None => self.slots.push(slot),
        }
        Ok(())
    }

    /// Makes new recovery words, in place of those of the sheet before, which open nothing any more.
    ///
    /// # Errors
    /// When the system has no random data or too little memory to give.
    pub fn put_recovery(
        &mut self,
        key: &DataKey,
        cost: Cost,
        surroundings: &mut dyn Surroundings,
    ) -> Result<RecoveryWords, KeyFileError> {
        let words = RecoveryWords::fresh(surroundings)?;
        self.put(Holder::Recovery, key, &words.passphrase(), cost, surroundings)?;
        Ok(words)
    }

    /// Shuts a holder out; false where there was no such slot.
    pub fn shut_out(&mut self, holder: Holder) -> bool {
        let before = self.slots.len();
        self.slots.retain(|slot| slot.holder != holder);
        self.slots.len() < before
    }

    /// Tries what was typed on every slot.
    ///
    /// # Errors
    /// [`KeyFileError::Wrong`], or when there is too little memory for it.
    pub fn unlock(&self, typed: &Passphrase) -> Result<Unlocked, KeyFileError> {
        let words = std::str::from_utf8(typed.bytes()).ok().and_then(RecoveryWords::typed);
        let recovery = words.map(|words| words.passphrase());
        for slot in &self.slots {
            let passphrase = match slot.holder {
                // Words that cannot be those of a sheet need no trying.
                Holder::Recovery => match &recovery {
                    Some(words) => words,
                    None => continue,
                },
                Holder::Office | Holder::Operator(_) => typed,
            };
            if let Some(key) = self.try_slot(slot, passphrase)? {
                return Ok(Unlocked { key, holder: slot.holder });
            }
        }
        Err(KeyFileError::Wrong)
    }

    fn try_slot(&self, slot: &Slot, passphrase: &Passphrase) -> Result<Option<DataKey>, KeyFileError> {
        let bytes = |text: &str| BASE64_STANDARD.decode(text).map_err(|_| KeyFileError::Damaged);
        let salt = bytes(&slot.salt)?.try_into().map_err(|_| KeyFileError::Damaged)?;
        let wrapping = slot.cost.key(passphrase, &Salt(salt))?;
        let Some(key) = open(&wrapping, &self.about(slot.holder), &bytes(&slot.sealed)?) else {
            return Ok(None);
        };
        let key = key.as_slice().try_into().map_err(|_| KeyFileError::Damaged)?;
        Ok(Some(DataKey::from_bytes(key)))
    }

    /// What a slot is sealed to: it opens only in its own key file and for its own holder.
    fn about(&self, holder: Holder) -> Vec<u8> {
        let mut about = b"tiaojie key slot ".to_vec();
        about.extend(self.lock.as_bytes());
        match holder {
            Holder::Office => about.push(0),
            Holder::Recovery => about.push(1),
            Holder::Operator(uuid) => {
                about.push(2);
                about.extend(uuid.as_bytes());
            }
        }
        about
    }

    fn computed_sum(&self) -> Result<String, KeyFileError> {
        let bare = Self { sum: String::new(), ..self.clone() };
        let text = serde_json::to_vec(&bare).map_err(io::Error::other)?;
        Ok(BASE64_STANDARD.encode(Sha256::digest(text)))
    }
}

/// Where the key file of a data file is.
pub fn path_beside(data: &Path) -> PathBuf {
    file::beside(data, ".key")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Fixed;

    fn made() -> (KeyFile, DataKey, RecoveryWords, Fixed) {
        let mut chance = Fixed::at(chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap(), 1);
        let key = DataKey::fresh(&mut chance).unwrap();
        let mut made = KeyFile::new(&mut chance);
        made.put(Holder::Office, &key, &Passphrase::typed("office one"), Cost::LEAST, &mut chance).unwrap();
        let operator = Holder::Operator(Uuid::from_u128(7));
        made.put(operator, &key, &Passphrase::typed("松柏二号"), Cost::LEAST, &mut chance).unwrap();
        let words = made.put_recovery(&key, Cost::LEAST, &mut chance).unwrap();
        (made, key, words, chance)
    }

    #[test]
    fn every_holder_opens_it_and_a_dropped_one_does_not() {
        let (mut made, key, words, _) = made();
        let read = KeyFile::from_bytes(&made.to_bytes().unwrap()).unwrap();
        let operator = Holder::Operator(Uuid::from_u128(7));
        let by_words = words.groups().iter().map(|group| group.to_string()).collect::<Vec<_>>().join(" ");
        for (typed, holder) in
            [("office one", Holder::Office), ("松柏二号", operator), (&by_words, Holder::Recovery)]
        {
            assert_eq!(
                read.unlock(&Passphrase::typed(typed)).unwrap(),
                Unlocked { key: key.clone(), holder }
            );
        }
        assert!(matches!(read.unlock(&Passphrase::typed("office two")), Err(KeyFileError::Wrong)));
        assert!(made.shut_out(operator) && !made.shut_out(operator));
        assert!(matches!(made.unlock(&Passphrase::typed("松柏二号")), Err(KeyFileError::Wrong)));
        assert!(made.unlock(&Passphrase::typed("office one")).is_ok());
    }

    #[test]
    fn a_changed_passphrase_keeps_the_key_and_a_new_sheet_ends_the_old_one() {
        let (mut made, key, words, mut chance) = made();
        made.put(Holder::Office, &key, &Passphrase::typed("office new"), Cost::LEAST, &mut chance).unwrap();
        assert!(made.unlock(&Passphrase::typed("office one")).is_err());
        assert_eq!(made.unlock(&Passphrase::typed("office new")).unwrap().key, key);
        made.put_recovery(&key, Cost::LEAST, &mut chance).unwrap();
        assert!(matches!(made.unlock(&words.passphrase()), Err(KeyFileError::Wrong)));
    }

    /// Would catch a damaged key file that is told as a wrong passphrase: the clerk would try all afternoon.
    #[test]
    fn a_flipped_bit_is_damage_and_not_a_wrong_passphrase() {
        let (made, ..) = made();
        let bytes = made.to_bytes().unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut altered = bytes.clone();
            altered[bit / 8] ^= 1 << (bit % 8);
            match KeyFile::from_bytes(&altered) {
                Err(KeyFileError::Damaged | KeyFileError::Newer(_)) => {}
                // Blanks between the members carry nothing.
                Ok(read) => assert_eq!(read.slots, made.slots, "bit {bit}"),
                Err(other) => panic!("{other}"),
            }
        }
    }
}
