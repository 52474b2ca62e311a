//! Acts on a case with what the file knows: who is at work, and fresh identities.

use crate::domain::Dispute;
use crate::domain::act::{Act, AtHand, Done, NotDone, Said};
use crate::store::Store;

impl Store {
    /// Who is at work on that case.
    pub fn at_hand(&self, case: &Dispute) -> AtHand {
        let lead = case.mediators.first().and_then(|id| self.directory().mediator(*id));
        let operator = self.operator().and_then(|id| self.directory().operator(id));
        AtHand {
            today: self.today(),
            lead: lead.map_or_else(String::new, |mediator| mediator.name.clone()),
            operator: operator.map_or_else(String::new, |operator| operator.name.clone()),
        }
    }

    /// The case after an act; it is not saved yet.
    ///
    /// # Errors
    /// Why it cannot be done.
    pub fn acted(&mut self, case: &Dispute, act: Act, said: &Said) -> Result<Done, NotDone> {
        let hand = self.at_hand(case);
        act.done(case, said, &hand, &mut || self.fresh_id::<()>().uuid())
    }
}
