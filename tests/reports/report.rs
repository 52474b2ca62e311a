//! The reports as data: published sentences, the golden row, checks that fail, every cell against its cases.

use crate::support::report::{
    GOLDEN_TYPES, broken, damaged, failing, golden, lock_2024, number, reported_2024, row, year_2024,
};
use crate::support::script::{play, step};
use crate::support::{District, day};
use proptest::prelude::*;
use tiaojie::domain::{Closing, CutOff, Dispute, Month, Outcome, Period};
use tiaojie::report::{
    Asked, Base, Check, FigureForm, ProseError, Rounding, Scope, Value, case_table, governance_form, prose,
};
use tiaojie::store::{Axis, Store};
use tiaojie::text::Lang;

fn text(store: &Store, template: &str, rounding: Rounding, lang: Lang) -> String {
    prose(store, &year_2024(Scope::All), template, rounding, lang).unwrap().text()
}

/// Would catch: a figure of the published report that does not come out of the log; rounding that nobody asked for.
#[test]
fn the_published_sentences_come_out() {
    let (_folder, mut store) = reported_2024(day(2025, 1, 15));
    let item_19 = "共受理人民调解案件214件，调处成功189件；综治中心化解各类矛盾纠纷47件次，开展法律咨询和法律服务30件次，律师协助参与矛盾纠纷调解13次，提出法律意见1次，引导当事人开展公证咨询相关工作1件次；办理诉前调解案件";
    assert_eq!(text(&store, "paragraph", Rounding::AsWritten, Lang::Zh), format!("{item_19}100余件。"));
    assert_eq!(text(&store, "paragraph", Rounding::Full, Lang::Zh), format!("{item_19}100余件。"));
    assert_eq!(text(&store, "paragraph", Rounding::Exact, Lang::Zh), format!("{item_19}103件。"));
    let item_16 = "受理行政复议申请16件，办结15件，调解（和解）10件，调解（和解）率";
    for rounding in [Rounding::AsWritten, Rounding::Exact] {
        let expected = format!("{item_16}66.7%（占办结），办结率93.8%（占受理）。");
        assert_eq!(text(&store, "paragraph16", rounding, Lang::Zh), expected);
    }
    let rounded = text(&store, "paragraph16", Rounding::Full, Lang::Zh);
    assert_eq!(rounded, format!("{item_16}近70％（占办结），办结率93.8%（占受理）。"));
    assert!(text(&store, "paragraph2", Rounding::Exact, Lang::Zh).contains("完成0期"));
    lock_2024(&mut store);
    assert!(text(&store, "paragraph2", Rounding::Exact, Lang::Zh).contains("完成12期"));
    for template in ["paragraph", "paragraph16", "paragraph2", "monthly"] {
        let english = text(&store, template, Rounding::AsWritten, Lang::En);
        let label = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        assert!(!english.contains(label), "{english}");
    }
}

/// Would catch: an office's own sentence that is not used, a condition that narrows nothing or the wrong thing, an
/// ASCII twin that means something else.
#[test]
fn an_office_writes_its_own_sentences() {
    let (_folder, mut store) = reported_2024(day(2025, 1, 15));
    let asked = year_2024(Scope::All);
    let mut say = |template: &str| {
        store.manage(|w| w.put_template("own", Some(template))).unwrap();
        prose(&store, &asked, "own", Rounding::AsWritten, Lang::Zh).map(|prose| prose.text())
    };
    assert_eq!(say("{{受理}}｛受理｝{accepted}").unwrap(), "{受理}214214");
    assert_eq!(say("{受理,类型=邻里}{受理，类型＝01，来源＝依申请}").unwrap().len(), "5219".len());
    assert_eq!(say("{受理,类型=邻里}").unwrap(), "52");
    assert_eq!(say("{受理，单位＝松柏镇}/{受理,类型=劳动争议}").unwrap(), "72/14");
    assert_eq!(say("{率:成功/办结}").unwrap(), "90.4%");
    assert_eq!(
        say("{rate:successful/mediated:nearly}{成功率}").unwrap(),
        "93.6%88.3%（至今成功189÷受理214）"
    );
    assert_eq!(say("{口径}{率:成功/受理}{率:不成/办结}").unwrap(), "受理88.3%6.2%");
    assert_eq!(say("{受理:余}{受理,期间=上年同期}{同比:受理}").unwrap(), "200余无无可比数据");
    assert_eq!(say("{指标:没有这个}{率:指标:没有/指标:没有}").unwrap(), "——");
    for (template, place) in [
        ("共{受里}件", (1, 2)),
        ("一\n共{受理}{", (2, 6)),
        ("}", (1, 1)),
        ("{}", (1, 1)),
        ("{服务}", (1, 1)),
        ("{服务:没有}", (1, 1)),
        ("{受理:什么}", (1, 1)),
        ("{率:受理}", (1, 1)),
        ("{率:受理/办结}", (1, 1)),
        ("{率:不成/成功}", (1, 1)),
        ("{率:率:受理/办结}", (1, 1)),
        ("{率:成功率/受理}", (1, 1)),
        ("{受理,颜色=红}", (1, 1)),
        ("{受理,类型=没有}", (1, 1)),
        ("{服务:综治化解,类型=邻里}", (1, 1)),
        ("{成功率:余}", (1, 1)),
        ("{受理:近}", (1, 1)),
        ("{金额:余}", (1, 1)),
    ] {
        let Err(ProseError::Template(error)) = say(template) else { panic!("{template} reads well") };
        assert_eq!((error.line, error.column), place, "{template}");
        assert!(error.said(Lang::Zh).contains("行"));
        assert!(error.said(Lang::En).starts_with("Line "));
    }
}

/// Would catch: a golden figure that a cell loses; a check that fails on a good table.
#[test]
fn the_golden_row_gives_its_cells() {
    let mut district = District::new();
    golden(&mut district);
    let asked = Asked { period: "2016-08".parse().unwrap(), ..year_2024(Scope::All) };
    for scope in [Scope::All, Scope::Each] {
        let form = case_table(&district.store, &Asked { scope, ..asked }, Lang::Zh).unwrap();
        let cell = |code: &str| number(&form, code, 0);
        assert_eq!(cell("cases"), 869);
        for (code, cases) in GOLDEN_TYPES {
            // A bare parent that the table divides stands under its “other”.
            let code = match code {
                "10" => "10b",
                "11" => "11c",
                code => code,
            };
            assert_eq!(cell(&format!("type.{code}")), i64::try_from(cases).unwrap(), "{code}");
        }
        let sources = ["source.active", "source.apply", "source.received"].map(&cell);
        assert_eq!(sources, [455, 378, 36]);
        let parts = ["court", "procuratorate", "police", "petition", "other"];
        assert_eq!(parts.map(|part| cell(&format!("source.{part}"))), [9, 0, 20, 4, 3]);
        assert_eq!(cell("successful"), 842);
        assert_eq!(row(&form, "amount").cells[0].value.text(), "2873.80");
        assert_eq!(cell("oral") + cell("written"), 842);
        assert!(form.notes[0].contains("96.9%"), "{:?}", form.notes);
        let failed: Vec<&Check> = form.checks.iter().filter(|check| !check.passed).collect();
        assert!(failed.is_empty(), "{failed:?}");
        assert!(form.checks.len() >= 10 && !form.is_zero);
    }
    let governance = governance_form(&district.store, &asked, Lang::Zh).unwrap();
    assert_eq!(number(&governance, "disputes", 3), 869);
    assert!(governance.checks.iter().all(|check| check.passed), "{:?}", governance.checks);
}

/// Would catch: a check that cannot fail, or that does not say which case to look at.
#[test]
fn a_broken_case_fails_its_check_and_is_named() {
    // A type and a source that a newer program or another office made up.
    let strange_type = broken(|case| case.kind = "77".parse().unwrap());
    assert_eq!(strange_type, (vec!["types"], true));
    let strange_source = broken(|case| case.source = "army".parse().unwrap());
    assert_eq!(strange_source, (vec!["sources"], true));
    // Referred to us, but nobody said by whom.
    let bare_source = broken(|case| case.source = "received".parse().unwrap());
    assert_eq!(bare_source, (vec!["received"], true));
    // What no save can write, but a damaged file may hold: closed in the month before it came in, a level and an
    // outcome that there are not.
    assert_eq!(damaged("closed_on = '2016-07-31'"), (vec!["carried"], true));
    assert_eq!(damaged("level = 'county'"), (vec!["levels"], true));
    assert_eq!(damaged("outcome = 'odd'"), (vec!["closed"], true));
}

/// Would catch: a month that settles a case of an earlier one and is said to be wrong.
#[test]
fn settled_from_earlier_months_break_nothing() {
    let mut district = District::new();
    let id = district.store.fresh_dispute_id();
    let mut case = Dispute::new(id, district.towns[0], day(2024, 2, 10));
    case.closing = Some(Closing { outcome: Outcome::Oral, on: day(2024, 3, 2) });
    district.store.save_dispute(None, case, None).unwrap();
    assert_eq!(failing(&district, "2024-03", id), (vec![], true));
    let asked = Asked { period: "2024-03".parse().unwrap(), ..year_2024(Scope::All) };
    let governance = governance_form(&district.store, &asked, Lang::Zh).unwrap();
    let failed: Vec<&Check> = governance.checks.iter().filter(|check| !check.passed).collect();
    // Nobody said how many people the case concerns, and it has no party.
    assert_eq!(failed.iter().map(|check| check.code).collect::<Vec<_>>(), ["bands"]);
    assert_eq!(district.store.all_ids(failed[0].breaking.as_ref().unwrap()).unwrap(), [id]);
}

/// Every cell of a form: what it counts is what it lists; how many cells were looked at.
fn cells_open_their_cases(store: &Store, form: &FigureForm) -> usize {
    let mut cells = 0;
    for row in form.rows().filter(|row| row.item.counts_cases()) {
        for cell in &row.cells {
            let (Value::Count(value), Some(filter)) = (cell.value, &cell.behind.cases) else { continue };
            let listed = i64::try_from(store.all_ids(filter).unwrap().len()).unwrap();
            assert_eq!(value, listed, "{} {}: {filter:?}", form.code, row.code);
            cells += 1;
        }
    }
    cells
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Would catch: a cell that counts by other conditions than its list, a report that counts otherwise than the
    /// totals do, an identity that a good file breaks, in any order of edits.
    #[test]
    fn cells_are_their_cases_and_equal_the_totals(steps in proptest::collection::vec(step(), 1..40), month in 1..13_u32) {
        let mut district = District::new();
        for step in &steps {
            play(&mut district, step);
        }
        let store = &district.store;
        let period = Period::Month(Month::new(2024, month).unwrap());
        let range = period.range(CutOff::MONTH_END);
        for scope in [Scope::Office(district.towns[1]), Scope::All, Scope::Each] {
            let asked = Asked { period, ..year_2024(scope) };
            let table = case_table(store, &asked, Lang::Zh).unwrap();
            let form = governance_form(store, &asked, Lang::Zh).unwrap();
            prop_assert!(cells_open_their_cases(store, &table) > 50);
            prop_assert!(cells_open_their_cases(store, &form) > 50);
            let figures = store.figures(range, scope.office()).unwrap();
            let totals = [
                ("cases", figures.accepted),
                ("people", figures.people),
                ("successful", figures.successful()),
                ("oral", figures.oral),
                ("written", figures.written),
                ("amount", figures.amount.0),
            ];
            for (code, total) in totals {
                prop_assert_eq!(number(&table, code, 0), total, "{}", code);
            }
            prop_assert_eq!(number(&form, "disputes", 3), figures.accepted);
            prop_assert_eq!(number(&form, "mediated", 3), figures.mediated());
            for check in table.checks.iter().chain(&form.checks) {
                prop_assert!(check.passed, "{}", check.text(Lang::En));
            }
            let text = prose(store, &asked, "monthly", Rounding::AsWritten, Lang::Zh).unwrap();
            for shown in text.pieces.iter().filter_map(|piece| piece.figure.as_ref()) {
                let counted = matches!(shown.value, Value::Count(_)) && shown.unit == "cases";
                if let (true, Some(filter), None) = (counted, &shown.behind.cases, shown.behind.log) {
                    let listed = i64::try_from(store.all_ids(filter).unwrap().len()).unwrap();
                    prop_assert_eq!(shown.value, Value::Count(listed), "{}", &shown.source);
                }
            }
        }
    }
}

/// Would catch: a month without anything that is not said to be one, or that prints blanks.
#[test]
fn a_zero_report_is_a_report() {
    let district = District::new();
    let asked = Asked { period: "2024-03".parse().unwrap(), ..year_2024(Scope::Each) };
    for form in [
        case_table(&district.store, &asked, Lang::Zh).unwrap(),
        governance_form(&district.store, &asked, Lang::Zh).unwrap(),
    ] {
        assert!(form.is_zero && form.notes[0].contains("零报告"));
        assert!(form.checks.iter().all(|check| check.passed));
        assert!(
            form.rows()
                .flat_map(|row| &row.cells)
                .all(|cell| ["0", "0.00", "—", "无"].contains(&cell.value.text().as_str()))
        );
    }
    let text = prose(&district.store, &asked, "paragraph", Rounding::AsWritten, Lang::Zh).unwrap().text();
    assert!(text.starts_with("共受理人民调解案件0件，调处成功0件"), "{text}");
}

/// Would catch: a report that reads the whole file for one month.
#[test]
fn every_count_follows_an_index() {
    let district = District::new();
    let range = Period::Month(Month::new(2024, 3).unwrap()).range(CutOff::MONTH_END);
    for office in [None, Some(district.towns[0])] {
        let base = Base::new(range, office);
        for filter in [base.accepted(), base.closed()] {
            let plan = district.store.cross_plan(&filter, Axis::Body).unwrap();
            assert!(!plan.contains("SCAN d"), "{plan}");
            assert!(plan.contains("SEARCH d USING"), "{plan}");
        }
    }
}
