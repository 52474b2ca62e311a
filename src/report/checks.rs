//! The identities that a report must satisfy. Both sides are counted independently from the cases; where they
//! differ, the cases that break the identity are listed.

use super::base_figures::BaseFigures;
use super::figure_form::Check;
use super::items::{Item, RECEIVED, RECEIVED_COLUMNS, SUCCESS, source_column, type_column};
use crate::domain::{Body, DisputeId, Level, Outcome, PreventionKind};
use crate::store::{Axis, CaseFilter, Result, Store};
use crate::text::{Lang, Words, report as words};

/// The most cases listed for one check.
const MOST_NAMED: usize = 200;

/// The relation that the two sides of a check must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Equal,
    AtMost,
}

/// The result of one identity for one base, not yet in words.
struct Found {
    parts: i64,
    whole: i64,
    relation: Relation,
    breaking: Vec<DisputeId>,
}

impl Found {
    fn passed(&self) -> bool {
        match self.relation {
            Relation::Equal => self.parts == self.whole,
            Relation::AtMost => self.parts <= self.whole,
        }
    }
}

/// Checks over several bases (offices, levels): a check passes if it holds for each.
pub(super) struct Checker<'a> {
    pub store: &'a Store,
    pub lang: Lang,
}

impl Checker<'_> {
    /// Puts one identity over all bases into words; `of` names a base that fails.
    fn worded(
        &self,
        code: &'static str,
        name: Words,
        counted: &mut [(String, BaseFigures)],
        find: impl Fn(&Self, &mut BaseFigures) -> Result<Found>,
    ) -> Result<Check> {
        let mut first: Option<(String, Found)> = None;
        let mut worst: Option<(String, Found)> = None;
        let mut breaking: Vec<DisputeId> = Vec::new();
        for (office, counts) in counted.iter_mut() {
            let found = find(self, counts)?;
            if !found.passed() {
                breaking.extend(
                    found.breaking.iter().filter(|id| !breaking.contains(id)).copied().collect::<Vec<_>>(),
                );
                worst.get_or_insert((office.clone(), found));
            } else {
                // If all hold, the first one is shown: the total of all offices.
                first.get_or_insert((String::new(), found));
            }
        }
        let passed = worst.is_none();
        let (office, found) = worst.or(first).unwrap_or_else(|| {
            (String::new(), Found { parts: 0, whole: 0, relation: Relation::Equal, breaking: Vec::new() })
        });
        let sign = match (found.relation, passed) {
            (Relation::Equal, true) => "=",
            (Relation::Equal, false) => "<>",
            (Relation::AtMost, true) => "<=",
            (Relation::AtMost, false) => ">",
        };
        let office = if office.is_empty() { office } else { words::of_office(self.lang, &office) };
        let breaking =
            (!breaking.is_empty()).then(|| CaseFilter { only: Some(breaking), ..CaseFilter::default() });
        Ok(Check {
            code,
            name: name.text(self.lang).to_owned(),
            figures: format!("{} {sign} {}{office}", found.parts, found.whole),
            passed,
            breaking,
        })
    }

    /// The parts are the keys of an axis that `stands` accepts; the whole is counted without the axis. Cases
    /// under other keys break the identity.
    fn parts_of(&self, counts: &mut BaseFigures, axis: Axis, stands: impl Fn(&str) -> bool) -> Result<Found> {
        let keyed = counts.keyed(axis)?;
        let parts = keyed.iter().filter(|(key, _)| stands(key)).map(|(_, sum)| sum.cases).sum();
        let strange: Vec<String> = keyed.keys().filter(|key| !stands(key)).cloned().collect();
        let whole = counts.whole()?.cases;
        let breaking = self.named(&counts.base.accepted(), axis, &strange)?;
        Ok(Found { parts, whole, relation: Relation::Equal, breaking })
    }

    fn named(&self, filter: &CaseFilter, axis: Axis, keys: &[String]) -> Result<Vec<DisputeId>> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        self.store.cases_with_keys(filter, axis, keys, MOST_NAMED)
    }

    /// Every accepted case is under a key of that axis that the table has.
    pub(super) fn axis(&self, axis: Axis, counted: &mut [(String, BaseFigures)]) -> Result<Check> {
        let directory = self.store.directory();
        let (code, name, stands): (_, _, &dyn Fn(&str) -> bool) = match axis {
            Axis::Source => ("sources", words::CHECK_SOURCES, &|key| source_column(directory, key).is_some()),
            Axis::Level => ("levels", words::CHECK_LEVELS, &|key| Level::from_code(key).is_some()),
            Axis::Body => ("bodies", words::CHECK_BODIES, &|key| Body::from_code(key).is_some()),
            _ => ("types", words::CHECK_TYPES, &|key| type_column(directory, key).is_some()),
        };
        self.worded(code, name, counted, |check, counts| check.parts_of(counts, axis, stands))
    }

    /// 委托移送: a source that only says “referred to us” counts in the whole and in no part.
    pub(super) fn received(&self, counted: &mut [(String, BaseFigures)]) -> Result<Check> {
        self.worded("received", words::CHECK_RECEIVED, counted, |check, counts| {
            let directory = check.store.directory();
            let stands =
                |key: &str| source_column(directory, key).is_some_and(|at| RECEIVED_COLUMNS.contains(&at));
            let keyed = counts.keyed(Axis::Source)?;
            let parts = keyed.iter().filter(|(key, _)| stands(key)).map(|(_, sum)| sum.cases).sum();
            let bare: Vec<String> =
                keyed.keys().filter(|key| source_column(directory, key) == Some(RECEIVED)).cloned().collect();
            let whole = counts.count(&Item::Received)?;
            let breaking = check.named(&counts.base.accepted(), Axis::Source, &bare)?;
            Ok(Found { parts, whole, relation: Relation::Equal, breaking })
        })
    }

    pub(super) fn agreements(&self, counted: &mut [(String, BaseFigures)]) -> Result<Check> {
        self.worded("agreements", words::CHECK_AGREEMENTS, counted, |_, counts| {
            let written = counts.count(&Item::Outcome(Outcome::Written))?;
            let oral = counts.count(&Item::Outcome(Outcome::Oral))?;
            let whole = counts.successes()?.cases;
            Ok(Found { parts: written + oral, whole, relation: Relation::Equal, breaking: Vec::new() })
        })
    }

    /// Every closed case has a known outcome.
    pub(super) fn closed(&self, counted: &mut [(String, BaseFigures)]) -> Result<Check> {
        self.worded("closed", words::CHECK_CLOSED, counted, |check, counts| {
            let known =
                |key: &str| Outcome::from_code(key).is_some_and(|outcome| outcome != Outcome::Declined);
            let keyed = counts.outcomes()?;
            let failed = [Outcome::Unsuccessful, Outcome::Withdrawn, Outcome::Referred];
            let rest: i64 =
                failed.iter().filter_map(|outcome| keyed.get(outcome.code())).map(|sum| sum.cases).sum();
            let strange: Vec<String> = keyed.keys().filter(|key| !known(key)).cloned().collect();
            let parts = counts.successes()?.cases + rest;
            let whole = counts.closed()?;
            let breaking = check.named(&counts.base.closed(), Axis::Outcome, &strange)?;
            Ok(Found { parts, whole, relation: Relation::Equal, breaking })
        })
    }

    /// 成功 against 办结, which count by the same day. 受理 counts by another: a month may settle more than it accepts
    /// (DOMAIN §5).
    pub(super) fn success(&self, counted: &mut [(String, BaseFigures)]) -> Result<Check> {
        self.worded("success", words::CHECK_SUCCESS_CLOSED, counted, |check, counts| {
            let (parts, whole) = (counts.successes()?.cases, counts.closed()?);
            check.at_most(counts, parts, whole, &SUCCESS)
        })
    }

    /// 办结 against what could be closed; a case closed before its acceptance breaks it.
    pub(super) fn at_hand(&self, counted: &mut [(String, BaseFigures)]) -> Result<Check> {
        self.worded("at_hand", words::CHECK_AT_HAND, counted, |check, counts| {
            let (parts, whole) = (counts.closed()?, counts.count(&Item::Carried)? + counts.whole()?.cases);
            let breaking = if parts <= whole { Vec::new() } else { check.out_of_order(counts)? };
            Ok(Found { parts, whole, relation: Relation::AtMost, breaking })
        })
    }

    fn out_of_order(&self, counts: &BaseFigures) -> Result<Vec<DisputeId>> {
        self.store.cases_out_of_order(counts.base.range, counts.base.among.office, MOST_NAMED)
    }

    /// `parts` must not exceed `whole`; else cases closed but not accepted within the period are listed.
    fn at_most(&self, counts: &BaseFigures, parts: i64, whole: i64, outcomes: &[Outcome]) -> Result<Found> {
        let mut breaking = Vec::new();
        if parts > whole {
            let closed = counts.base.closed_as(outcomes);
            let came_in = CaseFilter { accepted: Some(counts.base.range), ..closed.clone() };
            let came_in = self.store.all_ids(&came_in)?;
            let came_in: std::collections::HashSet<DisputeId> = came_in.into_iter().collect();
            breaking = self.store.all_ids(&closed)?;
            breaking.retain(|id| !came_in.contains(id));
            breaking.truncate(MOST_NAMED);
        }
        Ok(Found { parts, whole, relation: Relation::AtMost, breaking })
    }

    /// The balance of open cases. Both stocks are counted from the cases, not from the flows; a case closed
    /// before its acceptance breaks it.
    pub(super) fn carried(&self, counted: &mut [(String, BaseFigures)]) -> Result<Check> {
        self.worded("carried", words::CHECK_CARRIED, counted, |check, counts| {
            let brought = counts.count(&Item::Carried)?;
            let parts = brought + counts.whole()?.cases - counts.closed()?;
            let whole = counts.count(&Item::Pending)?;
            let breaking = if parts == whole { Vec::new() } else { check.out_of_order(counts)? };
            Ok(Found { parts, whole, relation: Relation::Equal, breaking })
        })
    }

    /// The running totals equal the counts of the cases.
    pub(super) fn totals(&self, counted: &mut [(String, BaseFigures)]) -> Result<Check> {
        self.worded("totals", words::CHECK_TOTALS, counted, |check, counts| {
            let parts = counts.whole()?.cases;
            let whole = check.store.figures(counts.base.range, counts.base.among.office)?.accepted;
            Ok(Found { parts, whole, relation: Relation::Equal, breaking: Vec::new() })
        })
    }

    /// What is summed over columns: the cases, last because their sum is shown, and what is logged beside them.
    pub(super) const SUMMED: &'static [Item] = &[
        Item::Screenings,
        Item::Found,
        Item::Prevented(PreventionKind::General),
        Item::Prevented(PreventionKind::Suicide),
        Item::Prevented(PreventionKind::Criminal),
        Item::Prevented(PreventionKind::Petition),
        Item::Prevented(PreventionKind::Fight),
        Item::Accepted,
    ];

    /// Columns counted separately add up to the column counted as a whole.
    pub(super) fn columns(
        &self,
        code: &'static str,
        name: Words,
        parts: &mut [(String, BaseFigures)],
        whole: &mut BaseFigures,
    ) -> Result<Check> {
        let (mut sum, mut all) = (0, 0);
        for item in Self::SUMMED {
            (sum, all) = (0, whole.count(item)?);
            for (_, counts) in parts.iter_mut() {
                sum += counts.count(item)?;
            }
            if sum != all {
                break;
            }
        }
        let sign = if sum == all { "=" } else { "<>" };
        Ok(Check {
            code,
            name: name.text(self.lang).to_owned(),
            figures: format!("{sum} {sign} {all}"),
            passed: sum == all,
            breaking: None,
        })
    }
}
