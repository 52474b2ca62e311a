//! The result of an import: what was written, what was not, and what to do next.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::counts::Counts;
use super::review::{Page, Review};
use super::work::{Known, Written};
use crate::domain::DisputeId;
use crate::ledger::{Differences, LedgerKind, SheetReport};
use crate::store::{ImportName, TakeBack, TakenBack};
use crate::text::import_screen::{self as words, Asking};
use crate::text::{Lang, odd, take_back};
use crate::tui::actions::Action;
use crate::tui::input::Input;
use crate::tui::stack::Cx;
use crate::tui::widgets::area as text_area;
use crate::tui::widgets::cells;

/// The width of the marker before each row.
const MARKER: u16 = 2;
/// With more cases, a separate list is slower than the register, which has them too.
const MOST_CASES: usize = 2_000;

/// The ways on, whatever came of the import.
const LEAVING: [Next; 2] = [Next::Another, Next::Back];

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// List the imported cases.
    Cases,
    /// List all cases.
    Register,
    /// List the rows that were not written.
    Refused,
    /// List the warnings.
    Warnings,
    /// Take the import back.
    TakeBack,
    /// Import another file.
    Another,
    /// Leave the screen.
    Back,
}

/// The part of the result that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// The numbers and the choices.
    Numbers,
    /// The rows behind a number.
    Lists,
}

/// The end of an import.
pub(super) struct Ended {
    /// The review, whose lists can still be read.
    pub review: Review,
    /// The part that is shown.
    pub reading: Reading,
    pub cases: Vec<DisputeId>,
    asking: Asking,
    same: u64,
    remembered: usize,
    /// The import, where it can be taken back.
    pub import: Option<ImportName>,
    /// What taking it back did.
    taken: Option<TakenBack>,
    choices: Vec<Next>,
    selected: usize,
    pub cursor: Option<Position>,
}

impl Ended {
    pub(super) fn of(mut review: Review, written: Written) -> Self {
        let sums = Counts::sum(written.reports());
        let cases = match written.cases.len() {
            0 => None,
            1..=MOST_CASES => Some(Next::Cases),
            _ => Some(Next::Register),
        };
        let refused = (sums.refused > 0).then_some(Next::Refused);
        let warnings = (sums.warned > 0).then_some(Next::Warnings);
        let asking = asking(written.reports(), written.differences);
        let import = written.import.clone().filter(|_| asking.can_be_undone());
        let back = import.is_some().then_some(Next::TakeBack);
        let choices = cases.into_iter().chain(refused).chain(warnings).chain(back).chain(LEAVING).collect();
        let cases = written.cases.clone();
        let remembered = written.remembered;
        review.page = Page::Overview;
        review.known = Some(Known::Written(Box::new(written)));
        Self {
            review,
            reading: Reading::Numbers,
            cases,
            asking,
            same: sums.same,
            remembered,
            import,
            taken: None,
            choices,
            selected: 0,
            cursor: None,
        }
    }

    /// The question whether to take it back; none where that cannot be.
    pub(super) fn ask_take_back(&self, lang: Lang) -> Option<String> {
        let at = &self.import.as_ref()?.at;
        Some(take_back::ask_this(lang, at, &self.review.book.name, self.asking.brought()))
    }

    pub(super) fn was_taken_back(&mut self, done: TakenBack) {
        self.taken = Some(done);
        self.choices = LEAVING.to_vec();
        self.selected = 0;
    }

    /// The choice made by Enter or a digit, if any.
    pub(super) fn act(&mut self, action: Action) -> Option<Next> {
        match action {
            Action::Up => self.selected = self.selected.saturating_sub(1),
            Action::Down => self.selected = (self.selected + 1).min(self.choices.len().saturating_sub(1)),
            Action::Open => return self.choices.get(self.selected).copied(),
            _ => {}
        }
        None
    }

    pub(super) fn input(&self, input: &Input) -> Option<Next> {
        let digit = usize::from(input.digit()?);
        self.choices.get(digit.checked_sub(1)?).copied()
    }

    fn lines(&self, cx: &Cx) -> Vec<(String, Style)> {
        let plain = Style::new();
        if let Some(taken) = &self.taken {
            let heading = format!("{}  {}", words::taken_back(cx.lang), self.review.book.name);
            let said = take_back::lines(cx.lang, TakeBack::Write, taken);
            let said = said.into_iter().map(|line| (line, plain));
            return [(heading, cx.theme.heading), (String::new(), plain)].into_iter().chain(said).collect();
        }
        let mut lines = vec![
            (format!("{}  {}", words::finished(cx.lang), self.review.book.name), cx.theme.heading),
            (String::new(), plain),
        ];
        for (kind, new) in LedgerKind::ALL.into_iter().zip(self.asking.new).filter(|(_, new)| *new > 0) {
            lines.push((words::came_in(cx.lang, kind, new), cx.theme.good));
        }
        let rest = words::rest(cx.lang, &self.asking, self.same);
        lines.extend(rest.into_iter().map(|line| (line, plain)));
        lines.push((String::new(), plain));
        if self.remembered > 0 {
            lines.push((words::remembered(cx.lang).to_owned(), cx.theme.muted));
        }
        lines.push((words::no_twice(cx.lang).to_owned(), cx.theme.muted));
        lines.push((words::can_be_undone(cx.lang).to_owned(), cx.theme.muted));
        lines
    }

    pub(super) fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let inside = Rect { x: area.x + MARKER, width: area.width.saturating_sub(MARKER + 1), ..area };
        let choices = u16::try_from(self.choices.len()).unwrap_or(0);
        // The text is cut if needed, never the choices.
        let least = inside.bottom().saturating_sub(choices).max(inside.y);
        let mut y = inside.y + 1;
        for (text, style) in self.lines(cx) {
            for line in text_area::lines(&text, inside.width) {
                if y < least {
                    cells::write(buf, (inside.x, y), &line, inside.width, style, cx.symbols);
                    y += 1;
                }
            }
        }
        y = (y + 1).min(least);
        for (at, next) in self.choices.iter().enumerate() {
            if y >= inside.bottom() {
                break;
            }
            let text = format!("{} {}", at + 1, label(*next, cx));
            cells::write(buf, (inside.x, y), &text, inside.width, Style::new(), cx.symbols);
            if at == self.selected {
                self.cursor = Some(super::overview::mark(inside.x, y, 1, buf, cx));
            }
            y += 1;
        }
    }
}

fn label(next: Next, cx: &Cx) -> &'static str {
    match next {
        Next::Cases => words::see_cases(cx.lang),
        Next::Register => words::see_register(cx.lang),
        Next::Refused => words::see_refused(cx.lang),
        Next::Warnings => words::see_warnings(cx.lang),
        Next::TakeBack => words::take_back(cx.lang),
        Next::Another => words::another(cx.lang),
        Next::Back => words::go_back(cx.lang),
    }
}

/// The numbers in the question and the result.
fn asking<'a>(reports: impl Iterator<Item = &'a SheetReport> + Clone, differences: Differences) -> Asking {
    let sums = Counts::sum(reports.clone());
    let of_kind = |kind| Counts::sum(reports.clone().filter(|report| report.kind == kind)).new;
    Asking {
        new: LedgerKind::ALL.map(of_kind),
        completed: sums.completed,
        changed: sums.changed,
        refused: sums.refused,
        skipped: sums.skipped,
        differences,
    }
}

impl Review {
    /// What is odd about the sheets that are imported, a line each.
    pub(super) fn odd(&self, lang: Lang) -> Vec<String> {
        let sheets = self.book.sheets.iter().enumerate();
        let planned = sheets.filter_map(|(at, here)| Some((here.imported_as()?, self.report(at)?)));
        planned.flat_map(|(mapping, report)| odd::lines(lang, mapping, report)).collect()
    }

    /// The numbers of all sheets.
    pub(super) fn asking(&self) -> Asking {
        asking((0..self.book.sheets.len()).filter_map(|sheet| self.report(sheet)), self.differences)
    }
}
