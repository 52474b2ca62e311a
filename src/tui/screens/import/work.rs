//! The background jobs: reading a file, planning its import, writing it.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::domain::DisputeId;
use crate::ledger::{
    Became, Differences, ImportError, LedgerKind, Mapping, PassedSheet, Plan, ReadError, Recogniser, Sheet,
    SheetReport, Visibility, Workbook, read_file,
};
use crate::store::{ImportName, Progress, Store, TakeBack, TakenBack, Watch};
use crate::tui::jobs::Teller;

/// Whether a sheet is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// It is imported.
    In,
    /// It was excluded by hand.
    Out,
}

/// One sheet of the file.
#[derive(Clone)]
pub(super) struct BookSheet {
    pub sheet: Arc<Sheet>,
    /// Its kind and the meaning of its columns; none where it does not look like a ledger.
    pub mapping: Option<Mapping>,
    pub taken: Taken,
}

impl BookSheet {
    /// The mapping for its import; none where it is not imported.
    pub(super) fn imported_as(&self) -> Option<&Mapping> {
        self.mapping.as_ref().filter(|_| self.taken == Taken::In)
    }
}

/// A file that was read, with its sheets.
pub(super) struct Book {
    pub name: String,
    pub sheets: Vec<BookSheet>,
    /// Sheets without content to import.
    pub passed: Vec<PassedSheet>,
    pub recogniser: Recogniser,
}

/// The plan of an import.
pub(super) struct Planned {
    plan: Plan,
    listed: Listed,
}

/// The sheets in a plan, and their lines by result.
#[derive(Default)]
struct Listed {
    /// The index of the sheets in the book, in plan order.
    sheets: Vec<usize>,
    /// For each, the lines that are written, and those already in the file.
    lines: Vec<[Vec<u64>; 2]>,
}

/// The result of writing.
pub(super) struct Written {
    reports: Vec<SheetReport>,
    listed: Listed,
    /// The new cases.
    pub cases: Vec<DisputeId>,
    pub differences: Differences,
    /// How many mappings were stored.
    pub remembered: usize,
    /// The name of the import, so that no other one is taken back in its place.
    pub import: Option<ImportName>,
}

impl Written {
    pub(super) fn reports(&self) -> impl Iterator<Item = &SheetReport> + Clone {
        self.reports.iter()
    }
}

/// The rows before or after writing.
pub(super) enum Known {
    /// The plan.
    Planned(Box<Planned>),
    /// The result.
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

    /// The report on a sheet; none where it is not imported.
    pub(super) fn report(&self, sheet: usize) -> Option<&SheetReport> {
        let at = self.at(sheet)?;
        match self {
            Self::Planned(planned) => planned.plan.reports().nth(at),
            Self::Written(written) => written.reports.get(at),
        }
    }

    /// The lines of a sheet that are written, and those already in the file.
    pub(super) fn lines(&self, sheet: usize) -> Option<&[Vec<u64>; 2]> {
        self.listed().lines.get(self.at(sheet)?)
    }
}

/// The result of a job.
pub(super) type Outcome<T> = Result<T, ImportError>;

/// The result of a job whose thread ended unexpectedly.
pub(super) fn gone<T>() -> Outcome<T> {
    Err(ReadError::Io(io::Error::other("the worker is gone")).into())
}

/// Reads a file and plans its import.
pub(super) fn read(
    path: &Path,
    store: &Store,
    teller: &Teller<Outcome<(Book, Planned)>>,
) -> Outcome<(Book, Planned)> {
    let mut watch = teller.watch();
    let workbook = read_file(path, &mut watch)?;
    let name = workbook.file.clone();
    let recogniser = Recogniser::of(store)?;
    let sheets = workbook.sheets.into_iter().flat_map(|sheet| tables(&recogniser, &workbook.file, sheet));
    let book =
        Book { name, sheets: sheets.collect(), passed: workbook.passed, recogniser: recogniser.clone() };
    let planned = plan(&book.sheets, store, &mut watch)?;
    Ok((book, planned))
}

/// The tables of a sheet: there may be several below each other. One that is not recognised is still shown.
fn tables(recogniser: &Recogniser, file: &str, sheet: Arc<Sheet>) -> Vec<BookSheet> {
    let alone = Workbook { file: file.to_owned(), sheets: vec![Arc::clone(&sheet)], passed: Vec::new() };
    // One that the spreadsheet hides is taken only by hand.
    let taken = match sheet.visibility {
        Visibility::Visible => Taken::In,
        Visibility::Hidden => Taken::Out,
    };
    let shown = |sheet, mapping| BookSheet { sheet, mapping, taken };
    match recogniser.recognise_all(alone) {
        Ok(found) if !found.ledgers.is_empty() => {
            found.ledgers.into_iter().map(|ledger| shown(ledger.sheet, Some(ledger.mapping))).collect()
        }
        _ => vec![shown(sheet, None)],
    }
}

/// Plans the import of those sheets.
pub(super) fn replan(
    sheets: &[BookSheet],
    store: &Store,
    teller: &Teller<Outcome<Planned>>,
) -> Outcome<Planned> {
    plan(sheets, store, &mut teller.watch())
}

/// Offices come first, so that cases in the same file can refer to them; then cases, to which services may belong.
const ORDER: [LedgerKind; 4] =
    [LedgerKind::Places, LedgerKind::Cases, LedgerKind::Services, LedgerKind::Indicators];

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
        // The engine reports by sheet; the user wants the progress of all.
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

/// Writes the plan, all or nothing, and stores the mappings set by hand.
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
    let import = store.imported().cloned();
    // The cases are written; failing to store a mapping is not an error of the import.
    let remembered = by_hand.iter().filter(|mapping| mapping.remember(store).is_ok()).count();
    Ok(Written { reports, listed, cases, differences, remembered, import })
}

/// Takes that import back; none where it cannot be any more.
pub(super) fn take_back(
    store: &mut Store,
    import: &ImportName,
    teller: &Teller<Outcome<Option<TakenBack>>>,
) -> Outcome<Option<TakenBack>> {
    let (mut told, mut stopped) = (teller.watch(), false);
    let mut watch = |progress| {
        let flow = told(progress);
        stopped |= flow.is_break();
        flow
    };
    match store.take_import_back(import, TakeBack::Write, &mut watch) {
        Err(_) if stopped => Err(ImportError::Cancelled),
        done => Ok(done?),
    }
}
