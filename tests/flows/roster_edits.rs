//! Any edits of the roster: the file checks, and undo takes each back.

use std::collections::BTreeMap;

use crate::support::script::{play, step};
use crate::support::{District, day};
use proptest::prelude::*;
use tiaojie::domain::{Limit, Mediator, NEVER, Office, OfficeKind, RateBasis, RestYear};
use tiaojie::store::{DICTIONARY_OF_SOURCES, DICTIONARY_OF_TYPES, Label, Store, StoreError};

/// What one may do to the roster.
#[derive(Debug, Clone)]
enum Edit {
    Rename { dictionary: usize, code: usize, name: usize },
    End { dictionary: usize, code: usize, on: Option<u32> },
    OwnCode { dictionary: usize, code: usize },
    Office { which: usize, on: Option<u32> },
    Mediator { which: usize, on: Option<u32> },
    Limits { office: Option<usize>, limit: usize, days: Option<u32> },
    Template { text: Option<usize> },
    RestYear { year: i32, last: Option<u32> },
    Basis { which: usize },
    Case(crate::support::script::Step),
}

const DICTIONARIES: [&str; 5] =
    [DICTIONARY_OF_TYPES, DICTIONARY_OF_SOURCES, "difficulty", "governance", "service"];
const NAMES: [&str; 4] = ["甲类", "乙类", "丙类", "丁类"];

fn edit() -> impl Strategy<Value = Edit> {
    let ending = || proptest::option::of(1..29_u32);
    prop_oneof![
        3 => (0..5_usize, 0..9_usize, 0..4_usize).prop_map(|(dictionary, code, name)| Edit::Rename { dictionary, code, name }),
        2 => (0..5_usize, 0..9_usize, ending()).prop_map(|(dictionary, code, on)| Edit::End { dictionary, code, on }),
        1 => (0..5_usize, 0..3_usize).prop_map(|(dictionary, code)| Edit::OwnCode { dictionary, code }),
        1 => (0..5_usize, ending()).prop_map(|(which, on)| Edit::Office { which, on }),
        1 => (0..5_usize, ending()).prop_map(|(which, on)| Edit::Mediator { which, on }),
        2 => (proptest::option::of(0..2_usize), 0..5_usize, proptest::option::of(0..70_u32))
            .prop_map(|(office, limit, days)| Edit::Limits { office, limit, days }),
        1 => proptest::option::of(0..4_usize).prop_map(|text| Edit::Template { text }),
        1 => (2024..2029_i32, proptest::option::of(1..20_u32)).prop_map(|(year, last)| Edit::RestYear { year, last }),
        1 => (0..3_usize).prop_map(|which| Edit::Basis { which }),
        6 => step().prop_map(Edit::Case),
    ]
}

fn some_label(store: &Store, dictionary: usize, code: usize) -> Option<(&'static str, Label)> {
    let dictionary = DICTIONARIES[dictionary];
    let all = store.directory().all_labels(dictionary);
    all.get(code % all.len().max(1)).map(|label| (dictionary, (*label).clone()))
}

fn carry_out(district: &mut District, edit: &Edit) {
    let on = |on: Option<u32>| on.map(|on| day(2024, 11, on));
    match edit {
        Edit::Case(step) => play(district, step),
        Edit::Rename { dictionary, code, name } => {
            let Some((dictionary, mut label)) = some_label(&district.store, *dictionary, *code) else {
                return;
            };
            label.zh = NAMES[*name].to_owned();
            district.store.manage(|w| w.put_code(dictionary, &label)).unwrap();
        }
        Edit::End { dictionary, code, on: last } => {
            let Some((dictionary, mut label)) = some_label(&district.store, *dictionary, *code) else {
                return;
            };
            label.valid_to = on(*last);
            district.store.manage(|w| w.put_code(dictionary, &label)).unwrap();
        }
        Edit::OwnCode { dictionary, code } => {
            let own =
                Label { zh: format!("自定{code}"), position: 50, ..Label::unknown(&format!("own{code}")) };
            district.store.manage(|w| w.put_code(DICTIONARIES[*dictionary], &own)).unwrap();
        }
        Edit::Office { which, on: last } => {
            let mut office = Office::below(district.towns[0], OfficeKind::Village, NAMES[*which % 4]);
            office.valid_to = on(*last);
            district.store.manage(|writer| writer.put_office(&office)).unwrap();
        }
        Edit::Mediator { which, on: last } => {
            let mut mediator = Mediator::at(district.towns[1], NAMES[*which % 4]);
            mediator.valid_to = on(*last);
            district.store.manage(|writer| writer.put_mediator(&mediator)).unwrap();
        }
        Edit::Limits { office, limit, days } => {
            let limit = Limit::ALL[*limit];
            let days = days.filter(|days| limit.allows(*days));
            let office = office.map(|n| district.towns[n]);
            district.store.manage(|w| w.put_limits(office, &BTreeMap::from([(limit, days)]))).unwrap();
        }
        Edit::Template { text: Some(text) } => {
            district.store.manage(|w| w.put_template("monthly", Some(NAMES[*text]))).unwrap();
        }
        Edit::Template { text: None } => {
            district.store.reset_template("monthly").unwrap();
        }
        Edit::RestYear { year, last } => {
            let table = last.map(|last| RestYear::parse(*year, &format!("1.1-1.{last}"), "").unwrap());
            district.store.manage(|w| w.put_rest_year(*year, table.as_ref())).unwrap();
        }
        Edit::Basis { which } => {
            let mut settings = district.store.settings().clone();
            settings.rate_basis = RateBasis::ALL[*which];
            district.store.save_settings(&settings).unwrap();
        }
    }
}

/// Everything the roster knows, in words.
fn roster(store: &Store) -> String {
    let directory = store.directory();
    let mut lines: Vec<String> = directory.offices().map(|office| format!("{office:?}")).collect();
    lines.extend(directory.mediators().map(|mediator| format!("{mediator:?}")));
    lines.sort();
    for dictionary in DICTIONARIES {
        lines.extend(directory.all_labels(dictionary).iter().map(|label| format!("{label:?}")));
    }
    lines.push(format!("{:?}", store.settings()));
    lines.join("\n")
}

fn scripts() -> u32 {
    std::env::var("TIAOJIE_SCRIPTS").ok().and_then(|number| number.parse().ok()).unwrap_or(12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: scripts(), max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Would catch: a dictionary that a replay makes otherwise, a label held in memory that the file has not, an edit
    /// that leaves a stale search term, a stand-in for a code that an undo leaves in the lists.
    #[test]
    fn any_edits_of_the_roster_leave_a_file_that_checks(script in proptest::collection::vec(edit(), 1..40)) {
        let mut district = District::new();
        for edit in &script {
            carry_out(&mut district, edit);
        }
        let report = district.store.check().unwrap();
        prop_assert!(report.findings.is_empty(), "{:#?}", report.findings);
        let before = roster(&district.store);
        district.store.rebuild().unwrap();
        prop_assert_eq!(&before, &roster(&district.store));
        district.reopen();
        prop_assert_eq!(&before, &roster(&district.store));
    }

    /// Would catch: an undo that does not bring back the words, days and limits of before, or leaves something new.
    #[test]
    fn undo_takes_every_edit_of_the_roster_back(script in proptest::collection::vec(edit(), 1..20)) {
        let mut district = District::new();
        let listed = |store: &Store| -> String {
            let all = roster(store);
            all.lines().filter(|line| !line.contains(&NEVER.to_string())).collect::<Vec<_>>().join("\n")
        };
        let start = listed(&district.store);
        let of_roster = |edit: &&Edit| !matches!(edit, Edit::Case(_) | Edit::Basis { .. });
        for edit in script.iter().filter(of_roster) {
            carry_out(&mut district, edit);
        }
        let end = listed(&district.store);
        let mut undone = 0;
        while district.store.undo().is_ok() {
            undone += 1;
        }
        prop_assert_eq!(&start, &listed(&district.store));
        for _ in 0..undone {
            district.store.redo().unwrap();
        }
        prop_assert!(matches!(district.store.redo(), Err(StoreError::NothingToUndo)));
        prop_assert_eq!(&end, &listed(&district.store));
    }
}
