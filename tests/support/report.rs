//! The data of the reports: the ledger and the services of 2024 with the manual figures, and the golden row.

use chrono::NaiveDate;
use tempfile::TempDir;
use tiaojie::domain::{
    Closing, CutOff, DateRange, Dispute, DisputeId, Fen, Indicator, Month, Outcome, Party, Period, RateBasis,
    Side,
};
use tiaojie::ledger::{Differences, Plan, Sheet};
use tiaojie::report::{Asked, Check, FigureForm, Row, Scope, Value, case_table};
use tiaojie::store::Store;
use tiaojie::text::Lang;

use super::ledger::ledger_2024;
use super::{District, day};

/// The year 2024 over all offices.
pub fn year_2024(scope: Scope) -> Asked {
    Asked { period: Period::Year(2024), scope, cut_off: CutOff::MONTH_END, rate: RateBasis::Accepted }
}

/// A manual figure of a year.
pub fn indicate(store: &mut Store, name: &str, value: i64, unit: &str) {
    let range = DateRange::new(day(2024, 1, 1), day(2024, 12, 31)).unwrap();
    let mut figure = Indicator::new(store.fresh_id(), range);
    (figure.name, figure.value, figure.unit) = (name.to_owned(), value.into(), unit.to_owned());
    store.save_entry(None, &figure).unwrap();
}

/// The ledger and the service log of 2024, 诉前调解 103, the three figures of item 16, and twelve locked months.
pub fn reported_2024(today: NaiveDate) -> (TempDir, Store) {
    let (folder, mut store) = ledger_2024(today);
    let mut plan = Plan::new(&store).unwrap();
    let bytes = &include_bytes!("../fixtures/services-2024.csv")[..];
    plan.add(&store, Sheet::from_csv("services-2024.csv", bytes).unwrap()).unwrap().unwrap();
    plan.apply(&mut store, Differences::Keep).unwrap();
    for (name, value) in [("诉前调解", 103), ("行政复议受理", 16), ("行政复议办结", 15), ("行政复议调解", 10)]
    {
        indicate(&mut store, name, value, "件");
    }
    (folder, store)
}

/// Locks the twelve months of 2024 for all offices together.
pub fn lock_2024(store: &mut Store) {
    for month in 1..=12 {
        store.transact(|w| w.lock_month(Month::new(2024, month).unwrap(), CutOff::MONTH_END, None)).unwrap();
    }
}

/// The row of that name.
pub fn row<'a>(form: &'a FigureForm, code: &str) -> &'a Row {
    form.rows().find(|row| row.code == code).unwrap_or_else(|| panic!("no row {code}"))
}

/// The number in a column of that row.
pub fn number(form: &FigureForm, code: &str, column: usize) -> i64 {
    match row(form, code).cells[column].value {
        Value::Count(count) => count,
        Value::Money(amount) => amount.0,
        value => panic!("{code} is {value:?}"),
    }
}

/// The types of the golden row (Huangshi, August 2016), in the ministry's order.
pub const GOLDEN_TYPES: [(&str, usize); 15] = [
    ("01", 160),
    ("02", 278),
    ("03", 67),
    ("04", 44),
    ("05", 31),
    ("06", 76),
    ("07", 18),
    ("08", 28),
    ("09", 4),
    ("10", 13),
    ("11", 7),
    ("12", 55),
    ("13", 33),
    ("14", 1),
    ("99", 54),
];

/// The golden row as 869 cases of August 2016: 455 on own initiative, 378 on application, 36 referred to us; 842
/// settled, over 2873.80 万元. Answers their ids.
pub fn golden(district: &mut District) -> Vec<DisputeId> {
    let types = GOLDEN_TYPES.iter().flat_map(|(code, cases)| std::iter::repeat_n(*code, *cases));
    let sources =
        [("active", 455), ("apply", 378), ("court", 9), ("police", 20), ("petition", 4), ("union", 3)];
    let mut sources: Vec<&str> =
        sources.iter().flat_map(|(code, cases)| std::iter::repeat_n(*code, *cases)).collect();
    // Not all of one source of one type.
    sources.rotate_left(100);
    let kinds: Vec<&str> = types.collect();
    let towns = district.towns.clone();
    let ids: Vec<DisputeId> = kinds.iter().map(|_| district.store.fresh_dispute_id()).collect();
    let parties: Vec<_> =
        kinds.iter().map(|_| (district.store.fresh_id(), district.store.fresh_id())).collect();
    district
        .store
        .transact(|writer| {
            for (n, (kind, source)) in kinds.iter().zip(&sources).enumerate() {
                let on = day(2016, 8, 1 + u32::try_from(n % 28).unwrap());
                let mut case = Dispute::new(ids[n], towns[n % 2], on);
                case.kind = kind.parse().unwrap();
                case.source = source.parse().unwrap();
                case.parties.push(Party::new(parties[n].0, Side::Applicant, "甲"));
                case.parties.push(Party::new(parties[n].1, Side::Respondent, "乙"));
                let outcome = match n {
                    0..421 => Outcome::Written,
                    421..842 => Outcome::Oral,
                    842..860 => Outcome::Unsuccessful,
                    _ => Outcome::Referred,
                };
                case.closing = Some(Closing { outcome, on: day(2016, 8, 31) });
                // 2873.80 万元 over 842 agreements: 3.4 万元 each and what is left on the last.
                case.agreement.amount = match n {
                    0..841 => Some(Fen(3_400_000)),
                    841 => Some(Fen(2_873_800_000 - 841 * 3_400_000)),
                    _ => None,
                };
                writer.put_dispute(None, case)?;
            }
            Ok(())
        })
        .unwrap();
    ids
}

/// What breaks a check, and which one.
pub fn broken(change: impl Fn(&mut Dispute)) -> (Vec<&'static str>, bool) {
    let mut district = District::new();
    let ids = golden(&mut district);
    let victim = ids[300];
    let before = district.store.dispute(victim).unwrap();
    let mut after = before.clone();
    change(&mut after);
    district.store.save_dispute(Some(&before), after, None).unwrap();
    failing(&district, "2016-08", victim)
}

/// As [`broken`], behind the back of the program.
pub fn damaged(set: &str) -> (Vec<&'static str>, bool) {
    let mut district = District::new();
    let victim = golden(&mut district)[300];
    let file = rusqlite::Connection::open(district.store.path()).unwrap();
    file.pragma_update(None, "ignore_check_constraints", true).unwrap();
    let sql = format!("UPDATE dispute SET {set} WHERE uuid = ?1");
    assert_eq!(file.execute(&sql, [victim.uuid()]).unwrap(), 1);
    failing(&district, "2016-08", victim)
}

/// The checks that fail in that month, and whether each that names cases names just the one.
pub fn failing(district: &District, month: &str, victim: DisputeId) -> (Vec<&'static str>, bool) {
    let asked = Asked { period: month.parse().unwrap(), ..year_2024(Scope::Each) };
    let form = case_table(&district.store, &asked, Lang::Zh).unwrap();
    let failed: Vec<&Check> = form.checks.iter().filter(|check| !check.passed).collect();
    let named = failed.iter().all(|check| {
        let ids = district.store.all_ids(check.breaking.as_ref().unwrap()).unwrap();
        ids == [victim]
    });
    (failed.iter().map(|check| check.code).collect(), named)
}
