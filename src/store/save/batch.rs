//! One act on several cases: one transaction, and one undo takes all of it back.

use crate::domain::Dispute;
use crate::store::log::BATCH;
use crate::store::{Changed, Result, Store, Writer};

/// The most cases of one act: undo looks back that far for all of them.
pub const MOST_AT_ONCE: usize = 400;

impl Store {
    /// Saves several cases, each with what the screen had read of it; how many of them changed. All or none.
    ///
    /// # Errors
    /// Why the file could not be written.
    pub fn save_together(&mut self, cases: Vec<(Dispute, Dispute)>) -> Result<usize> {
        self.transact_via(Some(BATCH), |writer| {
            writer.begin_batch();
            let mut written = 0;
            for (before, after) in cases {
                let saved = writer.put_dispute(Some(&before), after)?;
                written += usize::from(saved.change == Changed::Written);
            }
            Ok(written)
        })
    }
}

impl Writer<'_> {
    /// Says that the next revision is the first of an act on several cases.
    pub(super) fn begin_batch(&mut self) {
        self.begins = true;
    }
}
