//! The content of a bundle, and the result of an exchange: numbers that open what they count.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::domain::DisputeId;
use crate::exchange::{Contents, FolderReport, Written};
use crate::store::{Arrived, TakenIn};
use crate::text::{Words, exchange, exchange_screen as words, laptop};
use crate::tui::actions::Action;
use crate::tui::stack::Cx;
use crate::tui::widgets::table::mark_row;
use crate::tui::widgets::{area as text_area, cells};

const MARGIN: u16 = 2;
const VALUE_AT: u16 = 22;

/// What a line opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Opens {
    Nothing,
    Cases(Words, Vec<DisputeId>),
    Conflicts,
}

struct Line {
    label: String,
    value: String,
    opens: Opens,
    style: Style,
}

/// A page of numbers.
pub(super) struct Report {
    heading: String,
    lines: Vec<Line>,
    foot: Vec<String>,
    selected: usize,
    pub cursor: Option<Position>,
}

impl Report {
    fn new(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), lines: Vec::new(), foot: Vec::new(), selected: 0, cursor: None }
    }

    fn line(&mut self, label: Words, value: impl Into<String>, opens: Opens, cx: &Cx) {
        let label = label.text(cx.lang).to_owned();
        self.lines.push(Line { label, value: value.into(), opens, style: Style::new() });
    }

    /// Adds a number, unless it is 0.
    fn count(&mut self, label: Words, count: u64, opens: Opens, cx: &Cx) {
        if count > 0 {
            self.line(label, count.to_string(), opens, cx);
        }
    }

    fn care(&mut self, label: Words, count: u64, opens: Opens, cx: &Cx) {
        self.count(label, count, opens, cx);
        if let Some(line) = self.lines.last_mut().filter(|_| count > 0) {
            line.style = cx.theme.warning;
        }
    }

    /// The content of a bundle, before the import.
    pub(super) fn of_contents(contents: &Contents, cx: &Cx) -> Self {
        let manifest = &contents.manifest;
        let mut report = Self::new(words::nothing_yet(cx.lang));
        report.line(words::FILE, contents.name.clone(), Opens::Nothing, cx);
        let said = cx.store.directory().laptop(manifest.from);
        let known = laptop::called(cx.lang, manifest.from, said, cx.store.directory());
        let from = if manifest.laptop.is_empty() { known } else { manifest.laptop.clone() };
        let from = [manifest.office_name.clone(), from];
        report.line(words::FROM, from.join("  ").trim(), Opens::Nothing, cx);
        report.line(words::AT, laptop::moment(&manifest.at), Opens::Nothing, cx);
        report.line(words::REVISIONS, contents.report.revisions.to_string(), Opens::Nothing, cx);
        report.taken(&contents.report, &Arrived::default(), cx);
        let foot = match contents.report.is_nothing() {
            true => words::nothing_new(cx.lang),
            false => words::take_in(cx.lang),
        };
        report.foot.push(foot.to_owned());
        report
    }

    /// The result of writing.
    pub(super) fn of_written(written: &Written, cx: &Cx) -> Self {
        let mut report = Self::new(words::written_out(cx.lang));
        report.line(words::FILE, written.path.display().to_string(), Opens::Nothing, cx);
        report.line(words::WRITTEN, written.revisions.to_string(), Opens::Nothing, cx);
        report
    }

    /// The result of an import.
    pub(super) fn of_taken(taken: &TakenIn, arrived: &Arrived, cx: &Cx) -> Self {
        let mut report = Self::new(words::done_title(cx.lang));
        report.line(words::REVISIONS, taken.revisions.to_string(), Opens::Nothing, cx);
        report.taken(taken, arrived, cx);
        report.end(taken.is_nothing(), cx);
        report
    }

    /// The result of a sync.
    pub(super) fn of_folder(folder: &FolderReport, arrived: &Arrived, cx: &Cx) -> Self {
        let mut report = Self::new(words::synced(cx.lang));
        report.line(words::REVISIONS, folder.taken.revisions.to_string(), Opens::Nothing, cx);
        report.taken(&folder.taken, arrived, cx);
        report.line(words::WRITTEN, folder.revisions_written.to_string(), Opens::Nothing, cx);
        report.care(words::SKIPPED, folder.skipped.len() as u64, Opens::Nothing, cx);
        for skipped in &folder.skipped {
            report.foot.push(exchange::skipped(cx.lang, skipped));
        }
        for refusal in &folder.refused {
            report.foot.push(exchange::refused(cx.lang, refusal));
        }
        report.end(folder.is_nothing(), cx);
        report
    }

    fn taken(&mut self, taken: &TakenIn, arrived: &Arrived, cx: &Cx) {
        let cases = |label, ids: &Vec<DisputeId>| match ids.is_empty() {
            true => Opens::Nothing,
            false => Opens::Cases(label, ids.clone()),
        };
        self.count(words::NEW_CASES, taken.cases_new, cases(words::NEW_CASES, &arrived.new), cx);
        self.count(
            words::CHANGED_CASES,
            taken.cases_changed,
            cases(words::CHANGED_CASES, &arrived.changed),
            cx,
        );
        self.care(words::CONFLICTS, taken.conflicts.len() as u64, Opens::Conflicts, cx);
        self.care(words::COLLISIONS, taken.collisions.len() as u64, Opens::Conflicts, cx);
        self.count(words::TAKEN_BACK, taken.taken_back, Opens::Nothing, cx);
        self.care(words::WAITING, taken.waiting, Opens::Nothing, cx);
        self.care(words::GAPS, taken.gaps.len() as u64, Opens::Nothing, cx);
        for gap in &taken.gaps {
            let said = cx.store.directory().laptop(gap.device);
            let called = laptop::called(cx.lang, gap.device, said, cx.store.directory());
            self.foot.push(words::gap(cx.lang, &called, gap.have, gap.need));
        }
    }

    fn end(&mut self, is_nothing: bool, cx: &Cx) {
        let said = if is_nothing { words::nothing_new(cx.lang) } else { words::open_hint(cx.lang) };
        self.foot.push(said.to_owned());
    }

    /// Adds a sentence at the foot.
    pub(super) fn add(&mut self, sentence: String) {
        self.foot.insert(0, sentence);
    }

    pub(super) fn travel(&mut self, action: Action) {
        let last = self.lines.len().saturating_sub(1);
        self.selected = match action {
            Action::Up => self.selected.saturating_sub(1),
            Action::Down => (self.selected + 1).min(last),
            _ => self.selected,
        };
    }

    pub(super) fn chosen(&self) -> Opens {
        self.lines.get(self.selected).map_or(Opens::Nothing, |line| line.opens.clone())
    }

    pub(super) fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let at = (area.x + MARGIN, area.y);
        cells::write(buf, at, &self.heading, area.width, cx.theme.heading, cx.symbols);
        let mut y = area.y + 2;
        for (at, line) in self.lines.iter().enumerate() {
            if y >= area.bottom() {
                break;
            }
            let room = VALUE_AT - MARGIN - 1;
            cells::write(buf, (area.x + MARGIN, y), &line.label, room, cx.theme.label, cx.symbols);
            let room = area.width.saturating_sub(VALUE_AT + 1);
            cells::write(buf, (area.x + VALUE_AT, y), &line.value, room, line.style, cx.symbols);
            if at == self.selected {
                mark_row(Rect { y, height: 1, ..area }, buf, cx);
                self.cursor = Some(Position::new(area.x, y));
            }
            y += 1;
        }
        y += 1;
        for sentence in &self.foot {
            for line in text_area::lines(sentence, area.width.saturating_sub(2 * MARGIN)) {
                if y < area.bottom() {
                    cells::write(
                        buf,
                        (area.x + MARGIN, y),
                        &line,
                        area.width,
                        cx.theme.hint_text,
                        cx.symbols,
                    );
                    y += 1;
                }
            }
        }
    }
}
