//! The plan of an import.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::{CutOff, DisputeId, Id, Indicator, ServiceId};
use crate::ledger::column::LedgerKind;
use crate::ledger::map::Recogniser;
use crate::ledger::mapping::Mapping;
use crate::ledger::report::{Remark, SheetReport, Why};
use crate::ledger::value::marks::{Marks, words_after_marks};
use crate::ledger::value::{Names, Reader, Record};
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
    /// By office, number and year in one id, to hold a hundred thousand of them.
    pub(in crate::ledger) numbered: HashMap<Id<Earlier>, Earlier>,
    pub(in crate::ledger) planned: HashSet<DisputeId>,
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
    pub reader: Arc<Reader>,
    pub records: Vec<(Record, Verdict)>,
    pub report: SheetReport,
}

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

/// The result for a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It is written.
    Written,
    /// It is in the file already.
    Same,
}

impl Planned {
    pub fn new(reader: Arc<Reader>) -> Self {
        let mut report = SheetReport::of(&reader.sheet, reader.mapping.kind());
        let rows = reader.sheet.len().saturating_sub(reader.mapping.data_from());
        report.rows = u64::try_from(rows).unwrap_or(u64::MAX);
        report.kept_columns = kept_columns(&reader.mapping, &reader.keys);
        report.warnings = hidden(&reader);
        Self { reader, records: Vec::new(), report }
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
            numbered: HashMap::new(),
            planned: HashSet::new(),
            planned_services: HashSet::new(),
            planned_figures: HashMap::new(),
            cut_off: store.settings().cut_off(),
        })
    }

    /// The reports on what was planned.
    pub fn reports(&self) -> impl Iterator<Item = &SheetReport> {
        self.sheets.iter().map(|planned| &planned.report)
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
        let records = self.sheets.iter().flat_map(|planned| &planned.records);
        records.filter_map(|(_, verdict)| match verdict {
            Verdict::New(id) | Verdict::Again(id) => Some(*id),
            _ => None,
        })
    }
}
