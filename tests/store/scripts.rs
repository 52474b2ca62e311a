//! The store: after any edits the totals equal a recount, the tables equal a replay of the log, search
//! equals a scan, and every figure opens exactly its cases.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::script::{play, step};
use crate::support::{District, day};
use proptest::prelude::*;
use tiaojie::domain::duty::Term;
use tiaojie::domain::{
    Closing, DateRange, Dispute, Evidence, Id, Investigation, Outcome, Party, Side, case_number::number_key,
};
use tiaojie::store::{
    CaseFilter, Grouping, ListQuery, MatchedIn, Measure, Order, Outcomes, Pick, SortBy, StoreError,
    TotalsQuery, Tree,
};

/// How many random scripts: few in the suite, as many as asked for in the long form.
fn scripts() -> u32 {
    std::env::var("TIAOJIE_SCRIPTS").ok().and_then(|number| number.parse().ok()).unwrap_or(16)
}

fn year() -> DateRange {
    DateRange { from: day(2024, 1, 1), to: day(2024, 12, 31) }
}

fn months() -> Vec<(String, DateRange)> {
    (1..=12)
        .map(|month| {
            let from = day(2024, month, 1);
            let to =
                if month == 12 { day(2024, 12, 31) } else { day(2024, month + 1, 1).pred_opt().unwrap() };
            (format!("2024-{month:02}"), DateRange { from, to })
        })
        .collect()
}

/// Every cell of every table equals the number of cases behind it, and every table closes its account.
fn every_cell_opens(district: &District, range: DateRange) {
    for office in [None, Some(district.towns[0])] {
        for grouping in Grouping::ALL {
            let query = TotalsQuery { range, grouping, office, months: months() };
            let totals = district.store.totals(&query).unwrap();
            let closed = totals.total.closed();
            assert_eq!(
                totals.carried_in + totals.total.accepted - closed,
                totals.carried_out,
                "{grouping:?}"
            );
            let mut lines = vec![(None, totals.total)];
            lines.extend(totals.rows.iter().map(|row| (Some(row.key.as_str()), row.figures)));
            for (key, figures) in lines {
                for measure in Measure::ALL {
                    if matches!(measure, Measure::People | Measure::Amount) {
                        continue;
                    }
                    let behind = district.store.cases_behind(&query, key, measure);
                    let count = district.store.count(&behind).unwrap();
                    let listed = district.store.all_ids(&behind).unwrap().len();
                    assert_eq!(count.cases, listed as u64);
                    assert_eq!(
                        listed as i64,
                        measure.of(&figures),
                        "{grouping:?} {key:?} {measure:?} {range:?}"
                    );
                }
            }
            if !grouping.overlaps() && grouping != Grouping::Month {
                let sum: i64 = totals.rows.iter().map(|row| row.figures.accepted).sum();
                assert_eq!(sum, totals.total.accepted, "{grouping:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: scripts(), max_shrink_iters: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// Would catch: a total that an edit, an undo or a void leaves behind; a table that differs from its replay; a
    /// stale search term; a chain that does not verify; a cell whose list has another length.
    #[test]
    fn any_script_leaves_a_file_that_checks(script in proptest::collection::vec(step(), 1..60), to in 1u32..29) {
        let mut district = District::new();
        for step in &script {
            play(&mut district, step);
        }
        let report = district.store.check().unwrap();
        prop_assert!(report.findings.is_empty(), "{:#?}", report.findings);
        what_follows_is_in_the_tables(&district);
        every_cell_opens(&district, year());
        every_cell_opens(&district, DateRange { from: day(2024, 2, 26), to: day(2024, 9, to) });
        let before: Vec<Dispute> = everything(&district);
        district.store.rebuild().unwrap();
        prop_assert_eq!(&before, &everything(&district));
        district.reopen();
        prop_assert_eq!(&before, &everything(&district));
        prop_assert!(district.store.check().unwrap().findings.is_empty());
    }

    /// Would catch an undo that does not lead back to the state before, or a redo that does not lead forth again.
    #[test]
    fn undo_goes_all_the_way_back_and_redo_all_the_way_forth(script in proptest::collection::vec(step(), 1..25)) {
        let mut district = District::new();
        for step in script.iter().filter(|step| !matches!(step, crate::support::script::Step::Undo | crate::support::script::Step::Redo)) {
            play(&mut district, step);
        }
        let end = everything(&district);
        let mut undone = 0;
        while district.store.undo().is_ok() {
            undone += 1;
        }
        prop_assert!(everything(&district).iter().all(|case| case.void.is_some()), "every entry was taken back");
        for _ in 0..undone {
            district.store.redo().unwrap();
        }
        prop_assert!(matches!(district.store.redo(), Err(StoreError::NothingToUndo)));
        prop_assert_eq!(end, everything(&district));
    }
}

/// What is counted by its own day and what is due, as the cases say it and as the tables hold it.
fn what_follows_is_in_the_tables(district: &District) {
    let conn = rusqlite::Connection::open(district.store.path()).unwrap();
    let mut events = BTreeMap::<(String, String), (u64, u64)>::new();
    let mut duties = BTreeMap::<(String, bool, String), u64>::new();
    for case in everything(district) {
        for event in case.events() {
            let counted = events.entry((event.kind.code().to_owned(), event.on.to_string())).or_default();
            *counted = (counted.0 + u64::from(event.people), counted.1 + 1);
        }
        for duty in case.duties() {
            let (is_fixed, on) = match duty.term {
                Term::By(day) => (true, day),
                Term::From(day) => (false, day),
            };
            *duties.entry((duty.kind.code().to_owned(), is_fixed, on.to_string())).or_default() += 1;
        }
    }
    let sql = "SELECT kind, on_date, sum(people), sum(times) FROM event GROUP BY kind, on_date";
    let mut statement = conn.prepare(sql).unwrap();
    let rows =
        statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?)))).unwrap();
    assert_eq!(rows.map(Result::unwrap).collect::<BTreeMap<_, _>>(), events);
    let sql = "SELECT kind, fixed, base_on, count(*) FROM duty GROUP BY kind, fixed, base_on";
    let mut statement = conn.prepare(sql).unwrap();
    let rows =
        statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?, row.get(2)?), row.get(3)?))).unwrap();
    assert_eq!(rows.map(Result::unwrap).collect::<BTreeMap<_, _>>(), duties);
}

fn everything(district: &District) -> Vec<Dispute> {
    let mut cases: Vec<Dispute> = district
        .store
        .all_ids(&CaseFilter::default())
        .unwrap()
        .into_iter()
        .map(|id| district.store.dispute(id).unwrap())
        .collect();
    cases.sort_by_key(|case| case.id);
    cases
}

pub(super) fn simple(district: &mut District, on: chrono::NaiveDate, names: (&str, &str)) -> Dispute {
    let id = district.store.fresh_dispute_id();
    let mut case = Dispute::new(id, district.towns[0], on);
    case.parties.push(Party::new(district.store.fresh_id(), Side::Applicant, names.0));
    case.parties.push(Party::new(district.store.fresh_id(), Side::Respondent, names.1));
    case
}

#[test]
fn numbers_run_by_year_and_office_and_are_never_given_twice() {
    let mut district = District::new();
    let first = simple(&mut district, day(2024, 3, 1), ("张三", "李四"));
    let first = district.store.save_dispute(None, first, None).unwrap().dispute;
    assert_eq!(number_key(&first.number), number_key("（2024）松民调字第1号"));
    // Taking the entry back keeps its number: the next one goes on.
    district.store.undo().unwrap();
    let second = simple(&mut district, day(2024, 3, 2), ("张三", "李四"));
    let second = district.store.save_dispute(None, second, None).unwrap().dispute;
    assert_eq!(number_key(&second.number), number_key("(2024)松民调字第002号"));
    let next_year = simple(&mut district, day(2025, 1, 2), ("张三", "李四"));
    let next_year = district.store.save_dispute(None, next_year, None).unwrap().dispute;
    assert_eq!(number_key(&next_year.number), number_key("（2025）松民调字第001号"));
    assert_eq!(district.store.disputes_numbered("〔2024〕松民调字第２号").unwrap(), vec![second.id]);
    // Without its year a number is that of every year.
    assert_eq!(district.store.disputes_meant("松民调字第2号").unwrap(), vec![second.id]);
    assert_eq!(district.store.disputes_meant("松民调字第1号").unwrap(), vec![next_year.id, first.id]);
    for (said, ids) in [
        ("松001", vec![next_year.id, first.id]),
        ("1", vec![next_year.id, first.id]),
        ("2024-1", vec![first.id]),
        ("2025松1", vec![next_year.id]),
        ("2024-2", vec![second.id]),
        ("3", vec![]),
    ] {
        assert_eq!(district.store.disputes_meant(said).unwrap(), ids, "{said}");
    }
    assert!(district.store.disputes_numbered("松民调字第2号").unwrap().is_empty(), "an import asks exactly");
}

#[test]
fn a_save_writes_only_what_its_screen_changed() {
    // Would catch a save that writes the whole case and so puts back what another screen changed meanwhile.
    let mut district = District::new();
    let case = simple(&mut district, day(2024, 3, 1), ("张三", "李四"));
    let read = district.store.save_dispute(None, case, None).unwrap().dispute;
    let (mut one, mut other) = (read.clone(), read.clone());
    one.summary = "排水沟".to_owned();
    other.people = Some(7);
    district.store.save_dispute(Some(&read), one, None).unwrap();
    district.store.save_dispute(Some(&read), other, None).unwrap();
    let now = district.store.dispute(read.id).unwrap();
    assert_eq!((now.summary.as_str(), now.people), ("排水沟", Some(7)));
}

#[test]
fn a_save_clears_its_draft_in_the_same_breath() {
    let mut district = District::new();
    district.store.keep_draft("entry", r#"{"name":"张"}"#).unwrap();
    let case = simple(&mut district, day(2024, 3, 1), ("张三", "李四"));
    district.store.save_dispute(None, case, Some("entry")).unwrap();
    assert_eq!(district.store.draft("entry").unwrap(), None);
}

#[test]
fn a_failed_save_leaves_nothing_and_the_draft() {
    let mut district = District::new();
    district.store.keep_draft("entry", "{}").unwrap();
    let case = simple(&mut district, day(2024, 3, 1), ("张三", "李四"));
    let result: Result<(), StoreError> = district.store.transact(|writer| {
        writer.clear_draft("entry")?;
        writer.put_dispute(None, case)?;
        Err(StoreError::DiskFull)
    });
    assert!(matches!(result, Err(StoreError::DiskFull)));
    assert!(district.store.draft("entry").unwrap().is_some());
    assert_eq!(district.store.count(&CaseFilter::default()).unwrap().cases, 0);
    assert!(district.store.check().unwrap().findings.is_empty());
}

#[test]
fn the_log_cannot_be_altered_unseen() {
    let mut district = District::new();
    for n in 0..5 {
        let case = simple(&mut district, day(2024, 3, 1 + n), ("张三", "李四"));
        district.store.save_dispute(None, case, None).unwrap();
    }
    let path = district.store.path().to_owned();
    let conn = rusqlite::Connection::open(&path).unwrap();
    assert!(conn.execute("UPDATE revision SET at = 'x'", []).is_err(), "the file itself refuses");
    conn.execute_batch("DROP TRIGGER revision_is_final; UPDATE revision SET body = replace(body, '李四', '李五') WHERE seq = 13;")
        .unwrap();
    let found = district.store.check().unwrap().findings;
    assert!(
        found.iter().any(|finding| matches!(finding, tiaojie::store::Finding::Chain { seq: 13, .. })),
        "{found:#?}"
    );
}

#[test]
fn check_finds_a_total_that_was_moved_by_hand() {
    let mut district = District::new();
    let case = simple(&mut district, day(2024, 3, 1), ("张三", "李四"));
    district.store.save_dispute(None, case, None).unwrap();
    let conn = rusqlite::Connection::open(district.store.path()).unwrap();
    conn.execute("UPDATE tally SET accepted = accepted + 1 WHERE dimension = 'all'", []).unwrap();
    let found = district.store.check().unwrap().findings;
    assert!(matches!(found[0], tiaojie::store::Finding::Tally { .. }), "{found:#?}");
    district.store.rebuild().unwrap();
    assert!(district.store.check().unwrap().findings.is_empty(), "rebuild mends it");
}

#[test]
fn pages_by_key_are_the_whole_list_in_order() {
    // Would catch a page border that drops or repeats cases of one day, and an order that leaves out some: those that are
    // open, have no village or no mediator, or are void.
    let mut district = District::new();
    for n in 0..37 {
        let mut case = simple(&mut district, day(2024, 3, 1 + n % 3), ("张三", "李四"));
        if n % 2 == 0 {
            case.closing =
                Some(Closing { outcome: Outcome::ALL[n as usize % 6], on: day(2024, 4, 1 + n % 5) });
        }
        case.village = (n % 5 > 0).then(|| district.villages[n as usize % 4]);
        case.kind = ["02", "01", "10b"][n as usize % 3].parse().unwrap();
        let lead = district.mediators[n as usize % 3];
        case.mediators = [vec![], vec![lead], vec![lead, district.mediators[3]]][n as usize % 3].clone();
        case.void = (n % 9 == 4).then(|| "重复登记".to_owned());
        district.store.save_dispute(None, case, None).unwrap();
    }
    let all: BTreeSet<_> = district
        .store
        .all_ids(&CaseFilter::default())
        .unwrap()
        .into_iter()
        .map(|id| id.to_string())
        .collect();
    for by in SortBy::ALL {
        for order in [Order::usual(by), Order::usual(by).turned()] {
            let query = ListQuery { order, limit: 1_000, ..ListQuery::default() };
            let whole = district.store.list(&query).unwrap();
            let mut paged = Vec::new();
            let mut after = None;
            loop {
                let page = district
                    .store
                    .list(&ListQuery { order, after, limit: 7, ..ListQuery::default() })
                    .unwrap();
                let Some(last) = page.last() else { break };
                after = Some(last.page_after(order));
                paged.extend(page);
            }
            assert_eq!(paged, whole, "{order:?}");
            let mut from_the_end =
                district.store.list(&ListQuery { order: order.reversed(), ..query.clone() }).unwrap();
            from_the_end.reverse();
            assert_eq!(from_the_end, whole, "{order:?}");
            let skipped = district.store.list(&ListQuery { skip: 20, ..query }).unwrap();
            assert_eq!(skipped, whole[20..], "{order:?}");
            let listed: BTreeSet<_> = whole.iter().map(|case| case.id.to_string()).collect();
            assert!(listed == all && whole.len() == 37, "an order leaves out cases: {order:?}");
            for (before, case) in (0..).zip(&whole) {
                let at = case.page_after(order);
                let count = district.store.count_before(&CaseFilter::default(), order, &at).unwrap();
                assert_eq!(count.cases, before, "{order:?}");
            }
        }
    }
}

#[test]
fn every_list_follows_an_index_without_sorting() {
    let district = District::new();
    let filters = [
        CaseFilter::default(),
        CaseFilter { office: Some(district.towns[0]), ..CaseFilter::default() },
        CaseFilter { village: Pick::Is(district.villages[0]), ..CaseFilter::default() },
        CaseFilter { mediator: Pick::Is(district.mediators[0]), ..CaseFilter::default() },
        CaseFilter { kind: Tree::Exactly("02".parse().unwrap()), ..CaseFilter::default() },
        CaseFilter { source: Tree::Exactly("court".parse().unwrap()), ..CaseFilter::default() },
        CaseFilter { outcomes: Outcomes::Open, ..CaseFilter::default() },
        CaseFilter { outcomes: Outcomes::Of(vec![Outcome::Referred]), ..CaseFilter::default() },
        CaseFilter { accepted: Some(year()), ..CaseFilter::default() },
        CaseFilter { outcomes: Outcomes::Void, ..CaseFilter::default() },
    ];
    for filter in filters {
        let plan =
            district.store.list_plan(&ListQuery { filter: filter.clone(), ..ListQuery::default() }).unwrap();
        assert!(plan.contains("USING INDEX") || plan.contains("COVERING INDEX"), "{filter:?}\n{plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{filter:?}\n{plan}");
    }
    for by in SortBy::ALL {
        for order in [Order::usual(by), Order::usual(by).turned()] {
            let plan = district.store.list_plan(&ListQuery { order, ..ListQuery::default() }).unwrap();
            assert!(!plan.contains("TEMP B-TREE") && !plan.contains("SCAN m"), "{order:?}\n{plan}");
            let scans =
                plan.lines().filter(|step| step.starts_with("SCAN d")).all(|step| step.contains("INDEX"));
            assert!(scans, "{order:?}\n{plan}");
        }
    }
}

#[test]
fn search_finds_any_piece_and_says_where() {
    let mut district = District::new();
    let mut case = simple(&mut district, day(2024, 3, 1), ("单雄信", "曾小娜"));
    case.summary = "因排水沟改道影响邻居院坝发生争执".to_owned();
    case.parties[0].phone = "13800004359".to_owned();
    case.village = Some(district.villages[0]);
    case.mediators = vec![district.mediators[1]];
    let asked = Investigation::new(Id::named(&["asked"]), day(2024, 3, 2));
    case.investigations
        .push(Investigation { asked: "赵小六".into(), record: "去年改的道".into(), ..asked });
    case.evidence.push(Evidence::new(Id::named(&["photo"]), "滴水照片"));
    case.closing_reason = "分歧过大".into();
    district.store.save_dispute(None, case, None).unwrap();
    let later = ["赵小六", "去年改", "滴水", "分歧过"];
    let logged = [
        "单",
        "單",
        "雄信",
        "沟改道影响",
        "溝改道影響",
        "4359",
        "sxx",
        "dxx",
        "zxn",
        "红花",
        "清调",
        "松民调字第1号",
        "2024",
    ];
    for query in logged.into_iter().chain(later) {
        assert_eq!(district.store.search(query, 10).unwrap().len(), 1, "{query}");
    }
    // What was written down later is found too, names also by their initials.
    let id = crate::support::life::long(&mut district);
    for (query, matched) in [
        ("青苗费分摊仍有", MatchedIn::Session),
        ("吴律", MatchedIn::Agent),
        ("lcz", MatchedIn::Attendee),
        ("一卡通", MatchedIn::Agreement),
        ("省里反映", MatchedIn::Reason),
        ("林地复测结果", MatchedIn::Reason),
        ("书记来电", MatchedIn::Remark),
        ("首期现金当", MatchedIn::Agreement),
        ("已派员复测", MatchedIn::Referral),
        ("周经理", MatchedIn::Agent),
        ("2024-07", MatchedIn::Volume),
    ] {
        let hits = district.store.search(query, 10).unwrap();
        assert_eq!(
            hits.iter().map(|hit| (hit.case.id, hit.matched)).collect::<Vec<_>>(),
            [(id, matched)],
            "{query}"
        );
    }
    // Several words are all of them; a township, a type and an outcome count, whatever form the characters have.
    for (query, found) in [
        ("单雄信 院坝", 1),
        ("單雄信 邻居", 1),
        ("院坝 单雄信 松柏", 1),
        ("sbz 院坝", 1),
        ("院坝 在办", 1),
        ("院坝 書面", 0),
        ("院坝 王五", 0),
    ] {
        let hits = district.store.search(query, 10).unwrap();
        assert_eq!(hits.len(), found, "{query}");
        assert_eq!(hits.len(), district.store.search_by_scan(query, 10).unwrap().len(), "{query}");
        let in_label =
            |hit: &tiaojie::store::Hit| matches!(hit.matched, MatchedIn::Office | MatchedIn::Outcome);
        assert!(!hits.iter().any(in_label), "{query}: a label is shown where a text says more");
    }
    for query in ["", "  ", "，", "王五", "沟院", "sxn"] {
        assert_eq!(district.store.search(query, 10).unwrap().len(), 0, "{query}");
    }
}

#[test]
fn somebody_known_comes_with_details_and_earlier_cases() {
    let mut district = District::new();
    for (n, phone) in ["13800000001", "13800000002"].into_iter().enumerate() {
        let mut case = simple(&mut district, day(2024, 3, 1 + n as u32), ("诸葛红福", "李四"));
        case.parties[0].phone = phone.to_owned();
        district.store.save_dispute(None, case, None).unwrap();
    }
    let known = district.store.people_called("诸葛", 5).unwrap();
    assert_eq!((known.len(), known[0].cases, known[0].party.phone.as_str()), (1, 2, "13800000002"));
    assert_eq!(district.store.cases_of_person("诸葛红福", 10).unwrap().len(), 2);
    // 諸葛 is 诸葛, whichever of them was stored; the file has what was typed.
    let old = simple(&mut district, day(2024, 3, 5), ("諸葛紅福", "李四"));
    district.store.save_dispute(None, old, None).unwrap();
    for typed in ["诸葛", "諸葛"] {
        let known = district.store.people_called(typed, 5).unwrap();
        assert_eq!(
            (known.len(), known[0].cases, known[0].party.name.as_str()),
            (1, 3, "諸葛紅福"),
            "{typed}"
        );
    }
    for typed in ["诸葛红福", "諸葛紅福"] {
        assert_eq!(district.store.cases_of_person(typed, 10).unwrap().len(), 3, "{typed}");
    }
}

#[test]
fn the_same_case_again_is_noticed() {
    let mut district = District::new();
    let case = simple(&mut district, day(2024, 3, 1), ("张三", "李四"));
    let saved = district.store.save_dispute(None, case, None).unwrap().dispute;
    let again = simple(&mut district, day(2024, 3, 1), ("李四", "张三"));
    assert_eq!(district.store.maybe_same(&again).unwrap(), vec![saved.id]);
    let traditional = simple(&mut district, day(2024, 3, 1), ("張三", "李四"));
    assert_eq!(district.store.maybe_same(&traditional).unwrap(), vec![saved.id]);
    let other_day = simple(&mut district, day(2024, 3, 2), ("张三", "李四"));
    assert!(district.store.maybe_same(&other_day).unwrap().is_empty());
}
