//! Who may open the file: setting, changing, giving, taking and removing passphrases.

use std::path::Path;

use super::recast::Point;
use crate::domain::{Surroundings, is_valid};
use crate::store::office::{Right, set_meta};
use crate::store::{Result, Store, StoreError};
use crate::vault::{
    Cost, DataKey, Holder, KeyFile, KeyFileError, Passphrase, RecoveryWords, Unlocked, path_beside,
    tries_beside,
};

impl Store {
    /// Opens an encrypted file with an unlocked key, for the operator whose slot it was.
    ///
    /// # Errors
    /// As [`Self::open_with`].
    pub fn open_unlocked(
        path: &Path,
        unlocked: &Unlocked,
        surroundings: Box<dyn Surroundings>,
    ) -> Result<Self> {
        let mut store = Self::open_with(path, Some(&unlocked.key), surroundings)?;
        store.seat(unlocked.holder)?;
        Ok(store)
    }

    /// Makes the operator of the opened slot the one at the keyboard; the other slots name nobody.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn seat(&mut self, holder: Holder) -> Result<()> {
        let today = self.today();
        let known = holder.operator().and_then(|id| self.directory().operator(id));
        let Some(id) = known.filter(|one| is_valid(one.valid_to, today)).map(|one| one.id) else {
            return Ok(());
        };
        if self.operator != Some(id) {
            set_meta(&self.conn, "operator", &id.to_string())?;
            self.operator = Some(id);
        }
        Ok(())
    }

    /// Encrypts a plain file for that holder with that passphrase, and returns the recovery words, which are
    /// not stored. The key file is written first: beside a plain file it does no harm.
    ///
    /// # Errors
    /// Not allowed, a passphrase too short, a file encrypted already or open elsewhere, or why it could not
    /// be written; the file is unchanged then.
    pub fn protect(&mut self, holder: Holder, passphrase: &Passphrase, cost: Cost) -> Result<RecoveryWords> {
        self.may(Right::Protect)?;
        if self.key.is_some() {
            return Err(StoreError::AlreadySealed);
        }
        long_enough(passphrase)?;
        let chance = self.surroundings.as_mut();
        let key = DataKey::fresh(chance)?;
        let mut slots = KeyFile::new(chance);
        slots.put(holder, &key, passphrase, cost, chance)?;
        let words = slots.put_recovery(&key, cost, chance)?;
        slots.write(&path_beside(&self.path))?;
        // Wrong tries on an earlier passphrase do not count for this one.
        let _ = std::fs::remove_file(tries_beside(&self.path));
        self.recast(Some(&key), &mut |_: Point| Ok(()))?;
        Ok(words)
    }

    /// The holders of slots.
    ///
    /// # Errors
    /// [`StoreError::NotSealed`], or why the key file could not be read.
    pub fn holders(&self) -> Result<Vec<Holder>> {
        Ok(self.slots()?.0.holders().collect())
    }

    /// Gives that holder this passphrase in place of the old one: one slot is written, the data is not.
    ///
    /// # Errors
    /// Not allowed, a passphrase too short, or why the key file could not be written.
    pub fn give_passphrase(&mut self, holder: Holder, passphrase: &Passphrase, cost: Cost) -> Result<()> {
        self.may(Right::Protect)?;
        long_enough(passphrase)?;
        let (mut slots, key) = self.slots()?;
        slots.put(holder, &key, passphrase, cost, self.surroundings.as_mut())?;
        Ok(slots.write(&path_beside(&self.path))?)
    }

    /// Removes the slot of a holder.
    ///
    /// # Errors
    /// [`StoreError::LastHolder`] where only the recovery sheet would be left; not allowed; or why the key
    /// file could not be written.
    pub fn shut_out(&mut self, holder: Holder) -> Result<()> {
        self.may(Right::Protect)?;
        let (mut slots, _) = self.slots()?;
        if !slots.shut_out(holder) {
            return Err(StoreError::NoSuchRecord);
        }
        if slots.holders().all(|left| left == Holder::Recovery) {
            return Err(StoreError::LastHolder);
        }
        Ok(slots.write(&path_beside(&self.path))?)
    }

    /// Makes new recovery words; the old ones open nothing any more.
    ///
    /// # Errors
    /// Not allowed, or why the key file could not be written.
    pub fn renew_recovery(&mut self, cost: Cost) -> Result<RecoveryWords> {
        self.may(Right::Protect)?;
        let (mut slots, key) = self.slots()?;
        let words = slots.put_recovery(&key, cost, self.surroundings.as_mut())?;
        slots.write(&path_beside(&self.path))?;
        Ok(words)
    }

    /// Decrypts the file. Any passphrase of the file, or the recovery words, must be given once more.
    ///
    /// # Errors
    /// Not allowed, [`KeyFileError::Wrong`], a file open elsewhere, or why it could not be written; the file
    /// is unchanged then.
    pub fn unprotect(&mut self, passphrase: &Passphrase) -> Result<()> {
        self.may(Right::Protect)?;
        let (slots, key) = self.slots()?;
        if slots.unlock(passphrase)?.key != key {
            return Err(KeyFileError::Wrong.into());
        }
        self.recast(None, &mut |_: Point| Ok(()))?;
        // Last, since it is needed until here. If a crash leaves it, it does no harm.
        for beside in [path_beside(&self.path), tries_beside(&self.path)] {
            let _ = std::fs::remove_file(beside);
        }
        Ok(())
    }

    fn slots(&self) -> Result<(KeyFile, DataKey)> {
        let key = self.key.clone().ok_or(StoreError::NotSealed)?;
        Ok((KeyFile::read(&path_beside(&self.path))?, key))
    }
}

fn long_enough(passphrase: &Passphrase) -> Result<()> {
    if passphrase.is_too_short() { Err(StoreError::TooShort) } else { Ok(()) }
}
