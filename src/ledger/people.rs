//! The mediators a ledger names.

use std::collections::HashMap;

use crate::domain::{Mediator, MediatorId, NEVER, OfficeId};
use crate::store::Directory;

/// Mediators by office and name, and those that are new.
pub(super) struct People {
    known: HashMap<OfficeId, HashMap<String, MediatorId>>,
    new: HashMap<MediatorId, Mediator>,
}

impl People {
    pub(super) fn of(directory: &Directory) -> Self {
        let mut known: HashMap<OfficeId, HashMap<String, MediatorId>> = HashMap::new();
        for mediator in directory.mediators().filter(|mediator| mediator.valid_to != Some(NEVER)) {
            known.entry(mediator.office).or_default().entry(mediator.name.clone()).or_insert(mediator.id);
        }
        Self { known, new: HashMap::new() }
    }

    /// The mediator of that name at that office; made where new.
    pub(super) fn find(&mut self, office: OfficeId, name: &str) -> MediatorId {
        let here = self.known.entry(office).or_default();
        if let Some(id) = here.get(name) {
            return *id;
        }
        let mediator = Mediator::at(office, name);
        here.insert(name.to_owned(), mediator.id);
        let id = mediator.id;
        self.new.insert(id, mediator);
        id
    }

    /// The mediator of that name at that office, where one is known.
    pub(super) fn known(&self, office: OfficeId, name: &str) -> Option<MediatorId> {
        self.known.get(&office)?.get(name).copied()
    }

    pub(super) fn new_one(&self, id: MediatorId) -> Option<&Mediator> {
        self.new.get(&id)
    }

    /// A mediator that a case needs and the file has not got yet; given out once.
    pub(super) fn take_new(&mut self, id: MediatorId) -> Option<Mediator> {
        self.new.remove(&id)
    }
}
