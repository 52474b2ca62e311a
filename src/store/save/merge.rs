//! Merging two records of one dispute, in one transaction that undo takes back as one.

use serde_json::Value;

use super::write::Writer;
use crate::domain::{Dispute, MERGED_INTO, identity};
use crate::store::log::{Kind, MERGE, difference, fields};
use crate::store::{Result, Store, StoreError};

impl Store {
    /// Makes one of two records of a dispute: `kept` becomes `after`, `other` is void and its reason names the one that
    /// stays. In a locked month that is a correction, as any other change is.
    ///
    /// That one stays is written down too: where another laptop has merged the two the other way round, both hold two
    /// answers, which is a conflict for a person to settle. At most one of them is shown as void until then: each void
    /// is older than the word of its own laptop that the other record stays, and the newest of all four wins.
    ///
    /// # Errors
    /// [`StoreError::CannotMerge`] where they are one record or one of them is void;
    /// [`StoreError::KeptElsewhere`] where only the laptops of another office may edit one of them; or why the file could
    /// not be written.
    pub fn merge(&mut self, kept: &Dispute, after: Dispute, other: &Dispute) -> Result<()> {
        if kept.id == other.id || after.id != kept.id || kept.void.is_some() || other.void.is_some() {
            return Err(StoreError::CannotMerge);
        }
        let reason = format!("{MERGED_INTO} {}", after.number);
        let void = Dispute { void: Some(reason.trim_end().to_owned()), ..other.clone() };
        self.transact_via(Some(MERGE), |writer| {
            writer.begin_batch();
            writer.put_dispute(Some(other), void)?;
            writer.put_standing(kept, after)
        })
    }
}

impl Writer<'_> {
    /// Puts a case that stays, whatever else becomes of it on another laptop meanwhile: that it is not void is written
    /// down, though it was not before.
    fn put_standing(&mut self, before: &Dispute, mut after: Dispute) -> Result<()> {
        self.keep_to_own(after.id.bytes())?;
        identity::settle(&mut after);
        self.announce()?;
        let mut set = difference(&fields::of_dispute(before), &fields::of_dispute(&after));
        set.insert("void".to_owned(), Value::Null);
        self.put_set(Kind::Dispute, after.id.bytes(), set)
    }
}
