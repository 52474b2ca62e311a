//! What the person at the keyboard may do, by his or her role.

use chrono::NaiveDate;

use super::Directory;
use crate::domain::{OperatorId, Role};
use crate::store::{Result, Store, StoreError};
use crate::vault::fits_pin;

/// A right that not everybody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// Logging and changing cases and other counts.
    Log,
    /// Taking part in the exchange between laptops.
    Exchange,
    /// Changing the roster: offices, people, codes, limits, templates.
    Manage,
    /// Locking reported months and unlocking them.
    LockMonths,
    /// Setting passphrases and choosing who may open the file.
    Protect,
    /// Restoring a backup.
    Restore,
    /// Handing cases over to another office.
    HandOver,
}

impl Right {
    /// Whether that role has it. In an office without a lead, clerks have all of these rights.
    const fn belongs_to(self, role: Role) -> bool {
        match role {
            Role::Lead => true,
            Role::Clerk => matches!(self, Self::Log | Self::Exchange),
            Role::Reader => false,
        }
    }
}

/// The person at the keyboard, with what decides on rights.
#[derive(Clone, Copy)]
pub(in crate::store) struct Hand<'a> {
    pub directory: &'a Directory,
    pub operator: Option<OperatorId>,
    pub today: NaiveDate,
}

impl Hand<'_> {
    fn role(self) -> Role {
        self.operator.and_then(|id| self.directory.operator(id)).map_or(Role::Clerk, |one| one.role)
    }

    /// Checks that he or she has that right.
    pub(in crate::store) fn may(self, right: Right) -> Result<()> {
        let role = self.role();
        if right.belongs_to(role) || (role == Role::Clerk && leads(self.directory, self.today) == 0) {
            Ok(())
        } else {
            Err(StoreError::NotAllowed(right))
        }
    }
}

/// The number of leads on that day.
pub(in crate::store) fn leads(directory: &Directory, today: NaiveDate) -> usize {
    directory.operators().filter(|one| one.role == Role::Lead && one.is_offered(today)).count()
}

impl Store {
    fn hand(&self) -> Hand<'_> {
        Hand { directory: &self.directory, operator: self.operator, today: self.today() }
    }

    /// The role of the person at the keyboard; a clerk where nobody has signed in.
    pub fn role(&self) -> Role {
        self.hand().role()
    }

    /// Checks that the person at the keyboard has that right. Every save checks again.
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

    /// Tries a PIN; where none is set anything fits. Wrong ones cause growing waits until the program ends.
    ///
    /// # Errors
    /// When there is too little memory to try.
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

/// The result of trying a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinTried {
    /// It is right.
    Fits,
    /// It is wrong.
    Wrong,
    /// The seconds that must pass before another is tried.
    Wait(i64),
}

/// The seconds to wait after so many wrong ones: none below three, then doubling, up to five minutes.
fn wait_after(wrong: u32) -> i64 {
    match wrong {
        0..=2 => 0,
        more => (1_i64 << (more - 2).min(16)).min(300),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_has_an_end() {
        // Would catch a wait that doubles past every working day.
        assert_eq!([2, 3, 4, 20].map(wait_after), [0, 2, 4, 300]);
    }
}
