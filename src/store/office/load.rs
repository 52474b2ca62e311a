//! Reads the names of the file into a directory.

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use super::directory::Directory;
use super::label::{Label, category_columns};
use crate::domain::date_entry::parse_iso;
use crate::domain::{
    Laptop, LaptopId, Mediator, MediatorId, Office, OfficeId, OfficeKind, Operator, OperatorId, Role,
};
use crate::store::Result;

pub(super) fn dictionary(
    conn: &Connection,
    table: &str,
    category: impl Fn(&'static str) -> String,
) -> Result<Vec<Label>> {
    let sql = format!(
        "SELECT code, parent, zh, zh_short, en, en_short, initials, position, '', valid_to, '', NULL, '', {} \
         FROM {table} ORDER BY position, code",
        category_columns(category)
    );
    let mut statement = conn.prepare(&sql)?;
    let rows = statement.query_map([], Label::from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn load_labels(conn: &Connection, directory: &mut Directory) -> Result<()> {
    let none = category_columns(|_| "''".to_owned());
    let mut statement = conn.prepare(&format!(
        "SELECT code, NULL, zh, zh_short, en, en, initials, position, unit, valid_to, owner, decimals, rule, \
         {none}, dictionary FROM label"
    ))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let label = Label::from_row(row)?;
        directory.labels.insert((row.get("dictionary")?, label.code.clone()), label);
    }
    Ok(())
}

fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<NaiveDate>> {
    Ok(row.get::<_, Option<String>>(column)?.as_deref().and_then(parse_iso))
}

pub(super) fn load_offices(conn: &Connection, directory: &mut Directory) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT o.id, o.uuid, p.uuid, o.kind, o.name, o.aliases, o.division_code, o.mark, o.committee, \
         o.valid_to FROM office o LEFT JOIN office p ON p.id = o.parent ORDER BY o.id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let kind: String = row.get(3)?;
        let aliases: String = row.get(5)?;
        let office = Office {
            id: OfficeId::new(row.get(1)?),
            parent: row.get::<_, Option<uuid::Uuid>>(2)?.map(OfficeId::new),
            kind: OfficeKind::from_code(&kind).unwrap_or(OfficeKind::Township),
            name: row.get(4)?,
            aliases: serde_json::from_str(&aliases).unwrap_or_default(),
            division_code: row.get(6)?,
            mark: row.get(7)?,
            committee: row.get(8)?,
            valid_to: day(row, 9)?,
        };
        directory.put_office(row.get(0)?, office);
    }
    Ok(())
}

pub(super) fn load_mediators(conn: &Connection, directory: &mut Directory) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT m.id, m.uuid, m.name, o.uuid, m.valid_to FROM mediator m JOIN office o ON o.id = m.office ORDER BY m.id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mediator = Mediator {
            id: MediatorId::new(row.get(1)?),
            name: row.get(2)?,
            office: OfficeId::new(row.get(3)?),
            valid_to: day(row, 4)?,
        };
        directory.put_mediator(row.get(0)?, mediator);
    }
    Ok(())
}

pub(super) fn load_operators(conn: &Connection, directory: &mut Directory) -> Result<()> {
    let mut statement =
        conn.prepare("SELECT id, uuid, name, valid_to, role, pin FROM operator ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = OperatorId::new(row.get(1)?);
        let role: String = row.get(4)?;
        let role = Role::from_code(&role).unwrap_or_default();
        let operator = Operator { id, name: row.get(2)?, valid_to: day(row, 3)?, role, pin: row.get(5)? };
        directory.put_operator(row.get(0)?, operator);
    }
    Ok(())
}

pub(super) fn load_laptops(conn: &Connection, directory: &mut Directory) -> Result<()> {
    let mut statement = conn.prepare("SELECT uuid, name, home, series, key FROM laptop")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        directory.put_laptop(Laptop {
            id: LaptopId::new(row.get(0)?),
            name: row.get(1)?,
            home: OfficeId::new(row.get(2)?),
            series: row.get(3)?,
            key: row.get(4)?,
        });
    }
    Ok(())
}
