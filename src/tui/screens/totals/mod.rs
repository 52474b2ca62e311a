//! 统计: the totals of a period by a grouping, with the year to date, the preceding period, the same period
//! last year and the changes; every cell opens its cases.
//!
//! The table is counted when period, grouping or office change; moving about in it needs no read.
//! - `layout`: the layout of the columns
//! - `draw`: the table, its foot, the chart
//! - `span`: the box that asks for a period

mod draw;
mod layout;
mod locks;
pub(super) mod span;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::{Month, OfficeId, Period};
use crate::report::{Column, Exported, LockNote, Question, TotalsReport, Trend, Value, View, grouping_name};
use crate::store::{CaseFilter, Figures, Grouping, Measure, Store, StoreError};
use crate::text::Lang;
use crate::text::totals as words;
use crate::tui::actions::{Action, Place};
use crate::tui::input::Input;
use crate::tui::screens::analysis::AnalysisScreen;
use crate::tui::screens::{self, asked};
use crate::tui::stack::{Answer, Cx, Flow, Layer};
use crate::tui::widgets::table::Window;
use layout::Widths;
use span::SpanBox;

/// The content below the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// The table, with a chart below it if there is room.
    Table,
    /// The chart alone.
    Chart,
}

/// The screen of the totals.
pub struct Totals {
    report: TotalsReport,
    trend: Trend,
    months: Vec<(Month, Figures)>,
    note: LockNote,
    widths: Widths,
    view: View,
    /// The window on the lines; its selection is ignored while the total is selected.
    window: Window,
    line: Selected,
    column: usize,
    /// The index of the first visible column.
    first: usize,
    shown: Shown,
}

/// The selected line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Selected {
    Total,
    InWindow,
}

impl Totals {
    /// The period of the screen below, or the current month, by type for the home office, or for all where that is the
    /// district. None, and a notice, where the file cannot be read.
    pub fn open(cx: &mut Cx) -> Option<Self> {
        let cut_off = asked::cut_off(&cx.store);
        let question = Question {
            period: asked::period(cx),
            grouping: Grouping::Type,
            office: asked::home(&cx.store),
            cut_off,
            rate: cx.store.settings().rate_basis,
        };
        let mut trend = Trend::new(question.office, cut_off);
        let (report, months) = cx.told(count(&cx.store, question, &mut trend, cx.lang))?;
        Some(Self {
            note: locks::note(&report, cx),
            widths: Widths::of(&report, cx.lang),
            window: Window::new(report.lines.len()),
            report,
            trend,
            months,
            view: View::Period,
            line: Selected::Total,
            column: 0,
            first: 0,
            shown: Shown::Table,
        })
    }

    /// The table shown.
    pub fn report(&self) -> &TotalsReport {
        &self.report
    }

    /// The selected cell: its line (none for the total), view and column.
    pub fn cell(&self) -> (Option<usize>, View, Column) {
        (self.selected_line(), self.view, Column::ALL[self.column])
    }

    /// The filter for exactly the cases of the selected cell; none for a change.
    pub fn cases_at_cell(&self, store: &Store) -> Option<CaseFilter> {
        let (line, view, column) = self.cell();
        self.report.cases_behind(store, line, view, column)
    }

    fn selected_line(&self) -> Option<usize> {
        (self.line == Selected::InWindow).then(|| self.window.selected())
    }

    /// Counts again; the selected line stays selected if it still exists. After a read error nothing changes.
    fn ask(&mut self, question: Question, cx: &mut Cx) -> Flow {
        if question.office != self.report.question.office || question.cut_off != self.report.question.cut_off
        {
            self.trend = Trend::new(question.office, question.cut_off);
        }
        if let Some((report, months)) = cx.told(count(&cx.store, question, &mut self.trend, cx.lang)) {
            self.note = locks::note(&report, cx);
            self.take(report, months, cx.lang);
        }
        Flow::Stay
    }

    fn take(&mut self, report: TotalsReport, months: Vec<(Month, Figures)>, lang: Lang) {
        let same_lines = report.question.grouping == self.report.question.grouping;
        let key = self.selected_line().map(|at| self.report.line(Some(at)).key.clone());
        let found =
            key.filter(|_| same_lines).and_then(|key| report.lines.iter().position(|line| line.key == key));
        self.widths = Widths::of(&report, lang);
        self.window.set_len(report.lines.len());
        self.window.select(found.unwrap_or(0));
        self.line = if found.is_some() { Selected::InWindow } else { Selected::Total };
        (self.report, self.months) = (report, months);
        // A year has no period before it beside last year.
        self.view = match self.view {
            view if self.views().contains(&view) => view,
            View::OnBefore => View::OnLastYear,
            _ => View::LastYear,
        };
    }

    fn views(&self) -> &'static [View] {
        View::of(&self.report.question.period)
    }

    fn show_period(&mut self, period: Period, cx: &mut Cx) -> Flow {
        let cut_off = self.report.question.cut_off;
        asked::within_years(period, cut_off, cx, |cx| {
            self.ask(Question { period, ..self.report.question }, cx)
        })
    }

    fn group(&mut self, step: usize, cx: &mut Cx) -> Flow {
        let all = Grouping::ALL;
        let now = all.iter().position(|grouping| *grouping == self.report.question.grouping).unwrap_or(0);
        let grouping = all[(now + step) % all.len()];
        self.ask(Question { grouping, ..self.report.question }, cx)
    }

    /// Switches between this office and all offices.
    fn change_scope(&mut self, cx: &mut Cx) -> Flow {
        asked::change_scope(self.report.question.office, cx, |office, cx| {
            self.ask(Question { office, ..self.report.question }, cx)
        })
    }

    fn show_view(&mut self, at: usize) -> Flow {
        match self.views().get(at) {
            Some(view) => {
                self.view = *view;
                Flow::Stay
            }
            None => Flow::Unhandled,
        }
    }

    fn next_view(&mut self) -> Flow {
        let views = self.views();
        let now = views.iter().position(|view| *view == self.view).unwrap_or(0);
        self.show_view((now + 1) % views.len())
    }

    /// Switches to the next denominator of the rate without counting again.
    fn next_basis(&mut self, cx: &mut Cx) -> Flow {
        self.report.question.rate = asked::next_basis(self.report.question.divisor());
        self.widths = Widths::of(&self.report, cx.lang);
        cx.done(words::rate(cx.lang, self.report.question.divisor()));
        Flow::Stay
    }

    /// Opens the analysis for the same period and office.
    fn open_analysis(&self, cx: &mut Cx) -> Flow {
        match AnalysisScreen::open(&self.report.question, cx) {
            Some(screen) => Flow::Push(Box::new(screen)),
            None => Flow::Stay,
        }
    }

    /// Exports the table; a year by month is exported with its charts.
    fn export(&self, cx: &mut Cx) -> Flow {
        let question = self.report.question;
        let what = match (question.grouping, question.period) {
            (Grouping::Month, Period::Year(_)) => Exported::Year(question),
            _ => Exported::Totals(question),
        };
        let door = screens::open_export(what, cx);
        screens::through(door, cx)
    }

    fn toggle_chart(&mut self) -> Flow {
        self.shown = match self.shown {
            Shown::Table => Shown::Chart,
            Shown::Chart => Shown::Table,
        };
        Flow::Stay
    }

    /// Moves the selection; the total is above the first line.
    fn go(&mut self, action: Action) -> Flow {
        let at_top = self.window.selected() == 0;
        match (action, self.line) {
            _ if self.window.is_empty() => {}
            (Action::First, _) => {
                self.window.first();
                self.line = Selected::Total;
            }
            (Action::Up | Action::PageUp, _) if at_top => self.line = Selected::Total,
            (Action::Down | Action::PageDown, Selected::Total) => self.line = Selected::InWindow,
            (Action::Up | Action::PageUp, Selected::Total) => {}
            (action, _) => {
                self.window.travel(action);
                self.line = Selected::InWindow;
            }
        }
        Flow::Stay
    }

    fn select_column(&mut self, column: usize) -> Flow {
        self.column = column.min(Column::ALL.len() - 1);
        Flow::Stay
    }

    /// Opens the cases of the selected cell as a list.
    fn open_cell(&mut self, cx: &mut Cx) -> Flow {
        let (line, view, column) = self.cell();
        let Some(filter) = self.cases_at_cell(&cx.store) else {
            return cx.warned(words::change_has_no_cases(cx.lang));
        };
        let divisor = self.report.question.divisor();
        let measure = column.measure(divisor);
        // People are counted in accepted cases, some of which may have no count.
        let counted = match measure {
            Measure::People => Column::Counted(Measure::Accepted),
            measure => Column::Counted(measure),
        };
        let value = self.report.value(line, view, counted);
        if let Value::Word(_) = value {
            return cx.warned(words::nothing_to_compare(cx.lang, view.name(cx.lang)));
        }
        if value == counted.value(&Figures::default(), divisor) {
            return cx.warned(words::no_cases_here(cx.lang));
        }
        let period = words::period(cx.lang, &self.report.question.period);
        let label = &self.report.line(line).label;
        let measure = Column::Counted(measure).name(cx.lang);
        let title = words::cases_title([&period, view.name(cx.lang), label, measure], cx.symbols.between);
        let door = screens::open_cases(title, filter, cx);
        screens::through(door, cx)
    }
}

/// Counts the table and the months of the chart.
fn count(
    store: &Store,
    question: Question,
    trend: &mut Trend,
    lang: Lang,
) -> Result<(TotalsReport, Vec<(Month, Figures)>), StoreError> {
    let report = TotalsReport::build(store, question, lang)?;
    let last = match question.period {
        Period::Days(range) => Month::containing(range.to, question.cut_off),
        period => period.months().last().copied().unwrap_or(Month::of(store.today())),
    };
    Ok((report, trend.up_to(store, last)?))
}

impl Layer for Totals {
    fn place(&self) -> Place {
        Place::Totals
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        let groupings = Grouping::ALL.len();
        match action {
            Action::Open => self.open_cell(cx),
            Action::Earlier => self.show_period(self.report.question.period.previous(), cx),
            Action::Later => self.show_period(self.report.question.period.next(), cx),
            Action::Group => self.group(1, cx),
            Action::GroupBack => self.group(groupings - 1, cx),
            Action::PreviousColumn => self.select_column(self.column.saturating_sub(1)),
            Action::NextColumn => self.select_column(self.column + 1),
            Action::View => self.next_view(),
            Action::Span => {
                Flow::Push(Box::new(SpanBox::of(self.report.question.period, self.report.question.cut_off)))
            }
            Action::Scope => self.change_scope(cx),
            Action::Lock => self.lock(cx),
            Action::Chart => self.toggle_chart(),
            Action::Basis => self.next_basis(cx),
            Action::Analysis => self.open_analysis(cx),
            Action::Export => self.export(cx),
            Action::Copy => {
                if let Some(seal) = cx.told(crate::report::seal(&cx.store, cx.lang)) {
                    cx.copy(format!("{}\n{seal}\n", self.report.text(self.view, cx.lang).trim_end()));
                }
                Flow::Stay
            }
            Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
                self.go(action)
            }
            _ => Flow::Unhandled,
        }
    }

    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Flow {
        match input.digit() {
            Some(digit @ 1..) => self.show_view(usize::from(digit) - 1),
            _ => Flow::Unhandled,
        }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        self.draw_all(area, buf, cx)
    }

    fn title(&self, cx: &Cx) -> String {
        let period = words::period(cx.lang, &self.report.question.period);
        words::title(cx.lang, &period, grouping_name(self.report.question.grouping, cx.lang))
    }

    fn period(&self) -> Option<Period> {
        Some(self.report.question.period)
    }

    fn office(&self) -> Option<OfficeId> {
        self.report.question.office
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        match answer {
            Answer::Typed(text) => match text.parse() {
                Ok(period) => self.show_period(period, cx),
                Err(error) => cx.failed(words::wrong_period(cx.lang, error)),
            },
            other => self.decided(&other, cx),
        }
    }

    fn refresh(&mut self, cx: &mut Cx) {
        let question = Question { cut_off: asked::cut_off(&cx.store), ..self.report.question };
        self.trend = Trend::new(question.office, question.cut_off);
        self.ask(question, cx);
    }
}
