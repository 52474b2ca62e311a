//! Whether a case of the ledger is new, equal to one in the file, or different from it.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{Datelike, NaiveDate};

use super::difference::differences;
use super::plan::{Earlier, Plan, Planned, Verdict};
use crate::domain::case_number::{number_key, read_number};
use crate::domain::field::Field;
use crate::domain::identity::name_key;
use crate::domain::{Dispute, DisputeId, Id, TAKEN_BACK};
use crate::ledger::column::Column;
use crate::ledger::report::{Differing, Remark, Why};
use crate::ledger::seen::Seen;
use crate::ledger::value::case::{CaseLine, CaseRead};
use crate::ledger::value::{Named, Record};
use crate::store::{Result, Store, StoreError};

/// The most earlier cases of the first party that are compared with a new one.
const LOOKED_AT: usize = 20;

/// A day with an assumed year is doubtful if it is this many days from both neighbours.
const OUT_OF_ORDER: i64 = 180;

/// What is remembered of a sheet while its rows are processed.
#[derive(Default)]
pub struct Walk {
    /// How often each content without a number occurred.
    pub met: HashMap<String, u32>,
    /// Cases of the file that matched rows of this sheet.
    matched: Seen,
    /// How often each case without a number occurred, by its first id.
    times: Seen,
    /// The rows of cases without a number, by their words.
    rows: Seen,
    /// The last two dated rows: the day, the row, and whether its year is only assumed.
    before: Vec<(NaiveDate, usize, bool)>,
}

impl Walk {
    /// Notes a case without a number whose row says the same as one above, word for word.
    fn note_equal(&mut self, planned: &mut Planned, record: Record) {
        let reader = &planned.reader;
        let own = reader.position(Column::Row);
        let mut words = DefaultHasher::new();
        for at in record.first..record.first + record.rows {
            let Some(row) = reader.sheet.row(at) else { continue };
            let cells = row.cells().enumerate().filter(|(at, _)| Some(*at) != own);
            cells.for_each(|(at, cell)| (at, cell.trim()).hash(&mut words));
        }
        let print = words.finish();
        let Some(first) = self.rows.get(print).and_then(|row| usize::try_from(row).ok()) else {
            self.rows.put(print, u32::try_from(record.first).unwrap_or(u32::MAX));
            return;
        };
        let why = Why::EqualRow(reader.line(first));
        planned.report.warnings.push(reader.remark(record.first, None, "", why));
        planned.report.equal_rows += 1;
    }

    /// Checks whether the previous row is out of the order of the days around it.
    fn note_date(&mut self, planned: &mut Planned, row: usize, case: &CaseLine, verdict: Verdict) {
        let written = is_taken(verdict);
        self.before.push((case.accepted_on, row, case.year_assumed && written));
        if let [first, middle, last] = self.before.as_slice() {
            let far = |other: NaiveDate| (middle.0 - other).num_days().abs() > OUT_OF_ORDER;
            let near = (last.0 - first.0).num_days().abs() < OUT_OF_ORDER;
            if middle.2 && near && far(first.0) && far(last.0) {
                let reader = &planned.reader;
                let at = reader.position(Column::Accepted);
                let words = reader.cell(middle.1, Column::Accepted);
                planned.report.warnings.push(reader.remark(middle.1, at, words, Why::OutOfOrder));
            }
            self.before.remove(0);
        }
    }
}

impl Plan {
    /// Decides what to do with a record.
    pub(super) fn judge_case(
        &mut self,
        store: &Store,
        planned: &mut Planned,
        walk: &mut Walk,
        record: Record,
        read: &mut CaseRead,
    ) -> Result<Verdict> {
        let (case, remarks) = match read {
            Ok(read) => read,
            Err(remark) => {
                planned.report.refused.push(remark.clone());
                return Ok(Verdict::Nothing);
            }
        };
        let verdict = self.judge_read(store, planned, walk, record, case)?;
        if is_taken(verdict) {
            self.note_odd(planned, case);
            if case.number.is_empty() && matches!(verdict, Verdict::New(_)) {
                walk.note_equal(planned, record);
            }
            planned.report.closed_on_acceptance += u64::from(case.closed_on_acceptance);
            planned.report.warnings.append(remarks);
        }
        walk.note_date(planned, record.first, case, verdict);
        Ok(verdict)
    }

    fn judge_read(
        &mut self,
        store: &Store,
        planned: &mut Planned,
        walk: &mut Walk,
        record: Record,
        case: &CaseLine,
    ) -> Result<Verdict> {
        let named = self.names.find(&case.township, &case.village, &case.mediators);
        self.marks.note(named.office, &case.number, &self.words_after);
        let identity = case.identity(named.office);
        let key = number_key(&case.number);
        let id_of = |times: u32| DisputeId::named(&["ledger case", &identity, &times.to_string()]);
        let mut id = id_of(1);
        if key.is_empty() {
            let print = print_of(id);
            let times = walk.times.get(print).unwrap_or(0) + 1;
            walk.times.put(print, times);
            if times > 1 {
                id = id_of(times);
            }
        }
        if !key.is_empty() {
            let year = year_of(case).to_string();
            let place: Id<Earlier> = Id::named(&["ledger number", &named.office.to_string(), &key, &year]);
            let print = print_of(place);
            if let Some(earlier) = self.numbered.get(print).and_then(|at| self.earlier.get(at as usize)) {
                self.note_repeated(planned, record, case, &named, earlier);
                return Ok(Verdict::Nothing);
            }
            let at = u32::try_from(self.earlier.len()).unwrap_or(u32::MAX);
            self.earlier.push(Earlier { sheet: self.sheets.len(), row: record.first, id })?;
            self.numbered.put(print, at);
        } else if self.planned.get(print_of(id)).is_some() {
            planned.report.same += 1;
            return Ok(Verdict::Nothing);
        }
        let found = if self.has_cases { find(store, walk, case, &named, id)? } else { Found::None };
        let known = match found {
            Found::Case(known) if was_taken_back(known.void.as_deref()) => {
                self.note_new(id, &key);
                planned.report.new += 1;
                return Ok(Verdict::Again(known.id));
            }
            Found::Case(known) => known,
            Found::Another => {
                let remark = of_number(planned, record, case, Why::NumberOfAnother);
                planned.report.refused.push(remark);
                return Ok(Verdict::Nothing);
            }
            Found::None => {
                self.note_new(id, &key);
                planned.report.new += 1;
                if self.has_cases && !case.number.is_empty() {
                    let same = maybe_same(store, case)?;
                    let remark =
                        same.map(|number| of_number(planned, record, case, Why::MaybeSame(number.into())));
                    planned.report.warnings.extend(remark);
                }
                return Ok(Verdict::New(id));
            }
        };
        walk.matched.put(print_of(known.id), 0);
        let mut after = (*known).clone();
        case.put_into(&mut after, &named);
        let fields = differences(&self.directory, &self.names, &known, &after);
        if fields.is_empty() {
            planned.report.same += 1;
            return Ok(Verdict::Nothing);
        }
        let (sheet, line) = (planned.report.name.clone(), planned.reader.line(record.first));
        let (id, number) = (known.id, known.number);
        planned.report.changed.push(Differing { sheet, line, id, number, fields });
        Ok(Verdict::Differs(id))
    }

    /// Counts what is asked about before anything is written.
    fn note_odd(&self, planned: &mut Planned, case: &CaseLine) {
        let year = case.accepted_on.year();
        if planned.reader.mapping.year().is_some_and(|stated| stated.value != year) {
            *planned.report.other_years.entry(year).or_default() += 1;
        }
        planned.report.in_future += u64::from(case.accepted_on > self.today);
    }

    /// Handles a number that an earlier row has: either the same case again, or an error.
    fn note_repeated(
        &self,
        planned: &mut Planned,
        record: Record,
        case: &CaseLine,
        named: &Named,
        earlier: Earlier,
    ) {
        let sheet = self.sheets.get(earlier.sheet).unwrap_or(planned);
        let line = sheet.reader.line(earlier.row);
        if self.dispute_at(sheet, earlier) == Some(case.to_dispute(earlier.id, named)) {
            planned.report.same += 1;
        } else {
            let remark = of_number(planned, record, case, Why::RepeatedNumber(line));
            planned.report.refused.push(remark);
        }
    }

    /// What is to be done with an earlier row of a sheet before this one.
    pub(super) fn verdict_on(&self, earlier: Earlier) -> Option<Verdict> {
        let records = &self.sheets.get(earlier.sheet)?.records;
        let at = records.find_by(&earlier.row, |(record, _)| record.first)?;
        records.get(at).map(|(_, verdict)| verdict)
    }

    /// Notes a new case. One with a number is found by that.
    fn note_new(&mut self, id: DisputeId, number: &str) {
        if number.is_empty() {
            self.planned.put(print_of(id), 0);
        }
    }

    fn dispute_at(&self, planned: &Planned, earlier: Earlier) -> Option<Dispute> {
        let at = planned.records.find_by(&earlier.row, |(record, _)| record.first)?;
        let (case, _) = planned.reader.case(planned.records.get(at)?.0).ok()?;
        let named = self.names.found(&case.township, &case.village, &case.mediators)?;
        Some(case.to_dispute(earlier.id, &named))
    }
}

/// Whether the case is written, or may be.
fn is_taken(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::New(_) | Verdict::Again(_) | Verdict::Differs(_))
}

/// Whether a record is void because the import that brought it was taken back. Other void ones count as present: an
/// import must not undo what somebody decided.
pub(super) fn was_taken_back(void: Option<&str>) -> bool {
    void == Some(TAKEN_BACK)
}

/// The fingerprint of an id, which is a hash itself.
pub(super) fn print_of<T>(id: Id<T>) -> u64 {
    let (first, second) = id.uuid().as_u64_pair();
    first ^ second
}

/// A remark about the number of a case.
fn of_number(planned: &Planned, record: Record, case: &CaseLine, why: Why) -> Remark {
    let at = planned.reader.position(Column::Number);
    planned.reader.remark(record.first, at, &case.number, why)
}

/// The year within which a number is unique; 0 where the number itself contains it.
fn year_of(case: &CaseLine) -> i32 {
    if read_number(&case.number).is_some() { 0 } else { case.accepted_on.year() }
}

/// The case of the file that a row refers to.
enum Found {
    None,
    /// This case.
    Case(Box<Dispute>),
    /// A case with the same number and nothing else in common.
    Another,
}

/// Finds the case that a row refers to: the one it made, else that of its number, else of its content.
fn find(store: &Store, walk: &Walk, case: &CaseLine, named: &Named, id: DisputeId) -> Result<Found> {
    match store.dispute(id) {
        Ok(dispute) => return Ok(Found::Case(Box::new(dispute))),
        Err(StoreError::NoSuchRecord) => {}
        Err(error) => return Err(error),
    }
    if case.number.is_empty() {
        let wanted = case.to_dispute(id, named);
        let same =
            store.maybe_same(&wanted)?.into_iter().find(|id| walk.matched.get(print_of(*id)).is_none());
        let found = same.map(|id| store.dispute(id)).transpose()?;
        return Ok(found.map_or(Found::None, |dispute| Found::Case(Box::new(dispute))));
    }
    let mut elsewhere = None;
    for id in store.disputes_numbered(&case.number)? {
        let dispute = store.dispute(id)?;
        let year_fits = year_of(case) == 0 || dispute.accepted_on.year() == case.accepted_on.year();
        // One that was taken back is found by its id alone: its number is free for a corrected row.
        if !year_fits || was_taken_back(dispute.void.as_deref()) {
            continue;
        }
        if dispute.office == named.office {
            let related = has_in_common(&dispute, case);
            return Ok(if related { Found::Case(Box::new(dispute)) } else { Found::Another });
        }
        // The same case under another office, as when an earlier ledger named no townships.
        if dispute.accepted_on == case.accepted_on && same_people(&dispute, case) {
            elsewhere = Some(dispute);
        }
    }
    Ok(elsewhere.map_or(Found::None, |dispute| Found::Case(Box::new(dispute))))
}

fn same_people(dispute: &Dispute, case: &CaseLine) -> bool {
    let mut known: Vec<String> = dispute.parties.iter().map(|party| name_key(&party.name)).collect();
    let mut said: Vec<String> = case.parties.iter().map(|party| name_key(&party.name)).collect();
    known.sort_unstable();
    said.sort_unstable();
    known == said
}

/// Whether two cases of one number share a day, a person or their summary.
fn has_in_common(dispute: &Dispute, case: &CaseLine) -> bool {
    let is_said = |name: &str| case.parties.iter().any(|said| name_key(&said.name) == name_key(name));
    let person = dispute.parties.iter().any(|party| is_said(&party.name));
    dispute.accepted_on == case.accepted_on || person || case.agrees(Field::Summary, dispute)
}

/// The number of a case of the file with the same day, type and first party as a new row.
fn maybe_same(store: &Store, case: &CaseLine) -> Result<Option<String>> {
    let Some(first) = case.parties.first() else { return Ok(None) };
    let found = store.cases_of_person(&first.name, LOOKED_AT)?.into_iter().find(|row| {
        !row.is_void
            && row.accepted_on == case.accepted_on
            && case.kind.as_ref().is_none_or(|kind| *kind == row.kind)
    });
    Ok(found.map(|row| row.number))
}
