//! A locked month: when and by whom, what was reported, and what was corrected since in which cases.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{of_year, office_name, read_year, said, traces};
use crate::domain::DisputeId;
use crate::report::{Column, change, corrected, counted};
use crate::store::{CaseFilter, CorrectedCase, Corrections, Lock, Measure, Share, StoreError};
use crate::text::Lang;
use crate::text::{locks as words, totals};
use crate::tui::actions::{Action, Place};
use crate::tui::form::{FieldEditor, Kind, Spec, Value};
use crate::tui::input::Input;
use crate::tui::screens;
use crate::tui::stack::{Answer, Cx, Flow, Layer};
use crate::tui::widgets::{area, cells, popup};

const COLUMNS: u16 = 80;
/// Widths of a label and of the three figures beside it.
const LABEL: u16 = 11;
const FIGURES: [u16; 3] = [9, 8, 9];
/// The width of half the table of figures.
const HALF: u16 = 38;
/// Its measures, for the left and right half.
const MEASURES: [[Measure; 2]; 5] = [
    [Measure::Accepted, Measure::Withdrawn],
    [Measure::Mediated, Measure::Referred],
    [Measure::Successful, Measure::Closed],
    [Measure::Unsuccessful, Measure::Pending],
    [Measure::People, Measure::Amount],
];
/// The width of the number of a corrected case.
const NUMBER: u16 = 26;

/// A choice on the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// List the corrected cases.
    Cases,
    Unlock,
    /// Show the months of the year.
    Year,
}

/// The card.
pub struct LockCard {
    lock: Lock,
    corrections: Corrections,
    /// Other locks of this month, as sentences.
    traces: Vec<String>,
    choices: Vec<Choice>,
    selected: usize,
}

impl LockCard {
    /// The card of that lock.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn open(lock: Lock, cx: &Cx) -> Result<Self, StoreError> {
        let mut card = Self {
            lock,
            corrections: Corrections::default(),
            traces: Vec::new(),
            choices: Vec::new(),
            selected: 0,
        };
        card.read(cx)?;
        Ok(card)
    }

    fn read(&mut self, cx: &Cx) -> Result<(), StoreError> {
        self.corrections = cx.store.corrections(&self.lock)?;
        let year = read_year(self.lock.month.year(), self.lock.office, cx)?;
        let month = year.months.into_iter().find(|line| line.month == self.lock.month);
        let all = cx.store.locks(self.lock.month.year(), self.lock.office)?;
        let kept = all.into_iter().find(|lock| lock.id == self.lock.id);
        let in_force = kept.as_ref().is_some_and(|lock| lock.unlocked.is_none());
        if let Some(kept) = kept {
            self.lock = kept;
        }
        let trace = month.map(|line| line.trace).unwrap_or_default();
        let others: Vec<Lock> = trace.into_iter().filter(|lock| lock.id != self.lock.id).collect();
        self.traces = traces(&others, cx);
        let cases = (!self.corrections.cases.is_empty()).then_some(Choice::Cases);
        let unlock = in_force.then_some(Choice::Unlock);
        self.choices = cases.into_iter().chain(unlock).chain([Choice::Year]).collect();
        self.selected = self.selected.min(self.choices.len() - 1);
        Ok(())
    }

    fn choose(&mut self, at: usize, cx: &mut Cx) -> Flow {
        match self.choices.get(at) {
            Some(Choice::Cases) => self.open_cases(cx),
            Some(Choice::Unlock) => {
                let label = words::REASON.text(cx.lang);
                let spec = Spec::new((), label, Kind::Line).required().cells(48);
                let title = words::unlock_title(cx.lang, self.lock.month);
                Flow::Push(Box::new(FieldEditor::new(spec, title, cx)))
            }
            Some(Choice::Year) => of_year(self.lock.month.year(), self.lock.office, cx),
            None => Flow::Stay,
        }
    }

    fn open_cases(&self, cx: &mut Cx) -> Flow {
        let ids: Vec<DisputeId> = self.corrections.cases.iter().map(|case| case.id).collect();
        let filter = CaseFilter { only: Some(ids), ..CaseFilter::default() };
        let title = words::corrected_title(cx.lang, self.lock.month);
        screens::open_cases(title, filter, cx).map_or(Flow::Stay, Flow::Push)
    }

    /// The lines above the figures: office, days, when and by whom.
    fn head(&self, cx: &Cx) -> Vec<String> {
        let whose =
            format!("{}  {}", office_name(self.lock.office, cx), totals::days(cx.lang, self.lock.range));
        let state = words::locked(cx.lang, &self.lock.at, &self.lock.by);
        let mut lines = vec![whose, format!("{} {state}", cx.symbols.locked)];
        if let Some(off) = &self.lock.unlocked {
            lines.push(words::unlocked(cx.lang, [&off.at, &off.by, &off.reason]));
        }
        lines
    }

    fn choice_text(&self, choice: Choice, lang: Lang) -> String {
        match choice {
            Choice::Cases => words::list_cases(lang, self.corrections.cases.len()),
            Choice::Unlock => words::unlock_it(lang).to_owned(),
            Choice::Year => words::months_of_year(lang, self.lock.month.year()),
        }
    }

    fn draw_figures(&self, rows: Rect, buf: &mut Buffer, cx: &Cx) {
        let heads =
            [words::SNAPSHOT, words::CORRECTION, words::NOW].map(|word| word.text(cx.lang).to_owned());
        for half in [0, HALF] {
            let row = Rect { x: rows.x + half, width: rows.width.saturating_sub(half), ..rows };
            draw_line("", &heads, row, buf, cx);
        }
        for (y, pair) in (rows.y + 1..rows.bottom()).zip(MEASURES) {
            for (half, measure) in [0, HALF].into_iter().zip(pair) {
                let column = Column::Counted(measure);
                let corrections = &self.corrections;
                let changed = match measure.of(&corrections.difference) {
                    0 => String::new(),
                    _ => change(measure, &corrections.difference).text(),
                };
                let texts = [
                    counted(measure, &corrections.snapshot).text(),
                    changed,
                    counted(measure, &corrections.now).text(),
                ];
                let row = Rect { x: rows.x + half, y, width: rows.width.saturating_sub(half), height: 1 };
                draw_line(column.name(cx.lang), &texts, row, buf, cx);
            }
        }
    }

    /// Draws the corrections, in sum and by case as far as they fit, and earlier locks.
    fn draw_corrections(&self, rows: Rect, buf: &mut Buffer, cx: &Cx) {
        let sum = corrected(&self.corrections.difference, Some(self.corrections.cases.len()), cx.lang)
            .unwrap_or_else(|| words::nothing_corrected(cx.lang).to_owned());
        let mut lines: Vec<String> = area::lines(&sum, rows.width);
        let below: Vec<String> =
            self.traces.iter().flat_map(|trace| area::lines(trace, rows.width)).collect();
        let room = usize::from(rows.height).saturating_sub(lines.len() + below.len());
        let cases = &self.corrections.cases;
        let shown = if cases.len() > room { room.saturating_sub(1) } else { cases.len() };
        lines.extend(cases[..shown].iter().map(|case| case_line(case, cx)));
        if shown < cases.len() && room > 0 {
            lines.push(words::more_cases(cx.lang, cases.len() - shown));
        }
        lines.extend(below);
        for (n, (y, text)) in (rows.y..rows.bottom()).zip(&lines).enumerate() {
            let style = if n == 0 { cx.theme.heading } else { cx.theme.hint_text };
            cells::write(buf, (rows.x, y), text, rows.width, style, cx.symbols);
        }
    }
}

/// Draws a label and three figures, each right-aligned in its column.
fn draw_line(label: &str, figures: &[String; 3], row: Rect, buf: &mut Buffer, cx: &Cx) {
    cells::write(buf, (row.x, row.y), label, LABEL.min(row.width), cx.theme.label, cx.symbols);
    let mut x = row.x + LABEL;
    for (text, width) in figures.iter().zip(FIGURES) {
        let at = x + width.saturating_sub(cells::width(text));
        cells::write(buf, (at, row.y), text, row.right().saturating_sub(at), cx.theme.hint_text, cx.symbols);
        x += width;
    }
}

/// A corrected case: its number, its share then and now.
fn case_line(case: &CorrectedCase, cx: &Cx) -> String {
    let between = |parts: Vec<String>| match parts.is_empty() {
        true => words::not_counted(cx.lang).to_owned(),
        false => parts.join(" "),
    };
    let then = between(share_words(case.then.as_ref(), case.now.as_ref(), cx));
    let now = between(share_words(case.now.as_ref(), case.then.as_ref(), cx));
    let change = words::then_and_now(cx.lang, &then, &now);
    format!(" {} {change}", cells::pad(&case.number, NUMBER))
}

/// The share of a case, as far as it differs from `other`; nothing for a case that does not count.
fn share_words(share: Option<&Share>, other: Option<&Share>, cx: &Cx) -> Vec<String> {
    let Some(share) = share else { return Vec::new() };
    let names = cx.store.directory();
    let mut parts = Vec::new();
    let alone = other.is_none();
    let differs = |same: &dyn Fn(&Share) -> bool| other.is_none_or(|other| !same(other));
    if differs(&|other| other.accepted == share.accepted) && (share.accepted > 0 || !alone) {
        parts.push(words::accepted(cx.lang, share.accepted));
    }
    if differs(&|other| other.people == share.people) && share.people > 0 {
        parts.push(words::people(cx.lang, share.people));
    }
    if differs(&|other| other.outcome == share.outcome) {
        match share.outcome {
            Some(outcome) => {
                let label = names.outcome_label(Some(outcome)).map_or("", |label| label.short(cx.lang));
                parts.push(label.to_owned());
            }
            None if !alone => parts.push(words::not_closed(cx.lang).to_owned()),
            None => {}
        }
    }
    // Where the outcome changed, it is clear that there is no money.
    let same_outcome = other.is_some_and(|other| other.outcome == share.outcome);
    if differs(&|other| other.amount == share.amount) && (share.amount.0 > 0 || same_outcome) {
        parts.push(words::yuan(cx.lang, share.amount));
    }
    if !alone && differs(&|other| other.days == share.days) {
        parts.push(words::days_taken(cx.lang, share.days));
    }
    if !alone {
        let short = |label: Option<&crate::store::Label>| label.map(|label| label.short(cx.lang).to_owned());
        let kind = differs(&|other| other.kind == share.kind).then(|| short(names.type_label(&share.kind)));
        let source =
            differs(&|other| other.source == share.source).then(|| short(names.source_label(&share.source)));
        let level = differs(&|other| other.level == share.level)
            .then(|| short(names.label("level", share.level.code())));
        parts.extend([kind, source, level].into_iter().flatten().flatten());
    }
    parts
}

impl Layer for LockCard {
    fn place(&self) -> Place {
        Place::Confirm
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Accept => return self.choose(self.selected, cx),
            Action::Back => return Flow::Close,
            Action::Up => self.selected = self.selected.saturating_sub(1),
            Action::Down => self.selected = (self.selected + 1).min(self.choices.len() - 1),
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        input.choice().map_or(Flow::Unhandled, |at| self.choose(at, cx))
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let count = |lines: usize| u16::try_from(lines).unwrap_or(u16::MAX);
        let head = self.head(cx);
        let figures = count(MEASURES.len() + 1);
        let listed = self.corrections.cases.len() + self.traces.len() * 2 + 2;
        let rows = [2, count(head.len()), 1, figures, 1, count(listed), 1, count(self.choices.len())];
        let rows = rows.into_iter().fold(0, u16::saturating_add);
        let title = words::card_title(cx.lang, self.lock.month);
        let inner = popup::open(popup::centred(area, COLUMNS, rows), &title, buf, cx);
        // In a small window the figures are cut first, the choices never.
        let choices = count(self.choices.len()).min(inner.height);
        let mut rest = Rect { height: inner.height - choices, ..inner };
        let rows = Rect { y: rest.bottom(), height: choices, ..inner };
        let texts = self.choices.iter().map(|choice| self.choice_text(*choice, cx.lang));
        let cursor = popup::choices(texts, (0, self.selected), rows, buf, (&cx.theme, cx.symbols));
        for text in &head {
            if rest.height == 0 {
                return cursor;
            }
            cells::write(buf, (rest.x, rest.y), text, rest.width, cx.theme.hint_text, cx.symbols);
            rest = below(rest, 1);
        }
        if rest.height > figures + 1 {
            self.draw_figures(Rect { y: rest.y + 1, height: figures, ..rest }, buf, cx);
            rest = below(rest, figures + 1);
        }
        if rest.height > 2 {
            self.draw_corrections(Rect { y: rest.y + 1, height: rest.height - 2, ..rest }, buf, cx);
        }
        cursor
    }

    fn title(&self, cx: &Cx) -> String {
        words::card_title(cx.lang, self.lock.month)
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        let Answer::Filled(Value::Text(reason)) = answer else { return Flow::Stay };
        match cx.store.transact(|writer| writer.unlock(self.lock.id, &reason)) {
            Ok(lock) => {
                cx.done(words::unlock_done(cx.lang, lock.month));
                cx.records_changed();
                Flow::Close
            }
            Err(error) => said(&error, cx),
        }
    }

    fn refresh(&mut self, cx: &mut Cx) {
        if let Err(error) = self.read(cx) {
            said(&error, cx);
        }
    }

    fn help(&self, lang: Lang) -> Option<String> {
        Some(words::card_help(lang).to_owned())
    }
}

fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}
