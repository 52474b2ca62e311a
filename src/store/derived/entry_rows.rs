//! Converts an entry to fields of the log and to a row of its table, by the table of its fields.

use chrono::NaiveDate;
use rusqlite::types::{Value as Cell, ValueRef};
use rusqlite::{Connection, params_from_iter};
use serde_json::Value;
use uuid::Uuid;

use super::apply::Derived;
use super::case_rows::cell;
use super::tables::office_local;
use crate::domain::date_entry::parse_iso;
use crate::domain::field::{AnyEntry, EntryField, EntryList, EntryName, Held as _, Kind, Value as Held};
use crate::domain::{Decimal, DisputeId, OfficeId};
use crate::store::Result;
use crate::store::log::{Fields, Kind as Recorded, json_of, logged};
use crate::store::office::Directory;

/// The list whose entries are the records of that kind.
pub(super) fn list_of(kind: Recorded) -> Option<EntryList> {
    EntryList::from_code(kind.code())
}

/// The entry that a record of the log is; none where it is of another kind.
pub(in crate::store) fn entry_name(kind: Recorded, record: [u8; 16]) -> Option<EntryName> {
    Some(EntryName { list: list_of(kind)?, id: Uuid::from_bytes(record) })
}

/// The fields of an entry in the log; empty ones are left out.
pub(in crate::store) fn entry_to_fields<E: AnyEntry + ?Sized>(entry: &E) -> Fields {
    let held = entry.specs().into_iter().map(|(field, _)| (field, json_of(entry.read(field))));
    held.filter_map(|(field, value)| Some((field.code().to_owned(), value?))).collect()
}

/// The entry of those fields. Nothing is refused: what cannot be understood is read as its default.
fn from_fields(list: EntryList, id: Uuid, fields: &Fields) -> Box<dyn AnyEntry> {
    let mut entry = list.blank(id, unknown_day());
    for (field, kind) in entry.specs() {
        let value = fields.get(field.code()).map_or(Held::Empty, |value| logged(kind, value));
        if !value.is_empty() {
            entry.write(field, value);
        }
    }
    entry.settle();
    entry
}

/// The date of an entry whose date is missing in the log.
fn unknown_day() -> NaiveDate {
    parse_iso("1900-01-01").unwrap_or_default()
}

/// The columns in which a field stands.
fn columns_of(field: EntryField) -> &'static [&'static str] {
    match field {
        EntryField::On => &["on_date"],
        EntryField::Days => &["from_on", "to_on"],
        EntryField::Value => &["value", "decimals"],
        EntryField::Case => &["dispute"],
        EntryField::Void => &["void_reason"],
        field => EntryField::CODES.get(field as usize).map_or(&[], std::slice::from_ref),
    }
}

/// The columns of the table of a list, except `uuid`.
pub(in crate::store) fn columns(list: EntryList) -> Vec<&'static str> {
    list.specs().into_iter().flat_map(|(field, _)| columns_of(field)).copied().collect()
}

/// Whether a column holds this file's integer of an office.
pub(super) fn is_office(column: &str) -> bool {
    matches!(column, "office" | "village")
}

/// Writes an entry from its fields.
pub(super) fn write(
    conn: &Connection,
    list: EntryList,
    uuid: Uuid,
    fields: &Fields,
    derived: &mut Derived,
) -> Result<()> {
    let entry = from_fields(list, uuid, fields);
    let mut values = vec![Cell::Blob(uuid.as_bytes().to_vec())];
    for (field, kind) in entry.specs() {
        match entry.read(field) {
            Held::Id(office) if kind != Kind::Case => {
                values.push(office_local(conn, OfficeId::new(office), derived)?.into());
            }
            Held::Texts(days) => values.extend(days.into_iter().map(Cell::Text)),
            Held::Decimal(figure) => {
                let places = Some(i64::from(figure.places())).filter(|places| *places > 0);
                values.extend([Cell::from(figure.digits()), Cell::from(places)]);
            }
            Held::Empty if field == EntryField::Void => values.push(Cell::Null),
            value => values.push(cell(kind, value)),
        }
    }
    let columns = columns(list);
    let marks: Vec<String> = (1..=values.len()).map(|n| format!("?{n}")).collect();
    let sets: Vec<String> = columns.iter().map(|column| format!("{column} = excluded.{column}")).collect();
    let sql = format!(
        "INSERT INTO {} (uuid, {}) VALUES ({}) ON CONFLICT (uuid) DO UPDATE SET {}",
        list.code(),
        columns.join(", "),
        marks.join(", "),
        sets.join(", ")
    );
    conn.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    Ok(())
}

/// Reads an entry from a row of `uuid` and [`columns`].
pub(in crate::store) fn entry_from_row(
    list: EntryList,
    row: &rusqlite::Row<'_>,
    directory: &Directory,
) -> rusqlite::Result<Box<dyn AnyEntry>> {
    let mut fields = Fields::new();
    for (field, kind) in list.specs() {
        let of_kind = |column| held(row, column, kind, directory);
        let value = match columns_of(field) {
            &[value, decimals] if kind == Kind::Decimal => {
                let places: Option<u8> = row.get(decimals)?;
                let figure = Decimal::new(row.get(value)?, places.unwrap_or_default());
                figure.and_then(|figure| json_of(figure.value())).into()
            }
            &[one] => of_kind(one)?,
            columns => columns.iter().copied().map(of_kind).collect::<rusqlite::Result<Vec<_>>>()?.into(),
        };
        fields.insert(field.code().to_owned(), value);
    }
    Ok(from_fields(list, row.get("uuid")?, &fields))
}

/// The value of a cell, as the log has it.
fn held(row: &rusqlite::Row<'_>, column: &str, kind: Kind, directory: &Directory) -> rusqlite::Result<Value> {
    Ok(match row.get_ref(column)? {
        ValueRef::Integer(local) if matches!(kind, Kind::Office | Kind::Village) => {
            directory.office_at(local).map(|office| office.id.to_string()).into()
        }
        ValueRef::Integer(number) => number.into(),
        ValueRef::Text(_) => row.get::<_, String>(column)?.into(),
        ValueRef::Blob(_) => DisputeId::new(row.get(column)?).to_string().into(),
        _ => Value::Null,
    })
}
