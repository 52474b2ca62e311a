//! Rows of the centre's service log.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::column::Column;
use super::dates::{is_two_days, read_date};
use super::mapping::Mapping;
use super::report::{Remark, Why};
use super::sheet::{Row, Sheet};
use super::values::{count, is_nothing};
use super::vocabulary::read_service_kind;
use crate::domain::fold::clean_line;
use crate::domain::{Id, Office, Service, date_entry::iso};
use crate::store::Directory;

/// Reads the rows of one service log.
pub(super) struct ServiceReader<'a> {
    pub sheet: &'a Sheet,
    pub mapping: &'a Mapping,
    pub directory: &'a Directory,
    pub today: NaiveDate,
    /// How often each content was met: equal rows are several services, and a second import meets as many.
    pub met: HashMap<String, u32>,
}

impl ServiceReader<'_> {
    /// Reads a row. The id follows from what it says, so that the same log read again gives the same entries.
    ///
    /// # Errors
    /// Why the row cannot be taken.
    pub(super) fn read(&mut self, row: Row<'_>) -> Result<Service, Remark> {
        let cell = |column| self.mapping.position(column).map_or("", |at| row.cell(at).trim());
        let remark = |column, why| Remark {
            sheet: self.sheet.name.as_str().into(),
            line: row.line(),
            letter: self.mapping.letter(column).to_owned(),
            column: self.mapping.words(column).to_owned(),
            words: clean_line(cell(column)),
            why,
        };
        let date = cell(Column::ServiceDate);
        if is_nothing(date) {
            return Err(remark(Column::ServiceDate, Why::NoDate));
        }
        if self.mapping.position(Column::ServiceDate).is_some_and(|at| row.is_decimal(at))
            && is_two_days(date)
        {
            return Err(remark(Column::ServiceDate, Why::TwoDays));
        }
        let year = self.mapping.year.as_ref().map(|year| year.value);
        let on = read_date(date, year, self.today, self.sheet.epoch())
            .ok_or_else(|| remark(Column::ServiceDate, Why::BadDate))?
            .on;
        let kind_words = clean_line(cell(Column::ServiceKind));
        if is_nothing(&kind_words) {
            return Err(remark(Column::ServiceKind, Why::NoServiceKind));
        }
        // One line is one service where the log has no column for the quantity.
        let quantity = match cell(Column::Quantity) {
            "" if !self.mapping.has(Column::Quantity) => 1,
            words => count(words).ok_or_else(|| remark(Column::Quantity, Why::BadQuantity))?,
        };
        let (centre, unit) = (clean_line(cell(Column::Centre)), clean_line(cell(Column::Unit)));
        let note = clean_line(cell(Column::Note));
        let kind = read_service_kind(&kind_words, self.directory);
        let content =
            [iso(on), centre.clone(), kind.clone(), quantity.to_string(), unit.clone(), note.clone()];
        let content = content.join("\u{1f}");
        let times = self.met.entry(content.clone()).and_modify(|times| *times += 1).or_insert(1);
        let id = Id::named(&["service", &content, &times.to_string()]);
        // The log of the centre is the district's, whoever reads it in.
        let office = Office::root_id();
        Ok(Service { id, office, on, centre, kind, quantity, unit, note, void: None })
    }
}
