//! 归口: which office a case belongs to. Only its laptops edit the case; all others read it.
//!
//! That is the office it was handed over to, else the one whose laptop logged it. A case whose laptop never said who it
//! is belongs to everybody. What comes in by exchange is never asked: every file must come to the same state.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use super::{Directory, Right};
use crate::domain::{Dispute, DisputeId, LaptopId, OfficeId};
use crate::store::ask::CaseFilter;
use crate::store::log::heads;
use crate::store::save::Writer;
use crate::store::{Result, Store, StoreError};

/// How saves come in by which cases change hands: undo steps over them, for the case is no longer ours to change.
const HANDED_OVER: &str = "handover";

/// What came of handing cases over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HandedOver {
    /// They belong to the other office from now on.
    pub handed: u64,
    /// They belonged to it already.
    pub there: u64,
    /// They belong to yet another office, which alone may hand them over.
    pub elsewhere: u64,
}

/// Which cases are handed over to whom.
pub type Handing = BTreeMap<DisputeId, OfficeId>;

/// Where a case came from and where it is.
struct Belongs {
    logged_on: LaptopId,
    handed_to: Option<OfficeId>,
}

impl Belongs {
    fn to(&self, directory: &Directory) -> Option<OfficeId> {
        self.handed_to.or_else(|| directory.laptop(self.logged_on).map(|laptop| laptop.home))
    }
}

/// None where there is no such case yet.
fn belongs(conn: &rusqlite::Connection, record: &[u8; 16]) -> Result<Option<Belongs>> {
    let sql = "SELECT d.uuid, p.keeper FROM record c JOIN device d ON d.id = c.device \
               LEFT JOIN dispute p ON p.uuid = c.uuid WHERE c.uuid = ?1";
    let found = conn.prepare_cached(sql)?.query_row(params![record], |row| {
        let (device, keeper): (Uuid, Option<Uuid>) = (row.get(0)?, row.get(1)?);
        Ok(Belongs { logged_on: LaptopId::new(device), handed_to: keeper.map(OfficeId::new) })
    });
    Ok(found.optional()?)
}

impl Writer<'_> {
    /// Goes on only where this laptop may edit the case.
    pub(in crate::store) fn keep_to_own(&self, record: &[u8; 16]) -> Result<()> {
        let Some(belongs) = belongs(self.conn, record)? else { return Ok(()) };
        match belongs.to(&self.derived.directory) {
            Some(office) if office != self.settings.home => Err(StoreError::KeptElsewhere(office)),
            _ => Ok(()),
        }
    }
}

impl Store {
    /// The office whose laptops alone may edit the case; none where anybody may, for nobody knows who logged it.
    ///
    /// # Errors
    /// [`StoreError::NoSuchRecord`] where there is no such case; or why the file could not be read.
    pub fn keeper_of(&self, id: DisputeId) -> Result<Option<OfficeId>> {
        let belongs = belongs(&self.conn, id.bytes())?.ok_or(StoreError::NoSuchRecord)?;
        Ok(belongs.to(&self.directory))
    }

    /// The office that keeps the case, where that is another than this laptop's.
    ///
    /// # Errors
    /// As [`Self::keeper_of`].
    pub fn kept_elsewhere(&self, id: DisputeId) -> Result<Option<OfficeId>> {
        Ok(self.keeper_of(id)?.filter(|office| *office != self.settings.home))
    }

    /// The office whose laptop logged the case; none where it never said.
    ///
    /// # Errors
    /// As [`Self::keeper_of`].
    pub fn logged_by(&self, id: DisputeId) -> Result<Option<OfficeId>> {
        let belongs = belongs(&self.conn, id.bytes())?.ok_or(StoreError::NoSuchRecord)?;
        Ok(self.directory.laptop(belongs.logged_on).map(|laptop| laptop.home))
    }

    /// What handing every case of an office, and of those below it, to `to` would do.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn handing_of(&self, office: OfficeId, to: OfficeId) -> Result<(Handing, HandedOver)> {
        let filter = CaseFilter { office: Some(office), ..CaseFilter::default() };
        let mut handing = Handing::new();
        let mut said = HandedOver::default();
        for id in self.all_ids(&filter)? {
            match self.keeper_of(id)? {
                Some(keeper) if keeper == to => said.there += 1,
                Some(keeper) if keeper != self.settings.home => said.elsewhere += 1,
                _ => {
                    said.handed += 1;
                    handing.insert(id, to);
                }
            }
        }
        Ok((handing, said))
    }

    /// Hands cases over: from now on only the laptops of the office named for each may edit it. All or none.
    ///
    /// # Errors
    /// [`StoreError::NotAllowed`]; [`StoreError::KeptElsewhere`] for a case that is not this office's to hand over; or
    /// why the file could not be written.
    pub fn hand_over(&mut self, handing: &Handing) -> Result<u64> {
        self.may(Right::HandOver)?;
        self.transact_via(Some(HANDED_OVER), |writer| {
            let mut handed = 0;
            for (id, to) in handing {
                let before = heads::dispute(writer.conn, *id)?;
                let after = Dispute { keeper: Some(*to), ..before.clone() };
                handed += u64::from(
                    writer.put_dispute(Some(&before), after)?.change == crate::store::save::Changed::Written,
                );
            }
            Ok(handed)
        })
    }
}
