//! 外发登记: the exports, newest first; by kind (Tab) and month (left and right), read in pages.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::domain::{Masking, Month};
use crate::store::{Disclosure, DisclosureKind, DisclosurePage, Result};
use crate::text::{Lang, disclosures as words};
use crate::tui::actions::{Action, Place};
use crate::tui::screens::Door;
use crate::tui::stack::{Cx, Flow, Layer};
use crate::tui::widgets::cells;
use crate::tui::widgets::table::{Align, Column, Columns, Window};

/// The size of a page; the next one is read when this many are left below the selection.
const PAGE: usize = 200;
const AHEAD: usize = 60;

/// The list of exports.
pub struct Disclosures {
    kind: Option<DisclosureKind>,
    month: Option<Month>,
    count: u64,
    rows: Vec<Disclosure>,
    window: Window,
}

/// Opens it; shows a notice where that fails.
pub fn open(cx: &mut Cx) -> Door {
    let mut screen =
        Disclosures { kind: None, month: None, count: 0, rows: Vec::new(), window: Window::new(0) };
    let read = screen.read(cx);
    cx.told(read)?;
    Some(Box::new(screen))
}

impl Disclosures {
    fn read(&mut self, cx: &Cx) -> Result<()> {
        self.count = cx.store.disclosure_count(self.kind, self.month)?;
        self.rows.clear();
        self.read_on(cx)?;
        self.window.select(0);
        Ok(())
    }

    /// Reads the next page.
    fn read_on(&mut self, cx: &Cx) -> Result<()> {
        let before = self.rows.last().map(|last| (last.at.clone(), last.id));
        let page = DisclosurePage { kind: self.kind, month: self.month, before, limit: PAGE };
        self.rows.extend(cx.store.disclosure_page(&page)?);
        self.window.set_len(self.rows.len());
        Ok(())
    }

    fn read_ahead(&mut self, cx: &mut Cx, all: bool) {
        let mut known = usize::MAX;
        let is_short = |screen: &Self| {
            (screen.rows.len() as u64) < screen.count
                && (all || screen.window.selected() + AHEAD >= screen.rows.len())
        };
        while is_short(self) && self.rows.len() != known {
            known = self.rows.len();
            let read = self.read_on(cx);
            if cx.told(read).is_none() {
                return;
            }
        }
    }

    fn again(&mut self, cx: &mut Cx) -> Flow {
        let done = self.read(cx);
        cx.told(done);
        Flow::Stay
    }

    fn turn(&mut self, action: Action) {
        let kinds: Vec<Option<DisclosureKind>> =
            std::iter::once(None).chain(DisclosureKind::ALL.into_iter().map(Some)).collect();
        let at = kinds.iter().position(|kind| *kind == self.kind).unwrap_or(0);
        let step = if action == Action::Group { 1 } else { kinds.len() - 1 };
        self.kind = kinds[(at + step) % kinds.len()];
    }

    /// Goes back month by month, or forward up to all months.
    fn go(&mut self, action: Action, cx: &Cx) {
        let now = Month::of(cx.store.today());
        self.month = match (self.month, action) {
            (None, Action::Earlier) => Some(now),
            (Some(month), Action::Earlier) => Some(month.previous()),
            (Some(month), _) if month < now => Some(month.next()),
            _ => None,
        };
    }

    fn text(&self, cx: &Cx) -> String {
        let mut lines = vec![words::headings(cx.lang).map(str::to_owned).to_vec()];
        let directory = cx.store.directory();
        lines.extend(self.rows.iter().map(|one| words::cells(cx.lang, one, directory).to_vec()));
        format!("{}\n{}", words::title(cx.lang, self.count), crate::report::aligned(&lines))
    }
}

fn columns(lang: Lang) -> [Column<'static>; 8] {
    let heads = words::headings(lang);
    let least = [16, 6, 6, 12, 5, 7, 14];
    let want = [16, 6, 8, 24, 5, 7, 60];
    // Where space is short, figures are dropped before the description.
    let drop = [0, 0, 0, 0, 2, 1, 0];
    std::array::from_fn(|at| match at {
        0 => Column { heading: "", min: 1, want: 1, drop: 0, align: Align::Left },
        at => Column {
            heading: heads[at - 1],
            min: least[at - 1],
            want: want[at - 1],
            drop: drop[at - 1],
            align: if at == 5 { Align::Right } else { Align::Left },
        },
    })
}

impl Layer for Disclosures {
    fn place(&self) -> Place {
        Place::Disclosures
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Group | Action::GroupBack => {
                self.turn(action);
                return self.again(cx);
            }
            Action::Earlier | Action::Later => {
                self.go(action, cx);
                return self.again(cx);
            }
            Action::Copy => {
                self.read_ahead(cx, true);
                cx.copy_as(self.text(cx), words::copied(cx.lang, self.rows.len()));
            }
            Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
                if action == Action::Last {
                    self.read_ahead(cx, true);
                }
                self.window.travel(action);
                self.read_ahead(cx, false);
            }
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    fn draw(&mut self, whole: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let area = Rect { x: whole.x + 1, width: whole.width.saturating_sub(2), ..whole };
        let top = Some(Position::new(area.x, area.y));
        let filter = words::filter(cx.lang, self.kind, self.month);
        cells::write(buf, (area.x, area.y), &filter, area.width, cx.theme.heading, cx.symbols);
        if area.height < 3 {
            return top;
        }
        let table = Rect { y: area.y + 1, height: area.height - 1, ..area };
        if self.rows.is_empty() {
            let none = words::none(cx.lang);
            cells::write(buf, (table.x, table.y + 1), none, table.width, cx.theme.muted, cx.symbols);
            return top;
        }
        let (columns, body) = Columns::head(&columns(cx.lang), table, buf, cx);
        self.window.set_height(body.height);
        let directory = cx.store.directory();
        let mut shown: Option<(usize, [String; 7])> = None;
        columns.draw_marked(&self.window, body, buf, cx, |row, column, text| {
            let Some(one) = self.rows.get(row) else { return Style::new() };
            if column == 0 {
                text.push_str(if row == self.window.selected() { cx.symbols.marker } else { "" });
                return cx.theme.heading;
            }
            if shown.as_ref().is_none_or(|(known, _)| *known != row) {
                shown = Some((row, words::cells(cx.lang, one, directory)));
            }
            if let Some((_, said)) = &shown {
                text.push_str(&said[column - 1]);
            }
            match (column, one.said.masking) {
                (6, Masking::Plain) => cx.theme.warning,
                _ => Style::new(),
            }
        });
        Some(self.window.spot(body))
    }

    fn title(&self, cx: &Cx) -> String {
        words::title(cx.lang, self.count)
    }

    /// The selected record stays selected though newer ones may stand above it now.
    fn refresh(&mut self, cx: &mut Cx) {
        let at = self.window.selected();
        let was = self.rows.get(at).map(|row| row.id);
        self.again(cx);
        while at >= self.rows.len() && (self.rows.len() as u64) < self.count {
            if self.read_on(cx).is_err() {
                break;
            }
        }
        let found = self.rows.iter().position(|row| Some(row.id) == was);
        self.window.select(found.unwrap_or(at));
    }
}
