//! The ledger as csv, text and JSON, written line by line, so that its length is not limited by memory.

use std::io::Write;

use serde_json::{Map, Value as Json, json};

use super::ledger::{LedgerColumn, columns, row};
use super::out::{Cases, ExportError};
use super::plain::{BOM, kept_as_text, printed};
use super::{Cell, Format};
use crate::domain::Dispute;
use crate::store::Watch;
use crate::text::Lang;

/// Writes the cases in a format other than a workbook.
pub(super) fn write(
    cases: &Cases<'_>,
    format: Format,
    lang: Lang,
    out: &mut (impl Write + Send),
    watch: &mut Watch<'_>,
) -> Result<u64, ExportError> {
    match format {
        Format::Json => json_lines(cases, lang, out, watch),
        Format::Csv => {
            out.write_all(BOM.as_bytes())?;
            table(cases, csv::WriterBuilder::new().from_writer(out), kept_as_text, lang, watch)
        }
        // Aligning the columns of a long ledger would need a second pass; tabs paste into any table.
        Format::Text | Format::Xlsx => {
            let lines = csv::WriterBuilder::new().delimiter(b'\t').from_writer(out);
            table(cases, lines, printed, lang, watch)
        }
    }
}

fn table(
    cases: &Cases<'_>,
    mut lines: csv::Writer<impl Write>,
    said: fn(&Cell) -> String,
    lang: Lang,
    watch: &mut Watch<'_>,
) -> Result<u64, ExportError> {
    let columns = columns(cases.store)?;
    lines.write_record(columns.iter().map(|column| column.head.text(lang)))?;
    let wording = cases.wording(lang);
    let done = cases.each(watch, |place, dispute| {
        lines.write_record(row(&columns, dispute, place, wording).iter().map(said))?;
        Ok(())
    })?;
    lines.flush()?;
    Ok(done)
}

fn json_lines(
    cases: &Cases<'_>,
    lang: Lang,
    out: &mut impl Write,
    watch: &mut Watch<'_>,
) -> Result<u64, ExportError> {
    let columns = columns(cases.store)?;
    write!(out, "[")?;
    let done = cases.each(watch, |place, dispute| {
        let comma = if place > 1 { "," } else { "" };
        write!(
            out,
            "{comma}\n{}",
            as_json(&columns, dispute, &row(&columns, dispute, place, cases.wording(lang)))
        )?;
        Ok(())
    })?;
    writeln!(out, "\n]")?;
    out.flush()?;
    Ok(done)
}

/// The columns by code, money in 分, and the parties as a list.
fn as_json(columns: &[LedgerColumn], dispute: &Dispute, cells: &[Cell]) -> Json {
    let value = |cell: &Cell| match cell {
        Cell::Blank => Json::Null,
        Cell::Number(number) => (*number).into(),
        Cell::Yuan(amount) => amount.0.into(),
        cell => printed(cell).into(),
    };
    let mut object: Map<String, Json> =
        columns.iter().zip(cells).map(|(column, cell)| (column.code.to_owned(), value(cell))).collect();
    let parties = dispute.parties.iter().map(|party| {
        json!({
            "side": party.side.code(), "kind": party.kind.code(), "name": party.name, "phone": party.phone,
            "id_number": party.id_number, "address": party.address,
        })
    });
    object.insert("parties".to_owned(), parties.collect());
    object.insert("id".to_owned(), dispute.id.to_string().into());
    object.into()
}
