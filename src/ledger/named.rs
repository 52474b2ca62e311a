//! Offices and mediators by the names a person gives, outside of any sheet.

use super::people::People;
use super::places::Places;
use crate::domain::{Mediator, MediatorId, Office, OfficeId};
use crate::store::{Result, Store, Writer};

/// What names were found to mean.
#[derive(Debug, Clone)]
pub struct Named {
    /// The office that takes the case.
    pub office: OfficeId,
    /// The village or community.
    pub village: Option<OfficeId>,
    /// What was said of the village where it is none.
    pub place: String,
    /// The mediators, in their order.
    pub mediators: Vec<MediatorId>,
    offices: Vec<Office>,
    people: Vec<Mediator>,
}

impl Named {
    /// Finds the township, the village and the mediators of those names; what is not known is to be made. An empty
    /// township is the office whose cases are logged here.
    pub fn find(store: &Store, township: &str, village: &str, mediators: &[String]) -> Self {
        let mut places = Places::of(store.directory(), store.settings().home);
        let mut people = People::of(store.directory());
        let found = places.find(township, village);
        let mediators: Vec<MediatorId> =
            mediators.iter().map(|name| people.find(found.office, name)).collect();
        let named = std::iter::once(found.office).chain(found.village);
        let offices = named.filter_map(|id| places.take_awaited(id)).collect();
        let people = mediators.iter().filter_map(|id| people.take_new(*id)).collect();
        Self { office: found.office, village: found.village, place: found.place, mediators, offices, people }
    }

    /// Puts what is new.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn put(&self, writer: &mut Writer<'_>) -> Result<()> {
        for office in &self.offices {
            writer.put_office(office)?;
        }
        for mediator in &self.people {
            writer.put_mediator(mediator)?;
        }
        Ok(())
    }
}
