//! What the person at the keyboard may do, by his or her role.

use chrono::NaiveDate;

use super::Directory;
use crate::domain::{OperatorId, Role};
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
pub(in crate::store) struct Hand<'a> {
    pub directory: &'a Directory,
    pub operator: Option<OperatorId>,
    pub today: NaiveDate,
}

impl Hand<'_> {
    fn role(self) -> Role {
        self.operator.and_then(|id| self.directory.operator(id)).map_or(Role::Clerk, |one| one.role)
    }

    /// Whether he or she may do that.
    pub(in crate::store) fn may(self, right: Right) -> Result<()> {
        let role = self.role();
        if right.belongs_to(role) || (role == Role::Clerk && leads(self.directory, self.today) == 0) {
            Ok(())
        } else {
            Err(StoreError::NotAllowed(right))
        }
    }
}

/// How many leads there are on that day.
pub(in crate::store) fn leads(directory: &Directory, today: NaiveDate) -> usize {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_has_an_end() {
        // Would catch a wait that doubles past every working day.
        assert_eq!([2, 3, 4, 20].map(wait_after), [0, 2, 4, 300]);
    }
}
