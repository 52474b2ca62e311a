//! The last number given out of each series.

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::case_number::{ReadNumber, read_number};
use crate::store::Result;

/// The key of a series: what the numbers of one office and year have in common.
fn series(read: &ReadNumber) -> String {
    format!("{} {}", read.year, read.prefix)
}

/// Records a number as given out.
pub(super) fn note_number(conn: &Connection, number: &str) -> Result<()> {
    let Some(read) = read_number(number) else { return Ok(()) };
    conn.prepare_cached(
        "INSERT INTO number_sequence (prefix, last) VALUES (?1, ?2) \
         ON CONFLICT (prefix) DO UPDATE SET last = max(last, excluded.last)",
    )?
    .execute(params![series(&read), read.seq])?;
    Ok(())
}

/// The last number given out of the series that `number` belongs to; none where it does not read as a number of the
/// usual form.
pub(in crate::store) fn last_number(conn: &Connection, number: &str) -> Result<Option<u32>> {
    let Some(read) = read_number(number) else { return Ok(None) };
    let sql = "SELECT last FROM number_sequence WHERE prefix = ?1";
    let last = conn.prepare_cached(sql)?.query_row([series(&read)], |row| row.get(0)).optional()?;
    Ok(Some(last.unwrap_or(0)))
}
