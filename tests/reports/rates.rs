//! Rates count the same cases above and below; comparisons need something to compare with (DOMAIN §5).

use std::collections::BTreeSet;

use proptest::prelude::*;
use tiaojie::domain::{CutOff, DateRange, Dispute, DisputeId, Divisor, Month, OfficeId, Period, RateBasis};
use tiaojie::report::{
    Analysis, AnalysisQuestion, AnalysisReport, Asked, Behind, Cell, Column, Exported, FigureForm, Format,
    Measured, Question, Rate, Rounding, Scope, Template, TotalsReport, Value, View, case_table,
    governance_form, prose,
};
use tiaojie::store::{CaseFilter, Grouping, Measure, Store};
use tiaojie::text::Lang;

use crate::support::export::exported;
use crate::support::ledger::ledger_2024;
use crate::support::report::{failing, golden, year_2024};
use crate::support::script::{play, step};
use crate::support::{District, day};

/// Every percentage in a text.
fn percents(text: &str) -> Vec<f64> {
    let signs = text.char_indices().filter(|(_, c)| matches!(c, '%' | '％')).map(|(at, _)| at);
    let number = |at: usize| {
        let digits: Vec<char> =
            text[..at].chars().rev().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        digits.into_iter().rev().collect::<String>().parse().ok()
    };
    signs.filter_map(number).collect()
}

#[track_caller]
fn at_most_all(text: &str) -> usize {
    let found = percents(text);
    assert!(found.iter().all(|percent| *percent <= 100.0), "{text}");
    found.len()
}

fn ids(store: &Store, filter: &CaseFilter) -> BTreeSet<DisputeId> {
    store.all_ids(filter).unwrap().into_iter().collect()
}

/// A rate that is one: what is above is no more than what is below, and nothing below gives no rate.
#[track_caller]
fn is_a_rate(rate: Rate) {
    assert!((0..=rate.whole()).contains(&rate.part()), "{rate:?}");
    assert_eq!(rate.tenths().is_none(), rate.whole() == 0, "{rate:?}");
    assert!(rate.tenths().is_none_or(|tenths| (0..=1_000).contains(&tenths)), "{rate:?}");
}

const fn measures(divisor: Divisor) -> [Measure; 2] {
    match divisor {
        Divisor::Accepted => [Measure::Settled, Measure::Accepted],
        Divisor::Closed => [Measure::Successful, Measure::Closed],
        Divisor::Mediated => [Measure::Successful, Measure::Mediated],
    }
}

/// The rates of a table of totals: those above are listed among those below.
fn totals(store: &Store, question: Question) {
    let report = TotalsReport::build(store, question, Lang::Zh).unwrap();
    let [part, whole] = measures(question.divisor());
    for line in std::iter::once(None).chain((0..report.lines.len()).map(Some)) {
        for (at, view) in View::COUNTED.into_iter().enumerate() {
            let Value::Rate(rate) = report.value(line, view, Column::Rate) else { continue };
            is_a_rate(rate);
            let figures = &report.line(line).figures[at];
            assert_eq!([rate.part(), rate.whole()], [part.of(figures), whole.of(figures)]);
            let above = report.cases_behind(store, line, view, Column::Rate).unwrap();
            let below = report.cases_behind(store, line, view, Column::Counted(whole)).unwrap();
            let (above, below) = (ids(store, &above), ids(store, &below));
            assert_eq!((above.len() as i64, below.len() as i64), (rate.part(), rate.whole()));
            assert!(above.is_subset(&below), "{question:?} {view:?} {}", report.line(line).label);
        }
    }
    report.carry.iter().for_each(|carry| is_a_rate(carry.closing_rate()));
    for view in View::of(&question.period) {
        at_most_all(&report.text(*view, Lang::Zh));
    }
}

fn workload(store: &Store, question: Question) {
    let question = AnalysisQuestion {
        analysis: Analysis::Workload,
        period: question.period,
        office: question.office,
        cut_off: question.cut_off,
        rate: question.rate,
    };
    let report = AnalysisReport::build(store, question, Lang::Zh).unwrap();
    let below = match question.divisor() {
        Divisor::Accepted => Measured::Accepted,
        Divisor::Closed | Divisor::Mediated => Measured::Closed,
    };
    for line in 0..report.lines.len() {
        let Some(Value::Rate(rate)) = report.value(line, Measured::Rate) else { panic!("no rate") };
        is_a_rate(rate);
        let above = ids(store, &report.cases_behind(line, Measured::Rate).unwrap());
        assert_eq!(
            (above.len() as i64, report.cases_counted(line, Measured::Rate)),
            (rate.part(), Some(rate.part()))
        );
        assert!(above.is_subset(&ids(store, &report.cases_behind(line, below).unwrap())));
    }
    at_most_all(&report.text(Lang::Zh));
}

fn form_rates(form: &FigureForm) {
    for row in form.rows() {
        for cell in &row.cells {
            if let Value::Rate(rate) = cell.value {
                is_a_rate(rate);
            }
        }
    }
    at_most_all(&form.text(Lang::Zh));
    at_most_all(&form.text(Lang::En));
}

/// Placeholders of figures that are counted as cases.
const COUNTED: [&str; 15] = [
    "受理",
    "办结",
    "成功",
    "调处",
    "书面",
    "口头",
    "不成",
    "撤回",
    "移送",
    "期初结转",
    "期末未结",
    "疑难复杂",
    "重大",
    "履行",
    "司法确认",
];

/// Every share of two of them that can be written.
fn shares(store: &Store) -> Vec<[&'static str; 2]> {
    let pairs = COUNTED.iter().flat_map(|part| COUNTED.iter().map(move |whole| [*part, *whole]));
    let reads = |pair: &[&str; 2]| {
        Template::parse(&format!("{{率:{}/{}}}", pair[0], pair[1]), store.directory()).is_ok()
    };
    pairs.filter(reads).collect()
}

fn texts(store: &mut Store, asked: &Asked) {
    for lang in [Lang::Zh, Lang::En] {
        let monthly = prose(store, asked, "monthly", Rounding::AsWritten, lang).unwrap().text();
        assert_eq!(monthly.matches(['%', '—']).count(), 2, "{monthly}");
        at_most_all(&monthly);
    }
    let pairs = shares(store);
    let slots: Vec<String> = pairs
        .iter()
        .flat_map(|[part, whole]| [format!("{{率:{part}/{whole}}}"), format!("{{{whole}}}")])
        .collect();
    store.manage(|writer| writer.put_template("shares", Some(&slots.join("\n")))).unwrap();
    let written = prose(store, asked, "shares", Rounding::AsWritten, Lang::Zh).unwrap();
    at_most_all(&written.text());
    let figures: Vec<_> = written.pieces.into_iter().filter_map(|piece| piece.figure).collect();
    assert_eq!(figures.len(), pairs.len() * 2);
    for (pair, figures) in pairs.iter().zip(figures.chunks(2)) {
        let Value::Rate(rate) = figures[0].value else { panic!("{pair:?}") };
        is_a_rate(rate);
        let listed = |behind: &Behind| ids(store, behind.cases.as_ref().unwrap());
        let (above, below) = (listed(&figures[0].behind), listed(&figures[1].behind));
        assert_eq!((above.len() as i64, below.len() as i64), (rate.part(), rate.whole()), "{pair:?}");
        assert!(above.is_subset(&below), "{pair:?}");
    }
}

fn period() -> impl Strategy<Value = Period> {
    let month = || (2023..2026_i32, 1..13_u32).prop_map(|(year, month)| Month::new(year, month).unwrap());
    prop_oneof![
        3 => month().prop_map(Period::Month),
        1 => (2024..2026_i32, 1..5_u32).prop_map(|(year, quarter)| Period::Quarter { year, quarter }),
        1 => (2024..2026_i32, 1..3_u32).prop_map(|(year, half)| Period::Half { year, half }),
        2 => (2024..2026_i32).prop_map(Period::Year),
        1 => (month(), 0..9_i32).prop_map(|(from, more)| Period::Months { from, to: from.plus(more) }),
        1 => (1..13_u32, 1..29_u32, 0..200_i64).prop_map(|(month, on, days)| {
            let from = day(2024, month, on);
            Period::Days(DateRange { from, to: from + chrono::TimeDelta::days(days) })
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Catches: a rate whose numerator counts other cases than its denominator, so that it passes 100 % in some month,
    /// office, grouping or with some denominator; a rate of nothing that is 0; a rate that lists other cases than it counts.
    #[test]
    fn no_rate_passes_all(
        script in prop::collection::vec(step(), 1..60),
        period in period(),
        cut_off in prop_oneof![Just(31_u32), 1..32_u32],
        grouping in 0..Grouping::ALL.len(),
    ) {
        let mut district = District::new();
        script.iter().for_each(|step| play(&mut district, step));
        let cut_off = CutOff::new(cut_off).unwrap();
        for office in [None, Some(district.towns[0]), Some(district.towns[1])] {
            for rate in RateBasis::ALL {
                let question = Question { period, grouping: Grouping::Type, office, cut_off, rate: *rate };
                for grouping in [Grouping::ALL[grouping], Grouping::Month, Grouping::Office] {
                    totals(&district.store, Question { grouping, ..question });
                }
                workload(&district.store, question);
                let asked = Asked { period, scope: office.map_or(Scope::All, Scope::Office), cut_off, rate: *rate };
                form_rates(&case_table(&district.store, &asked, Lang::Zh).unwrap());
                form_rates(&governance_form(&district.store, &asked, Lang::Zh).unwrap());
                texts(&mut district.store, &asked);
            }
        }
    }
}

/// The offices of the reference district that have cases, and all together.
fn offices(store: &Store) -> Vec<Option<OfficeId>> {
    let busy = |id: &OfficeId| {
        store.count(&CaseFilter { office: Some(*id), ..CaseFilter::default() }).unwrap().cases > 0
    };
    let ids = store.directory().offices().map(|office| office.id).filter(busy);
    std::iter::once(None).chain(ids.map(Some)).collect()
}

/// Catches: a month of the reference ledger with a rate of more than all, a check that fails for no fault, growth over a
/// year that nobody kept.
#[test]
fn every_month_and_office_of_the_ledger_can_be_handed_in() {
    let (_folder, store) = ledger_2024(day(2025, 1, 5));
    let mut periods: Vec<Period> =
        (1..=12).map(|month| Period::Month(Month::new(2024, month).unwrap())).collect();
    periods.extend(
        ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2024-H1", "2024-H2", "2024"]
            .map(|text| text.parse::<Period>().unwrap()),
    );
    let offices = offices(&store);
    assert_eq!(offices.len(), 9);
    let mut rates = 0;
    for (nth, period) in periods.into_iter().enumerate() {
        for (of, office) in offices.iter().enumerate() {
            let scope = office.map_or(Scope::All, Scope::Office);
            // Every denominator and grouping has its turn.
            for rate in [RateBasis::ByPeriod, RateBasis::ALL[1 + (nth + of) % 3]] {
                let asked = Asked { period, scope, cut_off: CutOff::MONTH_END, rate };
                let (table, governance) = (
                    case_table(&store, &asked, Lang::Zh).unwrap(),
                    governance_form(&store, &asked, Lang::Zh).unwrap(),
                );
                for check in table.checks.iter().chain(&governance.checks) {
                    // 调处 against 排查 is of the governance form.
                    assert!(check.passed, "{asked:?} {}", check.text(Lang::Zh));
                }
                let last_year: Vec<&Cell> = table.rows().flat_map(|row| &row.cells[2..]).collect();
                assert!(last_year.len() > 100);
                assert!(
                    last_year.iter().all(|cell| cell.value == Value::Word("无") && cell.behind.is_nothing())
                );
                rates += at_most_all(&table.text(Lang::Zh)) + at_most_all(&governance.text(Lang::Zh));
                for (lang, growth) in [(Lang::Zh, "比上年"), (Lang::En, "last year")] {
                    let text = prose(&store, &asked, "monthly", Rounding::AsWritten, lang).unwrap().text();
                    assert!(!text.contains(growth), "{text}");
                    rates += at_most_all(&text);
                }
            }
            for grouping in [Grouping::Source, Grouping::ALL[(nth + of) % Grouping::ALL.len()]] {
                let question = Question {
                    period,
                    grouping,
                    office: *office,
                    cut_off: CutOff::MONTH_END,
                    rate: RateBasis::ByPeriod,
                };
                let masked = tiaojie::domain::Masking::Masked;
                let bytes = exported(&store, Exported::Totals(question), Format::Text, masked, Lang::Zh);
                let text = String::from_utf8(bytes).unwrap();
                rates += at_most_all(&text);
                assert!(text.contains("成功率 = "), "{text}");
            }
        }
    }
    assert!(rates > 2_000, "{rates}");
}

/// Catches: a month's rate that is not of its own closings, a year's that is not the published one, a denominator that is
/// not named beside it.
#[test]
fn a_month_divides_by_the_closed_and_a_year_by_the_accepted() {
    let (_folder, store) = ledger_2024(day(2025, 1, 5));
    let said = |period: &str, rate| {
        let asked = Asked { period: period.parse().unwrap(), rate, ..year_2024(Scope::All) };
        let text = prose(&store, &asked, "monthly", Rounding::AsWritten, Lang::Zh).unwrap().text();
        let note = case_table(&store, &asked, Lang::Zh).unwrap().notes;
        let note = note.into_iter().find(|note| note.starts_with("成功率")).unwrap();
        (text.split("成功率").nth(1).unwrap().split('。').next().unwrap().to_owned(), note)
    };
    let both = |text: &str, note: &str| (text.to_owned(), format!("成功率 = {note}"));
    assert_eq!(
        said("2024-04", RateBasis::ByPeriod),
        both("94.4%（成功17÷办结18）", "成功 17 ÷ 办结 18 = 94.4%")
    );
    assert_eq!(
        said("2024-04", RateBasis::Accepted),
        both("84.6%（至今成功11÷受理13）", "至今成功 11 ÷ 受理 13 = 84.6%")
    );
    assert_eq!(
        said("2024-04", RateBasis::Mediated),
        both("94.4%（成功17÷调处18）", "成功 17 ÷ 调处 18 = 94.4%")
    );
    assert_eq!(
        said("2024", RateBasis::ByPeriod),
        both("88.3%（至今成功189÷受理214）", "至今成功 189 ÷ 受理 214 = 88.3%")
    );
    assert_eq!(said("2023", RateBasis::ByPeriod), both("—（至今成功0÷受理0）", "至今成功 0 ÷ 受理 0 = —"));
    // Five of 2024 are left for 2025: they are no success of the cases of 2025.
    assert_eq!(said("2025", RateBasis::Closed), both("—（成功0÷办结0）", "成功 0 ÷ 办结 0 = —"));
}

/// Catches: an identity of closings that cannot fail, or that does not name the case.
#[test]
fn more_closed_than_there_were_is_named() {
    let mut district = District::new();
    let victim = golden(&mut district)[300];
    let file = rusqlite::Connection::open(district.store.path()).unwrap();
    let sql = "UPDATE dispute SET closed_on = '2016-07-31' WHERE uuid = ?1";
    file.pragma_update(None, "ignore_check_constraints", true).unwrap();
    file.execute(sql, [victim.uuid()]).unwrap();
    assert_eq!(failing(&district, "2016-07", victim), (vec!["at_hand", "carried"], true));
    let asked =
        Asked { period: "2016-07".parse().unwrap(), rate: RateBasis::Closed, ..year_2024(Scope::All) };
    let text = prose(&district.store, &asked, "monthly", Rounding::AsWritten, Lang::Zh).unwrap().text();
    assert!(text.contains("办结率—（办结1÷期初结转和新收0）"), "{text}");
}

fn accept(district: &mut District, town: usize, on: chrono::NaiveDate) {
    let id = district.store.fresh_dispute_id();
    let case = Dispute::new(id, district.towns[town], on);
    district.store.save_dispute(None, case, None).unwrap();
}

/// Catches: a comparison with months before the file was kept, with a year of which only the end was kept, or none where
/// there is something; an office that began later than others and is said to have grown.
#[test]
fn only_what_was_kept_is_compared_with() {
    let mut district = District::new();
    for on in [day(2024, 9, 3), day(2024, 10, 10), day(2025, 9, 1), day(2026, 3, 3)] {
        accept(&mut district, 0, on);
    }
    accept(&mut district, 1, day(2025, 8, 2));
    let mut say = |period: &str, template: &str| {
        district.store.manage(|writer| writer.put_template("own", Some(template))).unwrap();
        let asked =
            Asked { period: period.parse().unwrap(), rate: RateBasis::ByPeriod, ..year_2024(Scope::All) };
        let text = prose(&district.store, &asked, "own", Rounding::AsWritten, Lang::Zh).unwrap().text();
        let english = prose(&district.store, &asked, "own", Rounding::AsWritten, Lang::En).unwrap().text();
        (text, english)
    };
    let both = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    for (period, zh, en) in [
        ("2024-08", "0件", "0件"),
        ("2024-09", "1件", "1件"),
        ("2024-10", "1件，比上期持平", "1件 (no change on the period before)"),
        (
            "2025-09",
            "1件，比上期持平，比上年同期持平",
            "1件 (no change on the period before, no change on last year)",
        ),
        ("2025-Q3", "2件，比上期增加2件", "2件 (2 cases more on the period before)"),
        (
            "2025-Q4",
            "0件，比上期减少2件，比上年同期减少1件",
            "0件 (2 cases fewer on the period before, 1 cases fewer on last year)",
        ),
        // Of the quarter before only its last month was kept.
        ("2024-Q4", "1件", "1件"),
        // Of 2024 only the end was kept.
        ("2025", "2件", "2件"),
        ("2026", "1件，比上年同期减少1件", "1件 (1 cases fewer on last year)"),
    ] {
        assert_eq!(say(period, "{受理}件{比较:受理}"), both(zh, en), "{period}");
    }
    assert_eq!(say("2024-09", "{环比:受理}，{同比:受理}").0, "无可比数据，无可比数据");
    assert_eq!(say("2026", "{环比:受理}，{同比:受理}").0, "不另比，减少1件");
    assert_eq!(say("2025", "{受理,期间=上年同期}{成功率,期间=上年同期}{受理,期间=本年累计}").0, "无无2");
    let question = Question {
        period: "2025-09".parse().unwrap(),
        grouping: Grouping::Office,
        office: None,
        cut_off: CutOff::MONTH_END,
        rate: RateBasis::ByPeriod,
    };
    let report = TotalsReport::build(&district.store, question, Lang::Zh).unwrap();
    let accepted = Column::Counted(Measure::Accepted);
    let cells = |line| {
        [View::Before, View::LastYear, View::OnBefore, View::OnLastYear]
            .map(|view| report.value(line, view, accepted).text())
    };
    assert_eq!(cells(None), ["1", "1", "0", "0"]);
    assert_eq!(cells(Some(0)), ["0", "1", "+1", "0"]);
    assert_eq!(cells(Some(1)), ["1", "无", "-1", "无"]);
}

/// Catches: 上期 beside 上年同期 in a year, in any format; a year without records whose columns show 0.
#[test]
fn a_year_has_no_period_before_it_beside_last_year() {
    let (_folder, store) = ledger_2024(day(2025, 12, 31));
    for (year, missing) in [(2024, true), (2025, false)] {
        let question = Question {
            period: Period::Year(year),
            grouping: Grouping::Type,
            office: None,
            cut_off: CutOff::MONTH_END,
            rate: RateBasis::ByPeriod,
        };
        assert_eq!(View::of(&question.period).len(), 4);
        for format in [Format::Csv, Format::Text, Format::Json] {
            let masked = tiaojie::domain::Masking::Masked;
            let text =
                String::from_utf8(exported(&store, Exported::Totals(question), format, masked, Lang::Zh))
                    .unwrap();
            assert!(!text.contains("上期"), "{text}");
            if format == Format::Csv {
                assert!(text.contains("上年同期"), "{text}");
                assert_eq!(text.contains(",无,无"), missing, "{text}");
            }
            // A csv has no notes: its heading says what the rate divides.
            assert!(text.replace(" ", "").contains("至今成功"), "{text}");
        }
    }
}
