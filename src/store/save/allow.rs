//! Checks before a save: whether the case is this office's, and whether the person has the right.

use uuid::Uuid;

use super::Writer;
use crate::domain::{Id, Operator, Role};
use crate::store::log::{Body, Kind, ROSTER, origin_of};
use crate::store::office::{Hand, Right, belongs, leads};
use crate::store::{Result, StoreError};

impl Writer<'_> {
    /// Checks that this laptop may edit the case.
    pub(in crate::store) fn keep_to_own(&self, record: &[u8; 16]) -> Result<()> {
        let Some(belongs) = belongs(self.conn, record)? else { return Ok(()) };
        match belongs.to(&self.derived.directory) {
            Some(office) if office != self.settings.home => Err(StoreError::KeptElsewhere(office)),
            _ => Ok(()),
        }
    }

    /// Checks that the person at the keyboard may append that. Every save, undo and redo calls it, so no
    /// screen or command can forget. Revisions of other laptops are not checked: they were checked there.
    pub(super) fn allow(&self, kind: Kind, record: &[u8; 16], body: &Body) -> Result<()> {
        let hand = Hand { directory: &self.derived.directory, operator: self.operator, today: self.today() };
        let right = match kind {
            Kind::Dispute | Kind::Service | Kind::Screening | Kind::Prevention | Kind::Indicator => {
                Right::Log
            }
            Kind::Lock => Right::LockMonths,
            // Disclosures are recorded for everybody, and a laptop announces itself whoever uses it.
            Kind::Disclosure | Kind::Laptop => return Ok(()),
            Kind::Operator if self.is_own_pin(record, body) => return Ok(()),
            Kind::Operator => Right::Manage,
            // A village added with the case that names it, or a mapping learnt from an import.
            _ if self.comes_along(kind, record)? => Right::Log,
            Kind::Office | Kind::Mediator | Kind::Code | Kind::Setting => Right::Manage,
        };
        hand.may(right)
    }

    /// Everybody may set his own PIN.
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

    /// Checks a change of an operator. An office with a lead keeps one while others work in it, and somebody
    /// must be left who may write: nobody could repair that.
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
