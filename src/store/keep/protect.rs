//! Who may open the file: a passphrase set, changed, given to an operator, taken from one, removed.

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
    /// Opens an encrypted file with what the key file gave; the operator whose slot it was is the one at the keyboard.
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

    /// The operator whose slot was opened is the one at the keyboard; the office's slot and the recovery sheet tell nothing.
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

    /// Encrypts a plain file, to be opened by that holder with that passphrase, or with the recovery words that come back:
    /// they are kept nowhere. The key file is written first: beside a plain file it does no harm.
    ///
    /// # Errors
    /// Who may not, a passphrase that is too short, a file that is encrypted already or open elsewhere, or why it could not
    /// be written; the file is then as it was.
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
        // Wrong tries on an earlier passphrase are none on this one.
        let _ = std::fs::remove_file(tries_beside(&self.path));
        self.recast(Some(&key), &mut |_: Point| Ok(()))?;
        Ok(words)
    }

    /// Who has a slot.
    ///
    /// # Errors
    /// [`StoreError::NotSealed`], or why the key file could not be read.
    pub fn holders(&self) -> Result<Vec<Holder>> {
        Ok(self.slots()?.0.holders().collect())
    }

    /// Gives that holder this passphrase, in place of the one before: one slot is written, the data is not.
    ///
    /// # Errors
    /// Who may not, a passphrase that is too short, or why the key file could not be written.
    pub fn give_passphrase(&mut self, holder: Holder, passphrase: &Passphrase, cost: Cost) -> Result<()> {
        self.may(Right::Protect)?;
        long_enough(passphrase)?;
        let (mut slots, key) = self.slots()?;
        slots.put(holder, &key, passphrase, cost, self.surroundings.as_mut())?;
        Ok(slots.write(&path_beside(&self.path))?)
    }

    /// Shuts a holder out.
    ///
    /// # Errors
    /// [`StoreError::LastHolder`] where nobody but the recovery sheet would be left, who may not, or why the key file could
    /// not be written.
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

    /// New recovery words; those of the sheet before open nothing any more.
    ///
    /// # Errors
    /// Who may not, or why the key file could not be written.
    pub fn renew_recovery(&mut self, cost: Cost) -> Result<RecoveryWords> {
        self.may(Right::Protect)?;
        let (mut slots, key) = self.slots()?;
        let words = slots.put_recovery(&key, cost, self.surroundings.as_mut())?;
        slots.write(&path_beside(&self.path))?;
        Ok(words)
    }

    /// Makes the file a plain one again. Any passphrase of the file, or the recovery words, must be given once more.
    ///
    /// # Errors
    /// Who may not, [`KeyFileError::Wrong`], a file that is open elsewhere, or why it could not be written; the file is then
    /// as it was.
    pub fn unprotect(&mut self, passphrase: &Passphrase) -> Result<()> {
        self.may(Right::Protect)?;
        let (slots, key) = self.slots()?;
        if slots.unlock(passphrase)?.key != key {
            return Err(KeyFileError::Wrong.into());
        }
        self.recast(None, &mut |_: Point| Ok(()))?;
        // Last: until here it is needed. Left behind by a crash it does no harm.
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
