//! The twelve months of a year: locked when and by whom, the reported figures and the corrections.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{confirmed, on_month, read_year, said, traces};
use crate::domain::OfficeId;
use crate::domain::date_entry::YEARS;
use crate::report::{Column, Exported, LockedYear, MonthLine, MonthState, change, counted};
use crate::store::{Figures, Lock, Measure, StoreError};
use crate::text::{Lang, locks as words, totals};
use crate::tui::actions::{Action, Place};
use crate::tui::screens::{self, asked};
use crate::tui::stack::{Answer, Cx, Decision, Flow, Layer};
use crate::tui::widgets::area;
use crate::tui::widgets::cells;
use crate::tui::widgets::table::{self, Align, Columns, Window};

/// The measures shown for each month as reported, corrected and current figures.
const MEASURES: [Measure; 2] = [Measure::Accepted, Measure::Successful];

/// The screen.
pub struct YearLocks {
    year: LockedYear,
    window: Window,
    /// The width of the time of locking: with minutes, or only the day if space is short.
    time: u16,
}

impl YearLocks {
    /// The months of that year; the last month that has ended and is not locked is selected.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn open(year: i32, office: Option<OfficeId>, cx: &Cx) -> Result<Self, StoreError> {
        let year = read_year(year, office, cx)?;
        let mut window = Window::new(year.months.len());
        let next = year.months.iter().position(|line| line.state == MonthState::Open);
        window.select(next.unwrap_or(0));
        Ok(Self { year, window, time: MINUTE })
    }

    /// The year shown.
    pub fn year(&self) -> &LockedYear {
        &self.year
    }

    fn line(&self) -> Option<&MonthLine> {
        self.year.months.get(self.window.selected())
    }

    fn show(&mut self, year: i32, office: Option<OfficeId>, cx: &mut Cx) -> Flow {
        if !YEARS.contains(&year) {
            return cx.warned(totals::no_such_year(cx.lang));
        }
        match read_year(year, office, cx) {
            Ok(year) => {
                self.year = year;
                Flow::Stay
            }
            Err(error) => said(&error, cx),
        }
    }

    /// Switches between this office and all offices.
    fn change_scope(&mut self, cx: &mut Cx) -> Flow {
        let (office, year) = (self.year.office, self.year.year);
        asked::change_scope(office, cx, |office, cx| self.show(year, office, cx))
    }

    fn cell(&self, at: usize, column: usize, cx: &Cx) -> String {
        let Some(line) = self.year.months.get(at) else { return String::new() };
        let of_lock = |text: &dyn Fn(&Lock) -> String| match &line.state {
            MonthState::Locked(lock) => text(lock),
            MonthState::Running | MonthState::Open => String::new(),
        };
        match column {
            0 if at == self.window.selected() => cx.symbols.marker.to_owned(),
            0 => String::new(),
            1 => words::month_of_year(cx.lang, line.month),
            2 => match line.state {
                MonthState::Locked(_) => format!("{} {}", cx.symbols.locked, words::LOCKED.text(cx.lang)),
                MonthState::Open => format!("  {}", words::NOT_LOCKED.text(cx.lang)),
                MonthState::Running => format!("  {}", words::NOT_OVER.text(cx.lang)),
            },
            3 if self.time < MINUTE => of_lock(&|lock| words::day(&lock.at)),
            3 => of_lock(&|lock| words::clock(&lock.at)),
            4 => of_lock(&|lock| lock.by.clone()),
            _ => figure(line, column - WORDS),
        }
    }

    /// The sum of the year, and earlier locks of the selected month.
    fn foot(&self, width: u16, cx: &Cx) -> Vec<String> {
        let mut sentences = Vec::new();
        if let Some(parts) = &self.year.parts {
            sentences.extend(MEASURES.map(|measure| parts.sentence(measure, cx.lang)));
        }
        sentences.push(words::year_basis(cx.lang).to_owned());
        sentences.extend(self.line().map(|line| traces(&line.trace, cx)).unwrap_or_default());
        sentences.iter().flat_map(|sentence| area::lines(sentence, width)).collect()
    }

    fn text(&self, cx: &Cx) -> String {
        let heads = headings(cx.lang);
        let mut rows = vec![heads[1..].iter().map(|head| (*head).to_owned()).collect::<Vec<_>>()];
        rows.extend((0..self.year.months.len()).map(|at| (1..COUNT).map(|n| self.cell(at, n, cx)).collect()));
        let head = self.head(cx.lang);
        let foot = self.year.parts.iter().flat_map(|parts| MEASURES.map(|m| parts.sentence(m, cx.lang)));
        format!("{head}\n{}{}\n", crate::report::aligned(&rows), foot.collect::<Vec<_>>().join("\n"))
    }

    fn head(&self, lang: Lang) -> String {
        words::year_head(lang, &self.year.name, self.year.year, self.year.locked())
    }
}

/// Columns of the table: text, then three figures for each measure.
const COUNT: usize = WORDS + 3 * MEASURES.len();
/// The columns of text: marker, month, state, when, by whom.
const WORDS: usize = 5;
/// The widths of a time with minutes, and of a day.
const MINUTE: u16 = 16;
const DAY: u16 = 10;
/// The greatest width of the table: figures far from their month are hard to follow.
const WIDEST: u16 = 110;

fn headings(lang: Lang) -> [&'static str; COUNT] {
    let (corrected, now) = (words::CORRECTION.text(lang), words::NOW.text(lang));
    let [accepted, settled] = MEASURES.map(|measure| Column::Counted(measure).name(lang));
    let [month, state, at, by] =
        [words::MONTH, words::STATE, words::LOCKED_AT, words::LOCKED_BY].map(|word| word.text(lang));
    ["", month, state, at, by, accepted, corrected, now, settled, corrected, now]
}

fn columns(lang: Lang, time: u16) -> [table::Column<'static>; COUNT] {
    let month = lang.pick(4, 7);
    let least = [1, month, 9, time, 6, 4, 4, 4, 4, 4, 4];
    let want = [1, 7, 12, time, 10, 9, 9, 9, 9, 9, 9];
    let mut number = 0;
    headings(lang).map(|heading| {
        let at = number;
        number += 1;
        let align = if at < WORDS { Align::Left } else { Align::Right };
        let min = least[at].max(if at < WORDS { 0 } else { cells::width(heading) });
        table::Column { heading, min, want: want[at].max(min), drop: u8::from(at == WORDS - 1), align }
    })
}

/// The reported, corrected and current figure of a measure.
fn figure(line: &MonthLine, at: usize) -> String {
    let Some(measure) = MEASURES.get(at / 3).copied() else { return String::new() };
    let value = |figures: &Figures| counted(measure, figures).text();
    match (at % 3, line.snapshot(), &line.state) {
        (0, Some(snapshot), _) => value(&snapshot),
        (1, Some(_), _) if measure.of(&line.correction()) != 0 => change(measure, &line.correction()).text(),
        (2, _, _) => value(&line.now),
        _ => String::new(),
    }
}

impl Layer for YearLocks {
    fn place(&self) -> Place {
        Place::Locks
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        let (year, office) = (self.year.year, self.year.office);
        match action {
            Action::Open | Action::Lock => {
                return self
                    .line()
                    .map(|line| line.month)
                    .map_or(Flow::Stay, |month| on_month(month, office, cx));
            }
            Action::Earlier => return self.show(year - 1, office, cx),
            Action::Later => return self.show(year + 1, office, cx),
            Action::Scope => return self.change_scope(cx),
            Action::Export => {
                let what = Exported::Locks { year, office, cut_off: asked::cut_off(&cx.store) };
                let door = screens::open_export(what, cx);
                return screens::through(door, cx);
            }
            Action::Copy => cx.copy(self.text(cx)),
            _ => return self.window.act(action),
        }
        Flow::Stay
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        cells::write(buf, (inner.x, inner.y), &self.head(cx.lang), inner.width, cx.theme.heading, cx.symbols);
        if inner.height < 4 {
            return None;
        }
        let foot = self.foot(inner.width, cx);
        let rows = u16::try_from(self.year.months.len()).unwrap_or(12);
        let width = inner.width.min(WIDEST);
        let table = Rect { y: inner.y + 1, height: (inner.height - 1).min(rows + 1), width, ..inner };
        let with_minutes = columns(cx.lang, MINUTE);
        let needed: u16 = with_minutes.iter().map(|column| column.min + 1).sum();
        self.time = if needed <= width + 1 { MINUTE } else { DAY };
        let (columns, body) = Columns::head(&columns(cx.lang, self.time), table, buf, cx);
        self.window.set_height(body.height);
        columns.draw_marked(&self.window, body, buf, cx, |at, column, text| {
            text.push_str(&self.cell(at, column, cx));
            if column == 0 { cx.theme.heading } else { Style::new() }
        });
        for (y, text) in (table.bottom() + 1..inner.bottom()).zip(&foot) {
            cells::write(buf, (inner.x, y), text, inner.width, cx.theme.muted, cx.symbols);
        }
        Some(self.window.spot(body))
    }

    fn title(&self, cx: &Cx) -> String {
        words::year_title(cx.lang, self.year.year)
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        match (answer, self.line().map(|line| line.month)) {
            (Answer::Confirmed(Decision::Yes), Some(month)) => confirmed(month, self.year.office, cx),
            _ => Flow::Stay,
        }
    }

    fn refresh(&mut self, cx: &mut Cx) {
        self.show(self.year.year, self.year.office, cx);
    }
}
