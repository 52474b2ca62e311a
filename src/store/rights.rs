//! What the person at the keyboard may do, by his or her role.

use super::Store;
use super::error::{Result, StoreError};
use crate::domain::Role;

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

impl Store {
    /// The role of the person at the keyboard. Who has not signed in is a clerk.
    pub fn role(&self) -> Role {
        self.operator().and_then(|id| self.directory().operator(id)).map_or(Role::Clerk, |one| one.role)
    }

    /// Whether the person at the keyboard may do that.
    ///
    /// # Errors
    /// [`StoreError::NotAllowed`] where not.
    pub fn may(&self, right: Right) -> Result<()> {
        let role = self.role();
        let today = self.today();
        let led = self.directory().operators().any(|one| one.role == Role::Lead && one.is_offered(today));
        if right.belongs_to(role) || (role == Role::Clerk && !led) {
            Ok(())
        } else {
            Err(StoreError::NotAllowed(right))
        }
    }
}
