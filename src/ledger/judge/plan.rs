//! The plan of an import.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::{CutOff, DisputeId, Id, Indicator, ServiceId};
use crate::ledger::column::{LedgerKind, MoneyUnit};
use crate::ledger::map::Recogniser;
use crate::ledger::mapping::Mapping;
use crate::ledger::report::{Remark, SheetReport, Why};
use crate::ledger::seen::Seen;
use crate::ledger::sheet::{CellNote, Row, letter};
use crate::ledger::spool::{Fixed, List};
use crate::ledger::value::marks::{Marks, words_after_marks};
use crate::ledger::value::{Joined, Names, Reader, Record};
use crate::store::{CaseFilter, Directory, Result, Store};

/// An import that is planned but not yet done.
pub struct Plan {
    pub(in crate::ledger) directory: Arc<Directory>,
    pub(in crate::ledger) names: Names,
    pub(in crate::ledger) marks: Marks,
    pub(in crate::ledger) sheets: Vec<Planned>,
    pub(super) today: NaiveDate,
    pub(super) recogniser: Recogniser,
    pub(super) words_after: String,
    /// Whether the file has any case: without one, nothing needs to be looked up.
    pub(super) has_cases: bool,
    /// By office, number and year in one print: where it stands in `earlier`.
    pub(super) numbered: Seen,
    pub(super) earlier: List<Earlier>,
    /// The cases without a number that are new.
    pub(super) planned: Seen,
    pub(super) planned_services: HashSet<ServiceId>,
    pub(super) planned_figures: HashMap<Id<Indicator>, Indicator>,
    pub(in crate::ledger) cut_off: CutOff,
}

/// A row of this import that has used a number.
#[derive(Debug, Clone, Copy)]
pub struct Earlier {
    pub sheet: usize,
    pub row: usize,
    pub id: DisputeId,
}

/// One sheet and what to do with its records.
pub struct Planned {
    pub reader: Reader,
    pub records: List<(Record, Verdict)>,
    pub report: SheetReport,
}

/// Records after which it is forgotten what was read of earlier ones.
const BETWEEN: usize = 256;

/// What to do with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// A case that is not in the file.
    New(DisputeId),
    /// A case that an import brought which was taken back: it is made anew under its id and number.
    Again(DisputeId),
    /// A case that differs from the one in the file.
    Differs(DisputeId),
    /// An entry of the service log that is not in the file, and the case that it belongs to.
    NewService(Option<DisputeId>),
    /// A manual figure that is not in the file.
    NewFigure,
    /// A place that is not in the file.
    NewPlace,
    /// A place of the file that gets a code or another name.
    Completed,
    /// Nothing: a row that is in the file already or is refused.
    Nothing,
}

impl Fixed for Earlier {
    const SIZE: usize = 32;

    fn put(self, bytes: &mut Vec<u8>) {
        [self.sheet, self.row].into_iter().for_each(|number| bytes.extend((number as u64).to_le_bytes()));
        bytes.extend(self.id.bytes());
    }

    fn take(bytes: &[u8]) -> Option<Self> {
        let (sheet, rest) = whole(bytes)?;
        let (row, id) = whole(rest)?;
        Some(Self { sheet, row, id: id_of(id)? })
    }
}

impl Fixed for (Record, Verdict) {
    const SIZE: usize = 34;

    fn put(self, bytes: &mut Vec<u8>) {
        let (record, verdict) = self;
        [record.first, record.rows].into_iter().for_each(|n| bytes.extend((n as u64).to_le_bytes()));
        bytes.push(u8::from(record.joined == Joined::ByShape));
        let (code, id) = match verdict {
            Verdict::New(id) => (0, Some(id)),
            Verdict::Again(id) => (1, Some(id)),
            Verdict::Differs(id) => (2, Some(id)),
            Verdict::NewService(Some(id)) => (3, Some(id)),
            Verdict::NewService(None) => (4, None),
            Verdict::NewFigure => (5, None),
            Verdict::NewPlace => (6, None),
            Verdict::Completed => (7, None),
            Verdict::Nothing => (8, None),
        };
        bytes.push(code);
        bytes.extend(id.map_or([0; 16], |id| *id.bytes()));
    }

    fn take(bytes: &[u8]) -> Option<Self> {
        let (first, rest) = whole(bytes)?;
        let (rows, rest) = whole(rest)?;
        let (joined, rest) = rest.split_first()?;
        let (code, id) = rest.split_first()?;
        let joined = if *joined == 0 { Joined::Surely } else { Joined::ByShape };
        let id = id_of(id)?;
        let verdict = match code {
            0 => Verdict::New(id),
            1 => Verdict::Again(id),
            2 => Verdict::Differs(id),
            3 => Verdict::NewService(Some(id)),
            4 => Verdict::NewService(None),
            5 => Verdict::NewFigure,
            6 => Verdict::NewPlace,
            7 => Verdict::Completed,
            _ => Verdict::Nothing,
        };
        Some((Record { first, rows, joined }, verdict))
    }
}

fn whole(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (number, rest) = bytes.split_at_checked(8)?;
    Some((usize::try_from(u64::from_le_bytes(number.try_into().ok()?)).ok()?, rest))
}

fn id_of(bytes: &[u8]) -> Option<DisputeId> {
    Uuid::from_slice(bytes).ok().map(DisputeId::new)
}

/// The result for a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It is written.
    Written,
    /// It is in the file already.
    Same,
}

impl Planned {
    pub fn new(reader: Reader) -> Self {
        let mut report = SheetReport::of(&reader.sheet, reader.mapping.kind());
        let rows = reader.sheet.len().saturating_sub(reader.mapping.data_from());
        report.rows = u64::try_from(rows).unwrap_or(u64::MAX);
        report.kept_columns = kept_columns(&reader.mapping, &reader.keys);
        report.warnings = hidden(&reader);
        Self { reader, records: List::default(), report }
    }

    /// Notes what to do with a record.
    pub(super) fn note(&mut self, record: Record, verdict: Verdict) -> Result<()> {
        self.records.push((record, verdict))?;
        if self.records.len().is_multiple_of(BETWEEN) {
            self.reader.sheet.forget_before(record.first);
        }
        Ok(())
    }

    fn lines(&self, became: Became) -> Vec<u64> {
        let refused: BTreeSet<u64> = self.report.refused.iter().map(|remark| remark.line).collect();
        let records = self.records.iter().map(|(record, verdict)| (self.reader.line(record.first), verdict));
        let wanted = records.filter(|(line, verdict)| match verdict {
            Verdict::New(_)
            | Verdict::Again(_)
            | Verdict::NewService(_)
            | Verdict::NewFigure
            | Verdict::NewPlace => became == Became::Written,
            Verdict::Differs(_) | Verdict::Completed => false,
            Verdict::Nothing => became == Became::Same && !refused.contains(line),
        });
        wanted.map(|(line, _)| line).collect()
    }
}

/// What the spreadsheet hides of the table.
fn hidden(reader: &Reader) -> Vec<Remark> {
    let (sheet, mapping) = (&reader.sheet, &reader.mapping);
    let first = mapping.data_from();
    let about = |at: usize, why: Why| reader.remark(at, None, "", why);
    let is_data = |line: &u64| sheet.at_line(*line).is_some_and(|at| at >= first);
    let lines: Vec<u64> = sheet.hidden_lines.iter().copied().filter(is_data).collect();
    let columns = mapping.columns().iter().enumerate();
    let hides = |at: usize| sheet.hidden_columns.contains(&at);
    let letters: Vec<String> = columns
        .filter(|(at, mapped)| hides(*at) && !(mapped.words.is_empty() && mapped.samples.is_empty()))
        .map(|(_, mapped)| mapped.letter.clone())
        .collect();
    let mut remarks = Vec::new();
    if let Some(at) = lines.first().and_then(|line| sheet.at_line(*line)) {
        remarks.push(about(at, Why::HiddenLines(lines.into())));
    }
    if !letters.is_empty() {
        remarks.push(about(first, Why::HiddenColumns(letters.into())));
    }
    let from = sheet.row(first).map_or(0, Row::line);
    for (what, cells) in &sheet.notes {
        // What stands far right may be beside the header too.
        let is_said = |line: u64| line >= from || *what == CellNote::Beyond;
        // Under a header of 万元 it is meant to show another number.
        let is_meant = |column: u32| {
            let mapped = mapping.columns().get(column as usize);
            *what == CellNote::Scaled
                && mapped.and_then(|mapped| mapped.unit).is_some_and(|unit| unit != MoneyUnit::Yuan)
        };
        let wanted = |(line, column): &&(u64, u32)| is_said(*line) && !is_meant(*column);
        let mut cells = cells.iter().filter(wanted).peekable();
        let Some((line, _)) = cells.peek() else { continue };
        let at = sheet.at_line(*line).filter(|at| *at >= first).unwrap_or(first);
        let names = cells.map(|(line, column)| format!("{}{line}", letter(*column as usize)));
        remarks.push(about(at, Why::Cells(*what, names.collect())));
    }
    remarks
}

/// The columns whose cells are kept in their own words.
fn kept_columns(mapping: &Mapping, keys: &[String]) -> Vec<String> {
    let kept = mapping.columns().iter().zip(keys).filter(|(mapped, _)| {
        mapping.kind() == LedgerKind::Cases
            && mapped.column.is_none()
            && !(mapped.words.is_empty() && mapped.samples.is_empty())
    });
    kept.map(|(_, key)| key.clone()).collect()
}

impl Plan {
    /// An empty plan for that file.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn new(store: &Store) -> Result<Self> {
        Ok(Self {
            directory: Arc::new(store.directory().clone()),
            names: Names::of(store),
            marks: Marks::default(),
            sheets: Vec::new(),
            today: store.today(),
            recogniser: Recogniser::of(store)?,
            words_after: words_after_marks(&store.settings().number_template).unwrap_or_default(),
            has_cases: store.count(&CaseFilter::default())?.cases > 0,
            numbered: Seen::default(),
            earlier: List::default(),
            planned: Seen::default(),
            planned_services: HashSet::new(),
            planned_figures: HashMap::new(),
            cut_off: store.settings().cut_off(),
        })
    }

    /// The reports on what was planned.
    pub fn reports(&self) -> impl Iterator<Item = &SheetReport> {
        self.sheets.iter().map(|planned| &planned.report)
    }

    /// Forgets what only planning needs.
    pub(in crate::ledger) fn end_planning(&mut self) {
        (self.numbered, self.planned) = (Seen::default(), Seen::default());
        self.earlier = List::default();
    }

    /// The reports, where nothing is to be written.
    pub fn into_reports(self) -> Vec<SheetReport> {
        self.sheets.into_iter().map(|planned| planned.report).collect()
    }

    /// The lines of the file where records with that result begin; `sheet` is its index in [`Self::reports`].
    pub fn lines(&self, sheet: usize, became: Became) -> Vec<u64> {
        self.sheets.get(sheet).map(|planned| planned.lines(became)).unwrap_or_default()
    }

    /// The cases that are not in the file yet.
    pub fn new_cases(&self) -> impl Iterator<Item = DisputeId> {
        let records = self.sheets.iter().flat_map(|planned| planned.records.iter());
        records.filter_map(|(_, verdict)| match verdict {
            Verdict::New(id) | Verdict::Again(id) => Some(id),
            _ => None,
        })
    }
}
