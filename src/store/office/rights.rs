//! What the person at the keyboard may do, by his or her role.

use chrono::NaiveDate;
use uuid::Uuid;

use super::Directory;
use crate::domain::{Id, Operator, OperatorId, Role};
use crate::store::log::{Body, Kind, ROSTER};
use crate::store::save::Writer;
use crate::store::{Result, Store, StoreError};
use crate::vault::fits_pin;

/// Something not everybody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// Logs and changes cases and other counts.
    Log,
    /// Takes part in the exchange between laptops.
    Exchange,
    /// Changes the roster: offices, people, codes, limits, templates.
    Manage,
    /// Locks reported months and unlocks them.
    LockMonths,
    /// Sets passphrases and says who may open the file.
    Protect,
    /// Restores a backup.
    Restore,
    /// Hands cases over to another office.
    HandOver,
}

impl Right {
    /// Whether that role has it. An office in which nobody is a lead leaves all of it to its clerks.
    const fn belongs_to(self, role: Role) -> bool {
        match role {
            Role::Lead => true,
            Role::Clerk => matches!(self, Self::Log | Self::Exchange),
            Role::Reader => false,
        }
    }
}

/// Who is at the keyboard, as far as rights go.
#[derive(Clone, Copy)]
struct Hand<'a> {
    directory: &'a Directory,
    operator: Option<OperatorId>,
    today: NaiveDate,
}

impl Hand<'_> {
    fn role(self) -> Role {
        self.operator.and_then(|id| self.directory.operator(id)).map_or(Role::Clerk, |one| one.role)
    }

    fn may(self, right: Right) -> Result<()> {
        let role = self.role();
        if right.belongs_to(role) || (role == Role::Clerk && leads(self.directory, self.today) == 0) {
            Ok(())
        } else {
            Err(StoreError::NotAllowed(right))
        }
    }
}

/// How many leads there are on that day.
fn leads(directory: &Directory, today: NaiveDate) -> usize {
    directory.operators().filter(|one| one.role == Role::Lead && one.is_offered(today)).count()
}

impl Store {
    fn hand(&self) -> Hand<'_> {
        Hand { directory: &self.directory, operator: self.operator, today: self.today() }
    }

    /// The role of the person at the keyboard. Who has not signed in is a clerk.
    pub fn role(&self) -> Role {
        self.hand().role()
    }

    /// Whether the person at the keyboard may do that. What is saved is asked about once more by the save itself.
    ///
    /// # Errors
    /// [`StoreError::NotAllowed`] where not.
    pub fn may(&self, right: Right) -> Result<()> {
        self.hand().may(right)
    }

    /// Whether a PIN is asked for before that person is at the keyboard.
    pub fn asks_pin(&self, operator: OperatorId) -> bool {
        self.directory.operator(operator).is_some_and(|one| one.pin.is_some())
    }

    /// Tries a PIN; where none is set anything fits. Wrong ones cost growing time, for as long as the program runs.
    ///
    /// # Errors
    /// When there is not the memory to try.
    pub fn try_pin(&mut self, operator: OperatorId, typed: &str) -> Result<PinTried> {
        let Some(kept) = self.directory.operator(operator).and_then(|one| one.pin.clone()) else {
            return Ok(PinTried::Fits);
        };
        let now = self.surroundings.now();
        let (wrong, last) = self.wrong_pins.get(&operator).copied().unwrap_or((0, now));
        let left = wait_after(wrong) - (now - last).num_seconds();
        if wrong > 0 && left > 0 {
            return Ok(PinTried::Wait(left));
        }
        if fits_pin(&kept, typed)? {
            self.wrong_pins.remove(&operator);
            return Ok(PinTried::Fits);
        }
        self.wrong_pins.insert(operator, (wrong + 1, now));
        Ok(PinTried::Wrong)
    }
}

/// What came of a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinTried {
    /// It is the one.
    Fits,
    /// It is not.
    Wrong,
    /// So many seconds must pass before another is tried.
    Wait(i64),
}

/// The seconds to wait after so many wrong ones: none after three, then twice as many each time, up to five minutes.
fn wait_after(wrong: u32) -> i64 {
    match wrong {
        0..=2 => 0,
        more => (1_i64 << (more - 2).min(16)).min(300),
    }
}

impl Writer<'_> {
    /// Whether the person at the keyboard may append that. Every save, undo and redo comes by here, so no screen and no
    /// command can forget to ask. What came in from another laptop does not: it was asked there.
    pub(in crate::store) fn allow(&self, kind: Kind, record: &[u8; 16], body: &Body) -> Result<()> {
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
            (_, Kind::Code) => crate::store::log::heads::origin(self.conn, record)?.is_none(),
            _ => false,
        })
    }

    /// Whether an operator may become that. An office that is led stays led while others work in it, and somebody must
    /// be left who may write at all: nobody could ever set that right.
    pub(in crate::store) fn keeps_hands(&self, after: &Operator) -> Result<()> {
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
