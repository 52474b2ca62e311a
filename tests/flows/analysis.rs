//! The analysis: its figures equal a recount, every cell opens exactly its cases, and it is readable in both
//! sizes and in both languages.

use crate::support::command::Program;
use crate::support::figures::{keys, picture, whole_year};
use crate::support::ledger::ledger_2024;
use crate::support::recount::{recount_ages, recount_days, recount_repeats, recount_spots, recount_work};
use crate::support::screen::Screen;
use crate::support::script::{play, step};
use crate::support::{District, day};
use chrono::NaiveDate;
use proptest::prelude::*;
use tiaojie::domain::{CutOff, DateRange, Dispute, Month, Party, Period, RateBasis, Side};
use tiaojie::report::{
    Analysis, AnalysisQuestion, AnalysisReport, Measured, Question, Subject, Value, Verdict,
};
use tiaojie::store::{AgeBy, CaseFilter, Grouping, Involved, Person, Store};
use tiaojie::text::Lang;
use tiaojie::tui::actions::Action;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::screens::analysis::AnalysisScreen;
use tiaojie::tui::screens::totals::Totals;
use tiaojie::tui::stack::{Cx, Flow, Layer, NoticeKind};
use tiaojie::tui::symbols::{ASCII, Symbols, UNICODE};
use tiaojie::tui::terminal::Program as _;
use tiaojie::tui::theme::DARK;

fn everything(store: &Store) -> Vec<Dispute> {
    let ids = store.all_ids(&CaseFilter::default()).unwrap();
    ids.into_iter().map(|id| store.dispute(id).unwrap()).filter(Dispute::is_accepted).collect()
}

fn asked(analysis: Analysis, period: &str) -> AnalysisQuestion {
    AnalysisQuestion {
        analysis,
        period: period.parse().unwrap(),
        office: None,
        cut_off: CutOff::MONTH_END,
        rate: RateBasis::Accepted,
    }
}

fn built(store: &Store, question: AnalysisQuestion) -> AnalysisReport {
    AnalysisReport::build(store, question, Lang::Zh).unwrap()
}

/// Every cell of a table holds as many cases as it opens.
fn every_cell_opens(store: &Store, report: &AnalysisReport) {
    for at in 0..report.lines.len() {
        for column in report.question.analysis.columns() {
            let Some(counted) = report.cases_counted(at, *column) else { continue };
            let filter = report.cases_behind(at, *column).unwrap();
            let behind = i64::try_from(store.count(&filter).unwrap().cases).unwrap();
            assert_eq!(behind, counted, "{:?} {:?} {column:?}", report.question, report.lines[at]);
            assert_eq!(store.all_ids(&filter).unwrap().len() as i64, counted);
        }
    }
}

/// Would catch: a figure whose list has another length, in any table, period, scope or cut-off.
#[test]
fn every_cell_opens_its_cases() {
    let (_folder, store) = ledger_2024(day(2024, 12, 31));
    let town = store.directory().offices().find(|office| office.name == "松柏镇").unwrap().id;
    for analysis in Analysis::ALL {
        for (period, cut_off) in
            [("2024", 31), ("2024-Q3", 25), ("2024-05", 31), ("2024-02-05..2024-04-10", 20)]
        {
            for office in [None, Some(town)] {
                let cut_off = CutOff::new(cut_off).unwrap();
                let report = built(&store, AnalysisQuestion { office, cut_off, ..asked(analysis, period) });
                assert!(analysis == Analysis::Repeat || !report.lines.is_empty(), "{analysis:?} {period}");
                every_cell_opens(&store, &report);
            }
        }
    }
}

/// Would catch: totals of the analysis that differ from the published ones.
#[test]
fn the_ledger_of_2024_adds_up() {
    let (_folder, store) = ledger_2024(day(2024, 12, 31));
    let column = |report: &AnalysisReport, column: Measured| -> Vec<i64> {
        (0..report.lines.len()).map(|line| report.cases_counted(line, column).unwrap_or(0)).collect()
    };
    let spots = built(&store, asked(Analysis::Hotspots, "2024"));
    assert_eq!(column(&spots, Measured::InPeriod).iter().sum::<i64>(), 214);
    assert!(spots.lines.iter().all(|line| line.verdict == Verdict::Unmarked), "there is no year before");
    assert_eq!(spots.lines.iter().flat_map(|line| &line.months).sum::<i64>(), 214);
    let days = built(&store, asked(Analysis::Days, "2024"));
    let closed = column(&days, Measured::Closed);
    assert_eq!((closed[0], closed[1..].iter().sum::<i64>()), (209, 209));
    for by in [AgeBy::Office, AgeBy::Type] {
        let ages = built(&store, asked(Analysis::Age(by), "2024"));
        let open = column(&ages, Measured::Open);
        assert_eq!((open[0], open[1..].iter().sum::<i64>()), (5, 5));
    }
    let work = built(&store, asked(Analysis::Workload, "2024"));
    assert_eq!(work.cases_counted(0, Measured::Accepted), Some(214));
    assert_eq!(work.cell(0, Measured::Rate, Lang::Zh), "88.3%");
    let led: i64 = column(&work, Measured::Led).iter().sum();
    let unled = work.lines.iter().position(|line| line.subject == Subject::Mediator(None));
    let unled = unled.map_or(0, |at| work.cases_counted(at, Measured::Accepted).unwrap());
    assert_eq!(led + unled, 214, "one leads each case");
}

fn spans() -> impl Strategy<Value = (Period, u32, bool)> {
    let month = (2024..2026_i32, 1..13_u32).prop_map(|(year, month)| Month::new(year, month).unwrap());
    let period = prop_oneof![
        3 => month.prop_map(Period::Month),
        1 => (2024..2026_i32, 1..5_u32).prop_map(|(year, quarter)| Period::Quarter { year, quarter }),
        1 => (2024..2026_i32).prop_map(Period::Year),
        1 => (1..13_u32, 1..29_u32, 0..120_i64).prop_map(|(month, on, days)| {
            let from = day(2024, month, on);
            Period::Days(DateRange { from, to: from + chrono::TimeDelta::days(days) })
        }),
    ];
    (period, prop_oneof![Just(31_u32), 1..32_u32], any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Would catch: a place, a mediator, a day, a band or a person counted under the wrong line or in the wrong days;
    /// a total that an edit, an undo or a void leaves behind; a line whose list has another length.
    #[test]
    fn the_analysis_equals_a_recount_of_the_cases(
        script in prop::collection::vec(step(), 1..50),
        questions in prop::collection::vec(spans(), 3),
    ) {
        let mut district = District::new();
        script.iter().for_each(|step| play(&mut district, step));
        let cases = everything(&district.store);
        for (period, cut_off, one_office) in questions {
            let office = one_office.then_some(district.towns[0]);
            let here: Vec<&Dispute> = cases.iter().filter(|case| office.is_none_or(|id| case.office == id)).collect();
            for analysis in Analysis::ALL {
                let cut_off = CutOff::new(cut_off).unwrap();
                let question = AnalysisQuestion { period, office, cut_off, ..asked(analysis, "2024") };
                let report = built(&district.store, question);
                match analysis {
                    Analysis::Hotspots => recount_spots(&report, &here),
                    Analysis::Workload => recount_work(&report, &here),
                    Analysis::Days => recount_days(&report, &here),
                    Analysis::Age(_) => recount_ages(&report, &here),
                    Analysis::Repeat => recount_repeats(&report, &here, &cases),
                }
                every_cell_opens(&district.store, &report);
            }
        }
    }
}

fn case_of(district: &mut District, on: NaiveDate, people: &[(&str, &str)]) -> Dispute {
    let id = district.store.fresh_dispute_id();
    let mut case = Dispute::new(id, district.towns[0], on);
    for (name, number) in people {
        let mut party = Party::new(district.store.fresh_id(), Side::Applicant, *name);
        party.id_number = (*number).to_owned();
        case.parties.push(party);
    }
    case
}

/// Would catch: two people of one name taken for one although their ID numbers differ, one person taken for two
/// because of a blank or a small x, a person twice in one case counted twice, and void cases counted.
#[test]
fn people_are_told_apart_by_name_and_number() {
    let mut district = District::new();
    let zhang = "42902119800101123X";
    for (on, people) in [
        (1, vec![("张三", zhang), ("李四", "")]),
        (2, vec![("张三", "429021 19800101 123x"), ("张三", zhang)]),
        (3, vec![("张三", "429021197001011234"), ("李四", "")]),
    ] {
        let case = case_of(&mut district, day(2024, 3, on), &people);
        district.store.save_dispute(None, case, None).unwrap();
    }
    let mut void = case_of(&mut district, day(2024, 3, 4), &[("张三", zhang)]);
    void.void = Some("重复登记".to_owned());
    district.store.save_dispute(None, void, None).unwrap();
    let report = built(&district.store, asked(Analysis::Repeat, "2024-03"));
    let found: Vec<_> = report.lines.iter().map(|line| (line.labels[0].as_str(), line.figures[1])).collect();
    assert_eq!(found, [("张三", Value::Count(2)), ("李四", Value::Count(2))]);
    assert!(report.lines[0].labels[1].contains("****"), "numbers are masked");
    every_cell_opens(&district.store, &report);
    assert!(built(&district.store, asked(Analysis::Repeat, "2024-04")).lines.is_empty());
}

/// Would catch: a page of people that follows no index.
#[test]
fn a_persons_cases_follow_the_index_of_names() {
    let district = District::new();
    let person = Person { name: "张三".to_owned(), id_number: String::new() };
    let filter = CaseFilter { involves: Some(Involved::Party(person)), ..CaseFilter::default() };
    let query = tiaojie::store::ListQuery { filter, ..tiaojie::store::ListQuery::default() };
    let plan = district.store.list_plan(&query).unwrap();
    assert!(plan.contains("party_called") && !plan.contains("SCAN p"), "{plan}");
}

/// Would catch: a rise that is not told, or told of a place that only goes on as ever.
#[test]
fn a_place_that_rises_against_its_own_past_stands_first() {
    let mut district = District::new();
    let mut log = |month: u32, village: usize, times: u32| {
        for n in 0..times {
            let mut case = case_of(&mut district, day(2024, month, 1 + n), &[("王五", "")]);
            case.village = Some(district.villages[village]);
            case.kind = "02".parse().unwrap();
            district.store.save_dispute(None, case, None).unwrap();
        }
    };
    for month in 1..=12 {
        log(month, 0, 6);
    }
    log(11, 1, 1);
    log(12, 1, 4);
    let report = built(&district.store, asked(Analysis::Hotspots, "2024-12"));
    let seen: Vec<_> = (0..2)
        .map(|at| {
            let cells =
                report.question.analysis.columns().iter().map(|column| report.cell(at, *column, Lang::Zh));
            (report.lines[at].labels.join(" "), cells.collect::<Vec<_>>())
        })
        .collect();
    let told = |label: &str, cells: [&str; 4]| (label.to_owned(), cells.map(str::to_owned).to_vec());
    assert_eq!(
        seen,
        [told("清泉村 邻里", ["4", "0.1", "+3.9", "上升"]), told("红花朵村 邻里", ["6", "6.0", "0.0", ""])]
    );
    assert_eq!(report.lines[0].months, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 4]);
}

/// The app on the totals, one key away from the analysis, in the year 2024.
fn desk(lang: Lang, symbols: &'static Symbols) -> (tempfile::TempDir, App) {
    let (folder, store) = ledger_2024(day(2024, 12, 31));
    let mut cx = Cx::new(store, lang, DARK, symbols);
    let screen = Totals::open(&mut cx).unwrap();
    let mut app = App::new(cx, Box::new(screen));
    whole_year(&mut app);
    (folder, app)
}

#[test]
fn each_table_in_both_languages_and_sizes() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in [(80, 24), (120, 40)] {
            let (_folder, mut app) = desk(lang, &UNICODE);
            keys(&mut app, &[Key::ctrl('p')]);
            picture(&mut app, size);
            keys(&mut app, &[Key::plain(Code::Down)]);
            for table in ["spots", "work", "days", "age_office", "age_type", "repeat"] {
                insta::assert_snapshot!(
                    format!("analysis_{table}_{name}_{}", size.0),
                    picture(&mut app, size)
                );
                keys(&mut app, &[Key::plain(Code::Tab), Key::plain(Code::Down)]);
            }
        }
    }
}

/// Would catch: shades that an ASCII console cannot draw, and windows in which the screen panics.
#[test]
fn plain_consoles_and_small_windows() {
    let (_folder, mut app) = desk(Lang::Zh, &ASCII);
    keys(&mut app, &[Key::ctrl('p'), Key::ctrl('l')]);
    app.input(Input::Text("12月".into()));
    keys(&mut app, &[Key::plain(Code::Enter)]);
    insta::assert_snapshot!("analysis_ascii", picture(&mut app, (80, 24)));
    for columns in [1, 10, 20, 40, 60, 79, 100, 200] {
        for rows in [1, 3, 5, 8, 12, 50] {
            picture(&mut app, (columns, rows));
            keys(&mut app, &[Key::with_ctrl(Code::Right), Key::plain(Code::PageDown)]);
        }
        keys(&mut app, &[Key::plain(Code::Tab)]);
    }
}

/// Would catch: keys that lead elsewhere, an Enter that opens other cases than the title says, and a copied table that
/// says another thing than the screen.
#[test]
fn the_keys_go_round_open_and_come_back() {
    let (_folder, mut app) = desk(Lang::Zh, &UNICODE);
    // Without the figures at its right.
    let title = |app: &mut App| {
        let line = picture(app, (80, 24)).lines().next().unwrap().trim().to_owned();
        line.split("   ").next().unwrap_or_default().to_owned()
    };
    keys(&mut app, &[Key::ctrl('p')]);
    assert_eq!(title(&mut app), "分析  热点  2024年");
    app.input(Input::Text("２".into()));
    assert_eq!(title(&mut app), "分析  工作量  2024年");
    keys(&mut app, &[Key::ctrl('u')]);
    let shown = picture(&mut app, (80, 24));
    assert!(shown.contains("成功率 = 成功 189 ÷ 办结 209 = 90.4%"), "{shown}");
    keys(&mut app, &[Key::plain(Code::Down), Key::plain(Code::Enter)]);
    let shown = title(&mut app);
    assert!(shown.starts_with("2024年 工作量 · ") && shown.contains(" · 受理"), "{shown}");
    keys(&mut app, &[Key::plain(Code::Esc), Key::plain(Code::Left), Key::plain(Code::BackTab)]);
    assert_eq!(title(&mut app), "分析  热点  2023年");
    assert!(picture(&mut app, (80, 24)).contains("本期没有可列的"));
    keys(&mut app, &[Key::plain(Code::Right), Key::ctrl('l')]);
    app.input(Input::Text("下半年".into()));
    keys(&mut app, &[Key::plain(Code::Enter), Key::ctrl('x')]);
    insta::assert_snapshot!("analysis_copied", app.take_copied().unwrap());
    keys(&mut app, &[Key::plain(Code::Esc)]);
    assert_eq!(title(&mut app), "统计  2024年  按纠纷类型");
}

/// Would catch: an arrow that sends rows anew, a cursor that is not in the selected cell, an empty cell that opens.
#[test]
fn arrows_are_cheap_and_empty_cells_say_so() {
    let (_folder, mut app) = desk(Lang::Zh, &UNICODE);
    keys(&mut app, &[Key::ctrl('p')]);
    let mut screen = Screen::new(80, 24);
    app.input(Input::Resize(80, 24));
    screen.show(&mut app);
    for _ in 0..10 {
        let before = screen.bytes();
        keys(&mut app, &[Key::plain(Code::Down)]);
        screen.show(&mut app);
        assert!(screen.bytes() - before <= 170, "{} bytes", screen.bytes() - before);
        let cursor = screen.cursor().unwrap();
        assert!(screen.row(cursor.y).starts_with(UNICODE.marker));
    }
    let (_folder, store) = ledger_2024(day(2024, 12, 31));
    let mut cx = Cx::new(store, Lang::Zh, DARK, &UNICODE);
    let shown = Question {
        period: Period::Year(2024),
        grouping: Grouping::Type,
        office: None,
        cut_off: CutOff::MONTH_END,
        rate: RateBasis::Accepted,
    };
    let mut screen = AnalysisScreen::open(&shown, &mut cx).unwrap();
    for _ in Analysis::ALL {
        for at in 0..screen.report().lines.len() {
            for column in screen.report().question.analysis.columns().iter().copied() {
                if column == Measured::Verdict {
                    continue;
                }
                assert_eq!(screen.cell(), (at, column));
                cx.notice = None;
                let opened = matches!(screen.act(Action::Open, &mut cx), Flow::Push(_));
                let counted = screen.report().cases_counted(at, column).unwrap_or(0);
                assert_eq!(opened, counted > 0);
                let warned = cx.notice.as_ref().is_some_and(|notice| notice.kind == NoticeKind::Warning);
                assert_eq!(warned, !opened);
                screen.act(Action::NextColumn, &mut cx);
            }
            for _ in screen.report().question.analysis.columns() {
                screen.act(Action::PreviousColumn, &mut cx);
            }
            screen.act(Action::Down, &mut cx);
        }
        screen.act(Action::Group, &mut cx);
    }
    assert_eq!(screen.report().question.analysis, Analysis::Hotspots);
}

/// Would catch: a command that says another thing than the screen, a JSON without a figure, a basis that is not said.
#[test]
fn the_command_prints_what_the_screen_shows() {
    let (_folder, store) = ledger_2024(day(2024, 12, 31));
    let path = store.path().to_owned();
    drop(store);
    let program = Program::on(&path);
    for (table, columns) in [
        ("hotspots", vec!["in_period", "past_average", "rise", "rising", "months"]),
        (
            "workload",
            vec!["accepted", "led", "helped", "closed", "successful", "rate", "open", "average_days"],
        ),
        ("days", vec!["closed", "average_days", "median_days", "longest_days"]),
        ("age", vec!["days_0_7", "days_8_15", "days_16_30", "days_31_60", "days_61_up", "open"]),
        ("repeat", vec!["in_period", "in_all"]),
    ] {
        let words = format!("totals --period 2024 --analysis {table}");
        let printed = program.json(&format!("{words} --json"));
        assert_eq!((&printed["analysis"], &printed["period"]), (&table.into(), &"2024".into()));
        let first = printed["rows"][0].as_object().unwrap();
        assert!(columns.iter().all(|column| first.contains_key(*column)), "{table} {first:?}");
        let text = program.ok(&words);
        let label = printed["rows"][0]["label"][0].as_str().unwrap();
        assert!(text.contains(label) && text.contains("2024-12-31"), "{text}");
    }
    assert_eq!(program.json("totals --period 2024 --analysis days --json")["rows"][0]["median_days"], 5.0);
    let of = |of: &str| program.ok(&["totals", "--period", "2024", "--rate", of]);
    assert!(of("accepted").contains("÷ 受理 214 = 88.3%"), "{}", of("accepted"));
    assert!(of("closed").contains("÷ 办结 209 = 90.4%"));
    assert!(of("mediated").contains("÷ 调处 202 = 93.6%"));
}
