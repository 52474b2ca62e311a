//! A case with related data of the file.

use super::contested::{Contested, contested};
use crate::domain::{Dispute, OfficeId};
use crate::store::{Store, StoreError};

/// The most earlier cases of a person that are read.
pub const CASES_OF_PERSON: usize = 200;

/// A case with related data of the file.
#[derive(Debug, Clone)]
pub struct Known {
    /// The case.
    pub case: Dispute,
    /// For each party, the number of other cases with that name.
    pub earlier: Vec<usize>,
    /// When it was logged, as far as its id shows.
    pub registered: String,
    /// Whether another case has the same number.
    pub number_taken: bool,
    /// The office whose laptops alone may edit it, if it is not this one's.
    pub kept_by: Option<OfficeId>,
    /// The office that handed it over, if it is kept here since.
    pub from: Option<OfficeId>,
    /// The fields on which laptops disagree.
    pub contested: Vec<Contested>,
}

impl Known {
    /// Reads the case and its related data.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn read(store: &mut Store, id: crate::domain::DisputeId) -> Result<Self, StoreError> {
        let case = store.dispute(id)?;
        let mut earlier = Vec::new();
        for party in &case.parties {
            let cases = if party.name.trim().is_empty() {
                Vec::new()
            } else {
                store.cases_of_person(&party.name, CASES_OF_PERSON)?
            };
            earlier.push(cases.iter().filter(|row| row.id != id).count());
        }
        let number_taken = store.disputes_numbered(&case.number)?.len() > 1;
        let offset = *store.surroundings().now().offset();
        // A time-ordered id contains the time when the case was begun.
        let registered = id.uuid().get_timestamp().and_then(|stamp| {
            let (seconds, _) = stamp.to_unix();
            chrono::DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)
        });
        let registered = registered
            .map(|at| at.with_timezone(&offset).format("%Y-%m-%d %H:%M").to_string())
            .unwrap_or_default();
        let kept_by = store.kept_elsewhere(id)?;
        let handed = case.keeper == Some(store.settings().home);
        let from =
            if handed { store.logged_by(id)?.filter(|office| Some(*office) != case.keeper) } else { None };
        let lang = store.settings().language;
        let conflicts = store.conflicts_of(id.bytes())?;
        let contested =
            conflicts.iter().map(|conflict| contested(store, lang, conflict)).collect::<Result<_, _>>()?;
        Ok(Self { earlier, registered, number_taken, kept_by, from, contested, ..Self::alone(case) })
    }

    /// The case without related data, to put its fields into words.
    pub fn alone(case: Dispute) -> Self {
        Self {
            case,
            earlier: Vec::new(),
            registered: String::new(),
            number_taken: false,
            kept_by: None,
            from: None,
            contested: Vec::new(),
        }
    }
}
