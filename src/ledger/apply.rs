//! Doing what was planned, in one transaction: all of it or nothing.

use std::collections::HashMap;

use super::Differences;
use super::case::{CaseLine, Resolved};
use super::column::{Column, LedgerKind};
use super::plan::{Plan, Planned, Verdict};
use super::progress::{ImportError, Stage, Stopped, Ticker, Watch, unwatched};
use super::record::Piece;
use super::report::SheetReport;
use super::service::ServiceReader;
use crate::domain::{Dispute, DisputeId};
use crate::store::{Result, Store, StoreError, Writer};

/// Which rows are written in one go over a sheet.
#[derive(Clone, Copy, PartialEq)]
enum Pass {
    /// Rows with a number of their own, so that none of these is given to another.
    Numbered,
    /// Rows that are given one.
    Unnumbered,
}

impl Plan {
    /// Writes what was planned and returns what became of every row.
    ///
    /// # Errors
    /// Why the file could not be written; nothing of the import is in it then.
    pub fn apply(self, store: &mut Store, differences: Differences) -> Result<Vec<SheetReport>> {
        match self.apply_watched(store, differences, &mut unwatched()) {
            Ok(reports) => Ok(reports),
            Err(ImportError::Store(error)) => Err(error),
            // Nobody was there to give it up.
            Err(ImportError::Sheet(_) | ImportError::Cancelled) => Ok(Vec::new()),
        }
    }

    /// As [`Self::apply`], telling how far it is.
    ///
    /// # Errors
    /// [`ImportError::Store`], or [`ImportError::Cancelled`] where the watcher said to stop; nothing of the import is in
    /// the file then.
    pub fn apply_watched(
        mut self,
        store: &mut Store,
        differences: Differences,
        watch: &mut Watch<'_>,
    ) -> std::result::Result<Vec<SheetReport>, ImportError> {
        self.marks.give(&mut self.places);
        // What was met while planning is not asked for any more; a large import needs the room.
        self.numbered = HashMap::new();
        self.planned = std::collections::HashSet::new();
        let sheets = std::mem::take(&mut self.sheets);
        let written = |planned: &Planned| {
            planned.pieces.iter().filter(|(_, verdict)| is_written(*verdict, differences)).count()
        };
        let records: usize = sheets.iter().map(written).sum();
        if self.places.settled().next().is_none() && records == 0 {
            return Ok(sheets.into_iter().map(|planned| planned.report).collect());
        }
        let total = u64::try_from(records).unwrap_or(u64::MAX);
        let mut ticker = Ticker { watch, stage: Stage::Writing, done: 0, total };
        ticker.tell()?;
        let before = changed_cases(store, &sheets, differences)?;
        let new = sheets.iter().flat_map(|planned| &planned.pieces);
        let new = new.filter(|(_, verdict)| matches!(verdict, Verdict::New(_))).count();
        let mut stopped = false;
        let done = store.transact_via(Some("import"), |writer| {
            writer.expect_cases(u64::try_from(new).unwrap_or(u64::MAX))?;
            let mut job = Job { plan: &mut self, writer, ticker: &mut ticker, before };
            let done = job.write(&sheets, differences);
            stopped = matches!(done, Err(Halt::Stopped));
            done.map_err(|halt| match halt {
                Halt::Store(error) => error,
                // The transaction is given up with it; that it was no failure is known by `stopped`.
                Halt::Stopped => StoreError::Io(std::io::ErrorKind::Interrupted.into()),
            })
        });
        match done {
            Ok(()) => Ok(sheets.into_iter().map(|planned| planned.report).collect()),
            Err(_) if stopped => Err(ImportError::Cancelled),
            Err(error) => Err(error.into()),
        }
    }
}

/// Why writing ends before its end.
enum Halt {
    Store(StoreError),
    Stopped,
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Stopped> for Halt {
    fn from(Stopped: Stopped) -> Self {
        Self::Stopped
    }
}

/// Writing, inside the transaction.
struct Job<'a, 'w, 't, 'x> {
    plan: &'a mut Plan,
    writer: &'a mut Writer<'w>,
    ticker: &'a mut Ticker<'t, 'x>,
    /// The cases that are to be updated, as they stand in the file.
    before: HashMap<DisputeId, Dispute>,
}

impl Job<'_, '_, '_, '_> {
    fn write(&mut self, sheets: &[Planned], differences: Differences) -> std::result::Result<(), Halt> {
        let settled: Vec<_> = self.plan.places.settled().cloned().collect();
        for office in &settled {
            self.writer.put_office(office)?;
        }
        for pass in [Pass::Numbered, Pass::Unnumbered] {
            for planned in sheets.iter().filter(|planned| planned.mapping.kind() == LedgerKind::Cases) {
                self.write_cases(planned, pass, differences)?;
            }
        }
        for planned in sheets.iter().filter(|planned| planned.mapping.kind() == LedgerKind::Services) {
            self.write_services(planned)?;
        }
        self.ticker.tell()?;
        Ok(())
    }

    fn write_cases(
        &mut self,
        planned: &Planned,
        pass: Pass,
        differences: Differences,
    ) -> std::result::Result<(), Halt> {
        let has_number = planned.mapping.position(Column::Number);
        for (piece, verdict) in planned.pieces.iter().filter(|(_, verdict)| is_written(*verdict, differences))
        {
            let (Piece::Record(first, rows, joined), Verdict::New(id) | Verdict::Differs(id)) =
                (*piece, *verdict)
            else {
                continue;
            };
            if has_number.is_none() && pass == Pass::Numbered {
                continue;
            }
            // What was read when it was planned reads the same now.
            let directory = &self.plan.directory;
            let read = planned.reader(directory, self.plan.today).read(first..first + rows, joined);
            let Ok((case, _)) = read else { continue };
            if case.number.is_empty() != (pass == Pass::Unnumbered) {
                continue;
            }
            let known = self.before.remove(&id);
            let resolved = self.plan.resolve(&case);
            self.write_named(&resolved)?;
            write_case(self.writer, &case, id, known.as_ref(), &resolved)?;
            self.ticker.tick()?;
        }
        Ok(())
    }

    /// Writes the offices and mediators that a case is the first to need.
    fn write_named(&mut self, resolved: &Resolved) -> Result<()> {
        for id in std::iter::once(resolved.office).chain(resolved.village) {
            if let Some(office) = self.plan.places.take_awaited(id) {
                self.writer.put_office(&office)?;
            }
        }
        for id in &resolved.mediators {
            if let Some(mediator) = self.plan.people.take_new(*id) {
                self.writer.put_mediator(&mediator)?;
            }
        }
        Ok(())
    }

    fn write_services(&mut self, planned: &Planned) -> std::result::Result<(), Halt> {
        let mut reader = ServiceReader {
            sheet: &planned.sheet,
            mapping: &planned.mapping,
            directory: &self.plan.directory,
            today: self.plan.today,
            met: HashMap::new(),
        };
        for (piece, verdict) in &planned.pieces {
            let Piece::Record(first, ..) = *piece else { continue };
            let Some(row) = planned.sheet.row(first) else { continue };
            // Every row is read, so that equal ones are counted as they were when it was planned.
            let read = reader.read(row);
            if let (Ok(service), Verdict::NewService) = (read, verdict) {
                self.writer.put_entry(None, &service)?;
                self.ticker.tick()?;
            }
        }
        Ok(())
    }
}

fn is_written(verdict: Verdict, differences: Differences) -> bool {
    match verdict {
        Verdict::New(_) | Verdict::NewService => true,
        Verdict::Differs(_) => differences == Differences::Update,
        // Places are settled by themselves, before the rows.
        Verdict::NewPlace | Verdict::Completed | Verdict::Nothing => false,
    }
}

/// The cases that are to be updated, as they stand in the file.
fn changed_cases(
    store: &Store,
    sheets: &[Planned],
    differences: Differences,
) -> Result<HashMap<DisputeId, Dispute>> {
    if differences == Differences::Keep {
        return Ok(HashMap::new());
    }
    let verdicts = sheets.iter().flat_map(|planned| planned.pieces.iter());
    verdicts
        .filter_map(|(_, verdict)| if let Verdict::Differs(id) = verdict { Some(*id) } else { None })
        .map(|id| Ok((id, store.dispute(id)?)))
        .collect()
}

fn write_case(
    writer: &mut Writer<'_>,
    case: &CaseLine,
    id: DisputeId,
    known: Option<&Dispute>,
    resolved: &Resolved,
) -> Result<()> {
    let after = match known {
        Some(known) => {
            let mut after = known.clone();
            case.put_into(&mut after, resolved);
            after
        }
        None => case.to_dispute(id, resolved),
    };
    writer.put_dispute(known, after)?;
    Ok(())
}
