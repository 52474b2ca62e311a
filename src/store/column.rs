//! Helpers for reading rows, used by all modules of the store.

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::Result;
use crate::domain::date_entry::parse_iso;

/// A date column.
pub(super) fn date(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<NaiveDate>> {
    Ok(row.get_ref(column)?.as_str_or_null()?.and_then(parse_iso))
}

/// A column of one of the small vocabularies.
pub(super) fn code<T>(
    row: &Row<'_>,
    column: usize,
    from_code: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    Ok(row.get_ref(column)?.as_str_or_null()?.and_then(from_code))
}

/// The plan of a query, one step a line, for the tests that it follows an index.
pub(super) fn plan(conn: &Connection, sql: &str, values: Vec<Value>) -> Result<String> {
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
    let steps = statement.query_map(params_from_iter(values), |row| row.get::<_, String>(3))?;
    Ok(steps.collect::<rusqlite::Result<Vec<_>>>()?.join("\n"))
}
