//! What a save is asked before it is written: whether the case is this office's, and whether the person may.

use uuid::Uuid;

use super::Writer;
use crate::domain::{Id, Operator, Role};
use crate::store::log::{Body, Kind, ROSTER, origin_of};
use crate::store::office::{Hand, Right, belongs, leads};
use crate::store::{Result, StoreError};

impl Writer<'_> {
    /// Goes on only where this laptop may edit the case.
    pub(in crate::store) fn keep_to_own(&self, record: &[u8; 16]) -> Result<()> {
        let Some(belongs) = belongs(self.conn, record)? else { return Ok(()) };
        match belongs.to(&self.derived.directory) {
            Some(office) if office != self.settings.home => Err(StoreError::KeptElsewhere(office)),
            _ => Ok(()),
        }
    }

    /// Whether the person at the keyboard may append that. Every save, undo and redo comes by here, so no screen and no
    /// command can forget to ask. What came in from another laptop does not: it was asked there.
    pub(super) fn allow(&self, kind: Kind, record: &[u8; 16], body: &Body) -> Result<()> {
        let hand = Hand { directory: &self.derived.directory, operator: self.operator, today: self.today() };
        let right = match kind {
            Kind::Dispute | Kind::Service | Kind::Screening | Kind::Prevention | Kind::Indicator => {
                Right::Log
            }
            Kind::Lock => Right::LockMonths,
            // What leaves is recorded whoever sends it; a laptop says who it is whoever sits at it.
            Kind::Disclosure | Kind::Laptop => return Ok(()),
            Kind::Operator if self.is_own_pin(record, body) => return Ok(()),
            Kind::Operator => Right::Manage,
            // A village that comes with the case that names it, a mapping learnt from an import.
            _ if self.comes_along(kind, record)? => Right::Log,
            Kind::Office | Kind::Mediator | Kind::Code | Kind::Setting => Right::Manage,
        };
        hand.may(right)
    }

    /// Everybody sets his own PIN.
    fn is_own_pin(&self, record: &[u8; 16], body: &Body) -> bool {
        self.operator.is_some_and(|own| own.bytes() == record) && body.set.keys().all(|field| field == "pin")
    }

    fn comes_along(&self, kind: Kind, record: &[u8; 16]) -> Result<bool> {
        let directory = &self.derived.directory;
        let uuid = Uuid::from_bytes(*record);
        Ok(match (self.via.as_deref(), kind) {
            (Some(ROSTER), _) => false,
            (Some("import"), _) => true,
            (_, Kind::Office) => directory.office(Id::new(uuid)).is_none(),
            (_, Kind::Mediator) => directory.mediator(Id::new(uuid)).is_none(),
            (_, Kind::Code) => origin_of(self.conn, record)?.is_none(),
            _ => false,
        })
    }

    /// Whether an operator may become that. An office that is led stays led while others work in it, and somebody must
    /// be left who may write at all: nobody could ever set that right.
    pub(super) fn keeps_hands(&self, after: &Operator) -> Result<()> {
        let (directory, today) = (&self.derived.directory, self.today());
        let others = || directory.operators().filter(|one| one.id != after.id && one.is_offered(today));
        let stays = after.is_offered(today);
        let led = others().any(|one| one.role == Role::Lead) || (stays && after.role == Role::Lead);
        let alone = others().next().is_none();
        let writes = others().any(|one| one.role != Role::Reader) || (stays && after.role != Role::Reader);
        let was_led = leads(directory, today) > 0;
        if (was_led && !led && !alone) || (!writes && (!alone || stays)) {
            return Err(StoreError::LastLead);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
