//! Rows of a sheet of manual figures.

use chrono::NaiveDate;

use super::Reader;
use crate::domain::fold::{clean_line, clean_name, half_width, search_fold};
use crate::domain::{CutOff, DateRange, Decimal, Id, Indicator, Month, Office, OfficeId, Period};
use crate::ledger::column::Column;
use crate::ledger::report::{Remark, Why};
use crate::ledger::vocabulary::dates::read_date;
use crate::ledger::vocabulary::names_of;

impl Reader {
    /// Reads a row of a sheet of figures. The id follows from what it is a figure of, so that a sheet read again gives the
    /// same entries and a changed figure is noticed.
    ///
    /// # Errors
    /// Why the row cannot be taken.
    pub fn figure(&self, row: usize, cut_off: CutOff) -> Result<Indicator, Remark> {
        let cell = |column| self.cell(row, column).trim();
        let refused = |column, why| self.remark(row, self.position(column), cell(column), why);
        let words = clean_line(cell(Column::FigureName));
        if words.is_empty() {
            return Err(refused(Column::FigureName, Why::NoFigureName));
        }
        let known = self.directory.catalogue().into_iter().find(|label| {
            let names = [&label.zh, &label.zh_short, &label.en, &label.code];
            names.into_iter().any(|name| search_fold(name) == search_fold(&words))
        });
        let period = self.period(cell(Column::FigureDays));
        let range = period.ok_or_else(|| refused(Column::FigureDays, Why::BadPeriod))?.range(cut_off);
        let most = known.map_or(crate::domain::decimal::MOST_PLACES, |label| label.decimals);
        let (value, suffix) = with_unit(cell(Column::FigureValue))
            .filter(|(figure, _)| figure.places() <= most)
            .ok_or_else(|| refused(Column::FigureValue, Why::BadFigure(most)))?;
        let stated = half_width(&clean_line(cell(Column::Unit)));
        if !suffix.is_empty() && !stated.is_empty() && suffix != stated {
            return Err(refused(Column::FigureValue, Why::BadFigure(most)));
        }
        let of_catalogue = || known.map(|label| label.unit.clone());
        let unit = [stated, suffix].into_iter().find(|unit| !unit.is_empty()).or_else(of_catalogue);
        let unit = unit.ok_or_else(|| refused(Column::Unit, Why::NoUnit))?;
        let office = self.office_of(cell(Column::Township));
        let office = office.ok_or_else(|| refused(Column::Township, Why::NoSuchOffice))?;
        let name = known.map_or(words, |label| label.zh.clone());
        let owner = clean_line(cell(Column::FigureOwner));
        let place = office.map_or_else(String::new, |id| id.to_string());
        let ends = format!("{}..{}", range.from, range.to);
        let id = Id::named(&["indicator", &half_width(&name), &ends, &unit, &owner, &place]);
        let note = clean_line(cell(Column::Note));
        Ok(Indicator { office, name, value, unit, owner, note, ..Indicator::new(id, range) })
    }

    /// A period, with the year of the title where the cell has none. A whole month stands in many sheets as its first or
    /// last day.
    fn period(&self, cell: &str) -> Option<Period> {
        let year = self.mapping.year.as_ref().map(|year| year.value);
        let cell: String = half_width(cell).chars().filter(|c| !c.is_whitespace()).collect();
        let of_year = |year: i32| match cell.as_str() {
            "全年" | "年度" | "全年度" => Some(Period::Year(year)),
            cell => format!("{year}年{cell}").parse().or_else(|_| format!("{year}-{cell}").parse()).ok(),
        };
        let date = || read_date(&cell, year, self.today, self.sheet.epoch).map(|read| read.on);
        let read = cell.trim_end_matches("度").parse().or_else(|_| cell.parse()).ok();
        let read: Period = read
            .or_else(|| year.and_then(of_year))
            .or_else(|| date().map(|on| Period::Days(DateRange::day(on))))?;
        Some(match read {
            Period::Days(days) if days.days() == 1 && is_end(days.from) => {
                Period::Month(Month::of(days.from))
            }
            other => other,
        })
    }

    /// The office that a figure is about: none for the whole district; nothing where no office is called so.
    fn office_of(&self, cell: &str) -> Option<Option<OfficeId>> {
        let stated = self.mapping.office.as_ref().map(|office| office.value.clone());
        let name = Some(clean_name(cell)).filter(|name| !name.is_empty()).or(stated).unwrap_or_default();
        if name.is_empty() || name == "全区" {
            return Some(None);
        }
        let called =
            |office: &&Office| names_of(office).any(|known| search_fold(known) == search_fold(&name));
        let mut found = self.directory.offices().filter(called);
        match (found.next(), found.next()) {
            (Some(one), None) => Some((one.id != Office::root_id()).then_some(one.id)),
            _ => None,
        }
    }
}

/// The first or the last day of a month.
fn is_end(day: NaiveDate) -> bool {
    let month = Month::of(day);
    [month.first(), month.last()].contains(&day)
}

/// 8.6万元, 95.49%, 11,502
fn with_unit(cell: &str) -> Option<(Decimal, String)> {
    let cell = half_width(cell);
    let is_of_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ');
    let end = cell.find(|c| !is_of_figure(c)).unwrap_or(cell.len());
    let (figure, unit) = cell.split_at(end);
    let unit = clean_line(unit);
    // 1200余 is no figure, and a minus or a second figure is no unit.
    let is_unit =
        !unit.chars().any(|c| c.is_ascii_digit() || matches!(c, '余' | '多' | '近' | '约' | '-' | '+'));
    figure.trim().parse().ok().filter(|_| is_unit).map(|figure| (figure, unit))
}
