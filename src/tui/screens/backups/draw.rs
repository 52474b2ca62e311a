//! Drawing the list of backups.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Backups, State};
use crate::store::BackupPlace;
use crate::text::Lang;
use crate::text::backups::{self as words, Presence};
use crate::tui::stack::Cx;
use crate::tui::widgets::area;
use crate::tui::widgets::cells;
use crate::tui::widgets::table::{Align, Column, Columns};

/// The greatest width of the table: figures far from their label are hard to follow.
const WIDEST: u16 = 100;
/// Marker, time, place, cases, saves since, size, state.
const COUNT: usize = 7;

fn columns(lang: Lang) -> [Column<'static>; COUNT] {
    let words = [words::MADE, words::PLACE, words::CASES, words::SINCE, words::SIZE, words::STATE];
    let [made, place, cases, since, size, state] = words.map(|word| word.text(lang));
    let column = |heading, min: u16, want, drop, align| Column {
        heading,
        min: min.max(cells::width(heading)),
        want,
        drop,
        align,
    };
    [
        column("", 1, 1, 0, Align::Left),
        column(made, 16, 17, 0, Align::Left),
        column(place, 6, 10, 3, Align::Left),
        column(cases, 6, 9, 0, Align::Right),
        column(since, 14, 18, 0, Align::Right),
        column(size, 8, 11, 2, Align::Right),
        column(state, 8, 10, 0, Align::Left),
    ]
}

impl Backups {
    fn cell(&self, at: usize, column: usize, cx: &Cx) -> String {
        let Some(line) = self.lines.get(at) else { return String::new() };
        let looking = || words::LOOKING.text(cx.lang).to_owned();
        match (column, &line.inside) {
            (0, _) if at == self.window.selected() => cx.symbols.marker.to_owned(),
            (0, _) => String::new(),
            (1, _) => words::time(line.backup.made),
            (2, _) => match line.place {
                BackupPlace::First => words::FIRST.text(cx.lang).to_owned(),
                BackupPlace::Second => words::SECOND.text(cx.lang).to_owned(),
            },
            (3, None) => looking(),
            (3, Some(Ok((contents, _)))) => contents.cases.to_string(),
            (4, Some(Ok((_, lost)))) => words::since(cx.lang, lost),
            (5, _) => words::size(line.backup.size),
            (6, _) => match line.state {
                State::NotYet => words::NOT_YET.text(cx.lang).to_owned(),
                State::Good => words::GOOD.text(cx.lang).to_owned(),
                State::Bad => words::BAD.text(cx.lang).to_owned(),
            },
            _ => String::new(),
        }
    }

    /// The places of the backups, and the running job.
    fn head(&self, width: u16, cx: &Cx) -> Vec<String> {
        let second = self.second.as_ref().map(|path| {
            let presence = if path.is_dir() { Presence::Here } else { Presence::Away };
            (path.display().to_string(), presence)
        });
        let second = second.as_ref().map(|(path, presence)| (path.as_str(), *presence));
        let places = words::places(cx.lang, &self.first.display().to_string(), second);
        area::lines(&places, width)
    }

    pub(super) fn paint(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let head = self.head(inner.width, cx);
        let mut y = inner.y;
        for text in head.iter().take(3) {
            cells::write(buf, (inner.x, y), text, inner.width, cx.theme.muted, cx.symbols);
            y += 1;
        }
        if self.underway.is_some() {
            let said = if self.making { words::MAKING } else { words::CHECKING };
            cells::write(buf, (inner.x, y), said.text(cx.lang), inner.width, cx.theme.heading, cx.symbols);
        }
        y += 1;
        if self.lines.is_empty() {
            let text = words::NONE_YET.text(cx.lang);
            cells::write(buf, (inner.x, y), text, inner.width, cx.theme.hint_text, cx.symbols);
            return Position::new(inner.x, y);
        }
        let height = inner.bottom().saturating_sub(y);
        let table = Rect { y, height, width: inner.width.min(WIDEST), ..inner };
        let (columns, body) = Columns::head(&columns(cx.lang), table, buf, cx);
        self.window.set_height(body.height);
        columns.draw_marked(&self.window, body, buf, cx, |at, column, text| {
            text.push_str(&self.cell(at, column, cx));
            if column == 0 { cx.theme.heading } else { Style::new() }
        });
        self.window.spot(body)
    }
}
