//! The cases that an exchange added or changed.

use std::collections::BTreeSet;

use rusqlite::params;
use uuid::Uuid;

use super::knowledge::Knowledge;
use crate::domain::{DisputeId, LaptopId};
use crate::store::log::Kind;
use crate::store::{Result, Store};

/// The cases added or changed since.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrived {
    /// Cases that are new here.
    pub new: Vec<DisputeId>,
    /// Cases that were here and were changed.
    pub changed: Vec<DisputeId>,
}

impl Store {
    /// The cases that the revisions beyond `before` are about.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn arrived_since(&self, before: &Knowledge) -> Result<Arrived> {
        let mut statement = self.conn.prepare_cached("SELECT id, uuid FROM device")?;
        let devices = statement.query_map([], |row| Ok((row.get(0)?, LaptopId::new(row.get(1)?))))?;
        let devices: Vec<(i64, LaptopId)> = devices.collect::<rusqlite::Result<_>>()?;
        let had = |local: i64| {
            let device = devices.iter().find(|(id, _)| *id == local);
            device.map_or(0, |(_, uuid)| before.of(*uuid).seq)
        };
        let sql = "SELECT r.record, c.device, c.seq FROM revision r JOIN record c ON c.uuid = r.record \
                   WHERE r.device = ?1 AND r.seq > ?2 AND r.kind = ?3";
        let mut statement = self.conn.prepare_cached(sql)?;
        let (mut new, mut changed) = (BTreeSet::new(), BTreeSet::new());
        for (local, uuid) in &devices {
            let mut rows = statement.query(params![local, before.of(*uuid).seq, Kind::Dispute.code()])?;
            while let Some(row) = rows.next()? {
                let record: Uuid = row.get(0)?;
                let (made_by, made_at): (i64, i64) = (row.get(1)?, row.get(2)?);
                let list = if made_at > had(made_by) { &mut new } else { &mut changed };
                list.insert(DisputeId::new(record));
            }
        }
        Ok(Arrived { new: new.into_iter().collect(), changed: changed.into_iter().collect() })
    }
}
