//! Drawing the forms: the list, and below or beside it what the selected form lacks, or the files just
//! printed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::forms::{Row, Standing};
use super::{Documents, Pane, Printed, print};
use crate::text::{document as form_words, documents as words};
use crate::tui::stack::Cx;
use crate::tui::widgets::table::Window;
use crate::tui::widgets::{area as lines, cells};

/// The marker and a blank.
const MARGIN: u16 = 2;
/// The digit of a row and a blank.
const NUMBER: u16 = 3;
/// From this width on, the second list is beside the first.
const WIDE: u16 = 110;
/// Columns of the first list in that layout.
const LIST: u16 = 62;
/// The most columns of a row, so that the state of a form is near its name.
const ROW: u16 = 76;
/// Columns of the state at the end of a row.
const STATE: u16 = 16;

impl Documents {
    /// Draws everything; returns the cursor position.
    pub(super) fn draw_screen(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        let about = words::heading(cx.lang, self.forms.in_file());
        let room = area.width.saturating_sub(MARGIN + 1);
        cells::write(buf, (area.x + MARGIN, area.y), &about, room, cx.theme.muted, cx.symbols);
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let (list, pane) = split(body, self.forms.rows().len());
        let in_list = self.draw_list(list, buf, cx);
        let in_pane = self.draw_pane(pane, buf, cx);
        match self.pane {
            Pane::Forms => in_list,
            Pane::Lacks => in_pane.unwrap_or(in_list),
        }
    }

    fn draw_list(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        self.list.set_height(area.height);
        for (y, at) in (area.top()..area.bottom()).zip(self.list.rows()) {
            let Some(row) = self.forms.rows().get(at).copied() else { break };
            let line = Rect { y, height: 1, ..area };
            self.draw_row(row, at, line, buf, cx);
        }
        self.list.mark(area, buf, cx).unwrap_or(Position::new(area.x, area.y))
    }

    fn draw_row(&self, row: Row, at: usize, line: Rect, buf: &mut Buffer, cx: &Cx) {
        let digit = match row {
            Row::Folder => String::new(),
            _ if at > 9 => String::new(),
            _ => at.to_string(),
        };
        let x = line.x + MARGIN;
        cells::write(buf, (x, line.y), &digit, 1, cx.theme.label, cx.symbols);
        let (name, style) = match row {
            Row::Whole => (words::whole(cx.lang).to_owned(), cx.theme.heading),
            Row::Form(kind) => {
                let name = form_words::form(kind).text(cx.lang);
                let style = if self.forms.is_in_file(kind) { Style::new() } else { cx.theme.muted };
                (name.to_owned(), style)
            }
            Row::Folder => {
                let folder = print::folder(cx.store.settings(), cx.lang).display().to_string();
                (words::goes_to(cx.lang, &folder), Style::new())
            }
        };
        let right = line.right().saturating_sub(1).min(line.x + ROW);
        let x = x + NUMBER;
        if row == Row::Folder {
            cells::write(buf, (x, line.y), &name, right.saturating_sub(x), style, cx.symbols);
            return;
        }
        let state_at = right.saturating_sub(STATE);
        cells::write(buf, (x, line.y), &name, state_at.saturating_sub(x + 1), style, cx.symbols);
        let (state, style) = self.state(row, cx);
        cells::write(buf, (state_at, line.y), &state, STATE, style, cx.symbols);
    }

    /// The state at the end of a row.
    fn state(&self, row: Row, cx: &Cx) -> (String, Style) {
        let lacks = self.forms.lacks(row).len();
        match (self.forms.standing(row), row) {
            (Standing::Broken(_), _) => (words::broken(cx.lang).to_owned(), cx.theme.error),
            (_, Row::Form(kind)) if !self.forms.is_in_file(kind) => {
                (words::not_in_file(cx.lang).to_owned(), cx.theme.muted)
            }
            _ if !self.forms.is_known(row) => (cx.symbols.cut.to_owned(), cx.theme.muted),
            _ if lacks == 0 => (words::complete_short(cx.lang).to_owned(), cx.theme.good),
            _ => (words::lacks(cx.lang, lacks), cx.theme.warning),
        }
    }

    /// Draws the second list; returns its cursor position.
    fn draw_pane(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        if area.is_empty() {
            return None;
        }
        let width = area.width.saturating_sub(MARGIN + 1);
        let rule = cx.symbols.rule.repeat(usize::from(width));
        cells::write(buf, (area.x + MARGIN, area.y), &rule, width, cx.theme.muted, cx.symbols);
        let area = Rect { y: area.y + 1, height: area.height - 1, ..area };
        if let Some(printed) = &self.printed {
            draw_printed(printed, &self.case, area, buf, cx);
            return None;
        }
        let (heading, sentences) = self.said(cx);
        let mut y = area.y;
        let said = lines::lines(&heading, width).into_iter().map(|line| (line, cx.theme.heading));
        let rest =
            sentences.iter().flat_map(|text| lines::lines(text, width)).map(|line| (line, Style::new()));
        for (line, style) in said.chain(rest) {
            if y < area.bottom() {
                cells::write(buf, (area.x + MARGIN, y), &line, width, style, cx.symbols);
                y += 1;
            }
        }
        let rest = Rect { y, height: area.bottom() - y, ..area };
        self.draw_lacks(rest, buf, cx)
    }

    /// The text above the list of what a form lacks.
    fn said(&self, cx: &Cx) -> (String, Vec<String>) {
        let row = self.row();
        let lacks = self.forms.lacks(row).len();
        let mut said = Vec::new();
        let name = match row {
            Row::Folder => {
                let settings = cx.store.settings();
                let folder = print::folder_of(&self.case, settings, cx.lang).display().to_string();
                let sentences =
                    vec![words::folder_of_case(cx.lang, &folder), words::templates(cx.lang).to_owned()];
                return (words::FOLDER.text(cx.lang).to_owned(), sentences);
            }
            Row::Whole => words::whole(cx.lang),
            Row::Form(kind) => {
                if !self.forms.is_in_file(kind) {
                    said.push(words::why_not(cx.lang, kind, &self.case).to_owned());
                }
                form_words::form(kind).text(cx.lang)
            }
        };
        match self.forms.standing(row) {
            Standing::Broken(sentence) => said.push(sentence.clone()),
            _ if !self.forms.is_known(row) => {}
            _ if lacks == 0 => said.push(words::complete(cx.lang).to_owned()),
            _ => {}
        }
        (words::pane_heading(cx.lang, name, lacks), said)
    }

    fn draw_lacks(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let lacks = self.forms.lacks(self.row());
        if self.lacks.len() != lacks.len() {
            // The list may have grown meanwhile.
            let at = self.lacks.selected();
            self.lacks = Window::new(lacks.len());
            self.lacks.select(at);
        }
        self.lacks.set_height(area.height);
        for (y, at) in (area.top()..area.bottom()).zip(self.lacks.rows()) {
            let Some(lack) = lacks.get(at) else { break };
            let digit = if at < 9 { (at + 1).to_string() } else { String::new() };
            let x = area.x + MARGIN;
            let number = if self.pane == Pane::Lacks { cx.theme.label } else { cx.theme.muted };
            cells::write(buf, (x, y), &digit, 1, number, cx.symbols);
            let text = form_words::lack(cx.lang, &self.case, *lack);
            let room = area.right().saturating_sub(x + NUMBER + 1);
            cells::write(buf, (x + NUMBER, y), &text, room, Style::new(), cx.symbols);
        }
        if self.pane == Pane::Lacks { self.lacks.mark(area, buf, cx) } else { None }
    }
}

/// Draws the folder, the names of the files, and what is blank in them.
fn draw_printed(printed: &Printed, case: &crate::domain::Dispute, area: Rect, buf: &mut Buffer, cx: &Cx) {
    let width = area.width.saturating_sub(MARGIN + 1);
    let blanks: Vec<String> =
        printed.blanks.iter().map(|lack| form_words::lack(cx.lang, case, *lack)).collect();
    let sentences = [
        (words::printed_to(cx.lang, printed.names.len()), cx.theme.heading),
        (printed.folder.display().to_string(), Style::new()),
        (words::blanks(cx.lang, &blanks), Style::new()),
        (words::files(cx.lang, &printed.names), cx.theme.muted),
    ];
    let all = sentences
        .iter()
        .flat_map(|(text, style)| lines::lines(text, width).into_iter().map(move |line| (line, *style)));
    for (y, (line, style)) in (area.top()..area.bottom()).zip(all) {
        cells::write(buf, (area.x + MARGIN, y), &line, width, style, cx.symbols);
    }
}

/// The areas of the two lists.
fn split(area: Rect, rows: usize) -> (Rect, Rect) {
    if area.width >= WIDE {
        let list = Rect { width: LIST, ..area };
        return (list, Rect { x: list.right(), width: area.width - LIST, ..area });
    }
    let rows = u16::try_from(rows).unwrap_or(u16::MAX);
    let list = Rect { height: rows.min(area.height * 3 / 5), ..area };
    (list, Rect { y: list.bottom(), height: area.height - list.height, ..area })
}
