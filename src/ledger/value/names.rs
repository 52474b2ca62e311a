//! The offices and mediators named in a sheet or elsewhere: known ones, and new ones that are written
//! together with the record that names them.

use std::collections::HashMap;

use super::places::{Named, Places};
use crate::domain::{Mediator, MediatorId, NEVER, Office, OfficeId};
use crate::store::{Result, Store, Writer};

/// Offices and mediators by name: those of the file, and new ones.
#[derive(Clone)]
pub struct Names {
    pub(in crate::ledger) places: Places,
    mediators: HashMap<OfficeId, HashMap<String, MediatorId>>,
    new: HashMap<MediatorId, Mediator>,
}

impl Names {
    /// The offices and mediators of the file.
    pub fn of(store: &Store) -> Self {
        let directory = store.directory();
        let mut mediators: HashMap<OfficeId, HashMap<String, MediatorId>> = HashMap::new();
        for mediator in directory.mediators().filter(|mediator| mediator.valid_to != Some(NEVER)) {
            mediators.entry(mediator.office).or_default().entry(mediator.name.clone()).or_insert(mediator.id);
        }
        Self { places: Places::of(directory, store.settings().home), mediators, new: HashMap::new() }
    }

    /// The township, village and mediators of those names; unknown ones are created. An empty township is the
    /// office whose cases are logged here.
    pub fn find(&mut self, township: &str, village: &str, mediators: &[String]) -> Named {
        let found = self.places.find(township, village);
        let mediators = mediators.iter().map(|name| self.mediator_called(found.office, name)).collect();
        Named { mediators, ..found }
    }

    /// As [`Self::find`], for names that were found before.
    pub(in crate::ledger) fn found(
        &self,
        township: &str,
        village: &str,
        mediators: &[String],
    ) -> Option<Named> {
        let found = self.places.found(township, village)?;
        let known = self.mediators.get(&found.office);
        let mediators = mediators.iter().filter_map(|name| known?.get(name).copied()).collect();
        Some(Named { mediators, ..found })
    }

    fn mediator_called(&mut self, office: OfficeId, name: &str) -> MediatorId {
        let here = self.mediators.entry(office).or_default();
        if let Some(id) = here.get(name) {
            return *id;
        }
        let mediator = Mediator::at(office, name);
        let id = mediator.id;
        here.insert(name.to_owned(), id);
        self.new.insert(id, mediator);
        id
    }

    /// A mediator who is not in the file yet.
    pub(in crate::ledger) fn new_mediator(&self, id: MediatorId) -> Option<&Mediator> {
        self.new.get(&id)
    }

    /// Puts the new ones that were not put before.
    ///
    /// # Errors
    /// Why they could not be written.
    pub fn put(mut self, named: &Named, writer: &mut Writer<'_>) -> Result<()> {
        self.take_awaited().put(named, writer)
    }

    /// Takes out what is written together with the record that names it first.
    pub(in crate::ledger) fn take_awaited(&mut self) -> Awaited {
        let offices = self.places.take_awaited().map(|office| (office.id, office)).collect();
        Awaited { offices, mediators: std::mem::take(&mut self.new) }
    }
}

/// New offices and mediators, each written together with the record that names it first.
#[derive(Default)]
pub(in crate::ledger) struct Awaited {
    offices: HashMap<OfficeId, Office>,
    mediators: HashMap<MediatorId, Mediator>,
}

impl Awaited {
    /// Adds more of them.
    pub(in crate::ledger) fn extend(&mut self, more: Self) {
        self.offices.extend(more.offices);
        self.mediators.extend(more.mediators);
    }

    /// Puts those that are named and were not put before.
    pub(in crate::ledger) fn put(&mut self, named: &Named, writer: &mut Writer<'_>) -> Result<()> {
        for id in std::iter::once(named.office).chain(named.village) {
            if let Some(office) = self.offices.remove(&id) {
                writer.put_office(&office)?;
            }
        }
        for id in &named.mediators {
            if let Some(mediator) = self.mediators.remove(id) {
                writer.put_mediator(&mediator)?;
            }
        }
        Ok(())
    }
}
