//! 《矛盾纠纷排查情况表》: its rows, what it counts, its lists of categories, and why it would be sent back.

use std::collections::BTreeMap;

use proptest::prelude::*;
use tiaojie::domain::{
    Band, CategoryList, Closing, CutOff, Difficulty, Dispute, GovernanceCode, Month, Operator, Outcome,
    Period, Screening, TypeCode,
};
use tiaojie::report::{Asked, FigureForm, Scope, Value, governance_form, governance_form_by};
use tiaojie::store::{Axis, CaseFilter, Settings, Store};
use tiaojie::text::Lang;

use crate::support::report::{number, reported_2024, row, year_2024};
use crate::support::{District, day};

fn form_of(store: &Store, period: &str, scope: Scope) -> FigureForm {
    let asked = Asked { period: period.parse().unwrap(), ..year_2024(scope) };
    governance_form(store, &asked, Lang::Zh).unwrap()
}

fn count_by(store: &mut Store, list: CategoryList) {
    let settings = Settings { governance_list: list, ..store.settings().clone() };
    store.save_settings(&settings).unwrap();
}

/// Every rate is at most 100 %, and every check holds.
fn holds(form: &FigureForm) {
    for row in form.rows() {
        for cell in &row.cells {
            if let Value::Rate(rate) = cell.value {
                assert!((0..=rate.whole()).contains(&rate.part()), "{} {}: {rate:?}", form.heading, row.code);
            }
        }
    }
    for check in &form.checks {
        assert!(check.passed, "{}: {}", form.heading, check.text(Lang::Zh));
    }
}

/// A case of the first town.
fn case(district: &mut District, accepted: (u32, u32)) -> Dispute {
    let id = district.store.fresh_dispute_id();
    let mut case = Dispute::new(id, district.towns[0], day(2024, accepted.0, accepted.1));
    case.people = Some(2);
    case
}

fn screening(district: &mut District, on: (u32, u32), found: u32) -> Screening {
    let id = district.store.fresh_id();
    let mut entry = Screening::new(id, district.towns[0], day(2024, on.0, on.1));
    (entry.found, entry.band) = (found, Some(Band::Under50));
    entry
}

const ROWS: [&str; 52] = [
    "排查数",
    "调处数",
    "调处率",
    "成功数",
    "成功率",
    "民族宗教矛盾纠纷：排查数",
    "民族宗教矛盾纠纷：调处数",
    "军转干部、复员退伍军人安置引发的矛盾纠纷：排查数",
    "军转干部、复员退伍军人安置引发的矛盾纠纷：调处数",
    "征地拆迁安置引发的矛盾纠纷：排查数",
    "征地拆迁安置引发的矛盾纠纷：调处数",
    "建筑工程质量、物业管理等问题引发的矛盾纠纷：排查数",
    "建筑工程质量、物业管理等问题引发的矛盾纠纷：调处数",
    "土地矿产山林水利界限权属纠纷：排查数",
    "土地矿产山林水利界限权属纠纷：调处数",
    "经济活动引发的矛盾纠纷：排查数",
    "经济活动引发的矛盾纠纷：调处数",
    "劳资纠纷：排查数",
    "劳资纠纷：调处数",
    "企业改制引发的矛盾纠纷：排查数",
    "企业改制引发的矛盾纠纷：调处数",
    "环境污染、生态破坏引发的矛盾纠纷：排查数",
    "环境污染、生态破坏引发的矛盾纠纷：调处数",
    "司法活动引发的矛盾纠纷：排查数",
    "司法活动引发的矛盾纠纷：调处数",
    "行政执法活动引发的矛盾纠纷：排查数",
    "行政执法活动引发的矛盾纠纷：调处数",
    "大中专院校、中小学校引发的矛盾纠纷：排查数",
    "大中专院校、中小学校引发的矛盾纠纷：调处数",
    "海事渔事纠纷：排查数",
    "海事渔事纠纷：调处数",
    "干部作风等问题引发的矛盾纠纷：排查数",
    "干部作风等问题引发的矛盾纠纷：调处数",
    "村务管理引发的矛盾纠纷：排查数",
    "村务管理引发的矛盾纠纷：调处数",
    "农村土地承包、农村集体“三资”及农民负担等问题引发的矛盾纠纷：排查数",
    "农村土地承包、农村集体“三资”及农民负担等问题引发的矛盾纠纷：调处数",
    "婚姻家庭邻里等各类民间纠纷：排查数",
    "婚姻家庭邻里等各类民间纠纷：调处数",
    "医患纠纷：排查数",
    "医患纠纷：调处数",
    "其他：排查数",
    "其他：调处数",
    "50人以下",
    "50至100人",
    "100至500人",
    "500人以上",
    "排查数",
    "调处数",
    "成功数",
    "成功率",
    "次数",
];

/// Catches: a row left out, added or moved; other columns; a foot without its two names.
#[test]
fn the_printed_form_row_by_row() {
    let district = District::new();
    let asked = Asked { period: "2024-03".parse().unwrap(), ..year_2024(Scope::All) };
    let form = governance_form_by(&district.store, &asked, "王芳", Lang::Zh).unwrap();
    assert_eq!(form.rows().map(|row| row.label.as_str()).collect::<Vec<_>>(), ROWS);
    assert_eq!(form.columns, ["县市区", "乡镇街道", "村居", "小计", "年度累计"]);
    assert_eq!(form.foot, ["签发人：　　　　", "制表人：王芳"]);
    let text = form.text(Lang::Zh);
    assert!(text.contains("矛盾纠纷排查情况表") && text.contains("制表人：王芳"), "{text}");
}

/// Catches: a rate above 100 %, a check that cries wolf in some month, office or list of the reference ledger.
#[test]
fn every_month_and_office_of_the_reference_ledger_holds() {
    let (_folder, mut store) = reported_2024(day(2025, 1, 5));
    let mut scopes = vec![Scope::All];
    scopes.extend(store.directory().townships().map(|office| Scope::Office(office.id)));
    let mut periods: Vec<String> = (1..=12).map(|month| format!("2024-{month:02}")).collect();
    periods.extend(["2024", "2024-H1", "2024-Q3", "2024-Q4"].map(str::to_owned));
    for scope in scopes {
        for period in &periods {
            holds(&form_of(&store, period, scope));
        }
    }
    for list in CategoryList::ALL {
        count_by(&mut store, *list);
        let form = form_of(&store, "2024", Scope::All);
        holds(&form);
        assert_eq!((number(&form, "disputes", 4), number(&form, "mediated", 4)), (214, 202));
    }
    // The rate that stood at 138.5 %: 18 mediated of 13 accepted.
    count_by(&mut store, CategoryList::Form);
    let april = form_of(&store, "2024-04", Scope::All);
    assert_eq!(row(&april, "mediation-rate").cells[3].value.text(), "90.0%");
    assert!(april.notes.iter().any(|note| note.contains("小计 18/(7+13)")), "{:?}", april.notes);
}

/// Catches: a dispute counted as found and again as a case, in its month or in the next; a screening of another village
/// or day taken for it; a void entry that still counts.
#[test]
fn a_dispute_found_by_a_screening_counts_once() {
    let mut district = District::new();
    let entry = screening(&mut district, (3, 4), 5);
    district.store.save_entry(None, &entry).unwrap();
    let found = |district: &District, period: &str| {
        let form = form_of(&district.store, period, Scope::All);
        holds(&form);
        (number(&form, "disputes", 3), number(&form, "disputes", 4))
    };
    assert_eq!(found(&district, "2024-03"), (5, 5));
    // Three of them become cases, two of them in the month after.
    for (accepted, kind) in [((3, 20), "02"), ((4, 2), "01"), ((4, 9), "10a")] {
        let mut case = case(&mut district, accepted);
        case.screened_on = Some(day(2024, 3, 4));
        case.kind = kind.parse().unwrap();
        case.closing = Some(Closing { outcome: Outcome::Oral, on: case.accepted_on });
        district.store.save_dispute(None, case, None).unwrap();
    }
    assert_eq!(found(&district, "2024-03"), (5, 5));
    assert_eq!(found(&district, "2024-04"), (0, 5));
    let march = form_of(&district.store, "2024-03", Scope::Office(district.towns[0]));
    assert_eq!(number(&march, "category.p19_17", 3), 2);
    assert_eq!(number(&march, "category.p19_07", 3), 1);
    assert_eq!(number(&march, "category.p19_19", 3), 2);
    assert_eq!((number(&march, "screenings", 1), number(&march, "screenings", 0)), (1, 0));
    // April mediates two of the two that March left over.
    let april = form_of(&district.store, "2024-04", Scope::All);
    assert_eq!(row(&april, "mediation-rate").cells[3].value.text(), "100.0%");
    // One that came by itself, and one found on a day without a screening in the log.
    let own = case(&mut district, (3, 21));
    district.store.save_dispute(None, own, None).unwrap();
    let mut other = case(&mut district, (3, 22));
    other.screened_on = Some(day(2024, 2, 27));
    district.store.save_dispute(None, other, None).unwrap();
    assert_eq!(found(&district, "2024-02"), (1, 1));
    assert_eq!(found(&district, "2024-03"), (6, 7));
    // Void, the screening counts no more; its cases stay.
    let void = Screening { void: Some("记错".to_owned()), ..entry.clone() };
    district.store.save_entry(Some(&entry), &void).unwrap();
    assert_eq!(found(&district, "2024-03"), (4, 5));
}

/// Catches: a dispute found in one village taken up by a case of another; a level of a screening read wrongly.
#[test]
fn a_case_takes_from_the_screening_of_its_village() {
    let mut district = District::new();
    let villages = [district.villages[0], district.villages[1]];
    for village in villages {
        let mut entry = screening(&mut district, (5, 6), 1);
        entry.village = Some(village);
        entry.difficulty = Some(Difficulty::Major);
        district.store.save_entry(None, &entry).unwrap();
    }
    let mut one = case(&mut district, (5, 8));
    (one.village, one.screened_on) = (Some(villages[1]), Some(day(2024, 5, 6)));
    district.store.save_dispute(None, one.clone(), None).unwrap();
    let left: Vec<_> = district.store.screened(Period::Year(2024).range(CutOff::MONTH_END), None).unwrap();
    let left: Vec<_> = left.iter().filter(|one| one.only_found > 0).map(|one| one.village).collect();
    assert_eq!(left, [Some(villages[0])]);
    let form = form_of(&district.store, "2024-05", Scope::All);
    assert_eq!([0, 1, 2, 3].map(|column| number(&form, "disputes", column)), [0, 1, 1, 2]);
    assert_eq!([0, 1, 2, 3].map(|column| number(&form, "major", column)), [0, 0, 1, 1]);
    holds(&form);
}

/// Catches: a reason that is not said, that names nothing, or that stays when it is mended.
#[test]
fn why_a_form_would_be_sent_back() {
    let mut district = District::new();
    let asked = Asked { period: "2024-03".parse().unwrap(), ..year_2024(Scope::All) };
    let reasons = |store: &Store, preparer: &str| {
        let form = governance_form_by(store, &asked, preparer, Lang::Zh).unwrap();
        form.refusals.into_iter().map(|one| (one.code, one.sentence)).collect::<BTreeMap<_, _>>()
    };
    let all = reasons(&district.store, " ");
    assert_eq!(all.keys().copied().collect::<Vec<_>>(), ["offices", "preparer"]);
    let names: Vec<String> =
        district.store.directory().townships().map(|office| office.name.clone()).collect();
    assert!(all["offices"].contains(&format!("{} 3月", names[0])), "{}", all["offices"]);
    // One office reports, then all together.
    let (march, office) = (Month::new(2024, 3).unwrap(), district.towns[0]);
    district.store.transact(|w| w.lock_month(march, CutOff::MONTH_END, Some(office))).unwrap();
    let after = reasons(&district.store, "王芳");
    assert!(after.get("offices").is_none_or(|why| !why.contains(&format!("{} 3月", names[0]))), "{after:?}");
    district.store.transact(|w| w.lock_month(march, CutOff::MONTH_END, None)).unwrap();
    assert_eq!(reasons(&district.store, "王芳"), BTreeMap::new());
    // A case without parties that nobody counted, and a screening that does not say how many people.
    let mut unknown = case(&mut district, (1, 9));
    unknown.people = None;
    let number = unknown.number.clone();
    let id = unknown.id;
    district.store.save_dispute(None, unknown, None).unwrap();
    let number = if number.is_empty() { district.store.dispute(id).unwrap().number } else { number };
    let mut entry = screening(&mut district, (2, 8), 2);
    entry.band = None;
    district.store.save_entry(None, &entry).unwrap();
    let why = reasons(&district.store, "王芳")["bands"].clone();
    assert!(why.contains("0 与排查数 3"), "{why}");
    assert!(why.contains(&number) && why.contains("2024-02-08"), "{why}");
    // Whoever is signed in prepares it.
    let operator = Operator::named("李娟".to_owned());
    district.store.sign_in(&operator).unwrap();
    let form = form_of(&district.store, "2024-03", Scope::All);
    assert!(form.foot[1].ends_with("李娟") && form.refusals.iter().all(|one| one.code != "preparer"));
}

/// Catches: a case counted otherwise than its page says, under any list, type or category named; one that counts in no
/// row of the list; a record changed by a change of the setting.
#[test]
fn every_category_of_every_list_counts_in_every_other() {
    let mut district = District::new();
    let directory = district.store.directory();
    let labels = CategoryList::ALL.iter().flat_map(|list| directory.all_labels(list.dictionary()));
    let codes: Vec<Option<GovernanceCode>> =
        labels.map(|label| Some(label.code.parse().unwrap())).chain([None]).collect();
    let types: Vec<TypeCode> =
        directory.all_labels("dispute_type").iter().map(|label| label.code.parse().unwrap()).collect();
    assert_eq!((codes.len(), types.len()), (19 + 27 + 95 + 19 + 1, 20));
    let mut cases = Vec::new();
    for (n, named) in codes.iter().enumerate().chain(types.iter().map(|_| &None).enumerate()) {
        let mut case = case(&mut district, (3, 4));
        (case.governance, case.kind) = (named.clone(), types[n % types.len()].clone());
        cases.push(case);
    }
    district
        .store
        .transact(|writer| cases.iter().try_for_each(|case| writer.put_dispute(None, case.clone()).map(drop)))
        .unwrap();
    for list in CategoryList::ALL {
        count_by(&mut district.store, *list);
        let store = &district.store;
        let mut said: BTreeMap<String, i64> = BTreeMap::new();
        for case in &cases {
            let code = store.directory().category_of(case.governance.as_ref(), &case.kind);
            assert_eq!(CategoryList::of(code), *list, "{code}");
            assert!(store.directory().category_label(code).is_some(), "{code}");
            *said.entry(code.to_owned()).or_default() += 1;
            assert_eq!(store.dispute(case.id).unwrap().governance, case.governance);
        }
        let counted = store.cross(&CaseFilter::default(), Axis::Governance).unwrap();
        let counted: BTreeMap<String, i64> = counted.into_iter().map(|row| (row.key, row.cases)).collect();
        assert_eq!(counted, said, "{list:?}");
        holds(&form_of(store, "2024", Scope::All));
        // Each row lists what it counts, a category with its subtypes.
        let form = form_of(store, "2024-03", Scope::All);
        for row in
            form.rows().filter(|row| row.code.starts_with("category.") && !row.code.ends_with("mediated"))
        {
            let filter = row.cells[3].behind.cases.as_ref().unwrap();
            let listed = store.all_ids(filter).unwrap().len();
            assert_eq!(i64::try_from(listed).unwrap(), number(&form, &row.code, 3), "{}", row.code);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Catches: disputes found that are lost or counted twice between the log and the cases, on whatever days they are
    /// found, accepted and closed; a rate above 100 %.
    #[test]
    fn what_is_found_adds_up(
        screenings in proptest::collection::vec((1..13_u32, 1..4_u32, 0..4_u32), 0..12),
        cases in proptest::collection::vec((1..13_u32, 1..4_u32, 0..3_u32, 0..40_u32, 0..4_u32), 0..25),
        month in 1..13_u32,
    ) {
        let mut district = District::new();
        let mut by_day: BTreeMap<chrono::NaiveDate, (i64, i64)> = BTreeMap::new();
        for (m, d, found) in screenings {
            let entry = screening(&mut district, (m, d), found);
            by_day.entry(entry.on).or_default().0 += i64::from(found);
            district.store.save_entry(None, &entry).unwrap();
        }
        let mut by_itself = Vec::new();
        for (m, d, screened, later, outcome) in cases {
            let mut case = case(&mut district, (m, d));
            let found = case.accepted_on;
            if screened > 0 {
                case.screened_on = Some(found);
                case.accepted_on = found + chrono::Days::new(later.into());
                by_day.entry(found).or_default().1 += 1;
            } else {
                by_itself.push(found);
            }
            let outcomes = [None, Some(Outcome::Written), Some(Outcome::Unsuccessful), Some(Outcome::Referred)];
            let on = case.accepted_on + chrono::Days::new((later * 2).into());
            case.closing = outcomes[outcome as usize].map(|outcome| Closing { outcome, on });
            district.store.save_dispute(None, case, None).unwrap();
        }
        let asked = Asked { period: Period::Month(Month::new(2024, month).unwrap()), ..year_2024(Scope::All) };
        let range = asked.period.range(CutOff::MONTH_END);
        let form = governance_form(&district.store, &asked, Lang::Zh).unwrap();
        holds(&form);
        let found: i64 = by_day.range(range.from..=range.to).map(|(_, (found, cases))| *found.max(cases)).sum();
        let alone = by_itself.iter().filter(|on| range.contains(**on)).count();
        prop_assert_eq!(number(&form, "disputes", 3), found + i64::try_from(alone).unwrap());
        let bands: i64 = Band::ALL.iter().map(|band| number(&form, &format!("band.{}", band.code()), 3)).sum();
        prop_assert_eq!(bands, number(&form, "disputes", 3));
        prop_assert_eq!(number(&form, "screenings", 1), district.store.screening_totals(range, None).unwrap().times);
    }
}
