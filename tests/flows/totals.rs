//! The totals by keys: published figures are reproduced, and every cell opens exactly its cases.

use crate::support::ledger::ledger_2024;
use crate::support::screen::Screen;
use crate::support::{District, day};
use tiaojie::domain::{CutOff, DateRange, Dispute, Divisor, Month, Period, RateBasis};
use tiaojie::report::{Column, Question, TotalsReport, View};
use tiaojie::store::{Figures, Grouping, Measure, Store};
use tiaojie::text::Lang;
use tiaojie::tui::actions::Action;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::screens::totals::Totals;
use tiaojie::tui::stack::{Cx, Flow, Layer, NoticeKind};
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::terminal::Program;
use tiaojie::tui::theme::DARK;

fn cx(store: Store) -> Cx {
    Cx::new(store, Lang::Zh, DARK, &UNICODE)
}

fn year_2024(grouping: Grouping) -> Question {
    Question {
        period: Period::Year(2024),
        grouping,
        office: None,
        cut_off: CutOff::MONTH_END,
        rate: RateBasis::Accepted,
    }
}

/// How many cases a cell stands for: those of its measure, of a rate those of its numerator.
fn cases_of(figures: &Figures, column: Column, divisor: Divisor, amounts: i64) -> i64 {
    match column.measure(divisor) {
        Measure::People => figures.accepted,
        Measure::Amount => amounts,
        measure => measure.of(figures),
    }
}

/// Would catch: a total, a month or an outcome that an import or the table loses.
#[test]
fn the_published_figures_of_2024_come_out() {
    let (_folder, store) = ledger_2024(day(2024, 12, 31));
    for grouping in Grouping::ALL {
        let report = TotalsReport::build(&store, year_2024(grouping), Lang::Zh).unwrap();
        let total = report.total.figures[0];
        let outcomes =
            [total.accepted, total.successful(), total.unsuccessful, total.withdrawn, total.referred];
        assert_eq!((outcomes, total.pending), ([214, 189, 13, 4, 3], 5));
        assert_eq!((report.carry[0].brought, report.carry[0].left), (0, 5));
        assert_eq!(report.value(None, View::Period, Column::Rate).text(), "88.3%");
        let adds_up = |measure: Measure| {
            let sum: i64 = report.lines.iter().map(|line| measure.of(&line.figures[0])).sum();
            assert_eq!(sum, measure.of(&total), "{grouping:?} {measure:?}");
        };
        if !grouping.overlaps() {
            let measures = Measure::ALL.into_iter();
            // What is open at the end of each month is not open at the end of the year.
            measures.filter(|m| grouping != Grouping::Month || *m != Measure::Pending).for_each(adds_up);
        }
    }
}

/// Walks over every line and column with the keys and opens every cell.
fn open_every_cell(totals: &mut Totals, cx: &mut Cx) -> usize {
    let mut cells = 0;
    totals.act(Action::First, cx);
    for at in 0..=totals.report().lines.len() {
        for column in 0..Column::ALL.len() {
            let (line, view, shown) = totals.cell();
            assert_eq!((line, shown), (at.checked_sub(1), Column::ALL[column]));
            open_cell(totals, cx);
            assert_eq!(view, View::Period);
            cells += 1;
            totals.act(Action::NextColumn, cx);
        }
        for _ in 0..Column::ALL.len() {
            totals.act(Action::PreviousColumn, cx);
        }
        totals.act(Action::Down, cx);
    }
    cells
}

fn open_cell(totals: &mut Totals, cx: &mut Cx) {
    let (line, view, column) = totals.cell();
    let filter = totals.cases_at_cell(&cx.store).unwrap();
    let behind = i64::try_from(cx.store.count(&filter).unwrap().cases).unwrap();
    let shown = totals.report().line(line);
    let at = View::COUNTED.iter().position(|counted| *counted == view).unwrap();
    let about = || format!("{:?} {} {view:?} {column:?}", totals.report().question, shown.label);
    let divisor = totals.report().question.divisor();
    if column.measure(divisor) == Measure::Amount {
        assert_eq!(behind > 0, shown.figures[at].amount.0 > 0, "{}", about());
    } else {
        assert_eq!(behind, cases_of(&shown.figures[at], column, divisor, 0), "{}", about());
    }
    let about = about();
    cx.notice = None;
    let flow = totals.act(Action::Open, cx);
    let warned = cx.notice.as_ref().is_some_and(|notice| notice.kind == NoticeKind::Warning);
    assert_eq!(warned, behind == 0, "an empty cell says so");
    assert_eq!(matches!(flow, Flow::Push(_)), behind > 0, "{about}");
}

/// Would catch: a cell whose list has another length, in any month and grouping; a key that skips a line or column.
#[test]
fn every_cell_of_every_month_opens_its_cases() {
    let (_folder, store) = ledger_2024(day(2024, 12, 31));
    let mut cx = cx(store);
    let mut totals = Totals::open(&mut cx).unwrap();
    for month in (1..=12).rev() {
        assert_eq!(totals.report().question.period, Period::Month(Month::new(2024, month).unwrap()));
        for grouping in Grouping::ALL {
            assert_eq!(totals.report().question.grouping, grouping);
            let lines = totals.report().lines.len();
            assert_eq!(open_every_cell(&mut totals, &mut cx), (lines + 1) * 11);
            totals.act(Action::Group, &mut cx);
        }
        totals.act(Action::Earlier, &mut cx);
    }
}

/// Would catch: a screen that takes natural months where the office counts to the 25th, or keeps the old days after the
/// setting was changed.
#[test]
fn months_end_on_the_cut_off_of_the_settings() {
    let (_folder, store) = ledger_2024(day(2024, 12, 28));
    let mut cx = cx(store);
    let mut totals = Totals::open(&mut cx).unwrap();
    let days = |totals: &Totals| totals.report().range(View::Period);
    assert_eq!(days(&totals), DateRange { from: day(2024, 12, 1), to: day(2024, 12, 31) });
    let mut settings = cx.store.settings().clone();
    settings.cut_off_day = 25;
    cx.store.save_settings(&settings).unwrap();
    totals.refresh(&mut cx);
    assert_eq!(days(&totals), DateRange { from: day(2024, 11, 26), to: day(2024, 12, 25) });
    open_every_cell(&mut totals, &mut cx);
    let fresh = Totals::open(&mut cx).unwrap();
    assert_eq!(
        days(&fresh),
        DateRange { from: day(2024, 12, 26), to: day(2025, 1, 25) },
        "the 28th is January's"
    );
}

/// Would catch: a list of the year to date or of last year that takes the days of the period.
#[test]
fn every_view_of_the_year_opens_its_cases() {
    let (_folder, store) = ledger_2024(day(2025, 3, 31));
    for (period, cut_off) in [("2024", 31), ("2024-Q2", 25), ("2025-03", 25), ("2024-02-05..2024-04-10", 20)]
    {
        for grouping in Grouping::ALL {
            let cut_off = CutOff::new(cut_off).unwrap();
            let question = Question { period: period.parse().unwrap(), cut_off, ..year_2024(grouping) };
            let report = TotalsReport::build(&store, question, Lang::Zh).unwrap();
            for line in std::iter::once(None).chain((0..report.lines.len()).map(Some)) {
                for (at, view) in View::COUNTED.into_iter().enumerate() {
                    for column in
                        Column::ALL.into_iter().filter(|c| c.measure(Divisor::Accepted) != Measure::Amount)
                    {
                        let filter = report.cases_behind(&store, line, view, column).unwrap();
                        let behind = i64::try_from(store.count(&filter).unwrap().cases).unwrap();
                        let shown = report.line(line);
                        let wanted = cases_of(&shown.figures[at], column, Divisor::Accepted, 0);
                        assert_eq!(behind, wanted, "{question:?} {} {view:?} {column:?}", shown.label);
                    }
                }
                for change in [View::OnBefore, View::OnLastYear] {
                    assert_eq!(report.cases_behind(&store, line, change, Column::Rate), None);
                }
            }
        }
    }
}

fn keys(app: &mut App, keys: &[Key]) {
    for key in keys {
        app.input(Input::Key(*key));
    }
}

fn title(app: &mut App) -> String {
    // Wide enough for a gap before the figures at its right.
    let mut screen = Screen::new(120, 24);
    app.input(Input::Resize(120, 24));
    screen.show(app);
    screen.row(0).trim().split("   ").next().unwrap_or_default().to_owned()
}

fn text(app: &mut App) -> String {
    let mut screen = Screen::new(80, 24);
    app.input(Input::Resize(80, 24));
    screen.show(app);
    assert_eq!(screen.differences(), [] as [String; 0]);
    screen.text()
}

/// Would catch: an arrow that goes the wrong way or by the wrong length, a grouping left out of the round.
#[test]
fn arrows_go_through_the_periods_and_tab_through_the_groupings() {
    let (_folder, store) = ledger_2024(day(2024, 12, 31));
    let mut cx = cx(store);
    let screen = Totals::open(&mut cx).unwrap();
    let mut app = App::new(cx, Box::new(screen));
    assert_eq!(title(&mut app), "统计  2024年12月  按纠纷类型");
    keys(&mut app, &[Key::plain(Code::Left), Key::plain(Code::Left)]);
    assert_eq!(title(&mut app), "统计  2024年10月  按纠纷类型");
    keys(&mut app, &[Key::plain(Code::Right), Key::plain(Code::Tab)]);
    assert_eq!(title(&mut app), "统计  2024年11月  按单位");
    keys(&mut app, &[Key::plain(Code::BackTab), Key::plain(Code::BackTab)]);
    assert_eq!(title(&mut app), "统计  2024年11月  按月份");
    keys(&mut app, &[Key::plain(Code::Tab)]);
    // Up and down choose month, quarter, half, year; the arrows then go by those.
    keys(
        &mut app,
        &[Key::ctrl('l'), Key::plain(Code::Down), Key::plain(Code::Enter), Key::plain(Code::Left)],
    );
    assert_eq!(title(&mut app), "统计  2024年第3季度  按纠纷类型");
    for (typed, wanted) in [
        ("上半年", "2024年上半年"),
        ("2024-02..2024-04", "2024年2月至4月"),
        ("２０２３", "2023年"),
        ("3月", "2023年3月"),
    ] {
        keys(&mut app, &[Key::ctrl('l')]);
        app.input(Input::Text(typed.into()));
        keys(&mut app, &[Key::plain(Code::Enter)]);
        assert_eq!(title(&mut app), format!("统计  {wanted}  按纠纷类型"));
    }
    assert!(text(&mut app).contains("零报告"));
    keys(&mut app, &[Key::ctrl('l')]);
    app.input(Input::Text("13月".into()));
    keys(&mut app, &[Key::plain(Code::Enter)]);
    assert!(text(&mut app).contains("看不懂") || text(&mut app).contains("没有这个月"), "{}", text(&mut app));
    keys(&mut app, &[Key::plain(Code::Esc)]);
    assert_eq!(title(&mut app), "统计  2023年3月  按纠纷类型");
}

/// Would catch: views that show each other's figures, a change that opens a list, a copied table that is not aligned.
#[test]
fn views_change_by_digit_and_key_and_the_table_is_copied() {
    let (_folder, store) = ledger_2024(day(2025, 1, 31));
    let mut cx = cx(store);
    let screen = Totals::open(&mut cx).unwrap();
    let mut app = App::new(cx, Box::new(screen));
    app.input(Input::Text("３".into()));
    assert!(text(&mut app).contains("[3 上期]") && text(&mut app).contains("2024-12-01 至 2024-12-31"));
    app.input(Input::Text("４".into()));
    assert!(text(&mut app).contains("[4 上年同期]") && text(&mut app).contains("2024-01-01 至 2024-01-31"));
    keys(&mut app, &[Key::ctrl('e'), Key::plain(Code::Enter)]);
    assert!(
        text(&mut app).contains("[5 比上期]") && text(&mut app).contains("这是两期之差"),
        "{}",
        text(&mut app)
    );
    keys(&mut app, &[Key::ctrl('e')]);
    assert!(text(&mut app).contains("[6 比上年]") && text(&mut app).contains("比上年 = 本期 - 上年同期"));
    keys(&mut app, &[Key::ctrl('e'), Key::ctrl('l')]);
    app.input(Input::Text("2024".into()));
    keys(&mut app, &[Key::plain(Code::Enter), Key::ctrl('x')]);
    let copied = app.take_copied().unwrap();
    // The code of the records at the foot is that of this very file.
    let seal = tiaojie::report::seal(&app.cx().store, Lang::Zh).unwrap();
    let table = copied.strip_suffix(&format!("{seal}\n")).unwrap();
    insta::assert_snapshot!("totals_copied", table);
    // The chart takes the place of the table and gives it back.
    keys(&mut app, &[Key::ctrl('r')]);
    let chart = text(&mut app);
    assert!(chart.contains("近12个月受理") && !chart.contains("邻里"), "{chart}");
    keys(&mut app, &[Key::ctrl('r')]);
    assert!(text(&mut app).contains("邻里"));
}

/// Catches: 上期 of a year beside its 上年同期, a view that a year has not and that stays; a year before the records that
/// shows noughts or opens a list; a dash that an old console draws two cells wide.
#[test]
fn a_year_is_compared_with_the_year_before_where_it_was_kept() {
    let (_folder, store) = ledger_2024(day(2025, 1, 31));
    let mut cx = cx(store);
    cx.symbols = &tiaojie::tui::symbols::ASCII;
    let screen = Totals::open(&mut cx).unwrap();
    let mut app = App::new(cx, Box::new(screen));
    let period = |app: &mut App, name: &str| {
        keys(app, &[Key::ctrl('l')]);
        app.input(Input::Text(name.into()));
        keys(app, &[Key::plain(Code::Enter)]);
        text(app)
    };
    app.input(Input::Text("5".into()));
    assert!(text(&mut app).contains("[5 比上期]"));
    let year = period(&mut app, "2025");
    assert!(year.contains("[4 比上年]") && !year.contains("上期"), "{year}");
    assert!(year.contains("-214"), "{year}");
    let before = period(&mut app, "2024");
    assert!(before.contains(" 无") && before.contains("上年同期没有记录，无可比数据。"), "{before}");
    app.input(Input::Text("3".into()));
    keys(&mut app, &[Key::plain(Code::Enter)]);
    assert!(text(&mut app).contains("[3 上年同期]") && text(&mut app).contains("无可比数据"));
    app.input(Input::Text("1".into()));
    let empty = period(&mut app, "2023");
    assert!(empty.contains("--") && !empty.contains('—') && !empty.contains("0.0%"), "{empty}");
}

/// Would catch: a cursor that is lost among the cells, and rows of hanzi sent anew for every arrow.
#[test]
fn the_cursor_stands_in_the_selected_cell_and_arrows_are_cheap() {
    let (_folder, store) = ledger_2024(day(2024, 12, 31));
    let mut cx = cx(store);
    let screen = Totals::open(&mut cx).unwrap();
    let mut app = App::new(cx, Box::new(screen));
    let mut screen = Screen::new(80, 24);
    screen.show(&mut app);
    let start = screen.cursor().unwrap();
    for n in 1..12 {
        let before = screen.bytes();
        keys(&mut app, &[Key::plain(Code::Down)]);
        screen.show(&mut app);
        let cursor = screen.cursor().unwrap();
        assert_eq!((cursor.x, cursor.y), (start.x, start.y + n));
        assert!(screen.row(cursor.y).starts_with(UNICODE.marker));
        assert!(screen.bytes() - before <= 170, "{} bytes", screen.bytes() - before);
    }
    keys(&mut app, &[Key::with_ctrl(Code::Right), Key::plain(Code::Up)]);
    screen.show(&mut app);
    let cursor = screen.cursor().unwrap();
    assert!(cursor.x > start.x && cursor.y == start.y + 10);
    assert_eq!(screen.differences(), [] as [String; 0]);
}

/// Would catch: a table that goes on showing what was before a save, a chart that keeps old months, and figures of
/// other offices under the home office's name.
#[test]
fn saves_and_scope_are_seen() {
    let mut district = District::new();
    for (n, town) in [0, 0, 1].into_iter().enumerate() {
        let id = district.store.fresh_dispute_id();
        let case = Dispute::new(id, district.towns[town], day(2024, 12, 1 + u32::try_from(n).unwrap()));
        district.store.save_dispute(None, case, None).unwrap();
    }
    let mut settings = district.store.settings().clone();
    settings.home = district.towns[0];
    district.store.save_settings(&settings).unwrap();
    let mut cx = cx(district.store);
    let mut totals = Totals::open(&mut cx).unwrap();
    assert_eq!((totals.report().total.figures[0].accepted, totals.report().office.as_str()), (2, "松柏镇"));
    totals.act(Action::Scope, &mut cx);
    assert_eq!((totals.report().total.figures[0].accepted, totals.report().office.as_str()), (3, "区（县）"));
    cx.store.undo().unwrap();
    totals.refresh(&mut cx);
    assert_eq!(totals.report().total.figures[0].accepted, 2);
    totals.act(Action::Scope, &mut cx);
    assert_eq!(totals.report().question.office, Some(district.towns[0]));
}

/// Would catch: a denominator that does not change the rate, a basis that is not printed with it or not remembered
/// while the period changes.
#[test]
fn the_rate_says_what_it_is_of() {
    let (_folder, store) = ledger_2024(day(2024, 12, 31));
    let mut cx = cx(store);
    let screen = Totals::open(&mut cx).unwrap();
    let mut app = App::new(cx, Box::new(screen));
    keys(&mut app, &[Key::ctrl('l')]);
    app.input(Input::Text("2024".into()));
    keys(&mut app, &[Key::plain(Code::Enter)]);
    for (rate, of) in [
        ("90.4%", "成功率 = 成功 189 ÷ 办结 209 = 90.4%"),
        ("93.6%", "成功率 = 成功 189 ÷ 调处 202 = 93.6%"),
        ("88.3%", "成功率 = 至今成功 189 ÷ 受理 214 = 88.3%"),
    ] {
        keys(&mut app, &[Key::ctrl('u'), Key::plain(Code::Left), Key::plain(Code::Right)]);
        let shown = text(&mut app);
        assert!(shown.contains(rate) && shown.contains(of), "{shown}");
        keys(&mut app, &[Key::ctrl('x')]);
        let copied = app.take_copied().unwrap();
        assert!(copied.contains(rate) && copied.contains(of), "{copied}");
    }
}
