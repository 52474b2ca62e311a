//! Totals of the manual figures, and the months without one.
//!
//! No day counts twice. Of figures of one thing with common days, one about a wider place counts before one about a
//! place within it, one for more days before one for fewer (a year's final count before its months), one given later
//! before one given earlier; the others do not count in a span that holds all of them.

use std::cmp::Reverse;

use rusqlite::{Row, params};
use uuid::Uuid;

use super::{EntryFilter, EntryPage, Store};
use crate::domain::date_entry::parse_iso;
use crate::domain::fold::half_width;
use crate::domain::{CutOff, DateRange, Decimal, Indicator, Month, Office, OfficeId, Period, YearRule};
use crate::store::{Directory, Result};

/// What the figures of one name make of some days, in one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorTotal {
    /// Its name.
    pub name: String,
    /// 件, 万元, % …
    pub unit: String,
    /// What its months make of a year.
    pub rule: YearRule,
    /// In that unit.
    pub value: Decimal,
}

/// The months for which a figure in use was not given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingMonths {
    /// The name of the figure.
    pub name: String,
    /// The office it is about; none where it is of the whole district.
    pub office: Option<OfficeId>,
    /// The months, in their order.
    pub months: Vec<Month>,
}

/// A figure as it is counted.
#[derive(Debug, Clone)]
struct Figure {
    id: Uuid,
    /// The district where it is of the whole district.
    place: OfficeId,
    range: DateRange,
    name: String,
    value: Decimal,
    unit: String,
    owner: String,
    rule: Option<YearRule>,
}

/// The SQL of the figures whose days lie wholly within ?1 and ?2, of the offices ?3.
pub(super) fn counted_sql() -> String {
    format!(
        "SELECT uuid, office, from_on, to_on, name, value, decimals, unit, owner, rule FROM indicator \
         WHERE to_on BETWEEN ?1 AND ?2 AND from_on >= ?1 AND void_reason IS NULL AND {}",
        super::OF_OFFICES
    )
}

impl Figure {
    fn from_row(row: &Row<'_>, directory: &Directory) -> rusqlite::Result<Self> {
        let office: Option<i64> = row.get(1)?;
        let day =
            |column| Ok::<_, rusqlite::Error>(parse_iso(&row.get::<_, String>(column)?).unwrap_or_default());
        let rule: Option<String> = row.get(9)?;
        Ok(Self {
            id: row.get(0)?,
            place: office
                .and_then(|local| directory.office_at(local))
                .map_or_else(Office::root_id, |office| office.id),
            range: DateRange { from: day(2)?, to: day(3)? },
            name: row.get(4)?,
            value: Decimal::new(row.get(5)?, row.get::<_, Option<u8>>(6)?.unwrap_or_default())
                .unwrap_or_default(),
            unit: row.get(7)?,
            owner: row.get(8)?,
            rule: rule.as_deref().and_then(YearRule::from_code),
        })
    }

    fn of(indicator: &Indicator) -> Self {
        let Indicator { id, office, range, name, value, unit, owner, rule, .. } = indicator.clone();
        let place = office.unwrap_or_else(Office::root_id);
        Self { id: id.uuid(), place, range, name, value, unit, owner, rule }
    }

    /// What it is a figure of: name, unit, and who supplies it. Two suppliers give parts of a sum.
    fn thing(&self, directory: &Directory) -> (String, String, String) {
        let owner = match self.owner.as_str() {
            "" => directory.indicator(&self.name).map_or_else(String::new, |known| known.owner.clone()),
            owner => owner.to_owned(),
        };
        (half_width(&self.name), self.unit.clone(), owner)
    }

    /// Whether one is about a place in which the other one's lies.
    fn shares_place(&self, other: &Self, directory: &Directory) -> bool {
        directory.is_within(self.place, other.place) || directory.is_within(other.place, self.place)
    }
}

/// Those of one thing that count, by the rule of that thing.
fn counted(mut figures: Vec<Figure>, rule: YearRule, directory: &Directory) -> Vec<Figure> {
    let wide = |figure: &Figure| directory.depth(figure.place);
    figures.sort_by_cached_key(|figure| {
        let last = (rule == YearRule::Last).then_some(figure.range.to);
        (wide(figure), Reverse((last, figure.range.days(), figure.id)))
    });
    let mut taken: Vec<Figure> = Vec::new();
    for figure in figures {
        let shared = |other: &Figure| {
            let days = rule == YearRule::Last || other.range.intersect(&figure.range).is_some();
            days && figure.shares_place(other, directory)
        };
        if !taken.iter().any(shared) {
            taken.push(figure);
        }
    }
    taken
}

/// Groups by a key, in the order in which the keys first stand.
fn grouped<T, K: PartialEq>(all: Vec<T>, key: impl Fn(&T) -> K) -> Vec<(K, Vec<T>)> {
    let mut groups: Vec<(K, Vec<T>)> = Vec::new();
    for one in all {
        let of = key(&one);
        match groups.iter_mut().find(|(known, _)| *known == of) {
            Some((_, group)) => group.push(one),
            None => groups.push((of, vec![one])),
        }
    }
    groups
}

impl Store {
    /// The figures whose days lie wholly within those days, the newest last.
    fn figures_of(&self, range: DateRange, office: Option<OfficeId>) -> Result<Vec<Figure>> {
        let (from, to, offices) = self.asked(EntryFilter { range, office });
        let mut statement = self.conn.prepare_cached(&counted_sql())?;
        let rows =
            statement.query_map(params![from, to, offices], |row| Figure::from_row(row, &self.directory))?;
        let mut figures: Vec<Figure> = rows.collect::<rusqlite::Result<_>>()?;
        figures.sort_by_key(|figure| (figure.range.to, figure.id));
        Ok(figures)
    }

    /// What the manual figures within those days make, by name and unit, in the order of the catalogue, then by name; of
    /// several units of a name that of the newest figure is last. An office with all below it; none for every office and
    /// the district.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn indicators(&self, range: DateRange, office: Option<OfficeId>) -> Result<Vec<IndicatorTotal>> {
        let directory = &self.directory;
        // The newest first, so that a name stands in the place of its newest unit.
        let mut figures = self.figures_of(range, office)?;
        figures.reverse();
        let mut totals: Vec<IndicatorTotal> =
            grouped(figures, |one| (half_width(&one.name), one.unit.clone()))
                .into_iter()
                .filter_map(|((_, unit), figures)| {
                    let name = figures.first()?.name.clone();
                    let said = figures.iter().find_map(|figure| figure.rule);
                    let rule = said.or_else(|| directory.indicator(&name)?.rule).unwrap_or(YearRule::Sum);
                    let things = grouped(figures, |figure| figure.thing(directory));
                    let counted =
                        things.into_iter().flat_map(|(_, figures)| counted(figures, rule, directory));
                    Some(IndicatorTotal { name, unit, rule, value: counted.map(|figure| figure.value).sum() })
                })
                .collect();
        totals.reverse();
        let place = |name: &str| directory.indicator(name).map_or(i64::MAX, |label| label.position);
        totals.sort_by_cached_key(|total| (place(&total.name), half_width(&total.name)));
        Ok(totals)
    }

    /// What the manual figures of that name make of those days; none where there is none. Of figures in several units
    /// those in the unit used last: units are never added.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn indicator_value(
        &self,
        name: &str,
        range: DateRange,
        office: Option<OfficeId>,
    ) -> Result<Option<IndicatorTotal>> {
        let (totals, name) = (self.indicators(range, office)?, half_width(name));
        Ok(totals.into_iter().rfind(|total| half_width(&total.name) == name))
    }

    /// Manual figures of the same thing with common days and places, beside which this one does not count, or they do
    /// not.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn overlapping(&self, figure: &Indicator) -> Result<Vec<Indicator>> {
        let filter = EntryFilter { range: figure.range, office: None };
        let touching: Vec<Indicator> =
            self.entries(&EntryPage { filter, skip: 0, limit: usize::MAX >> 1 })?;
        let (own, directory) = (Figure::of(figure), &self.directory);
        let overlaps = |other: &Indicator| {
            let other_figure = Figure::of(other);
            other.id != figure.id
                && other.void.is_none()
                && own.thing(directory) == other_figure.thing(directory)
                && own.shares_place(&other_figure, directory)
        };
        Ok(touching.into_iter().filter(overlaps).collect())
    }

    /// The names and units of manual figures given before, each once, the newest first; at most `limit`.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn indicator_names(&self, limit: usize) -> Result<Vec<(String, String)>> {
        // The newest few hundred name all that are in use; older ones are typed again.
        const LOOKED_AT: usize = 300;
        let sql = format!(
            "SELECT name, unit FROM indicator WHERE void_reason IS NULL ORDER BY to_on DESC LIMIT {LOOKED_AT}"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut found: Vec<(String, String)> = Vec::new();
        while let Some(row) = rows.next()? {
            let name = (row.get(0)?, row.get(1)?);
            if found.len() < limit && !found.contains(&name) {
                found.push(name);
            }
        }
        Ok(found)
    }

    /// 缺报的月份: the months of the year up to the end of that period, as far as they are over, for which a figure in use
    /// was not given. In use is what was given since the beginning of the year before; what is only given by quarter,
    /// half-year or year is not missed before that is over.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn missing_months(
        &self,
        period: &Period,
        office: Option<OfficeId>,
        cut_off: CutOff,
    ) -> Result<Vec<MissingMonths>> {
        let year = period.year_to_date(cut_off);
        let first = Month::containing(year.from, cut_off);
        // To the end of the year: a quarter covers its first month before it is over.
        let known =
            DateRange { from: first.minus_years(1).span(cut_off).from, to: first.plus(11).span(cut_off).to };
        let (figures, directory, today) = (self.figures_of(known, None)?, &self.directory, self.today());
        let asked = |figure: &Figure| office.is_none_or(|top| directory.is_within(figure.place, top));
        let used: Vec<Figure> = figures.iter().filter(|figure| asked(figure)).cloned().collect();
        let series = grouped(used, |figure| (half_width(&figure.name), figure.place));
        let months = || std::iter::successors(Some(first), |month| Some(month.next()));
        let missing = |((name, place), own): ((String, OfficeId), Vec<Figure>)| {
            let covers = |month: Month| {
                let days = month.span(cut_off);
                // The day in the middle: a month stays covered when the cut-off is moved.
                let middle = days.from + chrono::Days::new(days.days().unsigned_abs() / 2);
                let of_it = |figure: &&Figure| half_width(&figure.name) == name;
                let here = |figure: &&Figure| directory.is_within(place, figure.place);
                figures.iter().filter(of_it).filter(here).any(|figure| figure.range.contains(middle))
            };
            let step = own.iter().map(|figure| figure.range.days()).min().unwrap_or_default();
            let is_over = |month: &Month| due(*month, step).range(cut_off).to < today;
            let within = months().take_while(|month| month.span(cut_off).to <= year.to);
            let months: Vec<Month> = within.filter(is_over).filter(|month| !covers(*month)).collect();
            let name = own.into_iter().next_back()?.name;
            let office = Some(place).filter(|place| *place != Office::root_id());
            (!months.is_empty()).then_some(MissingMonths { name, office, months })
        };
        Ok(series.into_iter().filter_map(missing).collect())
    }
}

/// The period of a month after which a figure is given that is given for as many days.
fn due(month: Month, days: i64) -> Period {
    let (year, number) = (month.year(), month.month());
    match days {
        ..=45 => Period::Month(month),
        46..=100 => Period::Quarter { year, quarter: number.div_ceil(3) },
        101..=190 => Period::Half { year, half: number.div_ceil(6) },
        _ => Period::Year(year),
    }
}
