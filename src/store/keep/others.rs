//! Changes by another program: what is held in memory is read again after it has written.

use crate::store::office::{Directory, Settings, data_version};
use crate::store::{Result, Store};

/// Whether other programs wrote to the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// Something was written since the last call.
    Wrote,
    /// Nothing was written.
    Quiet,
}

impl Store {
    /// Reads offices, mediators and settings again if another program wrote to the file; the cases are always read
    /// from the file itself.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn look_again(&mut self) -> Result<Others> {
        let version = data_version(&self.conn)?;
        if version == self.data_version {
            return Ok(Others::Quiet);
        }
        self.directory = Directory::load(&self.conn)?;
        self.settings = Settings::load(&self.conn)?;
        self.data_version = version;
        self.look_at_device()?;
        Ok(Others::Wrote)
    }
}
