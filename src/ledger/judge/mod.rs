//! Decides what an import would do with every record, before anything is written: whether it is new, equal to
//! a record of the file, or different from it.

mod cases;
mod difference;
pub mod plan;

use std::sync::Arc;

use self::cases::Walk;
use self::plan::{Plan, Planned, Verdict};
use super::column::{Column, LedgerKind};
use super::error::{ImportError, ReadError};
use super::mapping::Mapping;
use super::report::{SheetReport, Why};
use super::sheet::Sheet;
use super::value::{Listed, Reader, Record};
use crate::domain::fold::clean_line;
use crate::store::{self, Stage, Store, Ticker, Watch, unwatched};

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
        let reader = Reader::new(sheet.into(), mapping, Arc::clone(&self.directory), self.today);
        let mut planned = Planned::new(reader);
        let mut ticker = Ticker::new(watch, Stage::Planning, planned.report.rows);
        ticker.tell()?;
        let mut walk = Walk::default();
        for at in 0..planned.records.len() {
            let Some((record, _)) = planned.records.get(at).copied() else { break };
            ticker.tick()?;
            let verdict = match kind {
                LedgerKind::Cases => self.judge_case(store, &mut planned, &mut walk, record)?,
                LedgerKind::Services => self.judge_service(store, &mut planned, &mut walk, record)?,
                LedgerKind::Places => self.judge_place(&mut planned, record),
            };
            if let Some((_, place)) = planned.records.get_mut(at) {
                *place = verdict;
            }
        }
        self.sheets.push(planned);
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
            Ok(service) if !store.has_entry(service.id)? && self.planned_services.insert(service.id) => {
                planned.report.new += 1;
                return Ok(Verdict::NewService);
            }
            Ok(_) => planned.report.same += 1,
            Err(remark) => planned.report.refused.push(remark),
        }
        Ok(Verdict::Nothing)
    }

    fn judge_place(&mut self, planned: &mut Planned, record: Record) -> Verdict {
        let (reader, report) = (&planned.reader, &mut planned.report);
        let cell = |column| clean_line(reader.cell(record.first, column));
        let (township, village) = (cell(Column::Township), cell(Column::Village));
        if township.is_empty() {
            let at = reader.mapping.position(Column::Township);
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
