//! The mouse on the screens. A click does what the arrow keys do, until the selection stands on the row that was
//! clicked; on the row where it stands already it does what Enter does. So every list, card and page takes the mouse
//! without code of its own, and nothing can be done by the mouse alone.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::{App, Dealt, LEAST};
use crate::tui::actions::{Action, Place};
use crate::tui::input::{Code, Input, Key};
use crate::tui::mouse::Mouse;
use crate::tui::stack::{Covers, Flow};
use crate::tui::theme::Theme;
use crate::tui::widgets::hint;

/// How many rows a notch of the wheel moves.
const NOTCH: usize = 3;
/// More steps than any screen needs.
const FARTHEST: usize = 200;

/// Where the selection of the top layer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stand {
    /// The highlighted row of a list, with its first and last highlighted column.
    lit: Option<(u16, u16, u16)>,
    cursor: Position,
}

impl Stand {
    fn row(self) -> u16 {
        self.lit.map_or(self.cursor.y, |(row, ..)| row)
    }
}

/// What became of the selection on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Walk {
    /// It stood there before.
    Stood,
    /// It moved there.
    Went,
    /// It did not get there: there is a heading or nothing.
    Missed,
}

impl App {
    pub(super) fn mouse(&mut self, mouse: Mouse) {
        let body = self.area.y + 1..self.area.bottom().saturating_sub(1);
        match mouse {
            _ if !self.is_laid_out() => {}
            Mouse::Click(at) if body.contains(&at.y) => self.click(at),
            Mouse::Click(_) => {}
            Mouse::WheelUp => self.wheel(Action::Up, Action::Previous),
            Mouse::WheelDown => self.wheel(Action::Down, Action::Next),
        }
    }

    /// The key that a click on the bottom line means; asked before the notice goes, which moves the keys.
    pub(super) fn key_under(&self, input: &Input) -> Option<Key> {
        let Input::Mouse(Mouse::Click(at)) = input else { return None };
        let bottom = Rect { y: self.area.bottom().checked_sub(1)?, height: 1, ..self.area };
        let top = self.layers.last().filter(|_| self.is_laid_out() && at.y == bottom.y)?;
        hint::at(bottom, at.x, top.layer.hinted(), &self.cx)
    }

    fn is_laid_out(&self) -> bool {
        self.area.width >= LEAST.0 && self.area.height >= LEAST.1
    }

    /// Scrolls a list. In a form without an open list the focus moves: an arrow would change a day.
    fn wheel(&mut self, along: Action, field: Action) {
        let Some(place) = self.place() else { return };
        let is_list = !is_form(place) || self.stand(None).lit.is_some();
        let (action, times) = if is_list { (along, NOTCH) } else { (field, 1) };
        for _ in 0..times {
            self.perform(action);
        }
    }

    fn click(&mut self, at: Position) {
        let Some(slot) = self.layers.last_mut() else { return };
        match slot.layer.pointed(at, &mut self.cx) {
            Flow::Unhandled => {}
            flow => return self.follow(flow),
        }
        let (Some(place), layers) = (self.place(), self.layers.len()) else { return };
        let column = (!is_table(place)).then_some(at.x);
        let has_list = self.stand(column).lit.is_some();
        // Beside the list.
        if !has_list && !is_form(place) && self.stand(None).lit.is_some() {
            return;
        }
        let down = self.walk_to_row(at.y, column, place);
        if down == Walk::Missed || self.layers.len() != layers {
            return;
        }
        let across = if is_table(place) { self.walk_to_figure(at.x) } else { Walk::Stood };
        // An entry of a list that opened over something is picked at once.
        let picks = has_list && (is_form(place) || self.is_popup());
        let opens = (down, across) == (Walk::Stood, Walk::Stood) && (has_list || !is_form(place));
        if picks || opens {
            self.key(Key::plain(Code::Enter));
        }
    }

    /// Moves the selection up or down to that row.
    fn walk_to_row(&mut self, row: u16, column: Option<u16>, place: Place) -> Walk {
        let first = self.stand(column);
        let by_fields = first.lit.is_none() && is_form(place);
        let (up, down) =
            if by_fields { (Action::Previous, Action::Next) } else { (Action::Up, Action::Down) };
        if first.row() == row {
            return Walk::Stood;
        }
        let (on, back) = if first.row() < row { (down, up) } else { (up, down) };
        let is_between = |here: u16| if on == down { here < row } else { row < here };
        let mut here = first;
        for steps in 1..FARTHEST {
            let dealt = self.perform(on);
            let now = self.stand(column);
            if now.row() == row && now.lit.is_some() == first.lit.is_some() {
                return Walk::Went;
            }
            // Past the row, at the end, or scrolled away from it: there is nothing to select, and all is as before.
            let is_nearer = now.row().abs_diff(row) < here.row().abs_diff(row);
            if dealt == Dealt::Not || !is_nearer || !is_between(now.row()) {
                let moved = if now == here { steps - 1 } else { steps };
                for _ in 0..moved {
                    self.perform(back);
                }
                return Walk::Missed;
            }
            here = now;
        }
        Walk::Missed
    }

    /// Moves the selection of a table to the figure in that column.
    fn walk_to_figure(&mut self, x: u16) -> Walk {
        let mut walk = Walk::Stood;
        for _ in 0..FARTHEST {
            let here = self.stand(None);
            let goes = match here.lit {
                Some((_, from, _)) if x < from => Action::PreviousColumn,
                Some((_, _, to)) if x > to => Action::NextColumn,
                _ => break,
            };
            if self.perform(goes) == Dealt::Not || self.stand(None) == here {
                break;
            }
            walk = Walk::Went;
        }
        walk
    }

    /// Where the selection stands: of a list, its highlighted row, in that column if one is given.
    fn stand(&mut self, column: Option<u16>) -> Stand {
        let body = Rect { y: self.area.y + 1, height: self.area.height - 2, ..self.area };
        let mut buf = Buffer::empty(self.area);
        // The top layer alone: a list beneath a popup has its highlight too.
        let top = self.layers.last_mut().and_then(|slot| slot.layer.draw(body, &mut buf, &self.cx));
        let theme = self.cx.theme;
        let is_lit = |x: u16, y: u16| buf.cell((x, y)).is_some_and(|cell| is_selected(cell, &theme));
        let lit = body.rows().map(|row| row.y).find_map(|y| {
            let mut columns = body.left()..body.right();
            let from = columns.find(|x| is_lit(*x, y))?;
            let to = (from..body.right()).take_while(|x| is_lit(*x, y)).last()?;
            column.is_none_or(|x| (from..=to).contains(&x)).then_some((y, from, to))
        });
        Stand { lit, cursor: top.unwrap_or(Position::new(body.x, body.y)) }
    }

    fn place(&self) -> Option<Place> {
        self.layers.last().map(|slot| slot.layer.place())
    }

    fn is_popup(&self) -> bool {
        self.layers.last().is_some_and(|slot| slot.layer.covers() == Covers::Part)
    }
}

/// Whether a cell is part of the highlight of a selected row.
fn is_selected(cell: &Cell, theme: &Theme) -> bool {
    match theme.selected.bg {
        Some(ground) => cell.bg == ground,
        None => cell.modifier.contains(Modifier::REVERSED),
    }
}

/// Whether Tab goes from field to field there.
fn is_form(place: Place) -> bool {
    Action::Next.row().places.contains(place)
}

/// Whether single figures are selected there.
const fn is_table(place: Place) -> bool {
    matches!(place, Place::Totals | Place::Report | Place::Analysis)
}
