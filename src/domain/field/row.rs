//! The rows of the table of fields.

use std::cmp::Ordering;

use chrono::NaiveDate;
use uuid::Uuid;

use super::part::Part;
use super::value::{Held, Kind, Value};
use super::{Field, PartKind};
use crate::domain::Dispute;

/// Whether a field may be empty, and where it is shown while it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// May be empty; it is then listed among the fields not filled in yet.
    Optional,
    /// May be empty and is shown in its own place all the same.
    Kept,
    /// Must hold something.
    Required,
}

/// The properties of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spec {
    /// The field.
    pub field: Field,
    /// The kind of its value.
    pub kind: Kind,
    /// Whether it may be empty.
    pub need: Need,
    /// The code that the log leaves out because it is the usual one.
    pub usual: Option<&'static str>,
}

/// How a field of a `T` is read and written.
enum Access<T> {
    /// A member of the record.
    Member(fn(&T) -> &dyn Held, fn(&mut T) -> &mut dyn Held),
    /// Functions for a field that is not simply a member.
    Way(fn(&T) -> Value, fn(&mut T, Value)),
}

/// A field of a `T`.
pub(super) struct Row<T: 'static> {
    spec: Spec,
    access: Access<T>,
}

/// A field that is a member of the record.
pub(super) const fn row<T>(
    field: Field,
    kind: Kind,
    need: Need,
    read: fn(&T) -> &dyn Held,
    write: fn(&mut T) -> &mut dyn Held,
) -> Row<T> {
    Row { spec: Spec { field, kind, need, usual: None }, access: Access::Member(read, write) }
}

/// A field with its own way of reading and writing.
pub(super) const fn by<T>(
    field: Field,
    kind: Kind,
    need: Need,
    read: fn(&T) -> Value,
    write: fn(&mut T, Value),
) -> Row<T> {
    Row { spec: Spec { field, kind, need, usual: None }, access: Access::Way(read, write) }
}

/// Sets the code that the log leaves out for a field.
pub(super) const fn usually<T>(code: &'static str, mut row: Row<T>) -> Row<T> {
    row.spec.usual = Some(code);
    row
}

impl<T> Row<T> {
    fn read(&self, of: &T) -> Value {
        match &self.access {
            Access::Member(read, _) => read(of).value(),
            Access::Way(read, _) => read(of),
        }
    }

    fn write(&self, of: &mut T, value: Value) {
        match &self.access {
            Access::Member(_, write) => write(of).put(value),
            Access::Way(_, write) => write(of, value),
        }
    }
}

/// The fields of one kind of part, whatever its type. Rows are numbered from 0.
pub trait Rows: Sync {
    /// How many fields there are.
    fn size(&self) -> usize;

    /// The properties of the field in that row.
    fn spec(&self, row: usize) -> Option<Spec>;

    /// The value in that row; empty where the case has no such part.
    fn read(&self, case: &Dispute, part: Part, row: usize) -> Value;

    /// Sets the value in that row.
    fn write(&self, case: &mut Dispute, part: Part, row: usize, value: Value);

    /// How many parts of the kind there are; of an agent or an attendee, within the party or session at `of`.
    fn count(&self, case: &Dispute, of: usize) -> usize;

    /// The identity of a part.
    fn id(&self, case: &Dispute, part: Part) -> Option<Uuid>;

    /// Adds a blank part at the end, its days set to `on`. None where the part to add it to is missing.
    fn add(&self, case: &mut Dispute, of: usize, id: Uuid, on: NaiveDate) -> Option<Part>;

    /// Removes a part.
    fn remove(&self, case: &mut Dispute, part: Part) -> bool;

    /// Sorts the parts by their days.
    fn sort(&self, case: &mut Dispute);
}

impl dyn Rows {
    /// The properties of each field, in the order of the table.
    pub fn specs(&self) -> impl Iterator<Item = Spec> + '_ {
        (0..self.size()).filter_map(|row| self.spec(row))
    }

    /// The row of a field.
    pub fn row_of(&self, field: Field) -> Option<usize> {
        self.specs().position(|spec| spec.field == field)
    }
}

/// The fields that a case has once.
pub(super) struct CaseTable(pub(super) &'static [Row<Dispute>]);

impl Rows for CaseTable {
    fn size(&self) -> usize {
        self.0.len()
    }

    fn spec(&self, row: usize) -> Option<Spec> {
        self.0.get(row).map(|row| row.spec)
    }

    fn read(&self, case: &Dispute, _: Part, row: usize) -> Value {
        self.0.get(row).map_or(Value::Empty, |row| row.read(case))
    }

    fn write(&self, case: &mut Dispute, _: Part, row: usize, value: Value) {
        if let Some(row) = self.0.get(row) {
            row.write(case, value);
        }
    }

    fn count(&self, _: &Dispute, _: usize) -> usize {
        1
    }

    fn id(&self, case: &Dispute, _: Part) -> Option<Uuid> {
        Some(case.id.uuid())
    }

    fn add(&self, _: &mut Dispute, _: usize, _: Uuid, _: NaiveDate) -> Option<Part> {
        None
    }

    fn remove(&self, _: &mut Dispute, _: Part) -> bool {
        false
    }

    fn sort(&self, _: &mut Dispute) {}
}

/// The fields of a part that comes in any number.
pub(super) struct Table<T: 'static> {
    pub kind: PartKind,
    pub rows: &'static [Row<T>],
    /// The parts; the number is the index of the party or session they belong to, if any.
    pub list: fn(&Dispute, usize) -> &[T],
    pub list_mut: fn(&mut Dispute, usize) -> Option<&mut Vec<T>>,
    pub id: fn(&T) -> Uuid,
    pub blank: fn(Uuid, NaiveDate) -> T,
    /// The order of two parts.
    pub order: fn(&T, &T) -> Ordering,
}

impl<T> Rows for Table<T> {
    fn size(&self) -> usize {
        self.rows.len()
    }

    fn spec(&self, row: usize) -> Option<Spec> {
        self.rows.get(row).map(|row| row.spec)
    }

    fn read(&self, case: &Dispute, part: Part, row: usize) -> Value {
        let of = (self.list)(case, part.of).get(part.at);
        self.rows.get(row).zip(of).map_or(Value::Empty, |(row, of)| row.read(of))
    }

    fn write(&self, case: &mut Dispute, part: Part, row: usize, value: Value) {
        let of = (self.list_mut)(case, part.of).and_then(|list| list.get_mut(part.at));
        if let Some((row, of)) = self.rows.get(row).zip(of) {
            row.write(of, value);
        }
    }

    fn count(&self, case: &Dispute, of: usize) -> usize {
        (self.list)(case, of).len()
    }

    fn id(&self, case: &Dispute, part: Part) -> Option<Uuid> {
        (self.list)(case, part.of).get(part.at).map(self.id)
    }

    fn add(&self, case: &mut Dispute, of: usize, id: Uuid, on: NaiveDate) -> Option<Part> {
        let list = (self.list_mut)(case, of)?;
        list.push((self.blank)(id, on));
        Some(Part { kind: self.kind, of, at: list.len() - 1 })
    }

    fn remove(&self, case: &mut Dispute, part: Part) -> bool {
        let list = (self.list_mut)(case, part.of).filter(|list| part.at < list.len());
        list.map(|list| list.remove(part.at)).is_some()
    }

    fn sort(&self, case: &mut Dispute) {
        // Those that belong to another part stand in the order of their identities already.
        if let Some(list) = (self.list_mut)(case, 0) {
            list.sort_by(self.order);
        }
    }
}
