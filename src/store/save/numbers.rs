//! Case numbers: the next one of a series.

use chrono::Datelike;
use rusqlite::Connection;

use super::announce::series_for;
use crate::domain::case_number::{NumberParts, NumberTemplate, TemplateError};
use crate::domain::{Dispute, Laptop};
use crate::store::derived::last_number;
use crate::store::office::{Directory, Settings};
use crate::store::{Result, StoreError};

/// The number that follows the last one given out in that year and office. A voided case keeps its number, so
/// none is given out twice.
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
        series: series_for(directory, laptop, dispute.office),
        seq: 1,
    };
    let Some(last) = last_number(conn, &template.render(&parts))? else { return Ok(template.render(&parts)) };
    parts.seq = last + 1;
    Ok(template.render(&parts))
}

/// The mark of an office in case numbers: its own, else the first character of its name.
fn mark(mark: &str, name: &str) -> String {
    if mark.is_empty() { name.chars().take(1).collect() } else { mark.to_owned() }
}
