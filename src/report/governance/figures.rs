//! The figures of one column of the form: what was found, mediated and settled, by category, people and grade.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::Rate;
use super::super::items::{Base, Behind, Log, MEDIATED, SUCCESS, Unit};
use super::super::totals::Value;
use crate::domain::date_entry::YEARS;
use crate::domain::{Band, DateRange, Difficulty, GovernanceCode};
use crate::store::{Axis, CaseFilter, CrossRow, Pick, Result, Screened, Store};

/// The cases that a row counts among all of its column.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Part {
    /// All of them.
    All,
    /// 综治类别, with its subtypes.
    Category(GovernanceCode),
    /// 重大矛盾纠纷
    Major,
}

/// What a row of the form counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FormItem {
    /// 排查数: cases by the day they were found, and what screenings found that never became one.
    Found(Part),
    /// 调处数, by the day of closing.
    Mediated(Part),
    /// 调处率: 调处 ÷ (期初结转 + 排查)
    MediationRate,
    /// 成功数, by the day of closing.
    Successful(Part),
    /// 成功率: 成功 ÷ 调处
    SuccessRate(Part),
    /// 排查数 by 涉及人数.
    Band(Band),
    /// 开展集中排查, in 次.
    Screenings,
}

impl FormItem {
    /// Its unit.
    pub const fn unit(&self) -> Unit {
        match self {
            Self::MediationRate | Self::SuccessRate(_) => Unit::Percent,
            Self::Screenings => Unit::Times,
            _ => Unit::Cases,
        }
    }

    /// What its figure links to; for a rate, what its numerator links to.
    pub fn behind(&self, base: &Base) -> Behind {
        let (cases, part) = match self {
            Self::Found(part) => (found(base), part),
            Self::Band(band) => (CaseFilter { band: Some(*band), ..found(base) }, &Part::All),
            Self::Mediated(part) => (base.closed_as(&MEDIATED), part),
            Self::MediationRate => (base.closed_as(&MEDIATED), &Part::All),
            Self::Successful(part) | Self::SuccessRate(part) => (base.closed_as(&SUCCESS), part),
            Self::Screenings => return Behind::log(Log::Screenings, base),
        };
        let cases = match part {
            Part::All => cases,
            Part::Category(code) => CaseFilter { governance: Pick::Is(code.clone()), ..cases },
            Part::Major => CaseFilter { difficulty_from: Some(Difficulty::Major), ..cases },
        };
        let log = matches!(self, Self::Found(_) | Self::Band(_)).then(|| base.logged(Log::Screenings));
        Behind { cases: Some(cases), log }
    }
}

/// The cases found in the days of a column.
pub(super) fn found(base: &Base) -> CaseFilter {
    CaseFilter { accepted: None, found: Some(base.range), ..base.accepted() }
}

/// Counts by code.
pub(super) type Keyed = BTreeMap<String, i64>;

/// The figures of one column.
#[derive(Debug, Default)]
pub struct FormFigures {
    /// Found, counted without an axis.
    pub found: i64,
    /// Found by category, subtypes apart; the key of one that is named in no list is its code.
    pub found_by_category: Keyed,
    /// Found by people concerned; the key is empty where that is not known.
    pub found_by_band: Keyed,
    found_by_grade: Keyed,
    /// Mediated, counted without an axis.
    pub mediated: i64,
    /// Mediated by category.
    pub mediated_by_category: Keyed,
    mediated_by_grade: Keyed,
    /// Settled, counted without an axis.
    pub successful: i64,
    successful_by_grade: Keyed,
    /// Found before these days and not closed before them.
    pub carried: i64,
    /// Mediated of those carried over and found: fewer than `mediated` where a case was closed before it was found.
    mediated_of_found: i64,
    /// The screenings of these days on the levels of the column.
    pub screened: Vec<Screened>,
}

impl FormFigures {
    /// Counts a column.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn count(store: &Store, base: &Base) -> Result<Self> {
        let mut screened = store.screened(base.range, base.among.office)?;
        screened.retain(|one| base.among.level.is_none_or(|level| level == one.level));
        let mediated = base.closed_as(&MEDIATED);
        let axes = [Axis::Whole, Axis::Governance, Axis::Band, Axis::Difficulty];
        let [found, by_category, by_band, by_grade] = sums(store, &found(base), axes)?;
        let axes = [Axis::Whole, Axis::Governance, Axis::Difficulty];
        let [mediated_all, mediated_by_category, mediated_by_grade] = sums(store, &mediated, axes)?;
        let axes = [Axis::Whole, Axis::Difficulty];
        let [successful, successful_by_grade] = sums(store, &base.closed_as(&SUCCESS), axes)?;
        let eve = base.range.from.pred_opt().unwrap_or(base.range.from);
        let carried = CaseFilter { unsettled_at: Some(eve), ..base.among.clone() };
        let first = NaiveDate::from_ymd_opt(*YEARS.start(), 1, 1).unwrap_or(base.range.from);
        let until = DateRange { from: first.min(base.range.from), to: base.range.to };
        let of_found = CaseFilter { found: Some(until), ..mediated };
        let count = |filter: &CaseFilter| sums(store, filter, [Axis::Whole]).map(|[all]| total(&all));
        let mut figures = Self {
            found: total(&found),
            found_by_category: by_category,
            found_by_band: by_band,
            found_by_grade: by_grade,
            mediated: total(&mediated_all),
            mediated_by_category,
            mediated_by_grade,
            successful: total(&successful),
            successful_by_grade,
            carried: count(&carried)?,
            mediated_of_found: count(&of_found)?,
            screened: Vec::new(),
        };
        for one in screened.iter().filter(|one| one.only_found > 0) {
            let (band, grade) =
                (one.band.map_or("", Band::code), one.difficulty.map_or("", Difficulty::code));
            figures.found += one.only_found;
            *figures.found_by_category.entry(one.category.clone()).or_default() += one.only_found;
            *figures.found_by_band.entry(band.to_owned()).or_default() += one.only_found;
            *figures.found_by_grade.entry(grade.to_owned()).or_default() += one.only_found;
        }
        figures.screened = screened;
        Ok(figures)
    }

    /// The figure of an item.
    pub fn value(&self, item: &FormItem) -> Value {
        Value::Count(match item {
            FormItem::Found(part) => part.of(self.found, &self.found_by_category, &self.found_by_grade),
            FormItem::Mediated(part) => {
                part.of(self.mediated, &self.mediated_by_category, &self.mediated_by_grade)
            }
            // The form does not divide the settled by category.
            FormItem::Successful(part) => part.of(self.successful, &Keyed::new(), &self.successful_by_grade),
            FormItem::Band(band) => self.found_by_band.get(band.code()).copied().unwrap_or(0),
            FormItem::Screenings => self.screened.iter().map(|one| one.times).sum(),
            FormItem::MediationRate => {
                return Value::Rate(Rate::of(self.mediated_of_found, self.carried + self.found));
            }
            FormItem::SuccessRate(part) => {
                let (part, whole) = (FormItem::Successful(part.clone()), FormItem::Mediated(part.clone()));
                return Value::Rate(Rate::of(count(self.value(&part)), count(self.value(&whole))));
            }
        })
    }
}

impl Part {
    fn of(&self, whole: i64, by_category: &Keyed, by_grade: &Keyed) -> i64 {
        match self {
            Self::All => whole,
            Self::Category(code) => {
                by_category.iter().filter(|(key, _)| is_within(key, code)).map(|(_, cases)| cases).sum()
            }
            Self::Major => by_grade.get(Difficulty::Major.code()).copied().unwrap_or(0),
        }
    }
}

/// Whether cases of that key count in a category: its own, or one of its subtypes.
pub(super) fn is_within(key: &str, category: &GovernanceCode) -> bool {
    key == category.as_str()
        || key.parse::<GovernanceCode>().is_ok_and(|code| code.category().as_ref() == Some(category))
}

/// The count of a figure that is one.
pub(super) const fn count(value: Value) -> i64 {
    if let Value::Count(count) = value { count } else { 0 }
}

/// The last day that a case can have.
pub(super) fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(*YEARS.end(), 12, 31).unwrap_or_default()
}

fn sums<const N: usize>(store: &Store, filter: &CaseFilter, axes: [Axis; N]) -> Result<[Keyed; N]> {
    let read = store.crosses(filter, &axes)?;
    let keyed = |rows: &Vec<CrossRow>| {
        let mut keyed = Keyed::new();
        rows.iter().for_each(|row| *keyed.entry(row.key.clone()).or_default() += row.cases);
        keyed
    };
    let mut sums = std::array::from_fn(|_| Keyed::new());
    sums.iter_mut().zip(read.iter().map(keyed)).for_each(|(sum, read)| *sum = read);
    Ok(sums)
}

fn total(keyed: &Keyed) -> i64 {
    keyed.values().sum()
}
