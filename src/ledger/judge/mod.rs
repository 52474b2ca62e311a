//! Decides what an import would do with every record, before anything is written: whether it is new, equal to
//! a record of the file, or different from it.

mod cases;
mod difference;
pub mod plan;

use std::collections::VecDeque;
use std::sync::Arc;

use self::cases::{Walk, print_of, was_taken_back};
use self::plan::{Earlier, Plan, Planned, Verdict};
use super::ahead::ahead;
use super::column::{Column, LedgerKind};
use super::error::{ImportError, ReadError};
use super::mapping::Mapping;
use super::report::{Remark, SheetReport, Why};
use super::sheet::Sheet;
use super::value::case::CaseRead;
use super::value::{Below, Listed, Reader, Record};
use chrono::{Datelike, NaiveDate};

use crate::domain::case_number::{number_key, read_number};
use crate::domain::field::{Entry, EntryList, EntryName};
use crate::domain::fold::clean_line;
use crate::domain::{DisputeId, Id, Indicator};
use crate::store::{self, Stage, Store, StoreError, Ticker, Watch, unwatched};

/// The rows below a header, read a stretch at a time, so that what lies behind need not be kept.
struct Ahead<T> {
    reader: Reader,
    read: fn(&Reader, Below) -> T,
    at: usize,
    rows: VecDeque<T>,
}

/// Rows read at once.
const STRETCH: usize = 64;

impl<T> Ahead<T> {
    fn new(reader: &Reader, read: fn(&Reader, Below) -> T) -> Self {
        Self { reader: reader.again(), read, at: reader.mapping.data_from(), rows: VecDeque::new() }
    }
}

impl<T> Iterator for Ahead<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if self.rows.is_empty() {
            let mut below = self.reader.below(self.at);
            let mut at = self.at;
            while let Some(one) = below.next() {
                self.rows.push_back((self.read)(&self.reader, one));
                if let Some(next) = below.at() {
                    at = next;
                    if self.rows.len() >= STRETCH {
                        break;
                    }
                }
            }
            self.at = at;
            self.reader.sheet.forget_before(at);
        }
        self.rows.pop_front()
    }
}

/// A row of a ledger of cases, as it was read.
enum ReadRow {
    /// A record and what it says.
    Case(Record, Box<CaseRead>),
    /// One that is no record.
    Other(Remark),
}

impl ReadRow {
    fn of(reader: &Reader, below: Below) -> Self {
        match below {
            Below::Record(record) => Self::Case(record, Box::new(reader.case(record))),
            Below::Other(at, why) => Self::Other(reader.other(at, why)),
        }
    }
}

impl Plan {
    /// Plans the import of one more sheet, with its columns as they are recognised.
    ///
    /// # Errors
    /// [`ReadError`] where the sheet is no known kind of ledger, otherwise the store's error in it.
    pub fn add(
        &mut self,
        store: &Store,
        sheet: impl Into<Arc<Sheet>>,
    ) -> store::Result<Result<&SheetReport, ReadError>> {
        let sheet = sheet.into();
        let mapping = match self.recogniser.recognise(&sheet) {
            Ok(mapping) => mapping,
            Err(error) => return Ok(Err(error)),
        };
        match self.add_mapped(store, sheet, mapping, &mut unwatched()) {
            Ok(()) => {}
            Err(ImportError::Store(error)) => return Err(error),
            Err(ImportError::Sheet(error)) => return Ok(Err(error)),
            Err(ImportError::Cancelled) => return Ok(Err(ReadError::Cancelled)),
        }
        Ok(self.sheets.last().map(|planned| &planned.report).ok_or(ReadError::Empty))
    }

    /// Plans the import of one more sheet with that mapping. Its report becomes the last of
    /// [`Self::reports`]. After an error the plan cannot be used any more.
    ///
    /// # Errors
    /// [`ImportError::Store`] or [`ImportError::Cancelled`].
    pub fn add_mapped(
        &mut self,
        store: &Store,
        sheet: impl Into<Arc<Sheet>>,
        mapping: Mapping,
        watch: &mut Watch<'_>,
    ) -> Result<(), ImportError> {
        let kind = mapping.kind();
        let reader = Reader::new(&sheet.into(), mapping, Arc::clone(&self.directory), self.today);
        let mut planned = Planned::new(reader);
        let mut ticker = Ticker::new(watch, Stage::Planning, planned.report.rows);
        ticker.tell()?;
        if kind == LedgerKind::Cases {
            let rows = Ahead::new(&planned.reader, ReadRow::of);
            let mut walk = Walk::default();
            let judge = |row: &mut ReadRow| self.judge_row(store, &mut planned, &mut walk, row, &mut ticker);
            ahead(rows, judge).map_err(StoreError::Io)??;
        } else {
            self.judge_others(store, &mut planned, kind, &mut ticker)?;
        }
        if let Some(error) = planned.reader.sheet.failed().or_else(|| planned.records.failed()) {
            return Err(StoreError::Io(error).into());
        }
        self.sheets.push(planned);
        Ok(())
    }

    fn judge_row(
        &mut self,
        store: &Store,
        planned: &mut Planned,
        walk: &mut Walk,
        row: &mut ReadRow,
        ticker: &mut Ticker<'_, '_>,
    ) -> Result<(), ImportError> {
        match row {
            ReadRow::Case(record, read) => {
                ticker.tick()?;
                let verdict = self.judge_case(store, planned, walk, *record, read)?;
                planned.note(*record, verdict)?;
            }
            ReadRow::Other(remark) => planned.report.skipped.push(remark.clone()),
        }
        Ok(())
    }

    fn judge_others(
        &mut self,
        store: &Store,
        planned: &mut Planned,
        kind: LedgerKind,
        ticker: &mut Ticker<'_, '_>,
    ) -> Result<(), ImportError> {
        let mut walk = Walk::default();
        for below in Ahead::new(&planned.reader, |_, below| below) {
            let record = match below {
                Below::Record(record) => record,
                Below::Other(at, why) => {
                    let remark = planned.reader.other(at, why);
                    planned.report.skipped.push(remark);
                    continue;
                }
            };
            ticker.tick()?;
            let verdict = match kind {
                LedgerKind::Services => self.judge_service(store, planned, &mut walk, record)?,
                LedgerKind::Places => self.judge_place(planned, record),
                LedgerKind::Indicators => self.judge_figure(store, planned, record)?,
                LedgerKind::Cases => Verdict::Nothing,
            };
            planned.note(record, verdict)?;
        }
        Ok(())
    }

    fn judge_service(
        &mut self,
        store: &Store,
        planned: &mut Planned,
        walk: &mut Walk,
        record: Record,
    ) -> store::Result<Verdict> {
        match planned.reader.service(record.first, &mut walk.met) {
            // One that was voided since counts as present: the import must not undo that.
            Ok((service, number))
                if !is_present(store, service.id)? && self.planned_services.insert(service.id) =>
            {
                planned.report.new += 1;
                let case = self.case_numbered(store, &number, service.on)?;
                if case.is_none() && !number.is_empty() {
                    let at = planned.reader.position(Column::Number);
                    let remark = planned.reader.remark(record.first, at, &number, Why::NoSuchCase);
                    planned.report.warnings.push(remark);
                }
                return Ok(Verdict::NewService(case));
            }
            Ok(_) => planned.report.same += 1,
            Err(remark) => planned.report.refused.push(remark),
        }
        Ok(Verdict::Nothing)
    }

    /// The only case of that number, in the file or new in this import.
    fn case_numbered(&self, store: &Store, number: &str, on: NaiveDate) -> store::Result<Option<DisputeId>> {
        if number.is_empty() {
            return Ok(None);
        }
        let mut found = Vec::new();
        for id in store.disputes_numbered(number)? {
            if !was_taken_back(store.dispute(id)?.void.as_deref()) {
                found.push(id);
            }
        }
        // As for the cases of a ledger.
        let year = if read_number(number).is_some() { 0 } else { on.year() }.to_string();
        let key = number_key(number);
        for office in self.directory.offices() {
            let place: Id<Earlier> = Id::named(&["ledger number", &office.id.to_string(), &key, &year]);
            let earlier = self.numbered.get(print_of(place)).and_then(|at| self.earlier.get(at as usize));
            let is_new = |earlier: &Earlier| {
                matches!(self.verdict_on(*earlier), Some(Verdict::New(_) | Verdict::Again(_)))
            };
            found.extend(earlier.filter(is_new).map(|earlier| earlier.id));
        }
        Ok(if let [one] = found.as_slice() { Some(*one) } else { None })
    }

    /// A figure that is there already is not taken again; a different one for the same days is refused, since nobody can
    /// tell which of them holds.
    fn judge_figure(
        &mut self,
        store: &Store,
        planned: &mut Planned,
        record: Record,
    ) -> store::Result<Verdict> {
        let figure = match planned.reader.figure(record.first, self.cut_off) {
            Ok(figure) => figure,
            Err(remark) => {
                planned.report.refused.push(remark);
                return Ok(Verdict::Nothing);
            }
        };
        let same_days = |other: &Indicator| other.range == figure.range && other.office == figure.office;
        let mut others = store.overlapping(&figure)?;
        others.retain(same_days);
        if is_present(store, figure.id)? {
            let name = EntryName { list: EntryList::Indicators, id: figure.id.uuid() };
            others.push(Indicator::of(&*store.entry(name)?));
        }
        others.extend(self.planned_figures.get(&figure.id).cloned());
        // One that was voided since counts as present: the import must not undo that.
        match others.iter().find(|other| other.value != figure.value && other.void.is_none()) {
            Some(other) => {
                let (reader, at) = (&planned.reader, planned.reader.position(Column::FigureValue));
                let words = reader.cell(record.first, Column::FigureValue);
                let why = Why::OtherFigure(format!("{} {}", other.value, other.unit).into());
                planned.report.refused.push(reader.remark(record.first, at, words, why));
            }
            None if others.is_empty() => {
                planned.report.new += 1;
                self.planned_figures.insert(figure.id, figure);
                return Ok(Verdict::NewFigure);
            }
            None => planned.report.same += 1,
        }
        Ok(Verdict::Nothing)
    }

    fn judge_place(&mut self, planned: &mut Planned, record: Record) -> Verdict {
        let (reader, report) = (&planned.reader, &mut planned.report);
        let cell = |column| clean_line(reader.cell(record.first, column));
        let (township, village) = (cell(Column::Township), cell(Column::Village));
        if township.is_empty() {
            let at = reader.position(Column::Township);
            report.refused.push(reader.remark(record.first, at, &village, Why::NoPlace));
            return Verdict::Nothing;
        }
        let (count, verdict) =
            match self.names.places.put_listed(&cell(Column::DivisionCode), &township, &village) {
                Listed::New => (&mut report.new, Verdict::NewPlace),
                Listed::Completed => (&mut report.completed, Verdict::Completed),
                Listed::Same => (&mut report.same, Verdict::Nothing),
            };
        *count += 1;
        verdict
    }
}

/// Whether the file has the entry, void or not; one that was taken back with its import counts as not there.
fn is_present<E: Entry>(store: &Store, id: Id<E>) -> store::Result<bool> {
    if !store.has_entry(id)? {
        return Ok(false);
    }
    let entry = store.entry(EntryName { list: E::LIST, id: id.uuid() })?;
    Ok(!was_taken_back(entry.void().as_deref()))
}
