//! Whether a record is new, stands in the file, or stands there with other content.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate};

use super::case::{CaseLine, Resolved};
use super::column::Column;
use super::difference::Names;
use super::plan::{Plan, Planned, Verdict};
use super::record::Piece;
use super::report::{Differing, Remark, Why};
use crate::domain::case_number::{number_key, read_number};
use crate::domain::fold::clean_line;
use crate::domain::{Dispute, DisputeId, Party};
use crate::store::{Result, Store};

/// So many earlier cases of the first party are looked at for one that may be the same.
const LOOKED_AT: usize = 20;

/// Days whose year is the title's and that lie so far from both neighbours are to be looked at.
const OUT_OF_ORDER: i64 = 180;

/// A row of this import that has taken a number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Earlier {
    sheet: usize,
    piece: usize,
    line: u64,
    id: DisputeId,
}

/// What remains to be known of a sheet while its rows are gone through.
#[derive(Default)]
pub(super) struct Walk {
    /// How often each content without a number was met.
    met: HashMap<String, u32>,
    /// Cases of the file that rows of this sheet were found to be.
    matched: HashSet<DisputeId>,
    /// The last two dated rows: the day, the row, and whether its year is only assumed.
    before: Vec<(NaiveDate, usize, bool)>,
}

impl Walk {
    /// Looks whether the row before stands out of the order of the days around it.
    pub(super) fn note_date(&mut self, planned: &mut Planned, row: usize, case: &CaseLine, verdict: Verdict) {
        let written = matches!(verdict, Verdict::New(_) | Verdict::Differs(_));
        self.before.push((case.accepted_on, row, case.year_assumed && written));
        if let [first, middle, last] = self.before.as_slice() {
            let far = |other: NaiveDate| (middle.0 - other).num_days().abs() > OUT_OF_ORDER;
            let near = (last.0 - first.0).num_days().abs() < OUT_OF_ORDER;
            if middle.2 && near && far(first.0) && far(last.0) {
                let mapping = &planned.mapping;
                let row = planned.sheet.row(middle.1);
                let at = mapping.position(Column::Accepted);
                let words = row.and_then(|row| at.map(|at| row.cell(at))).unwrap_or_default();
                let mut remark = planned.remark(row, words, Why::OutOfOrder);
                remark.column = mapping.words(Column::Accepted).to_owned();
                remark.letter = mapping.letter(Column::Accepted).to_owned();
                planned.report.warnings.push(remark);
            }
            self.before.remove(0);
        }
    }
}

impl Plan {
    /// What is to be done with a record; `at` is its piece and its first row.
    pub(super) fn judge(
        &mut self,
        store: &Store,
        planned: &mut Planned,
        walk: &mut Walk,
        at: (usize, usize),
        case: &CaseLine,
    ) -> Result<Verdict> {
        let resolved = self.resolve(case);
        self.marks.note(resolved.office, &case.number, &self.words_after);
        let line = planned.sheet.row(at.1).map_or(0, super::sheet::Row::line);
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
            self.numbered.insert(place, Earlier { sheet: self.sheets.len(), piece: at.0, line, id });
        } else if self.planned.contains(&id) {
            planned.report.same += 1;
            return Ok(Verdict::Nothing);
        }
        let found = if self.has_cases { find(store, walk, case, &resolved, id)? } else { Found::None };
        let known = match found {
            Found::Case(known) => known,
            Found::Another => {
                planned.report.refused.push(of_number(planned, case, line, Why::NumberOfAnother));
                return Ok(Verdict::Nothing);
            }
            Found::None => {
                self.planned.insert(id);
                planned.report.new += 1;
                if self.has_cases && !case.number.is_empty() {
                    let same = maybe_same(store, case)?;
                    let remark = |number| of_number(planned, case, line, Why::MaybeSame(number));
                    let remark = same.map(remark);
                    planned.report.warnings.extend(remark);
                }
                return Ok(Verdict::New(id));
            }
        };
        walk.matched.insert(known.id);
        let mut after = (*known).clone();
        case.put_into(&mut after, &resolved);
        let names = Names { directory: &self.directory, places: &self.places, people: &self.people };
        let fields = names.differences(&known, &after);
        if fields.is_empty() {
            planned.report.same += 1;
            return Ok(Verdict::Nothing);
        }
        let sheet = planned.report.name.clone();
        let (id, number) = (known.id, known.number);
        planned.report.changed.push(Differing { sheet, line, id, number, fields });
        Ok(Verdict::Differs(id))
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
        let before = self.dispute_at(self.sheets.get(earlier.sheet).unwrap_or(planned), earlier);
        if before == Some(case.to_dispute(earlier.id, resolved)) {
            planned.report.same += 1;
        } else {
            let remark = of_number(planned, case, line, Why::RepeatedNumber(earlier.line));
            planned.report.refused.push(remark);
        }
        Verdict::Nothing
    }

    fn dispute_at(&self, planned: &Planned, at: Earlier) -> Option<Dispute> {
        let (Piece::Record(first, rows, joined), _) = planned.pieces.get(at.piece)? else { return None };
        let read = planned.reader(&self.directory, self.today).read(*first..first + rows, *joined);
        let (case, _) = read.ok()?;
        Some(case.to_dispute(at.id, &self.resolved(&case)?))
    }
}

/// A remark about the number of a case.
fn of_number(planned: &Planned, case: &CaseLine, line: u64, why: Why) -> Remark {
    Remark {
        sheet: planned.report.name.clone(),
        line,
        letter: planned.mapping.letter(Column::Number).to_owned(),
        column: planned.mapping.words(Column::Number).to_owned(),
        words: clean_line(&case.number),
        why,
    }
}

/// The year in which a number is one of its kind: none where the number itself says it.
fn year_of(case: &CaseLine) -> i32 {
    if read_number(&case.number).is_some() { 0 } else { case.accepted_on.year() }
}

/// What of the file a row means.
enum Found {
    None,
    /// This case.
    Case(Box<Dispute>),
    /// A case that has its number and nothing else in common with it.
    Another,
}

/// The case of the file that a row means: the one it made, else one of its number, else one of its content.
fn find(store: &Store, walk: &Walk, case: &CaseLine, resolved: &Resolved, id: DisputeId) -> Result<Found> {
    match store.dispute(id) {
        Ok(dispute) => return Ok(Found::Case(Box::new(dispute))),
        Err(crate::store::StoreError::NoSuchRecord) => {}
        Err(error) => return Err(error),
    }
    if case.number.is_empty() {
        let wanted = case.to_dispute(id, resolved);
        let same = store.maybe_same(&wanted)?.into_iter().find(|id| !walk.matched.contains(id));
        let found = same.map(|id| store.dispute(id)).transpose()?;
        return Ok(found.map_or(Found::None, |dispute| Found::Case(Box::new(dispute))));
    }
    let mut elsewhere = None;
    for id in store.disputes_numbered(&case.number)? {
        let dispute = store.dispute(id)?;
        let year_fits = year_of(case) == 0 || dispute.accepted_on.year() == case.accepted_on.year();
        if !year_fits {
            continue;
        }
        if dispute.office == resolved.office {
            let related = has_in_common(&dispute, case);
            return Ok(if related { Found::Case(Box::new(dispute)) } else { Found::Another });
        }
        // The same case under another office, as when an earlier ledger named no townships.
        if dispute.accepted_on == case.accepted_on && same_people(&dispute.parties, case) {
            elsewhere = Some(dispute);
        }
    }
    Ok(elsewhere.map_or(Found::None, |dispute| Found::Case(Box::new(dispute))))
}

fn same_people(parties: &[Party], case: &CaseLine) -> bool {
    let mut known: Vec<&str> = parties.iter().map(|party| party.name.as_str()).collect();
    let mut said: Vec<&str> = case.parties.iter().map(|party| party.name.as_str()).collect();
    known.sort_unstable();
    said.sort_unstable();
    known == said
}

/// Whether two cases of one number share a day, a person or their story.
fn has_in_common(dispute: &Dispute, case: &CaseLine) -> bool {
    let person = dispute.parties.iter().any(|party| case.parties.iter().any(|said| said.name == party.name));
    let story = !case.summary.is_empty() && dispute.summary == case.summary;
    dispute.accepted_on == case.accepted_on || person || story
}

/// The number of a case of the file with the same day, type and first party as a new row.
fn maybe_same(store: &Store, case: &CaseLine) -> Result<Option<String>> {
    let Some(first) = case.parties.first() else { return Ok(None) };
    let found = store.cases_of_person(&first.name, LOOKED_AT)?.into_iter().find(|row| {
        row.accepted_on == case.accepted_on && case.kind.as_ref().is_none_or(|kind| *kind == row.kind)
    });
    Ok(found.map(|row| row.number))
}
