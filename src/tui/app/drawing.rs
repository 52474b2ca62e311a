//! Drawing a frame: the layers, the title line, the bottom line.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{App, LEAST};
use crate::text::shell as words;
use crate::tui::actions::Place;
use crate::tui::screens;
use crate::tui::title::{headlines, title_line};
use crate::tui::tour;
use crate::tui::widgets::{area, cells, hint};

impl App {
    pub(super) fn render_sentence(&self, area: Rect, buf: &mut Buffer) {
        let sentence = words::too_small(self.cx.lang, LEAST.0, LEAST.1);
        for (y, text) in (area.top()..area.bottom()).zip(area::lines(&sentence, area.width)) {
            cells::write(buf, (area.x, y), &text, area.width, self.cx.theme.hint_text, self.cx.symbols);
        }
    }

    /// Draws all layers; returns the cursor position.
    pub(super) fn render_layers(&mut self, area: Rect, buf: &mut Buffer) -> Position {
        let top_line = Rect { height: 1, ..area };
        let mut body = Rect { y: area.y + 1, height: area.height - 2, ..area };
        let tour = self.tour.as_ref().filter(|_| body.height > LEAST.1 + tour::ROWS);
        if let Some(tour) = tour {
            body.height -= tour::ROWS;
            tour.draw(Rect { y: body.bottom(), height: tour::ROWS, ..area }, buf, &self.cx);
        }
        let bottom = Rect { y: area.bottom() - 1, height: 1, ..area };
        let base = self.base();
        let mut cursor = None;
        for slot in &mut self.layers[base..] {
            cursor = slot.layer.draw(body, buf, &self.cx);
        }
        self.count(base);
        if let Some(slot) = self.layers.get(base) {
            let counted = self.figures.as_ref().map_or(&self.cx.headline, |(_, headline)| headline);
            let figures = slot.layer.place() != Place::Unlock;
            let headline = if figures { headlines(counted, &self.cx) } else { Vec::new() };
            title_line(
                top_line,
                buf,
                (&slot.layer.title(&self.cx), &headline),
                (&self.cx.theme, self.cx.symbols),
            );
        }
        let parked = Position::new(bottom.x, bottom.y);
        let Some(top) = self.layers.last() else { return parked };
        hint::draw(bottom, buf, top.layer.hinted(), &self.cx);
        cursor.unwrap_or(parked)
    }

    /// Counts for the title line what a screen of figures shows: its period, not the current month.
    fn count(&mut self, base: usize) {
        let layer = self.layers.get(base).map(|slot| &slot.layer);
        let shown = layer.and_then(|layer| Some((layer.period()?, layer.office())));
        if self.figures.as_ref().map(|(known, _)| *known) != shown {
            let counted = shown.and_then(|shown| Some((shown, screens::headline(Some(shown), &self.cx)?)));
            self.figures = counted;
        }
    }
}
