//! What an import would do with every row, worked out before anything is written.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate};
use csv::StringRecord;

use super::case::{CaseLine, CaseReader, Resolved};
use super::difference::Names;
use super::headers::{Column, Layout, LedgerKind};
use super::marks::{Marks, words_after_marks};
use super::people::People;
use super::places::{Listed, Places};
use super::report::{Differing, Remark, SheetReport, Why};
use super::service::ServiceReader;
use super::sheet::{ReadError, Sheet};
use super::vocabulary::plain;
use crate::domain::case_number::{number_key, read_number};
use crate::domain::fold::clean_line;
use crate::domain::{Dispute, DisputeId, OfficeId, ServiceId};
use crate::store::{CaseFilter, Directory, Result, Store};

/// So many earlier cases of the first party are looked at for one that may be the same.
const LOOKED_AT: usize = 20;

/// An import that has been worked out and not been done yet.
pub struct Plan {
    pub(super) directory: Directory,
    pub(super) places: Places,
    pub(super) people: People,
    pub(super) marks: Marks,
    pub(super) sheets: Vec<Planned>,
    pub(super) today: NaiveDate,
    words_after: String,
    /// Whether the file has any case: where it has none nothing needs to be looked up.
    has_cases: bool,
    numbered: HashMap<(OfficeId, String, i32), Earlier>,
    planned: HashSet<DisputeId>,
    planned_services: HashSet<ServiceId>,
}

/// One sheet and what is to be done with its rows.
pub(super) struct Planned {
    pub sheet: Sheet,
    pub layout: Layout,
    /// One for each row below the header.
    pub verdicts: Vec<Verdict>,
    pub report: SheetReport,
}

/// What is to be done with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A case that is not in the file.
    New(DisputeId),
    /// A case that stands in the file with other content.
    Differs(DisputeId),
    /// An entry of the service log that is not in the file.
    NewService,
    /// Nothing: a place, or a row that stands in the file, is refused or skipped.
    Nothing,
}

/// A row of this import that has taken a number.
#[derive(Debug, Clone, Copy)]
struct Earlier {
    sheet: usize,
    row: usize,
    line: u64,
    id: DisputeId,
}

/// What remains to be known of a sheet while its rows are gone through.
#[derive(Default)]
struct Walk {
    /// How often each content without a number was met.
    met: HashMap<String, u32>,
    /// Cases of the file that rows of this sheet were found to be.
    matched: HashSet<DisputeId>,
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
            words_after: words_after_marks(&settings.number_template).unwrap_or_default(),
            has_cases: store.count(&CaseFilter::default())?.cases > 0,
            numbered: HashMap::new(),
            planned: HashSet::new(),
            planned_services: HashSet::new(),
        })
    }

    /// Works out what to do with one more sheet.
    ///
    /// # Errors
    /// [`ReadError`] where the sheet is none of the ledgers that are known, inside the store's own error otherwise.
    pub fn add(
        &mut self,
        store: &Store,
        sheet: Sheet,
    ) -> Result<std::result::Result<&SheetReport, ReadError>> {
        let layout = match Layout::of(&sheet) {
            Ok(layout) => layout,
            Err(error) => return Ok(Err(error)),
        };
        let report = SheetReport::of(&sheet.name, layout.kind);
        self.sheets.push(Planned { sheet, layout, verdicts: Vec::new(), report });
        let at = self.sheets.len() - 1;
        // Taken out while it is gone through, so that the rest of the plan can be asked and changed meanwhile.
        let mut planned = self.sheets.swap_remove(at);
        let done = match planned.layout.kind {
            LedgerKind::Cases => self.add_cases(store, &mut planned),
            LedgerKind::Services => self.add_services(store, &mut planned),
            LedgerKind::Places => {
                self.add_places(&mut planned);
                Ok(())
            }
        };
        self.sheets.push(planned);
        done?;
        Ok(match self.sheets.last() {
            Some(planned) => Ok(&planned.report),
            None => Err(ReadError::Empty),
        })
    }

    /// What was worked out so far.
    pub fn reports(&self) -> impl Iterator<Item = &SheetReport> {
        self.sheets.iter().map(|planned| &planned.report)
    }

    fn add_cases(&mut self, store: &Store, planned: &mut Planned) -> Result<()> {
        planned.report.kept_columns = planned
            .layout
            .heads
            .iter()
            .filter(|head| head.column.is_none() && !head.words.is_empty())
            .map(|head| head.words.clone())
            .collect();
        let directory = self.directory.clone();
        let mut walk = Walk::default();
        for at in planned.layout.rows_above..planned.sheet.rows.len() {
            let Some((line, cells)) = planned.sheet.rows.get(at).cloned() else { break };
            planned.report.rows += 1;
            if let Some(remark) = to_skip(line, &cells, &planned.layout, Column::Accepted) {
                planned.report.skipped.push(remark);
                planned.verdicts.push(Verdict::Nothing);
                continue;
            }
            let reader = CaseReader { layout: &planned.layout, directory: &directory, today: self.today };
            let verdict = match reader.read(line, &cells) {
                Ok((case, remarks)) => {
                    let verdict = self.judge(store, planned, &mut walk, at, &case)?;
                    if matches!(verdict, Verdict::New(_) | Verdict::Differs(_)) {
                        planned.report.closed_on_acceptance += u64::from(case.closed_on_acceptance);
                        planned.report.warnings.extend(remarks);
                    }
                    verdict
                }
                Err(remark) => {
                    planned.report.refused.push(remark);
                    Verdict::Nothing
                }
            };
            planned.verdicts.push(verdict);
        }
        Ok(())
    }

    /// Whether a row is new, stands in the file, or stands there with other content.
    fn judge(
        &mut self,
        store: &Store,
        planned: &mut Planned,
        walk: &mut Walk,
        at: usize,
        case: &CaseLine,
    ) -> Result<Verdict> {
        let resolved = self.resolve(case);
        self.marks.note(resolved.office, &case.number, &self.words_after);
        let line = planned.sheet.rows.get(at).map_or(0, |(line, _)| *line);
        let identity = case.identity(resolved.office);
        let key = number_key(&case.number);
        let times = if key.is_empty() {
            *walk.met.entry(identity.clone()).and_modify(|n| *n += 1).or_insert(1)
        } else {
            1
        };
        let id = DisputeId::named(&["ledger case", &identity, &times.to_string()]);
        if !key.is_empty() {
            let place = (resolved.office, key, year_of(case));
            if let Some(earlier) = self.numbered.get(&place).copied() {
                return Ok(self.repeated(planned, case, &resolved, line, earlier));
            }
            self.numbered.insert(place, Earlier { sheet: self.sheets.len(), row: at, line, id });
        } else if self.planned.contains(&id) {
            planned.report.same += 1;
            return Ok(Verdict::Nothing);
        }
        let known = if self.has_cases { find(store, walk, case, &resolved, id)? } else { None };
        let Some(known) = known else {
            self.planned.insert(id);
            planned.report.new += 1;
            if self.has_cases && !case.number.is_empty() {
                let words = clean_line(&case.number);
                let remark =
                    |number| Remark { line, column: String::new(), words, why: Why::MaybeSame(number) };
                planned.report.warnings.extend(maybe_same(store, case)?.map(remark));
            }
            return Ok(Verdict::New(id));
        };
        walk.matched.insert(known.id);
        let mut after = known.clone();
        case.put_into(&mut after, &resolved);
        let names = Names { directory: &self.directory, places: &self.places, people: &self.people };
        let fields = names.differences(&known, &after);
        if fields.is_empty() {
            planned.report.same += 1;
            return Ok(Verdict::Nothing);
        }
        planned.report.changed.push(Differing { line, id: known.id, number: known.number, fields });
        Ok(Verdict::Differs(known.id))
    }

    /// A number that a row before has taken: the same case once more, or one that cannot be.
    fn repeated(
        &mut self,
        planned: &mut Planned,
        case: &CaseLine,
        resolved: &Resolved,
        line: u64,
        earlier: Earlier,
    ) -> Verdict {
        let before = match self.sheets.get(earlier.sheet) {
            Some(other) => self.dispute_at(&other.sheet.rows, &other.layout.clone(), earlier),
            None => self.dispute_at(&planned.sheet.rows, &planned.layout, earlier),
        };
        if before == Some(case.to_dispute(earlier.id, resolved)) {
            planned.report.same += 1;
        } else {
            let column = planned.layout.words(Column::Number).to_owned();
            let words = clean_line(&case.number);
            planned.report.refused.push(Remark {
                line,
                column,
                words,
                why: Why::RepeatedNumber(earlier.line),
            });
        }
        Verdict::Nothing
    }

    fn dispute_at(&self, rows: &[(u64, StringRecord)], layout: &Layout, at: Earlier) -> Option<Dispute> {
        let (line, cells) = rows.get(at.row)?;
        let reader = CaseReader { layout, directory: &self.directory, today: self.today };
        let (case, _) = reader.read(*line, cells).ok()?;
        Some(case.to_dispute(at.id, &self.resolved(&case)?))
    }

    /// The records that a row names; made where they are new.
    pub(super) fn resolve(&mut self, case: &CaseLine) -> Resolved {
        let found = self.places.find(&case.township, &case.village);
        let mediators = case.mediators.iter().map(|name| self.people.find(found.office, name)).collect();
        Resolved { office: found.office, village: found.village, place: found.place, mediators }
    }

    /// As [`Self::resolve`], for a row that was resolved before.
    fn resolved(&self, case: &CaseLine) -> Option<Resolved> {
        let found = self.places.found(&case.township, &case.village)?;
        let mediators =
            case.mediators.iter().filter_map(|name| self.people.known(found.office, name)).collect();
        Some(Resolved { office: found.office, village: found.village, place: found.place, mediators })
    }

    fn add_services(&mut self, store: &Store, planned: &mut Planned) -> Result<()> {
        let mut reader = ServiceReader {
            layout: &planned.layout,
            directory: &self.directory,
            today: self.today,
            met: HashMap::new(),
        };
        for (line, cells) in planned.sheet.rows.iter().skip(planned.layout.rows_above) {
            let report = &mut planned.report;
            report.rows += 1;
            let mut verdict = Verdict::Nothing;
            if let Some(remark) = to_skip(*line, cells, &planned.layout, Column::ServiceDate) {
                report.skipped.push(remark);
            } else {
                match reader.read(*line, cells) {
                    // One that was voided since is there all the same: its void is not the import's to take back.
                    Ok(service)
                        if !store.has_entry(service.id)? && self.planned_services.insert(service.id) =>
                    {
                        report.new += 1;
                        verdict = Verdict::NewService;
                    }
                    Ok(_) => report.same += 1,
                    Err(remark) => report.refused.push(remark),
                }
            }
            planned.verdicts.push(verdict);
        }
        Ok(())
    }

    fn add_places(&mut self, planned: &mut Planned) {
        let layout = &planned.layout;
        for (line, cells) in planned.sheet.rows.iter().skip(layout.rows_above) {
            let cell = |column| {
                layout.position(column).and_then(|at| cells.get(at)).map(clean_line).unwrap_or_default()
            };
            let report = &mut planned.report;
            report.rows += 1;
            planned.verdicts.push(Verdict::Nothing);
            if let Some(remark) = to_skip(*line, cells, layout, Column::DivisionCode) {
                report.skipped.push(remark);
            } else if cell(Column::Township).is_empty() {
                let (column, words) = (layout.words(Column::Township).to_owned(), cell(Column::Village));
                report.refused.push(Remark { line: *line, column, words, why: Why::NoPlace });
            } else {
                let (code, township, village) =
                    (cell(Column::DivisionCode), cell(Column::Township), cell(Column::Village));
                match self.places.put_listed(&code, &township, &village) {
                    Listed::New => report.new += 1,
                    Listed::Completed => report.completed += 1,
                    Listed::Same => report.same += 1,
                }
            }
        }
    }
}

/// The year in which a number is one of its kind: none where the number itself says it.
fn year_of(case: &CaseLine) -> i32 {
    if read_number(&case.number).is_some() { 0 } else { case.accepted_on.year() }
}

/// The case of the file that a row means: the one it made, else one of its number, else one of its content.
fn find(
    store: &Store,
    walk: &Walk,
    case: &CaseLine,
    resolved: &Resolved,
    id: DisputeId,
) -> Result<Option<Dispute>> {
    match store.dispute(id) {
        Ok(dispute) => return Ok(Some(dispute)),
        Err(crate::store::StoreError::NoSuchRecord) => {}
        Err(error) => return Err(error),
    }
    if case.number.is_empty() {
        let wanted = case.to_dispute(id, resolved);
        let same = store.maybe_same(&wanted)?.into_iter().find(|id| !walk.matched.contains(id));
        return same.map(|id| store.dispute(id)).transpose();
    }
    for id in store.disputes_numbered(&case.number)? {
        let dispute = store.dispute(id)?;
        let year_fits = year_of(case) == 0 || dispute.accepted_on.year() == case.accepted_on.year();
        if dispute.office == resolved.office && year_fits {
            return Ok(Some(dispute));
        }
    }
    Ok(None)
}

/// The number of a case of the file with the same day, type and first party as a new row.
fn maybe_same(store: &Store, case: &CaseLine) -> Result<Option<String>> {
    let Some((_, name)) = case.parties.first() else { return Ok(None) };
    let found = store.cases_of_person(name, LOOKED_AT)?.into_iter().find(|row| {
        row.accepted_on == case.accepted_on && case.kind.as_ref().is_none_or(|kind| *kind == row.kind)
    });
    Ok(found.map(|row| row.number))
}

/// Rows that are no record: blank ones, sums, and who filled in the table.
fn to_skip(line: u64, cells: &StringRecord, layout: &Layout, says_when: Column) -> Option<Remark> {
    let own_number = layout.position(Column::Row);
    let mut said =
        cells.iter().enumerate().filter(|(at, cell)| Some(*at) != own_number && !cell.trim().is_empty());
    let Some((first_at, first)) = said.next() else {
        // A row that has nothing but its own number, or 合计 in the place of it.
        let only = own_number.and_then(|at| cells.get(at)).map(clean_line).unwrap_or_default();
        let why = if is_sum(&only) { Why::Sum } else { Why::Blank };
        return Some(Remark { line, column: String::new(), words: only, why });
    };
    let when = layout.position(says_when);
    let dated = when != Some(first_at)
        && when.and_then(|at| cells.get(at)).is_some_and(|cell| !cell.trim().is_empty());
    let opening = own_number.and_then(|at| cells.get(at)).filter(|cell| is_sum(cell)).unwrap_or(first);
    let why = match opening {
        _ if dated => return None,
        words if is_sum(words) => Why::Sum,
        words if is_footer(words) => Why::Footer,
        _ => return None,
    };
    Some(Remark { line, column: String::new(), words: clean_line(opening), why })
}

fn is_sum(cell: &str) -> bool {
    ["合计", "小计", "总计", "共计", "累计"].iter().any(|word| plain(cell).starts_with(word))
}

fn is_footer(cell: &str) -> bool {
    let words = [
        "填报人",
        "填表人",
        "制表",
        "审核人",
        "审批人",
        "负责人",
        "单位负责人",
        "填报单位",
        "填报日期",
        "说明:",
        "注:",
        "备注:",
    ];
    words.iter().any(|word| plain(cell).starts_with(word))
}
