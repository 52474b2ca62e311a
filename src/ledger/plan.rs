//! What an import would do with every row, worked out before anything is written.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::case::{CaseLine, CaseReader, Resolved, Townships};
use super::column::{Column, LedgerKind};
use super::judge::{Earlier, Walk};
use super::mapping::Mapping;
use super::marks::{Marks, words_after_marks};
use super::memo::Memos;
use super::people::People;
use super::places::{Listed, Places};
use super::progress::{ImportError, Stage, Ticker, Watch, unwatched};
use super::read::ReadError;
use super::recognise::Recogniser;
use super::record::{Piece, pieces};
use super::report::{Remark, SheetReport, Why};
use super::service::ServiceReader;
use super::sheet::{Row, Sheet};
use crate::domain::fold::clean_line;
use crate::domain::{DisputeId, Id, ServiceId};
use crate::store::{CaseFilter, Directory, Result, Store};

/// An import that has been worked out and not been done yet.
pub struct Plan {
    pub(super) directory: Directory,
    pub(super) places: Places,
    pub(super) people: People,
    pub(super) marks: Marks,
    pub(super) sheets: Vec<Planned>,
    pub(super) today: NaiveDate,
    recogniser: Recogniser,
    pub(super) words_after: String,
    /// Whether the file has any case: where it has none nothing needs to be looked up.
    pub(super) has_cases: bool,
    /// By office, number and year, as one id: a hundred thousand of them are to be held.
    pub(super) numbered: HashMap<Id<Earlier>, Earlier>,
    pub(super) planned: HashSet<DisputeId>,
    planned_services: HashSet<ServiceId>,
}

/// One sheet and what is to be done with its rows.
pub(super) struct Planned {
    pub sheet: Arc<Sheet>,
    pub mapping: Mapping,
    pub keys: Vec<String>,
    pub townships: Townships,
    pub memos: Memos,
    /// Its pieces below the header, and what is to be done with each.
    pub pieces: Vec<(Piece, Verdict)>,
    pub report: SheetReport,
}

/// What is to be done with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A case that is not in the file.
    New(DisputeId),
    /// A case that stands in the file with other content.
    Differs(DisputeId),
    /// An entry of the service log that is not in the file.
    NewService,
    /// A place that is not in the file.
    NewPlace,
    /// A place of the file that learns something.
    Completed,
    /// Nothing: a row that stands in the file, is refused or skipped.
    Nothing,
}

impl Planned {
    fn new(sheet: Arc<Sheet>, mapping: Mapping) -> Self {
        let mut report = SheetReport::of(&sheet, mapping.kind());
        report.kept_columns = kept_columns(&mapping);
        let pieces = pieces(&sheet, &mapping).into_iter().map(|piece| (piece, Verdict::Nothing)).collect();
        let (keys, townships) = (mapping.keys(), Townships::of(&sheet, &mapping));
        Self { sheet, mapping, keys, townships, memos: Memos::default(), pieces, report }
    }

    /// How many rows it has below its header.
    fn rows(&self) -> u64 {
        u64::try_from(self.sheet.len().saturating_sub(self.mapping.data_from())).unwrap_or(u64::MAX)
    }

    pub(super) fn reader<'a>(&'a self, directory: &'a Directory, today: NaiveDate) -> CaseReader<'a> {
        CaseReader {
            sheet: &self.sheet,
            mapping: &self.mapping,
            keys: &self.keys,
            directory,
            today,
            townships: &self.townships,
            memos: &self.memos,
        }
    }

    /// A remark about a whole row.
    pub(super) fn remark(&self, row: Option<Row<'_>>, words: &str, why: Why) -> Remark {
        Remark {
            sheet: self.report.name.clone(),
            line: row.map_or(0, Row::line),
            letter: String::new(),
            column: String::new(),
            words: clean_line(words),
            why,
        }
    }

    /// Counts a piece that is no record, and the rows of a record below its first.
    fn count_skipped(&mut self, piece: Piece) {
        match piece {
            Piece::Skipped(at, why) => {
                self.report.rows += 1;
                let row = self.sheet.row(at);
                let words =
                    row.and_then(|row| row.cells().find(|cell| !cell.trim().is_empty())).unwrap_or_default();
                let remark = self.remark(row, words, why.into());
                self.report.skipped.push(remark);
            }
            Piece::Record(first, rows, _) => {
                self.report.rows += u64::try_from(rows).unwrap_or(u64::MAX);
                let line = self.sheet.row(first).map_or(0, Row::line);
                for at in first + 1..first + rows {
                    let row = self.sheet.row(at);
                    let words = row
                        .and_then(|row| row.cells().find(|cell| !cell.trim().is_empty()))
                        .unwrap_or_default();
                    let remark = self.remark(row, words, Why::PartOf(line));
                    self.report.skipped.push(remark);
                }
            }
        }
    }
}

/// The columns whose cells are kept in their own words.
fn kept_columns(mapping: &Mapping) -> Vec<String> {
    let keys = mapping.keys();
    let kept = mapping.columns().iter().zip(&keys).filter(|(mapped, _)| {
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
        let settings = store.settings();
        Ok(Self {
            directory: store.directory().clone(),
            places: Places::of(store.directory(), settings.home),
            people: People::of(store.directory()),
            marks: Marks::default(),
            sheets: Vec::new(),
            today: store.today(),
            recogniser: Recogniser::of(store)?,
            words_after: words_after_marks(&settings.number_template).unwrap_or_default(),
            has_cases: store.count(&CaseFilter::default())?.cases > 0,
            numbered: HashMap::new(),
            planned: HashSet::new(),
            planned_services: HashSet::new(),
        })
    }

    /// Works out what to do with one more sheet, its columns as they are recognised.
    ///
    /// # Errors
    /// [`ReadError`] where the sheet is none of the ledgers that are known, inside the store's own error otherwise.
    pub fn add(
        &mut self,
        store: &Store,
        sheet: impl Into<Arc<Sheet>>,
    ) -> Result<std::result::Result<&SheetReport, ReadError>> {
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
    ) -> std::result::Result<(), ImportError> {
        let mut planned = Planned::new(sheet.into(), mapping);
        let mut ticker = Ticker { watch, stage: Stage::Planning, done: 0, total: planned.rows() };
        ticker.tell()?;
        match planned.mapping.kind() {
            LedgerKind::Cases => self.add_cases(store, &mut planned, &mut ticker)?,
            LedgerKind::Services => self.add_services(store, &mut planned, &mut ticker)?,
            LedgerKind::Places => self.add_places(&mut planned, &mut ticker)?,
        }
        self.sheets.push(planned);
        Ok(())
    }

    /// What was worked out so far.
    pub fn reports(&self) -> impl Iterator<Item = &SheetReport> {
        self.sheets.iter().map(|planned| &planned.report)
    }

    /// What was worked out, where nothing is to be written.
    pub fn into_reports(self) -> Vec<SheetReport> {
        self.sheets.into_iter().map(|planned| planned.report).collect()
    }

    fn add_cases(
        &mut self,
        store: &Store,
        planned: &mut Planned,
        ticker: &mut Ticker<'_, '_>,
    ) -> std::result::Result<(), ImportError> {
        let directory = self.directory.clone();
        let mut walk = Walk::default();
        for at in 0..planned.pieces.len() {
            let Some((piece, _)) = planned.pieces.get(at).copied() else { break };
            planned.count_skipped(piece);
            ticker.tick()?;
            let Piece::Record(first, rows, joined) = piece else { continue };
            let read = planned.reader(&directory, self.today).read(first..first + rows, joined);
            let verdict = match read {
                Ok((case, remarks)) => {
                    let verdict = self.judge(store, planned, &mut walk, (at, first), &case)?;
                    if matches!(verdict, Verdict::New(_) | Verdict::Differs(_)) {
                        planned.report.closed_on_acceptance += u64::from(case.closed_on_acceptance);
                        planned.report.warnings.extend(remarks);
                    }
                    walk.note_date(planned, first, &case, verdict);
                    verdict
                }
                Err(remark) => {
                    planned.report.refused.push(remark);
                    Verdict::Nothing
                }
            };
            if let Some((_, place)) = planned.pieces.get_mut(at) {
                *place = verdict;
            }
        }
        Ok(())
    }

    /// The records that a row names; made where they are new.
    pub(super) fn resolve(&mut self, case: &CaseLine) -> Resolved {
        let found = self.places.find(&case.township, &case.village);
        let mediators = case.mediators.iter().map(|name| self.people.find(found.office, name)).collect();
        Resolved { office: found.office, village: found.village, place: found.place, mediators }
    }

    /// As [`Self::resolve`], for a row that was resolved before.
    pub(super) fn resolved(&self, case: &CaseLine) -> Option<Resolved> {
        let found = self.places.found(&case.township, &case.village)?;
        let mediators =
            case.mediators.iter().filter_map(|name| self.people.known(found.office, name)).collect();
        Some(Resolved { office: found.office, village: found.village, place: found.place, mediators })
    }

    fn add_services(
        &mut self,
        store: &Store,
        planned: &mut Planned,
        ticker: &mut Ticker<'_, '_>,
    ) -> std::result::Result<(), ImportError> {
        let (sheet, mapping) = (Arc::clone(&planned.sheet), planned.mapping.clone());
        let directory = &self.directory;
        let mut reader = ServiceReader {
            sheet: &sheet,
            mapping: &mapping,
            directory,
            today: self.today,
            met: HashMap::new(),
        };
        for at in 0..planned.pieces.len() {
            let Some((piece, _)) = planned.pieces.get(at).copied() else { break };
            planned.count_skipped(piece);
            ticker.tick()?;
            let Piece::Record(first, ..) = piece else { continue };
            let Some(row) = sheet.row(first) else { continue };
            let report = &mut planned.report;
            match reader.read(row) {
                // One that was voided since is there all the same: its void is not the import's to take back.
                Ok(service) if !store.has_entry(service.id)? && self.planned_services.insert(service.id) => {
                    report.new += 1;
                    if let Some((_, place)) = planned.pieces.get_mut(at) {
                        *place = Verdict::NewService;
                    }
                }
                Ok(_) => report.same += 1,
                Err(remark) => report.refused.push(remark),
            }
        }
        Ok(())
    }

    fn add_places(
        &mut self,
        planned: &mut Planned,
        ticker: &mut Ticker<'_, '_>,
    ) -> std::result::Result<(), ImportError> {
        let sheet = Arc::clone(&planned.sheet);
        for at in 0..planned.pieces.len() {
            let Some((piece, _)) = planned.pieces.get(at).copied() else { break };
            planned.count_skipped(piece);
            ticker.tick()?;
            let Piece::Record(first, ..) = piece else { continue };
            let Some(row) = sheet.row(first) else { continue };
            let cell = |column| {
                planned.mapping.position(column).map(|at| clean_line(row.cell(at))).unwrap_or_default()
            };
            let (code, township, village) =
                (cell(Column::DivisionCode), cell(Column::Township), cell(Column::Village));
            if township.is_empty() {
                let mut remark = planned.remark(Some(row), &village, Why::NoPlace);
                remark.column = planned.mapping.words(Column::Township).to_owned();
                remark.letter = planned.mapping.letter(Column::Township).to_owned();
                planned.report.refused.push(remark);
                continue;
            }
            let report = &mut planned.report;
            let (count, verdict) = match self.places.put_listed(&code, &township, &village) {
                Listed::New => (&mut report.new, Verdict::NewPlace),
                Listed::Completed => (&mut report.completed, Verdict::Completed),
                Listed::Same => (&mut report.same, Verdict::Nothing),
            };
            *count += 1;
            if let Some((_, place)) = planned.pieces.get_mut(at) {
                *place = verdict;
            }
        }
        Ok(())
    }
}
