//! 归口: which office a case belongs to. Only its laptops edit the case; all others read it.
//!
//! It is the one it was handed over to, else the one whose laptop logged it; if that laptop never announced
//! itself, all may edit. Revisions of an exchange are not checked: every file must reach the same state.

use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::Directory;
use crate::domain::{DisputeId, LaptopId, OfficeId};
use crate::store::{Result, Store, StoreError};

/// The office that logged a case and the one it was handed to.
pub(in crate::store) struct Belongs {
    logged_on: LaptopId,
    handed_to: Option<OfficeId>,
}

impl Belongs {
    /// The office that keeps it; none where the logging office is unknown.
    pub(in crate::store) fn to(&self, directory: &Directory) -> Option<OfficeId> {
        self.handed_to.or_else(|| directory.laptop(self.logged_on).map(|laptop| laptop.home))
    }
}

/// None where there is no such case yet.
pub(in crate::store) fn belongs(conn: &Connection, record: &[u8; 16]) -> Result<Option<Belongs>> {
    let sql = "SELECT d.uuid, p.keeper FROM record c JOIN device d ON d.id = c.device \
               LEFT JOIN dispute p ON p.uuid = c.uuid WHERE c.uuid = ?1";
    let found = conn.prepare_cached(sql)?.query_row(params![record], |row| {
        let (device, keeper): (Uuid, Option<Uuid>) = (row.get(0)?, row.get(1)?);
        Ok(Belongs { logged_on: LaptopId::new(device), handed_to: keeper.map(OfficeId::new) })
    });
    Ok(found.optional()?)
}

impl Store {
    /// The only office whose laptops may edit the case; none where its first office is unknown: all may.
    ///
    /// # Errors
    /// [`StoreError::NoSuchRecord`] where there is no such case; or why the file could not be read.
    pub fn keeper_of(&self, id: DisputeId) -> Result<Option<OfficeId>> {
        let belongs = belongs(&self.conn, id.bytes())?.ok_or(StoreError::NoSuchRecord)?;
        Ok(belongs.to(&self.directory))
    }

    /// The office that keeps the case, where it is another than this laptop's.
    ///
    /// # Errors
    /// As [`Self::keeper_of`].
    pub fn kept_elsewhere(&self, id: DisputeId) -> Result<Option<OfficeId>> {
        Ok(self.keeper_of(id)?.filter(|office| *office != self.settings.home))
    }

    /// The office whose laptop logged the case; none where it was never announced.
    ///
    /// # Errors
    /// As [`Self::keeper_of`].
    pub fn logged_by(&self, id: DisputeId) -> Result<Option<OfficeId>> {
        let belongs = belongs(&self.conn, id.bytes())?.ok_or(StoreError::NoSuchRecord)?;
        Ok(self.directory.laptop(belongs.logged_on).map(|laptop| laptop.home))
    }
}
