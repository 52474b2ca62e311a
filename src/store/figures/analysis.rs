//! The figures of the analysis: places, days taken, ages of open cases, mediators' work, repeat parties.
//!
//! All but ages and people come from the running totals, so a month costs the same at a hundred cases and ten million.
//! Open cases of the last sixty days are read one by one; repeat parties are looked for among at most
//! [`REPEAT_CASES`] cases.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::totals::Figures;
use crate::domain::date_entry::iso;
use crate::domain::identity::{id_number, name_key, number_key};
use crate::domain::{DateRange, MediatorId, OfficeId, TypeCode};
use crate::store::ask::{CaseFilter, ID_NUMBER, Outcomes, Person, Pick, Sql, Tree};
use crate::store::column::date;
use crate::store::derived::{DAYS_TAKEN, LEAD, OFFICE, SPOT};
use crate::store::{Result, Store};

/// The most cases of a span, the newest, in which repeat parties are looked for.
pub const REPEAT_CASES: usize = 1_000;

/// A village and a type of dispute, for finding clusters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The village; none for the cases without one.
    pub village: Option<OfficeId>,
    /// 纠纷类型
    pub kind: TypeCode,
}

impl Spot {
    fn of_key(key: &str) -> Option<Self> {
        let (village, kind) = key.split_once(':')?;
        Some(Self { village: village.parse().ok(), kind: kind.parse().ok()? })
    }

    /// The filter for its cases accepted in that span.
    pub fn cases(&self, range: DateRange, office: Option<OfficeId>) -> CaseFilter {
        CaseFilter {
            accepted: Some(range),
            outcomes: Outcomes::Accepted,
            office,
            village: self.village.map_or(Pick::Missing, Pick::Is),
            kind: Tree::Exactly(self.kind.clone()),
            ..CaseFilter::default()
        }
    }
}

/// How long cases took: the number of cases for each number of days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DaysTaken(BTreeMap<i64, i64>);

impl DaysTaken {
    /// Adds `cases` cases that took `days` days.
    pub fn add(&mut self, days: i64, cases: i64) {
        *self.0.entry(days).or_default() += cases;
    }

    /// Adds the counts of another.
    pub fn add_all(&mut self, other: &Self) {
        other.0.iter().for_each(|(days, cases)| self.add(*days, *cases));
    }

    /// How many cases.
    pub fn cases(&self) -> i64 {
        self.0.values().sum()
    }

    /// The mean in tenths of a day, rounded; none without cases.
    pub fn average(&self) -> Option<i64> {
        average(self.0.iter().map(|(days, cases)| days * cases).sum(), self.cases())
    }

    /// The median in tenths of a day; for an even number of cases the mean of the middle two.
    pub fn median(&self) -> Option<i64> {
        let cases = self.cases();
        (cases > 0).then(|| (self.nth((cases - 1) / 2) + self.nth(cases / 2)) * 5)
    }

    /// The most days that a case took.
    pub fn longest(&self) -> Option<i64> {
        self.0.iter().rev().find(|(_, cases)| **cases > 0).map(|(days, _)| *days)
    }

    /// The days of the case at that index, from 0, when ordered by days.
    fn nth(&self, place: i64) -> i64 {
        let mut passed = 0;
        for (days, cases) in &self.0 {
            passed += cases;
            if place < passed {
                return *days;
            }
        }
        0
    }
}

/// `sum` divided by `count`, in tenths, halves rounded up; none for a count of 0.
pub fn average(sum: i64, count: i64) -> Option<i64> {
    (count > 0).then(|| (sum * 20 + count).div_euclid(count * 2))
}

/// The work of a mediator in a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Workload {
    /// The mediator; none for the cases without one.
    pub mediator: Option<MediatorId>,
    /// The cases with this mediator, alone or with others.
    pub figures: Figures,
    /// 主持: the accepted ones that this mediator leads.
    pub led: i64,
}

/// The grouping of open cases by age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgeBy {
    /// 单位
    Office,
    /// 纠纷类型
    Type,
}

/// Bands of the age of open cases in days since acceptance, ends included; the last is open-ended.
pub const AGE_BANDS: [(i64, Option<i64>); 5] =
    [(0, Some(7)), (8, Some(15)), (16, Some(30)), (31, Some(60)), (61, None)];

/// The last band.
const OLD: usize = AGE_BANDS.len() - 1;

/// Open cases by age.
pub type Ages = [i64; AGE_BANDS.len()];

/// The days of acceptance of the cases of one band on that day.
pub fn accepted_in_band(on: NaiveDate, band: usize) -> Option<DateRange> {
    let (least, most) = AGE_BANDS.get(band)?;
    let back = |days: i64| on.checked_sub_signed(TimeDelta::days(days));
    DateRange::new(most.map_or_else(|| NaiveDate::from_ymd_opt(1900, 1, 1), back)?, back(*least)?)
}

/// A party with two cases or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// The person.
    pub person: Person,
    /// Accepted in the span, of the office asked for.
    pub in_span: i64,
    /// Accepted at any time by any office.
    pub in_all: i64,
}

/// The repeat parties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repeats {
    /// Those with the most cases in the span first.
    pub people: Vec<Repeat>,
    /// Whether the span has more cases than were looked at.
    pub more: Looked,
}

/// How many cases were looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Looked {
    /// All.
    #[default]
    AtAll,
    /// The newest [`REPEAT_CASES`].
    AtNewest,
}

impl Store {
    /// How many cases were accepted in each of the spans, by place; places without any are left out.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn spots(&self, ranges: &[DateRange], office: Option<OfficeId>) -> Result<BTreeMap<Spot, Vec<i64>>> {
        let mut spots: BTreeMap<Spot, Vec<i64>> = BTreeMap::new();
        for (at, sums) in self.spans(office).flows(SPOT, ranges)?.into_iter().enumerate() {
            for (key, figures) in sums.into_iter().filter(|(_, figures)| figures.accepted != 0) {
                let Some(spot) = Spot::of_key(&key) else { continue };
                spots.entry(spot).or_insert_with(|| vec![0; ranges.len()])[at] += figures.accepted;
            }
        }
        Ok(spots)
    }

    /// The day of the first case accepted; none where there is no case.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn first_accepted(&self, office: Option<OfficeId>) -> Result<Option<NaiveDate>> {
        let (narrowed, values) = self.of_office(office, 1);
        let sql = format!(
            "SELECT d.accepted_on FROM dispute d WHERE d.aside = 0{narrowed} ORDER BY d.accepted_on LIMIT 1"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let first: Option<String> =
            statement.query_row(params_from_iter(values), |row| row.get(0)).optional()?;
        Ok(first.and_then(|text| text.parse().ok()))
    }

    /// How long the cases closed in a span took, by type.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn days_taken(
        &self,
        range: DateRange,
        office: Option<OfficeId>,
    ) -> Result<BTreeMap<TypeCode, DaysTaken>> {
        let mut taken: BTreeMap<TypeCode, DaysTaken> = BTreeMap::new();
        let sums = self.spans(office).flows(DAYS_TAKEN, &[range])?.pop().unwrap_or_default();
        for (key, figures) in sums.into_iter().filter(|(_, figures)| figures.closed() != 0) {
            let Some((kind, days)) = key.split_once(':') else { continue };
            if let (Ok(kind), Ok(days)) = (kind.parse(), days.parse()) {
                taken.entry(kind).or_default().add(days, figures.closed());
            }
        }
        Ok(taken)
    }

    /// The work of each mediator in a span, those with the most cases first.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn workloads(&self, range: DateRange, office: Option<OfficeId>) -> Result<Vec<Workload>> {
        let spans = self.spans(office);
        let mut led = spans.flows(LEAD, &[range])?.pop().unwrap_or_default();
        let figures = spans.by_key("mediator", &[range])?.pop().unwrap_or_default();
        let mut work: Vec<Workload> = figures
            .into_iter()
            .map(|(key, figures)| {
                let led = led.remove(&key).map_or(0, |sums| sums.accepted);
                Workload { mediator: key.parse().ok(), figures, led }
            })
            .collect();
        let closed = |work: &Workload| (work.figures.accepted, work.figures.closed());
        work.sort_by(|a, b| closed(b).cmp(&closed(a)).then(a.mediator.cmp(&b.mediator)));
        Ok(work)
    }

    /// The cases open at the end of a day by age, for each key that has any: the uuid of an office, or a type's code.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn open_by_age(
        &self,
        on: NaiveDate,
        office: Option<OfficeId>,
        by: AgeBy,
    ) -> Result<BTreeMap<String, Ages>> {
        let dimension = match by {
            AgeBy::Office => OFFICE,
            AgeBy::Type => "type",
        };
        let day = DateRange { from: on, to: on };
        let pending = self.spans(office).by_key(dimension, &[day])?.pop().unwrap_or_default();
        let young = self.open_and_young(on, office, by)?;
        let mut ages: BTreeMap<String, Ages> = BTreeMap::new();
        for (key, figures) in pending.iter().filter(|(_, figures)| figures.pending != 0) {
            let mut bands = young.get(key).copied().unwrap_or_default();
            // Open cases outside the young bands are old.
            bands[OLD] = figures.pending - bands.iter().sum::<i64>();
            ages.insert(self.age_key(key, by), bands);
        }
        Ok(ages)
    }

    /// The open cases of all bands except the last: only their limited days are read one by one.
    fn open_and_young(
        &self,
        on: NaiveDate,
        office: Option<OfficeId>,
        by: AgeBy,
    ) -> Result<BTreeMap<String, Ages>> {
        let (narrowed, rest) = self.of_office(office, 3);
        let key = match by {
            AgeBy::Office => "CAST(d.office AS TEXT)",
            AgeBy::Type => "d.type",
        };
        // The plus before a column keeps SQLite from its index: that of the acceptance days is followed.
        let sql = format!(
            "SELECT {key}, d.accepted_on FROM dispute d WHERE d.accepted_on BETWEEN ?1 AND ?2 \
             AND (+d.closed_on IS NULL OR +d.closed_on > ?2) AND +d.aside = 0{}",
            narrowed.replace("d.office", "+d.office")
        );
        let first = on - TimeDelta::days(AGE_BANDS[OLD].0 - 1);
        let values = [iso(first), iso(on)].map(Value::from).into_iter().chain(rest);
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut young: BTreeMap<String, Ages> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let Some(accepted) = date(row, 1)? else { continue };
            let old = (on - accepted).num_days();
            let within =
                |(least, most): &(i64, Option<i64>)| old >= *least && most.is_none_or(|most| old <= most);
            if let Some(band) = AGE_BANDS.iter().position(within) {
                young.entry(row.get(0)?).or_default()[band] += 1;
            }
        }
        Ok(young)
    }

    /// The key of a line: for an office its uuid, which is valid outside of this file.
    fn age_key(&self, key: &str, by: AgeBy) -> String {
        let office = || self.directory.office_at(key.parse().ok()?);
        match by {
            AgeBy::Office => office().map_or_else(|| key.to_owned(), |office| office.id.to_string()),
            AgeBy::Type => key.to_owned(),
        }
    }

    /// The parties of cases accepted in a span who have two cases or more in all.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn repeats(&self, range: DateRange, office: Option<OfficeId>) -> Result<Repeats> {
        let (people, more) = self.people_of(range, office)?;
        let (narrowed, local) = self.of_office(office, 5);
        let sql = format!(
            "SELECT count(DISTINCT d.id), \
             count(DISTINCT CASE WHEN d.accepted_on BETWEEN ?3 AND ?4{narrowed} THEN d.id END) \
             FROM party p CROSS JOIN dispute d ON d.id = p.dispute \
             WHERE p.called = ?1 AND {ID_NUMBER} = ?2 AND d.aside = 0"
        );
        let mut count = self.conn.prepare_cached(&sql)?;
        let mut repeats = Repeats { people: Vec::new(), more };
        for person in people {
            let mut values =
                vec![Value::from(name_key(&person.name)), Value::from(number_key(&person.id_number))];
            values.extend([Value::from(iso(range.from)), Value::from(iso(range.to))]);
            values.extend(local.iter().cloned());
            let (in_all, in_span) =
                count.query_row(params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))?;
            if in_all >= 2 {
                repeats.people.push(Repeat { person, in_span, in_all });
            }
        }
        let rank = |repeat: &Repeat| (-repeat.in_span, -repeat.in_all);
        repeats.people.sort_by(|a, b| (rank(a), &a.person).cmp(&(rank(b), &b.person)));
        Ok(repeats)
    }

    /// Everybody who is a party to one of the newest cases accepted in a span.
    fn people_of(&self, range: DateRange, office: Option<OfficeId>) -> Result<(BTreeSet<Person>, Looked)> {
        let filter = CaseFilter {
            accepted: Some(range),
            outcomes: Outcomes::Accepted,
            office,
            ..CaseFilter::default()
        };
        let sql = Sql::build(&filter, &self.directory);
        let tail = format!("ORDER BY {} DESC, {} DESC LIMIT {}", sql.on, sql.row, REPEAT_CASES + 1);
        let mut statement = self.conn.prepare_cached(&sql.text("d.id", &tail))?;
        let cases = statement.query_map(params_from_iter(sql.values), |row| row.get(0))?;
        let cases: Vec<i64> = cases.collect::<rusqlite::Result<_>>()?;
        let more = if cases.len() > REPEAT_CASES { Looked::AtNewest } else { Looked::AtAll };
        let mut people = BTreeMap::new();
        for case in cases.into_iter().take(REPEAT_CASES) {
            add_parties(&self.conn, case, &mut people)?;
        }
        Ok((people.into_values().collect(), more))
    }

    /// A condition on the office of a case, with its value as the parameter of that number.
    fn of_office(&self, office: Option<OfficeId>, number: usize) -> (String, Option<Value>) {
        let narrowed = office.map(|_| format!(" AND d.office = ?{number}")).unwrap_or_default();
        (narrowed, self.directory.local_of(office).map(Value::from))
    }
}

fn add_parties(conn: &Connection, case: i64, people: &mut BTreeMap<Person, Person>) -> Result<()> {
    let sql = "SELECT p.name, p.id_number FROM party p WHERE p.dispute = ?1 AND p.name <> ''";
    let mut statement = conn.prepare_cached(sql)?;
    let found = statement.query_map([case], |row| {
        Ok(Person { name: row.get(0)?, id_number: id_number(&row.get::<_, String>(1)?) })
    })?;
    for person in found {
        let person = person?;
        // However its dots are written; shown as in the newest case.
        let key = Person { name: name_key(&person.name), id_number: number_key(&person.id_number) };
        let known = people.entry(key).or_insert_with(|| person.clone());
        if known.id_number.len() < person.id_number.len() {
            known.id_number = person.id_number;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Would catch: a median that takes the wrong one of two middle cases, forgets the half, or counts days
        /// instead of cases; an average that is cut.
        #[test]
        fn the_median_is_that_of_the_sorted_list(mut list in proptest::collection::vec(0i64..90, 1..60)) {
            let mut taken = DaysTaken::default();
            list.iter().for_each(|days| taken.add(*days, 1));
            list.sort_unstable();
            let middle = list.len() / 2;
            let median = if list.len() % 2 == 1 {
                list[middle] as f64
            } else {
                (list[middle - 1] + list[middle]) as f64 / 2.0
            };
            prop_assert_eq!(taken.median(), Some((median * 10.0) as i64));
            prop_assert_eq!(taken.longest(), list.last().copied());
            let average = list.iter().sum::<i64>() as f64 * 10.0 / list.len() as f64;
            prop_assert!((taken.average().unwrap() as f64 - average).abs() <= 0.5 + 1e-9);
        }

        /// Would catch: a day that stands in two bands or in none.
        #[test]
        fn every_day_stands_in_one_band(back in 0i64..400) {
            let on = NaiveDate::from_ymd_opt(2024, 3, 1).unwrap();
            let day = on - TimeDelta::days(back);
            let bands = (0..AGE_BANDS.len()).filter(|band| accepted_in_band(on, *band).unwrap().contains(day));
            prop_assert_eq!(bands.count(), 1);
        }
    }

    #[test]
    fn nothing_has_no_average() {
        assert_eq!((DaysTaken::default().average(), DaysTaken::default().median()), (None, None));
        assert_eq!((average(5, 2), average(1, 3), average(-1, 4)), (Some(25), Some(3), Some(-2)));
    }
}
