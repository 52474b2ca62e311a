//! 服务: the entries other than cases, in four lists with their totals.
//!
//! A list is read section by section around the selected entry, its totals when period, office or records
//! change; moving inside the section needs no read.
//! - `rows`: the section in memory, as cells
//! - `draw`: tabs, list, totals
//! - `card`: the card to log or edit an entry; `asks`: its fields in each list

mod asks;
mod card;
mod draw;
mod rows;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::field::{self, EntryField, EntryName};
use crate::domain::{OfficeId, Period};
use crate::report::{EntriesQuestion, EntriesReport, EntryList, Exported, Wording};
use crate::store::StoreError;
use crate::text::{errors, services as words, totals as period_words};
use crate::tui::actions::{Action, Place};
use crate::tui::form::{FieldEditor, Kind, Spec, Value};
use crate::tui::input::Input;
use crate::tui::screens::asked;
use crate::tui::stack::{Answer, Cx, Flow, Layer};
use crate::tui::widgets::table::Window;

use super::totals::span::SpanBox;
use card::EntryCard;
use rows::Rows;

/// The screen of the other entries.
pub struct Services {
    list: EntryList,
    report: EntriesReport,
    rows: Rows,
    window: Window,
    /// The question of a layer above.
    question: Asking,
}

/// The question of a layer above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    /// None, or one without an answer.
    Nothing,
    /// Which period to show.
    Span,
    /// Why that entry is to be void.
    WhyVoid(EntryName),
}

impl Services {
    /// The services of the current month for the home office, or for all where that is the district. None,
    /// and a notice, where the file cannot be read.
    pub fn open(cx: &mut Cx) -> Option<Self> {
        let cut_off = asked::cut_off(&cx.store);
        let question = EntriesQuestion { period: asked::period(cx), office: asked::home(&cx.store), cut_off };
        Self::open_at(EntryList::Services, question, cx)
    }

    /// A list for a period and office, as counted by a report. None, and a notice, where the file cannot
    /// be read.
    pub fn open_at(list: EntryList, question: EntriesQuestion, cx: &mut Cx) -> Option<Self> {
        let read = read(cx, list, question, 0);
        let (report, rows) = cx.told(read)?;
        let window = Window::new(rows.len());
        Some(Self { list, report, rows, window, question: Asking::Nothing })
    }

    /// The list shown.
    pub fn list(&self) -> EntryList {
        self.list
    }

    /// The totals shown.
    pub fn report(&self) -> &EntriesReport {
        &self.report
    }

    /// The selected entry; none in an empty list.
    pub fn selected(&self) -> Option<EntryName> {
        self.rows.at(self.window.selected()).map(|row| row.name)
    }

    /// Reads another list, period or office; after a read error nothing changes.
    fn show(&mut self, list: EntryList, question: EntriesQuestion, cx: &mut Cx) -> Flow {
        let same = list == self.list && question == self.report.question;
        let at = if same { self.window.selected() } else { 0 };
        let stood_on = self.selected().filter(|_| same);
        match read(cx, list, question, at) {
            Ok((report, rows)) => {
                self.window.set_len(rows.len());
                let found = stood_on.and_then(|name| rows.position(name));
                self.window.select(found.unwrap_or(at));
                (self.list, self.report, self.rows) = (list, report, rows);
                self.hold(cx);
            }
            Err(error) => cx.fail(errors::store_error(cx.lang, &error)),
        }
        Flow::Stay
    }

    fn show_period(&mut self, period: Period, cx: &mut Cx) -> Flow {
        let cut_off = self.report.question.cut_off;
        asked::within_years(period, cut_off, cx, |cx| {
            self.show(self.list, EntriesQuestion { period, ..self.report.question }, cx)
        })
    }

    fn show_list(&mut self, at: usize, cx: &mut Cx) -> Flow {
        match EntryList::ALL.get(at) {
            Some(list) => self.show(*list, self.report.question, cx),
            None => Flow::Unhandled,
        }
    }

    fn step_list(&mut self, step: usize, cx: &mut Cx) -> Flow {
        let now = EntryList::ALL.iter().position(|list| *list == self.list).unwrap_or(0);
        self.show_list((now + step) % EntryList::ALL.len(), cx)
    }

    /// Switches between this office and all offices.
    fn change_scope(&mut self, cx: &mut Cx) -> Flow {
        asked::change_scope(self.report.question.office, cx, |office, cx| {
            self.show(self.list, EntriesQuestion { office, ..self.report.question }, cx)
        })
    }

    fn go(&mut self, action: Action, cx: &mut Cx) -> Flow {
        self.window.travel(action);
        self.hold(cx);
        Flow::Stay
    }

    /// Reads the section around the selected entry.
    fn hold(&mut self, cx: &mut Cx) {
        let done = self.rows.reach(self.window.selected(), cx);
        cx.told(done);
    }

    /// Opens the card of a new entry of this list.
    fn add(&mut self, cx: &mut Cx) -> Flow {
        self.question = Asking::Nothing;
        let period = self.report.question.period;
        Flow::Push(Box::new(EntryCard::new(self.list, period, cx)))
    }

    /// Opens the card of the selected entry.
    fn open_selected(&mut self, cx: &mut Cx) -> Flow {
        self.question = Asking::Nothing;
        let Some(name) = self.selected() else { return cx.warned(words::nothing_selected(cx.lang)) };
        match cx.store.entry(name) {
            Ok(entry) if entry.void().is_some() => cx.warn(words::is_void(cx.lang)),
            Ok(entry) => return Flow::Push(Box::new(EntryCard::of(entry, cx))),
            Err(error) => cx.fail(errors::store_error(cx.lang, &error)),
        }
        Flow::Stay
    }

    /// Asks why the selected entry is to be void; a void one is restored.
    fn void_selected(&mut self, cx: &mut Cx) -> Flow {
        let Some(row) = self.rows.at(self.window.selected()) else {
            return cx.warned(words::nothing_selected(cx.lang));
        };
        let name = row.name;
        if row.void {
            return self.put_void(name, None, cx);
        }
        self.question = Asking::WhyVoid(name);
        let spec = Spec::new((), words::why_void(cx.lang), Kind::Line).required();
        let editor = FieldEditor::new(spec.hint(words::void_hint(cx.lang)), named(name, cx), cx);
        Flow::Push(Box::new(editor))
    }

    fn put_void(&mut self, name: EntryName, reason: Option<String>, cx: &mut Cx) -> Flow {
        let said = if reason.is_some() { words::voided(cx.lang) } else { words::restored(cx.lang) };
        match put_void(name, reason, cx) {
            Ok(()) => {
                cx.done(said);
                cx.records_changed();
            }
            Err(error) => cx.fail(errors::store_error(cx.lang, &error)),
        }
        Flow::Stay
    }
}

/// An entry in a sentence: list, date and kind; only the list where it cannot be read.
pub fn named(name: EntryName, cx: &Cx) -> String {
    let list = words::list(name.list).text(cx.lang);
    match cx.store.entry(name) {
        Ok(entry) => words::entry(&[list, &wording(cx).entry(&*entry)]),
        Err(_) => list.to_owned(),
    }
}

fn wording(cx: &Cx) -> Wording<'_> {
    Wording { store: &cx.store, lang: cx.lang }
}

fn put_void(name: EntryName, reason: Option<String>, cx: &mut Cx) -> Result<(), StoreError> {
    let before = cx.store.entry(name)?;
    let mut after = before.copied();
    after.write(EntryField::Void, reason.map_or(field::Value::Empty, field::Value::Text));
    cx.store.save_entry(Some(&*before), &*after).map(drop)
}

fn read(
    cx: &Cx,
    list: EntryList,
    question: EntriesQuestion,
    around: usize,
) -> Result<(EntriesReport, Rows), StoreError> {
    Ok((EntriesReport::build(&cx.store, question, cx.lang)?, Rows::read(list, question, around, cx)?))
}

impl Layer for Services {
    fn place(&self) -> Place {
        Place::Services
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        let question = self.report.question;
        match action {
            Action::Open => self.open_selected(cx),
            Action::Add => self.add(cx),
            Action::Void => self.void_selected(cx),
            Action::Earlier => self.show_period(question.period.previous(), cx),
            Action::Later => self.show_period(question.period.next(), cx),
            Action::Group => self.step_list(1, cx),
            Action::GroupBack => self.step_list(EntryList::ALL.len() - 1, cx),
            Action::Span => {
                self.question = Asking::Span;
                Flow::Push(Box::new(SpanBox::of(question.period, question.cut_off)))
            }
            Action::Scope => self.change_scope(cx),
            Action::Export => {
                let door = super::open_export(Exported::Entries(question), cx);
                super::through(door, cx)
            }
            Action::Copy => {
                // The list contains notes and names of leaders.
                let what = self.title(cx);
                match crate::tui::screens::transcribe::disclose(&what, 0, cx) {
                    Ok(()) => cx.copy(self.report.text(cx.lang)),
                    Err(error) => cx.fail(crate::text::errors::store_error(cx.lang, &error)),
                }
                Flow::Stay
            }
            Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
                self.go(action, cx)
            }
            _ => Flow::Unhandled,
        }
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        match input.digit() {
            Some(digit @ 1..) => self.show_list(usize::from(digit) - 1, cx),
            _ => Flow::Unhandled,
        }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        Some(self.draw_all(area, buf, cx))
    }

    fn period(&self) -> Option<Period> {
        Some(self.report.question.period)
    }

    fn office(&self) -> Option<OfficeId> {
        self.report.question.office
    }

    fn title(&self, cx: &Cx) -> String {
        let period = period_words::period(cx.lang, &self.report.question.period);
        words::title(cx.lang, &period, words::list(self.list).text(cx.lang))
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        match (std::mem::replace(&mut self.question, Asking::Nothing), answer) {
            (Asking::Span, Answer::Typed(text)) => match text.parse() {
                Ok(period) => self.show_period(period, cx),
                Err(error) => cx.failed(period_words::wrong_period(cx.lang, error)),
            },
            (Asking::WhyVoid(name), Answer::Filled(Value::Text(reason))) => {
                self.put_void(name, Some(reason), cx)
            }
            _ => Flow::Stay,
        }
    }

    fn refresh(&mut self, cx: &mut Cx) {
        let question = EntriesQuestion { cut_off: asked::cut_off(&cx.store), ..self.report.question };
        self.show(self.list, question, cx);
    }
}
