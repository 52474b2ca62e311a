//! The popup that asks for a period: a field, and the usual periods to choose from.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::period::PeriodError;
use crate::domain::{CutOff, DateRange, Month, Period};
use crate::text::Lang;
use crate::text::totals as words;
use crate::tui::actions::{Action, Place};
use crate::tui::input::{Code, Held, Input, Key};
use crate::tui::stack::{Answer, Covers, Cx, Flow, Layer, Typing};
use crate::tui::widgets::cells::{self, Styles};
use crate::tui::widgets::edit::Edit;
use crate::tui::widgets::line::LineView;
use crate::tui::widgets::{area, popup};

const SIZE: (u16, u16) = (64, 13);

/// The popup for a period; it returns the period as [`Period`] displays it.
pub(in crate::tui::screens) struct SpanBox {
    cut_off: CutOff,
    usual: [Period; 4],
    /// The index of the chosen usual period; none while text is typed.
    chosen: Option<usize>,
    edit: Edit,
    view: LineView,
    cursor: Option<Position>,
}

impl SpanBox {
    /// Starts from the current period.
    pub(in crate::tui::screens) fn of(period: Period, cut_off: CutOff) -> Self {
        let month = period.months().last().copied();
        let month = month.unwrap_or(Month::of(period.range(cut_off).to));
        let (year, number) = (month.year(), month.month());
        let usual = [
            Period::Month(month),
            Period::Quarter { year, quarter: number.div_ceil(3) },
            Period::Half { year, half: number.div_ceil(6) },
            Period::Year(year),
        ];
        let mut edit = Edit::new(&period.to_string());
        edit.mark_all();
        let chosen = usual.iter().position(|usual| *usual == period);
        Self { cut_off, usual, chosen, edit, view: LineView::new(), cursor: None }
    }

    fn period(&self) -> Result<Period, PeriodError> {
        let year = self.usual[0].months().first().map_or(0, |month| month.year());
        period_within(year, self.edit.text().trim())
    }

    fn choose(&mut self, at: usize) -> Flow {
        let at = at.min(self.usual.len() - 1);
        self.chosen = Some(at);
        self.edit.replace_all(&self.usual[at].to_string());
        Flow::Stay
    }

    fn change<T>(&mut self, change: impl FnOnce(&mut Edit) -> T) -> Flow {
        change(&mut self.edit);
        self.chosen = None;
        Flow::Stay
    }

    fn accept(&mut self, cx: &mut Cx) -> Flow {
        match self.period() {
            Ok(period) => Flow::Answer(Answer::Typed(period.to_string())),
            Err(error) => cx.failed(words::wrong_period(cx.lang, error)),
        }
    }

    fn draw_field(&mut self, row: Rect, buf: &mut Buffer, cx: &Cx) {
        let prompt = words::period_prompt(cx.lang);
        let x = cells::write(buf, (row.x, row.y), prompt, row.width, cx.theme.label, cx.symbols);
        let field = Rect { x, width: row.right().saturating_sub(x), ..row };
        cells::shade(buf, field, cx.theme.focused);
        let styles = Styles { marked_row: cx.theme.selected, ..Styles::default() };
        self.cursor = Some(self.view.draw(&self.edit, "", field, buf, &styles));
    }

    /// Draws the parsed period, or the error.
    fn draw_verdict(&self, row: Rect, buf: &mut Buffer, cx: &Cx) {
        let (text, style) = match self.period() {
            Ok(period) => (self.described(&period, cx.lang), cx.theme.good),
            Err(error) => (words::wrong_period(cx.lang, error), cx.theme.error),
        };
        let x = row.x + cells::width(words::period_prompt(cx.lang));
        cells::write(buf, (x, row.y), &text, row.right().saturating_sub(x), style, cx.symbols);
    }

    fn described(&self, period: &Period, lang: Lang) -> String {
        let range: DateRange = period.range(self.cut_off);
        format!("{}  {}", words::period(lang, period), words::days(lang, range))
    }
}

/// Parses a period; the year defaults to `year`: 3月, 上半年, Q2.
///
/// # Errors
/// Why it is not a period.
pub(in crate::tui::screens) fn period_within(year: i32, typed: &str) -> Result<Period, PeriodError> {
    typed.parse().or_else(|error| {
        let of_year = format!("{year}-{typed}").parse();
        if typed.is_empty() { Err(error) } else { of_year.map_err(|_| error) }
    })
}

impl Layer for SpanBox {
    fn place(&self) -> Place {
        Place::PickList
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Accept | Action::Save => self.accept(cx),
            Action::Up | Action::Previous => self.choose(self.chosen.map_or(0, |at| at.saturating_sub(1))),
            Action::Down | Action::Next => self.choose(self.chosen.map_or(0, |at| at + 1)),
            _ => Flow::Unhandled,
        }
    }

    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Flow {
        let ctrl = |key: &Key| key.held.contains(Held::CTRL);
        match input {
            Input::Text(text) => self.change(|edit| edit.insert(text)),
            Input::Paste(text) => self.change(|edit| edit.paste(text)),
            Input::Key(key) if !ctrl(key) => match key.code {
                Code::Backspace => self.change(Edit::backspace),
                Code::Delete => self.change(Edit::delete),
                Code::Left => self.change(Edit::left),
                Code::Right => self.change(Edit::right),
                Code::Home => self.change(Edit::home),
                Code::End => self.change(Edit::end),
                _ => Flow::Unhandled,
            },
            _ => Flow::Unhandled,
        }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let inner = popup::open(popup::centred(area, SIZE.0, SIZE.1), words::ask_period(cx.lang), buf, cx);
        let row = |y: u16| Rect { y: inner.y + y, height: 1, ..inner };
        if inner.height < 3 || inner.width < 20 {
            return None;
        }
        self.draw_field(row(0), buf, cx);
        self.draw_verdict(row(1), buf, cx);
        for (n, period) in (0..).zip(&self.usual).take_while(|(n, _)| n + 3 < inner.height) {
            let line = row(n + 3);
            if self.chosen == Some(usize::from(n)) {
                cells::write(buf, (line.x, line.y), cx.symbols.marker, 1, cx.theme.heading, cx.symbols);
            }
            let text = self.described(period, cx.lang);
            let room = line.width.saturating_sub(2);
            cells::write(buf, (line.x + 2, line.y), &text, room, cx.theme.hint_text, cx.symbols);
        }
        let hint = area::lines(words::period_hint(cx.lang), inner.width);
        for (n, text) in (8..inner.height).zip(&hint) {
            cells::write(buf, (inner.x, inner.y + n), text, inner.width, cx.theme.muted, cx.symbols);
        }
        self.cursor
    }

    fn title(&self, cx: &Cx) -> String {
        words::ask_period(cx.lang).to_owned()
    }

    fn typing(&self) -> Typing {
        Typing::Words
    }

    fn help(&self, lang: Lang) -> Option<String> {
        Some(words::period_help(lang).to_owned())
    }

    fn covers(&self) -> Covers {
        Covers::Part
    }
}
