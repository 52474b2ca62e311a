//! What an import would do with every record, worked out before anything is written: whether it is new, stands in the
//! file, or stands there with other content.

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
    /// Works out what to do with one more sheet, its columns as they are recognised.
    ///
    /// # Errors
    /// [`ReadError`] where the sheet is none of the ledgers that are known, inside the store's own error otherwise.
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

    /// Works out what to do with one more sheet whose columns mean what the mapping says. The report is the last of
    /// [`Self::reports`]. A plan that was given up half-way is good for nothing more.
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
            // One that was voided since is there all the same: its void is not the import's to take back.
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
