//! Rows of the centre's service log.

use std::collections::HashMap;

use super::Reader;
use crate::domain::fold::clean_line;
use crate::domain::{Id, Office, Service, date_entry::iso};
use crate::ledger::column::Column;
use crate::ledger::report::{Remark, Why};
use crate::ledger::vocabulary::cells::{count, is_nothing};
use crate::ledger::vocabulary::codes::read_service_kind;
use crate::ledger::vocabulary::dates::read_date;

impl Reader {
    /// Reads a row of a service log. The id follows from the content, so that the same log read again gives
    /// the same entries, also where the case that it names is there only later. `met` counts each content, because equal
    /// rows are several services. The number of its case is not looked up here.
    ///
    /// # Errors
    /// Why the row cannot be taken.
    pub fn service(&self, row: usize, met: &mut HashMap<String, u32>) -> Result<(Service, String), Remark> {
        let cell = |column| self.cell(row, column).trim();
        let refused = |column, why| Err(self.remark(row, self.position(column), cell(column), why));
        let date = cell(Column::ServiceDate);
        if is_nothing(date) {
            return refused(Column::ServiceDate, Why::NoDate);
        }
        if self.is_two_days(row, Column::ServiceDate) {
            return refused(Column::ServiceDate, Why::TwoDays);
        }
        let year = self.mapping.year.as_ref().map(|year| year.value);
        let Some(read) = read_date(date, year, self.today, self.sheet.epoch) else {
            return refused(Column::ServiceDate, Why::BadDate);
        };
        let on = read.on;
        let kind_words = clean_line(cell(Column::ServiceKind));
        if is_nothing(&kind_words) {
            return refused(Column::ServiceKind, Why::NoServiceKind);
        }
        // Without a column for the quantity, one line is one service.
        let quantity = if self.has(Column::Quantity) { count(cell(Column::Quantity)) } else { Some(1) };
        let Some(quantity) = quantity else { return refused(Column::Quantity, Why::BadQuantity) };
        let (centre, unit) = (clean_line(cell(Column::Centre)), clean_line(cell(Column::Unit)));
        let note = clean_line(cell(Column::Note));
        let kind = read_service_kind(&kind_words, &self.directory);
        let number = clean_line(cell(Column::Number));
        let content = [&iso(on), &centre, &kind, &quantity.to_string(), &unit, &note];
        let mut content = content.map(String::as_str).join("\u{1f}");
        if !number.is_empty() {
            content += &format!("\u{1f}{number}");
        }
        let times = met.entry(content.clone()).and_modify(|times| *times += 1).or_insert(1);
        let id = Id::named(&["service", &content, &times.to_string()]);
        // The log of the centre belongs to the district, whoever imports it.
        let office = Office::root_id();
        let service = Service { id, office, on, centre, kind, quantity, unit, case: None, note, void: None };
        Ok((service, number))
    }
}
