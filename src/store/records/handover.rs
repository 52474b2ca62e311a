//! Handing a case over to another office; `office::keeper` tells which office has a case.

use std::collections::BTreeMap;

use crate::domain::{Dispute, DisputeId, OfficeId};
use crate::store::ask::CaseFilter;
use crate::store::log::dispute_of;
use crate::store::office::Right;
use crate::store::save::Changed;
use crate::store::{Result, Store};

/// The origin of saves that hand cases over: undo skips them, since the case is no longer ours to change.
const HANDED_OVER: &str = "handover";

/// The result of handing cases over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HandedOver {
    /// Cases that belong to the other office from now on.
    pub handed: u64,
    /// Cases that belonged to it already.
    pub there: u64,
    /// Cases of yet another office, which alone may hand them over.
    pub elsewhere: u64,
}

/// The cases to hand over, each with its new office.
pub type Handing = BTreeMap<DisputeId, OfficeId>;

impl Store {
    /// The result of handing every case of an office, and of those below it, to `to`; nothing is written.
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

    /// Hands cases over: from now on only the laptops of the named offices may edit them. All or none.
    ///
    /// # Errors
    /// [`StoreError::NotAllowed`](crate::store::StoreError::NotAllowed);
    /// [`StoreError::KeptElsewhere`](crate::store::StoreError::KeptElsewhere) for a case that is not this office's to hand over; or
    /// why the file could not be written.
    pub fn hand_over(&mut self, handing: &Handing) -> Result<u64> {
        self.may(Right::HandOver)?;
        self.transact_via(Some(HANDED_OVER), |writer| {
            let mut handed = 0;
            for (id, to) in handing {
                let before = dispute_of(writer.conn, *id)?;
                let after = Dispute { keeper: Some(*to), ..before.clone() };
                let change = writer.put_dispute(Some(&before), after)?.change;
                handed += u64::from(change == Changed::Written);
            }
            Ok(handed)
        })
    }
}
