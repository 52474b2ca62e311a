//! The fields of a case, each defined once: the part of the case it belongs to, the kind of its value,
//! whether it may be empty, and how it is read and written. The log, the rows of the file, labels, history,
//! the page of a case, JSON, transcripts, forms and columns follow from this table or list some of its
//! fields. `entry.rs` defines the fields of the other counts in the same way.
//!
//! To add a field: a member of its struct, a name and a row in `table.rs`, a label in `text/field.rs`, a column and the
//! next version in `schema.sql`. A form that prints it names it in its template by its label.

mod entry;
mod part;
mod parts;
mod row;
mod table;
mod value;

pub use entry::{AnyEntry, Entry, EntryField, EntryList, EntryName};
pub use part::{Part, PartKind, Spot};
pub use row::{Need, Rows, Spec};
pub use table::Field;
pub use value::{Held, Kind, Value};

use std::sync::LazyLock;

use super::PartyKind;

/// The part and the name of each field, read from its code once.
static PLACES: LazyLock<Vec<(PartKind, &'static str)>> = LazyLock::new(|| {
    let place = |code: &'static str| {
        let part = code.split_once('.').and_then(|(part, name)| Some((PartKind::of_log(part)?, name)));
        part.unwrap_or((PartKind::Case, code))
    };
    Field::CODES.iter().map(|code| place(code)).collect()
});

/// The properties of each field, from the table.
static SPECS: LazyLock<Vec<Spec>> = LazyLock::new(|| {
    let of = |field: &Field| {
        let said = field.part().rows().specs().find(|spec| spec.field == *field);
        said.unwrap_or(Spec { field: *field, kind: Kind::Line, need: Need::Optional, usual: None })
    };
    Field::ALL.iter().map(of).collect()
});

impl Field {
    /// The kind of part that it belongs to.
    pub fn part(self) -> PartKind {
        PLACES.get(self as usize).map_or(PartKind::Case, |(part, _)| *part)
    }

    /// Its name within its part; that of a field which a case has once is its code.
    pub fn name(self) -> &'static str {
        PLACES.get(self as usize).map_or("", |(_, name)| name)
    }

    /// The field of the part at that place of its list; 0 for what a case has once.
    pub fn at(self, at: usize) -> Spot {
        self.part().at(at).field(self)
    }

    /// What kind of value it holds, and whether it may be empty.
    pub fn spec(self) -> Spec {
        let said = SPECS.get(self as usize).copied();
        said.unwrap_or(Spec { field: self, kind: Kind::Line, need: Need::Optional, usual: None })
    }

    /// Whether it applies to that kind of party: a company has no birthday and no occupation, a person no representative.
    pub const fn belongs_to(self, kind: PartyKind) -> bool {
        match self {
            Self::PartySex | Self::PartyEthnicity | Self::PartyBornOn | Self::PartyOccupation => {
                matches!(kind, PartyKind::Person)
            }
            Self::PartyRepresentative => !matches!(kind, PartyKind::Person),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests;
