//! Executes a plan in one transaction: all of it or nothing.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use super::ahead::ahead;
use super::column::{Column, LedgerKind};
use super::error::ImportError;
use super::judge::plan::{Plan, Planned, Verdict};
use super::report::SheetReport;
use super::value::case::CaseLine;
use super::value::{Awaited, Named, Names, Reader, Record};
use crate::domain::{CutOff, Dispute, DisputeId, Office};
use crate::store::{self, Ready, Stage, Store, StoreError, Ticker, Watch, Writer, unwatched};

/// What to do with cases that differ between the file and the ledger.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Differences {
    /// List them and leave them as they are.
    #[default]
    Keep,
    /// Replace the file's values by the ledger's; empty cells change nothing.
    Update,
}

/// Records after which it is forgotten what was read of earlier ones.
const BETWEEN: usize = 256;

/// The rows that are written in one pass over a sheet.
#[derive(Clone, Copy, PartialEq)]
enum Pass {
    /// Rows with a number of their own, so that no number is given out twice.
    Numbered,
    /// Rows that are given a number.
    Unnumbered,
}

impl Plan {
    /// Executes the plan and returns the result for every row.
    ///
    /// # Errors
    /// Why the file could not be written; nothing of the import is in it then.
    pub fn apply(self, store: &mut Store, differences: Differences) -> store::Result<Vec<SheetReport>> {
        match self.apply_watched(store, differences, &mut unwatched()) {
            Ok(reports) => Ok(reports),
            Err(ImportError::Store(error)) => Err(error),
            // Without a watcher it is never cancelled.
            Err(ImportError::Sheet(_) | ImportError::Cancelled) => Ok(Vec::new()),
        }
    }

    /// As [`Self::apply`], with a watcher.
    ///
    /// # Errors
    /// [`ImportError::Store`], or [`ImportError::Cancelled`] where the watcher said to stop; nothing of the import is in
    /// the file then.
    pub fn apply_watched(
        mut self,
        store: &mut Store,
        differences: Differences,
        watch: &mut Watch<'_>,
    ) -> Result<Vec<SheetReport>, ImportError> {
        self.marks.give(&mut self.names.places);
        // Not needed after planning; a large import needs the memory.
        self.end_planning();
        let sheets = std::mem::take(&mut self.sheets);
        let verdicts =
            || sheets.iter().flat_map(|planned| planned.records.iter()).map(|(_, verdict)| verdict);
        let records = verdicts().filter(|verdict| is_written(*verdict, differences)).count();
        let new = verdicts().filter(|verdict| matches!(verdict, Verdict::New(_) | Verdict::Again(_))).count();
        if self.names.places.settled().next().is_none() && records == 0 {
            return Ok(sheets.into_iter().map(|planned| planned.report).collect());
        }
        let total = u64::try_from(records).unwrap_or(u64::MAX);
        let mut ticker = Ticker::new(watch, Stage::Writing, total);
        ticker.tell()?;
        let before = changed_cases(store, &sheets, differences)?;
        let mut stopped = false;
        let settled: Vec<Office> = self.names.places.settled().cloned().collect();
        let awaited = self.names.take_awaited();
        let file = files(&sheets);
        let done = store.import(u64::try_from(new).unwrap_or(u64::MAX), &file, |writer| {
            let (names, cut_off) = (&self.names, self.cut_off);
            let mut job = Job { names, cut_off, awaited, writer, ticker: &mut ticker, before };
            job.write(&settled, &sheets, differences).map_err(|error| match error {
                ImportError::Store(error) => error,
                // The transaction is rolled back by this error; `stopped` tells that it was cancelled.
                ImportError::Sheet(_) | ImportError::Cancelled => {
                    stopped = true;
                    StoreError::Io(std::io::ErrorKind::Interrupted.into())
                }
            })
        });
        match done {
            Ok(()) => Ok(sheets.into_iter().map(|planned| planned.report).collect()),
            Err(_) if stopped => Err(ImportError::Cancelled),
            Err(error) => Err(error.into()),
        }
    }
}

/// The files of the sheets, each once.
fn files(sheets: &[Planned]) -> String {
    let mut files: Vec<&str> = Vec::new();
    for file in sheets.iter().map(|planned| planned.report.file.as_str()) {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    files.join("、")
}

/// Writing, inside the transaction.
struct Job<'a, 'w, 't, 'x> {
    names: &'a Names,
    cut_off: CutOff,
    awaited: Awaited,
    writer: &'a mut Writer<'w>,
    ticker: &'a mut Ticker<'t, 'x>,
    /// The cases that are to be updated, as they stand in the file.
    before: HashMap<DisputeId, Dispute>,
}

/// A record of cases, as it is handed to the writer.
struct Made {
    verdict: Verdict,
    named: Named,
    /// What became new when places that were read later gave its words another meaning.
    new: Awaited,
    case: MadeCase,
}

/// How far a record could be worked out without the file.
enum MadeCase {
    /// A new case with its number.
    Ready(Box<Ready>),
    /// Any other.
    Read(Box<CaseLine>),
}

impl Made {
    /// What the record is to become; none where it has no part in the pass, which is noted in `left`.
    fn of(
        reader: &Reader,
        names: &mut Names,
        (record, verdict): (Record, Verdict),
        pass: Pass,
        left: &AtomicBool,
    ) -> Option<Self> {
        // What could be read when it was planned can be read now.
        let (case, _) = reader.case(record).ok()?;
        if case.number.is_empty() != (pass == Pass::Unnumbered) {
            left.store(true, Ordering::Relaxed);
            return None;
        }
        let named = names.find(&case.township, &case.village, &case.mediators);
        let new = names.take_awaited();
        let ready = match verdict {
            // What cannot be made ready fails again where it is written.
            Verdict::New(id) if pass == Pass::Numbered => Ready::of(case.to_dispute(id, &named)).ok(),
            _ => None,
        };
        let case = match ready {
            Some(ready) => MadeCase::Ready(Box::new(ready)),
            None => MadeCase::Read(Box::new(case)),
        };
        Some(Self { verdict, named, new, case })
    }
}

impl Job<'_, '_, '_, '_> {
    fn write(
        &mut self,
        settled: &[Office],
        sheets: &[Planned],
        differences: Differences,
    ) -> Result<(), ImportError> {
        for office in settled {
            self.writer.put_office(office)?;
        }
        let of = |kind| sheets.iter().filter(move |planned| planned.reader.mapping.kind() == kind);
        let left = AtomicBool::new(false);
        for pass in [Pass::Numbered, Pass::Unnumbered] {
            for planned in of(LedgerKind::Cases) {
                let is_numbered = planned.reader.mapping.has(Column::Number);
                // Without a column of numbers nothing has one; with one, a second look is rarely needed.
                if is_numbered && (pass == Pass::Numbered || left.load(Ordering::Relaxed))
                    || !is_numbered && pass == Pass::Unnumbered
                {
                    self.write_cases(planned, pass, differences, &left)?;
                }
            }
        }
        for planned in of(LedgerKind::Services) {
            self.write_services(planned)?;
        }
        for planned in of(LedgerKind::Indicators) {
            self.write_figures(planned)?;
        }
        self.ticker.tell()?;
        Ok(())
    }

    fn write_cases(
        &mut self,
        planned: &Planned,
        pass: Pass,
        differences: Differences,
        left: &AtomicBool,
    ) -> Result<(), ImportError> {
        let mut names = self.names.clone();
        let mut reader = planned.reader.again();
        let made = planned
            .records
            .iter()
            .filter(|(_, verdict)| is_written(*verdict, differences))
            .enumerate()
            .filter_map(move |(at, judged)| {
                if at.is_multiple_of(BETWEEN) {
                    reader.sheet.forget_before(judged.0.first);
                }
                Made::of(&reader, &mut names, judged, pass, left)
            });
        let write = |made: &mut Made| -> Result<(), ImportError> {
            self.write_case(made)?;
            self.ticker.tick()?;
            Ok(())
        };
        ahead(made, write).map_err(StoreError::Io)??;
        read_whole(planned)
    }

    fn write_case(&mut self, Made { verdict, named, new, case }: &mut Made) -> store::Result<()> {
        self.awaited.extend(std::mem::take(new));
        self.awaited.put(named, self.writer)?;
        let case = match case {
            MadeCase::Ready(ready) => return self.writer.put_ready(ready).map(drop),
            MadeCase::Read(case) => case,
        };
        let (Verdict::New(id) | Verdict::Again(id) | Verdict::Differs(id)) = *verdict else { return Ok(()) };
        let known = self.before.remove(&id);
        let after = match (&known, verdict) {
            (Some(known), Verdict::Differs(_)) => {
                let mut after = known.clone();
                case.put_into(&mut after, named);
                after
            }
            _ => case.to_dispute(id, named),
        };
        let after = match &known {
            // Made anew, it keeps the number it was given the first time, which is nobody else's.
            Some(known) if after.number.is_empty() => Dispute { number: known.number.clone(), ..after },
            _ => after,
        };
        self.writer.put_dispute(known.as_ref(), after).map(drop)
    }

    fn write_figures(&mut self, planned: &Planned) -> Result<(), ImportError> {
        let mut reader = planned.reader.again();
        for (record, _) in planned.records.iter().filter(|(_, verdict)| *verdict == Verdict::NewFigure) {
            reader.sheet.forget_before(record.first);
            // What could be read when it was planned can be read now.
            let Ok(figure) = reader.figure(record.first, self.cut_off) else { continue };
            self.writer.put_entry(None, &figure)?;
            self.ticker.tick()?;
        }
        read_whole(planned)
    }

    fn write_services(&mut self, planned: &Planned) -> Result<(), ImportError> {
        let mut met = HashMap::new();
        let mut reader = planned.reader.again();
        for (record, verdict) in planned.records.iter() {
            reader.sheet.forget_before(record.first);
            // Every row is read, so that equal ones are counted as during planning.
            let read = reader.service(record.first, &mut met);
            if let (Ok((mut service, number)), Verdict::NewService(case)) = (read, verdict) {
                service.case = case;
                if case.is_none() && !number.is_empty() {
                    // Nothing that the ledger says is lost.
                    let said = [service.note, of_case(&number)];
                    service.note =
                        said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("；");
                }
                self.writer.put_entry(None, &service)?;
                self.ticker.tick()?;
            }
        }
        read_whole(planned)
    }
}

/// Whether all rows of a sheet could be read again: none must be missing.
fn read_whole(planned: &Planned) -> Result<(), ImportError> {
    let failed = planned.reader.sheet.failed().or_else(|| planned.records.failed());
    failed.map_or(Ok(()), |error| Err(StoreError::Io(error).into()))
}

/// The number of a case that the file lacks, as the note of a service has it.
fn of_case(number: &str) -> String {
    format!("案件编号 {number}")
}

fn is_written(verdict: Verdict, differences: Differences) -> bool {
    match verdict {
        Verdict::New(_) | Verdict::Again(_) | Verdict::NewService(_) | Verdict::NewFigure => true,
        Verdict::Differs(_) => differences == Differences::Update,
        // Places are written separately, before the rows.
        Verdict::NewPlace | Verdict::Completed | Verdict::Nothing => false,
    }
}

/// The cases that are to be updated or made anew, as they stand in the file.
fn changed_cases(
    store: &Store,
    sheets: &[Planned],
    differences: Differences,
) -> store::Result<HashMap<DisputeId, Dispute>> {
    let verdicts = sheets.iter().flat_map(|planned| planned.records.iter()).map(|(_, verdict)| verdict);
    let changed = verdicts.filter_map(|verdict| match verdict {
        Verdict::Again(id) => Some(id),
        Verdict::Differs(id) if differences == Differences::Update => Some(id),
        _ => None,
    });
    changed.map(|id| Ok((id, store.dispute(id)?))).collect()
}
