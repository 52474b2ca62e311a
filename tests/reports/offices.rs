//! The columns of the offices, the district among them.

use crate::support::report::year_2024;
use crate::support::{District, day};
use tiaojie::domain::{Office, PreventionEntry, PreventionKind, Screening, Service};
use tiaojie::report::{Item, Rounding, Scope, Value, case_table, prose};
use tiaojie::text::Lang;

/// Catches: a column of the district that holds what its townships logged, one that is missing because it has no cases, a
/// check that looks at the cases alone, an internal identity in place of a name.
#[test]
fn every_row_by_office_adds_up_to_the_whole() {
    let mut district = District::new();
    let (root, town) = (Office::root_id(), district.towns[0]);
    for office in [root, town] {
        let id = district.store.fresh_id();
        let screening = Screening { found: 2, ..Screening::new(id, office, day(2024, 12, 20)) };
        district.store.save_entry(None, &screening).unwrap();
        let id = district.store.fresh_id();
        let mut entry = PreventionEntry::new(id, office, day(2024, 12, 3));
        (entry.kind, entry.people) = (PreventionKind::Criminal, 3);
        district.store.save_entry(None, &entry).unwrap();
    }
    let form = case_table(&district.store, &year_2024(Scope::Each), Lang::Zh).unwrap();
    let mut counted = 0;
    for row in form.rows() {
        let values: Vec<i64> = row
            .cells
            .iter()
            .map(|cell| if let Value::Count(count) = cell.value { count } else { 0 })
            .collect();
        assert_eq!(values[0], values[1..].iter().sum::<i64>(), "{}", row.code);
        counted += values[0];
        if row.item == Item::Found {
            assert_eq!(values[0], 4);
        }
    }
    assert!(counted >= 10, "{counted}");
    assert!(form.checks.iter().all(|check| check.passed));
    assert!(form.columns.iter().all(|name| !name.is_empty() && name.len() < 32), "{:?}", form.columns);
}

/// Catches: quantities of two units in one sum of a sentence.
#[test]
fn a_sentence_adds_no_other_unit() {
    let mut district = District::new();
    for unit in ["件次", "件"] {
        let id = district.store.fresh_id();
        let mut service = Service::new(id, district.towns[0], day(2024, 5, 6));
        (service.kind, service.unit) = ("centre".to_owned(), unit.to_owned());
        district.store.save_entry(None, &service).unwrap();
    }
    district.store.manage(|writer| writer.put_template("own", Some("{服务:综治化解}"))).unwrap();
    let text = prose(&district.store, &year_2024(Scope::All), "own", Rounding::AsWritten, Lang::Zh).unwrap();
    assert_eq!(text.text(), "1");
}
