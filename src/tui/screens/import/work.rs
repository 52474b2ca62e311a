//! What is done beside the screen: reading a file, working out what would become of its rows, writing them.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::domain::DisputeId;
use crate::ledger::{
    Became, Differences, ImportError, LedgerKind, Mapping, PassedSheet, Plan, ReadError, Recogniser, Sheet,
    SheetReport, Workbook, read_workbook,
};
use crate::store::{Progress, Store, Watch};
use crate::tui::jobs::Teller;

/// Whether a sheet is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// It is.
    In,
    /// Somebody left it out.
    Out,
}

/// One sheet of the file.
#[derive(Clone)]
pub(super) struct BookSheet {
    pub sheet: Arc<Sheet>,
    /// What it is and what its columns mean; none where it looks like no ledger.
    pub mapping: Option<Mapping>,
    pub taken: Taken,
}

impl BookSheet {
    /// What it is imported as; none where it is not imported.
    pub(super) fn imported_as(&self) -> Option<&Mapping> {
        self.mapping.as_ref().filter(|_| self.taken == Taken::In)
    }
}

/// A file that was read, and what its sheets are.
pub(super) struct Book {
    pub name: String,
    pub sheets: Vec<BookSheet>,
    /// Sheets in which there is nothing to look at.
    pub passed: Vec<PassedSheet>,
    pub recogniser: Recogniser,
}

/// What would become of the rows.
pub(super) struct Planned {
    plan: Plan,
    listed: Listed,
}

/// The sheets that a plan is about, and their lines by what becomes of them.
#[derive(Default)]
struct Listed {
    /// The sheets of the book, in the order of the plan.
    sheets: Vec<usize>,
    /// Of each the lines that are written, and those that stand in the file just so.
    lines: Vec<[Vec<u64>; 2]>,
}

/// What was written.
pub(super) struct Written {
    reports: Vec<SheetReport>,
    listed: Listed,
    /// The cases that were not in the file.
    pub cases: Vec<DisputeId>,
    pub differences: Differences,
    /// How many mappings were remembered.
    pub remembered: usize,
}

impl Written {
    pub(super) fn reports(&self) -> impl Iterator<Item = &SheetReport> + Clone {
        self.reports.iter()
    }
}

/// What is known of the rows.
pub(super) enum Known {
    /// What would become of them.
    Planned(Box<Planned>),
    /// What became of them.
    Written(Box<Written>),
}

impl Known {
    const fn listed(&self) -> &Listed {
        match self {
            Self::Planned(planned) => &planned.listed,
            Self::Written(written) => &written.listed,
        }
    }

    fn at(&self, sheet: usize) -> Option<usize> {
        self.listed().sheets.iter().position(|listed| *listed == sheet)
    }

    /// What becomes of the rows of a sheet of the book; none where it is not imported.
    pub(super) fn report(&self, sheet: usize) -> Option<&SheetReport> {
        let at = self.at(sheet)?;
        match self {
            Self::Planned(planned) => planned.plan.reports().nth(at),
            Self::Written(written) => written.reports.get(at),
        }
    }

    /// The lines of a sheet that are written, and those that stand in the file just so.
    pub(super) fn lines(&self, sheet: usize) -> Option<&[Vec<u64>; 2]> {
        self.listed().lines.get(self.at(sheet)?)
    }
}

/// What came of work.
pub(super) type Outcome<T> = Result<T, ImportError>;

/// What came of work whose worker is gone without a word.
pub(super) fn gone<T>() -> Outcome<T> {
    Err(ReadError::Io(io::Error::other("the worker is gone")).into())
}

/// Reads a file and works out what would become of its rows.
pub(super) fn read(
    path: &Path,
    store: &Store,
    teller: &Teller<Outcome<(Book, Planned)>>,
) -> Outcome<(Book, Planned)> {
    let mut watch = teller.watch();
    let bytes = std::fs::read(path).map_err(ReadError::Io)?;
    let name =
        path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy()).into_owned();
    let workbook = read_workbook(&name, bytes, &mut watch)?;
    let recogniser = Recogniser::of(store)?;
    let sheets = workbook.sheets.into_iter().flat_map(|sheet| tables(&recogniser, &workbook.file, sheet));
    let book =
        Book { name, sheets: sheets.collect(), passed: workbook.passed, recogniser: recogniser.clone() };
    let planned = plan(&book.sheets, store, &mut watch)?;
    Ok((book, planned))
}

/// The ledgers of a sheet: several where tables stand one below the other. One that looks like none is still shown.
fn tables(recogniser: &Recogniser, file: &str, sheet: Arc<Sheet>) -> Vec<BookSheet> {
    let alone = Workbook { file: file.to_owned(), sheets: vec![Arc::clone(&sheet)], passed: Vec::new() };
    let shown = |sheet, mapping| BookSheet { sheet, mapping, taken: Taken::In };
    match recogniser.recognise_all(alone) {
        Ok(found) if !found.ledgers.is_empty() => {
            found.ledgers.into_iter().map(|ledger| shown(ledger.sheet, Some(ledger.mapping))).collect()
        }
        _ => vec![shown(sheet, None)],
    }
}

/// Works out what would become of the rows of those sheets.
pub(super) fn replan(
    sheets: &[BookSheet],
    store: &Store,
    teller: &Teller<Outcome<Planned>>,
) -> Outcome<Planned> {
    plan(sheets, store, &mut teller.watch())
}

/// Places come first: the cases of the same file are then counted where they belong.
const ORDER: [LedgerKind; 3] = [LedgerKind::Places, LedgerKind::Services, LedgerKind::Cases];

fn plan(sheets: &[BookSheet], store: &Store, watch: &mut Watch<'_>) -> Outcome<Planned> {
    let mut plan = Plan::new(store)?;
    let mut listed = Listed::default();
    let taken = |kind| {
        sheets.iter().enumerate().filter_map(move |(at, here)| {
            let mapping = here.imported_as().filter(|mapping| mapping.kind() == kind)?;
            Some((at, here, mapping))
        })
    };
    let rows = |sheet: &Sheet| u64::try_from(sheet.len()).unwrap_or(u64::MAX);
    let total = ORDER.into_iter().flat_map(taken).map(|(_, here, _)| rows(&here.sheet)).sum();
    let mut before = 0;
    for (at, here, mapping) in ORDER.into_iter().flat_map(taken) {
        // The engine counts sheet by sheet; a person waits for all of them.
        let mut all =
            |progress: Progress| watch(Progress { done: before + progress.done, total, ..progress });
        plan.add_mapped(store, Arc::clone(&here.sheet), mapping.clone(), &mut all)?;
        let nth = listed.sheets.len();
        listed.lines.push([Became::Written, Became::Same].map(|became| plan.lines(nth, became)));
        listed.sheets.push(at);
        before += rows(&here.sheet);
    }
    Ok(Planned { plan, listed })
}

/// Writes what was planned, all or nothing, and remembers what was said by hand of sheets of that shape.
pub(super) fn write(
    planned: Planned,
    by_hand: &[Mapping],
    differences: Differences,
    store: &mut Store,
    teller: &Teller<Outcome<Written>>,
) -> Outcome<Written> {
    let Planned { plan, listed } = planned;
    let cases = plan.new_cases().collect();
    let reports = plan.apply_watched(store, differences, &mut teller.watch())?;
    // The cases are in the file; that the next ledger has to be explained again is no reason to say they are not.
    let remembered = by_hand.iter().filter(|mapping| mapping.remember(store).is_ok()).count();
    Ok(Written { reports, listed, cases, differences, remembered })
}
