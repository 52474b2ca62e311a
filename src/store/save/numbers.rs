//! Case numbers: the next one of a series, and remembering those that were given out.

use chrono::Datelike;
use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::case_number::{NumberParts, NumberTemplate, ReadNumber, TemplateError, read_number};
use crate::domain::{Dispute, Laptop, OperatorId};
use crate::store::office::{Directory, Settings, announce, set_meta};
use crate::store::{Result, StoreError};

/// The number that follows the last one given out in that year and office. A voided case keeps its number, so none
/// is ever given out twice.
pub(in crate::store) fn next_number(
    conn: &Connection,
    directory: &Directory,
    settings: &Settings,
    laptop: &Laptop,
    dispute: &Dispute,
) -> Result<String> {
    let template: NumberTemplate = settings
        .number_template
        .parse()
        .map_err(|error: TemplateError| StoreError::NumberTemplate(error.to_string()))?;
    let district = directory.district().map(|office| mark(&office.mark, &office.name)).unwrap_or_default();
    let town = match directory.office(dispute.office) {
        Some(office) if office.parent.is_some() => mark(&office.mark, &office.name),
        _ => String::new(),
    };
    let mut parts = NumberParts {
        year: dispute.accepted_on.year(),
        district,
        town,
        series: announce::series_for(directory, laptop, dispute.office),
        seq: 1,
    };
    let Some(prefix) = prefix(&template.render(&parts)) else { return Ok(template.render(&parts)) };
    let last: Option<u32> = conn
        .prepare_cached("SELECT last FROM number_sequence WHERE prefix = ?1")?
        .query_row([prefix], |row| row.get(0))
        .optional()?;
    parts.seq = last.unwrap_or(0) + 1;
    Ok(template.render(&parts))
}

/// What stands for an office in case numbers: its mark, else the first character of its name.
fn mark(mark: &str, name: &str) -> String {
    if mark.is_empty() { name.chars().take(1).collect() } else { mark.to_owned() }
}

/// The series that a number belongs to; none where it does not read as a number of the usual form.
fn prefix(number: &str) -> Option<String> {
    read_number(number).map(|read| series(&read))
}

fn series(read: &ReadNumber) -> String {
    format!("{} {}", read.year, read.prefix)
}

/// Remembers a number as given out.
pub(in crate::store) fn note_number(conn: &Connection, number: &str) -> Result<()> {
    let Some(read) = read_number(number) else { return Ok(()) };
    conn.prepare_cached(
        "INSERT INTO number_sequence (prefix, last) VALUES (?1, ?2) \
         ON CONFLICT (prefix) DO UPDATE SET last = max(last, excluded.last)",
    )?
    .execute(params![series(&read), read.seq])?;
    Ok(())
}

/// Who was last at the keyboard, so that the next start need not ask.
pub(in crate::store) fn remember_operator(conn: &Connection, id: OperatorId) -> Result<()> {
    set_meta(conn, "operator", &id.to_string())
}
