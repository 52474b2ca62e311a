//! The last number given out of each series.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::case_number::{ReadNumber, read_number};
use crate::store::Result;

/// The key of a series: what the numbers of one office and year have in common.
fn series(read: &ReadNumber) -> String {
    format!("{} {}", read.year, read.prefix)
}

/// The last numbers noted in a transaction and not yet written: an import has as many numbers as cases, and few series.
#[derive(Default)]
pub(in crate::store) struct Noted(HashMap<String, u32>);

impl Noted {
    /// Notes a number as given out.
    pub(super) fn note(&mut self, number: Option<&ReadNumber>) {
        if let Some(read) = number {
            let last = self.0.entry(series(read)).or_insert(read.seq);
            *last = read.seq.max(*last);
        }
    }

    /// Writes them.
    pub(super) fn flush(&mut self, conn: &Connection) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let mut upsert = conn.prepare_cached(
            "INSERT INTO number_sequence (prefix, last) VALUES (?1, ?2) \
             ON CONFLICT (prefix) DO UPDATE SET last = max(last, excluded.last)",
        )?;
        for (series, last) in self.0.drain() {
            upsert.execute(params![series, last])?;
        }
        Ok(())
    }
}

/// The last number given out of the series that `number` belongs to; none where it does not read as a number of the
/// usual form.
pub(in crate::store) fn last_number(conn: &Connection, number: &str) -> Result<Option<u32>> {
    let Some(read) = read_number(number) else { return Ok(None) };
    let sql = "SELECT last FROM number_sequence WHERE prefix = ?1";
    let last = conn.prepare_cached(sql)?.query_row([series(&read)], |row| row.get(0)).optional()?;
    Ok(Some(last.unwrap_or(0)))
}

/// Every series that a number was given of: its year, and the words of its numbers as [`read_number`] has them.
pub(in crate::store) fn all_series(conn: &Connection) -> Result<Vec<(i32, String)>> {
    let mut statement = conn.prepare_cached("SELECT prefix FROM number_sequence")?;
    let keys = statement.query_map([], |row| row.get::<_, String>(0))?;
    let keys: Vec<String> = keys.collect::<rusqlite::Result<_>>()?;
    let parts = |key: &String| {
        let (year, prefix) = key.split_once(' ')?;
        Some((year.parse().ok()?, prefix.to_owned()))
    };
    Ok(keys.iter().filter_map(parts).collect())
}
