//! 分析: further tables besides the totals, one at a time; every figure opens its cases.
//!
//! - `heat`: the shades of the heat strip
//! - `draw`: the table, the strip, the foot

mod draw;
mod heat;

use draw::Widths;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::totals::span::SpanBox;
use crate::domain::{OfficeId, Period};
use crate::report::{Analysis, AnalysisQuestion, AnalysisReport, Exported, Measured, Question};
use crate::store::CaseFilter;
use crate::text::{analysis as words, totals};
use crate::tui::actions::{Action, Place};
use crate::tui::input::Input;
use crate::tui::screens::{self, asked};
use crate::tui::stack::{Answer, Cx, Flow, Layer};
use crate::tui::widgets::table::Window;

/// The screen of the analysis.
pub struct AnalysisScreen {
    report: AnalysisReport,
    widths: Widths,
    window: Window,
    /// The index of the selected column.
    column: usize,
    /// The first column in sight.
    first: usize,
}

impl AnalysisScreen {
    /// The hot spots for the period and office of the totals. None, and a notice, after a read error.
    pub fn open(shown: &Question, cx: &mut Cx) -> Option<Self> {
        let question = AnalysisQuestion {
            analysis: Analysis::ALL[0],
            period: shown.period,
            office: shown.office,
            cut_off: shown.cut_off,
            rate: shown.rate,
        };
        let report = cx.told(AnalysisReport::build(&cx.store, question, cx.lang))?;
        Some(Self {
            window: Window::new(report.lines.len()),
            widths: Widths::of(&report, cx.lang),
            report,
            column: 0,
            first: 0,
        })
    }

    /// The table shown.
    pub fn report(&self) -> &AnalysisReport {
        &self.report
    }

    /// The selected cell: its line and column.
    pub fn cell(&self) -> (usize, Measured) {
        let columns = self.report.question.analysis.columns();
        (self.window.selected(), columns[self.column.min(columns.len() - 1)])
    }

    /// The filter for exactly the cases of the selected cell.
    pub fn cases_at_cell(&self) -> Option<CaseFilter> {
        let (line, column) = self.cell();
        self.report.cases_behind(line, column)
    }

    /// Counts again; after a read error nothing changes. The selected line stays selected if it still exists.
    fn ask(&mut self, question: AnalysisQuestion, cx: &mut Cx) -> Flow {
        if let Some(report) = cx.told(AnalysisReport::build(&cx.store, question, cx.lang)) {
            let same_table = question.analysis == self.report.question.analysis;
            let subject = self.report.lines.get(self.window.selected()).map(|line| &line.subject);
            let found = report.lines.iter().position(|line| Some(&line.subject) == subject);
            self.window.set_len(report.lines.len());
            self.window.select(found.filter(|_| same_table).unwrap_or(0));
            if !same_table {
                (self.column, self.first) = (0, 0);
            }
            self.widths = Widths::of(&report, cx.lang);
            self.report = report;
        }
        Flow::Stay
    }

    fn show(&mut self, at: usize, cx: &mut Cx) -> Flow {
        match Analysis::ALL.get(at) {
            Some(analysis) => self.ask(AnalysisQuestion { analysis: *analysis, ..self.report.question }, cx),
            None => Flow::Unhandled,
        }
    }

    fn go_round(&mut self, step: usize, cx: &mut Cx) -> Flow {
        let all = Analysis::ALL;
        let now = all.iter().position(|one| *one == self.report.question.analysis).unwrap_or(0);
        self.show((now + step) % all.len(), cx)
    }

    fn show_period(&mut self, period: Period, cx: &mut Cx) -> Flow {
        let cut_off = self.report.question.cut_off;
        asked::within_years(period, cut_off, cx, |cx| {
            self.ask(AnalysisQuestion { period, ..self.report.question }, cx)
        })
    }

    fn change_scope(&mut self, cx: &mut Cx) -> Flow {
        asked::change_scope(self.report.question.office, cx, |office, cx| {
            self.ask(AnalysisQuestion { office, ..self.report.question }, cx)
        })
    }

    fn next_basis(&mut self, cx: &mut Cx) -> Flow {
        let rate = asked::next_basis(self.report.question.divisor());
        let flow = self.ask(AnalysisQuestion { rate, ..self.report.question }, cx);
        cx.done(totals::rate(cx.lang, self.report.question.divisor()));
        flow
    }

    /// Selects the next column of figures, skipping the verdict.
    fn select_column(&mut self, action: Action) -> Flow {
        let columns = self.report.question.analysis.columns();
        let selectable = |at: &usize| columns[*at] != Measured::Verdict;
        let found = match action {
            Action::PreviousColumn => (0..self.column).rev().find(selectable),
            _ => (self.column + 1..columns.len()).find(selectable),
        };
        self.column = found.unwrap_or(self.column);
        Flow::Stay
    }

    /// Opens the cases of the selected cell as a list.
    fn open_cell(&mut self, cx: &mut Cx) -> Flow {
        let (line, column) = self.cell();
        let counted = self.report.cases_counted(line, column).unwrap_or(0);
        let (Some(filter), Some(shown), 1..) = (self.cases_at_cell(), self.report.lines.get(line), counted)
        else {
            return cx.warned(totals::no_cases_here(cx.lang));
        };
        let question = &self.report.question;
        let period = totals::period(cx.lang, &question.period);
        let label =
            shown.labels.iter().filter(|label| !label.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        let names = [&period, question.analysis.name(cx.lang), &label, &column.name(cx.lang)];
        let title = totals::cases_title(names, cx.symbols.between);
        let door = screens::open_cases(title, filter, cx);
        screens::through(door, cx)
    }
}

impl Layer for AnalysisScreen {
    fn place(&self) -> Place {
        Place::Analysis
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        let question = self.report.question;
        match action {
            Action::Open => self.open_cell(cx),
            Action::Earlier => self.show_period(question.period.previous(), cx),
            Action::Later => self.show_period(question.period.next(), cx),
            Action::Group => self.go_round(1, cx),
            Action::GroupBack => self.go_round(Analysis::ALL.len() - 1, cx),
            Action::PreviousColumn | Action::NextColumn => self.select_column(action),
            Action::Span => Flow::Push(Box::new(SpanBox::of(question.period, question.cut_off))),
            Action::Scope => self.change_scope(cx),
            Action::Basis => self.next_basis(cx),
            Action::Export => {
                let door = screens::open_export(Exported::Analysis(vec![question]), cx);
                screens::through(door, cx)
            }
            Action::Copy => {
                cx.copy(self.report.text(cx.lang));
                Flow::Stay
            }
            _ => self.window.act(action),
        }
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        match input.digit() {
            Some(digit @ 1..) => self.show(usize::from(digit) - 1, cx),
            _ => Flow::Unhandled,
        }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        self.draw_all(area, buf, cx)
    }

    fn title(&self, cx: &Cx) -> String {
        let question = &self.report.question;
        words::title(cx.lang, question.analysis.name(cx.lang), &totals::period(cx.lang, &question.period))
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
                Err(error) => cx.failed(totals::wrong_period(cx.lang, error)),
            },
            _ => Flow::Stay,
        }
    }

    fn refresh(&mut self, cx: &mut Cx) {
        let cut_off = asked::cut_off(&cx.store);
        self.ask(AnalysisQuestion { cut_off, ..self.report.question }, cx);
    }
}
