//! 并案: two records of one dispute become one. Where they differ, a digit chooses whose value the one that stays has.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::domain::merge::{Offer, Take, merged, offers};
use crate::domain::{Dispute, DisputeId};
use crate::store::{Result, StoreError};
use crate::text::{Lang, errors::store_error, merge as words};
use crate::tui::actions::{Action, Place};
use crate::tui::card::{Card, Content, Frame};
use crate::tui::form::{Form, Kind, Spec, Value};
use crate::tui::input::Input;
use crate::tui::screens::confirm::Confirm;
use crate::tui::stack::{Answer, Cx, Flow, Layer};
use crate::tui::widgets::cells;
use crate::tui::widgets::table::{Align, Column, Columns, Window};

/// The marker of the selected row and a blank, before the first column.
const MARGIN: u16 = 2;
/// The columns of the two values.
const VALUES: [usize; 2] = [1, 2];
/// The most records of one number that are listed: one digit chooses.
const MOST: usize = 9;

/// Asks which other record it is.
pub struct Which {
    case: Box<Dispute>,
    /// Those of one number, while it is asked which is meant.
    several: Vec<Dispute>,
}

/// What was found by a number.
enum Found {
    One(Box<Dispute>),
    /// 重号: laptops apart from each other gave one number.
    Several(Vec<Dispute>),
    /// The sentence why it is none.
    None(String),
}

/// Asks which record is of the same dispute as that case; that which looks alike is offered.
pub fn open(id: DisputeId, cx: &mut Cx) -> Flow {
    let read = cx.store.dispute(id).and_then(|case| Ok((alike(&case, cx)?, case)));
    let (number, case) = match read {
        Ok(read) => read,
        Err(error) => return cx.refused(&error),
    };
    if case.void.is_some() {
        return cx.refused(&StoreError::CannotMerge);
    }
    let mut form = Form::new(cx.lang, cx.store.today());
    let spec = Spec::new((), words::WITH.text(cx.lang), Kind::Line).required().cells(32);
    form.field(spec.hint(words::ask_hint(cx.lang)).value(Value::of_text(&number)));
    Flow::Push(Box::new(Card::over(Which { case: Box::new(case), several: Vec::new() }, form, cx)))
}

/// Merges two records that were marked; the earlier one stays unless they are swapped.
pub fn of_two(cases: &[DisputeId], cx: &mut Cx) -> Flow {
    let read: Result<Vec<Dispute>> = cases.iter().map(|id| cx.store.dispute(*id)).collect();
    let Some(mut read) = cx.told(read) else { return Flow::Stay };
    read.sort_by_key(|case| (case.accepted_on, case.id));
    match <[Dispute; 2]>::try_from(read) {
        Ok([kept, other]) if kept.void.is_none() && other.void.is_none() => {
            Flow::Push(Box::new(Merge::of(kept, other)))
        }
        _ => cx.refused(&StoreError::CannotMerge),
    }
}

/// The number of a record that may be of the same dispute: alike in all, else the last of the same people.
fn alike(case: &Dispute, cx: &Cx) -> Result<String> {
    if let Some(same) = cx.store.maybe_same(case)?.first() {
        return Ok(cx.store.dispute(*same)?.number);
    }
    let Some(party) = case.parties.first() else { return Ok(String::new()) };
    let rows = cx.store.cases_of_person(&party.name, 9)?;
    let other = rows.into_iter().find(|row| row.id != case.id && !row.is_void && row.kind == case.kind);
    Ok(other.map(|row| row.number).unwrap_or_default())
}

impl Which {
    /// The record of that number, or why it is none. Of several, the case itself and void ones are not meant; those of the
    /// same office are nearer, then those of the same year.
    fn found(&self, form: &Form<()>, cx: &Cx) -> Result<Found> {
        let found = cx.store.disputes_meant(&form.text(()))?;
        let is_one = found.len() == 1;
        let mut read = found.iter().map(|id| cx.store.dispute(*id)).collect::<Result<Vec<_>>>()?;
        if !is_one {
            read.retain(|one| one.id != self.case.id && one.void.is_none());
        }
        let nearer: [fn(&Dispute, &Dispute) -> bool; 2] = [
            |one, case| one.office == case.office,
            |one, case| one.accepted_on.year() == case.accepted_on.year(),
        ];
        for is_nearer in nearer {
            if read.iter().any(|one| is_nearer(one, &self.case)) {
                read.retain(|one| is_nearer(one, &self.case));
            }
        }
        Ok(match (read.pop(), read.is_empty()) {
            (None, _) => Found::None(store_error(cx.lang, &StoreError::NoSuchRecord)),
            (Some(one), true) if one.id == self.case.id => Found::None(words::itself(cx.lang).to_owned()),
            (Some(one), true) if one.void.is_some() => Found::None(words::other_void(cx.lang).to_owned()),
            (Some(one), true) => Found::One(Box::new(one)),
            (Some(one), false) => {
                read.push(one);
                Found::Several(read)
            }
        })
    }

    fn merge_with(&self, other: Dispute) -> Flow {
        Flow::Replace(Box::new(Merge::of((*self.case).clone(), other)))
    }
}

impl Content for Which {
    type Key = ();

    fn title(&self, cx: &Cx) -> String {
        words::ask_title(cx.lang).to_owned()
    }

    fn frame(&self, _form: &Form<()>, lang: Lang) -> Option<Frame> {
        let about = words::heading(lang, Take::Own, &self.case);
        Some(Frame { size: (74, 6), about, keys: words::ask_about(lang), margins: (2, 1) })
    }

    fn judge(&mut self, form: &mut Form<()>, cx: &Cx) -> Option<()> {
        let wrong = match self.found(form, cx) {
            Ok(Found::One(_) | Found::Several(_)) => None,
            Ok(Found::None(sentence)) => Some(sentence),
            Err(error) => Some(store_error(cx.lang, &error)),
        };
        form.say_all(wrong.map(|sentence| ((), sentence)).into_iter().collect())
    }

    fn save(&mut self, form: &mut Form<()>, cx: &mut Cx) -> Result<Flow> {
        Ok(match self.found(form, cx)? {
            Found::One(other) => self.merge_with(*other),
            Found::Several(several) => {
                let asked = Confirm::new(words::which(cx.lang));
                let asked = several.iter().take(MOST).enumerate().fold(asked, |asked, (at, case)| {
                    asked.choice(words::one_line(cx.lang, case), Answer::Picked(at))
                });
                self.several = several;
                Flow::Push(Box::new(asked))
            }
            Found::None(_) => Flow::Stay,
        })
    }

    fn answered(&mut self, answer: Answer, _form: &mut Form<()>, _cx: &mut Cx) -> Result<Flow> {
        let several = std::mem::take(&mut self.several);
        Ok(match answer {
            Answer::Picked(at) => {
                several.into_iter().nth(at).map_or(Flow::Stay, |other| self.merge_with(other))
            }
            _ => Flow::Stay,
        })
    }
}

/// The screen of two records.
pub struct Merge {
    kept: Dispute,
    other: Dispute,
    offers: Vec<Offer>,
    window: Window,
}

impl Merge {
    /// Two records of a dispute, the first of which stays.
    pub fn of(kept: Dispute, other: Dispute) -> Self {
        let offers = offers(&kept, &other);
        let window = Window::new(offers.len());
        Self { kept, other, offers, window }
    }

    fn choose(&mut self, take: Option<Take>) -> Flow {
        if let Some(offer) = self.offers.get_mut(self.window.selected()) {
            let turned = if offer.take == Take::Own { Take::Other } else { Take::Own };
            offer.take = take.unwrap_or(turned);
        }
        Flow::Stay
    }

    fn swap(&mut self) -> Flow {
        *self = Self::of(self.other.clone(), self.kept.clone());
        Flow::Stay
    }

    fn merge(&mut self, cx: &mut Cx) -> Flow {
        let after = merged(&self.kept, &self.other, &self.offers);
        let taken = self.offers.iter().filter(|offer| offer.take == Take::Other).count();
        match cx.store.merge(&self.kept, after, &self.other) {
            Ok(()) => {
                cx.done(words::done(cx.lang, &self.kept.number, &self.other.number, taken));
                Flow::Answer(Answer::Saved)
            }
            Err(error) => cx.refused(&error),
        }
    }

    fn draw_row(&self, at: usize, columns: &Columns, row: Rect, buf: &mut Buffer, cx: &Cx) {
        let Some(offer) = self.offers.get(at) else { return };
        let cases = (&self.kept, &self.other);
        let values = words::values(cx.lang, offer, cases, cx.store.directory());
        let label = words::label(cx.lang, offer, &self.kept);
        for span in columns.spans() {
            let taken = VALUES[usize::from(offer.take == Take::Other)] == span.column;
            let text = match span.column {
                0 => label.clone(),
                column => {
                    let value = values.get(column - 1).map_or("", String::as_str);
                    let mark = if taken { cx.symbols.passed } else { " " };
                    format!("{mark} {value}")
                }
            };
            let style = if span.column == 0 || taken { Style::new() } else { cx.theme.muted };
            cells::put_cut(buf, (row.x + span.x, row.y), &text, span.width, cx.symbols.cut, style);
        }
        if at == self.window.selected() {
            cells::put(buf, (row.x - MARGIN, row.y), cx.symbols.marker, 1, Style::new());
            let label = columns.spans().iter().find(|span| span.column == 0);
            if let Some(span) = label {
                let rect = Rect { x: row.x + span.x, width: span.width, ..row };
                buf.set_style(cells::visible(buf, rect), cx.theme.selected);
            }
        }
    }
}

impl Layer for Merge {
    fn place(&self) -> Place {
        Place::Merge
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Save => self.merge(cx),
            Action::Swap => self.swap(),
            Action::Take => self.choose(None),
            _ => self.window.act(action),
        }
    }

    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Flow {
        match input.digit() {
            Some(1) => self.choose(Some(Take::Own)),
            Some(2) => self.choose(Some(Take::Other)),
            _ => Flow::Unhandled,
        }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let room = area.width.saturating_sub(2 * MARGIN);
        let heads = [(Take::Own, &self.kept, cx.theme.heading), (Take::Other, &self.other, Style::new())];
        for ((take, case, style), y) in heads.into_iter().zip(area.y..) {
            let said = words::heading(cx.lang, take, case);
            cells::write(buf, (area.x + MARGIN, y), &said, room, style, cx.symbols);
        }
        let last = area.bottom().saturating_sub(1);
        cells::write(buf, (area.x + MARGIN, last), words::how(cx.lang), room, cx.theme.muted, cx.symbols);
        let column = |heading, min, want| Column { heading, min, want, drop: 0, align: Align::Left };
        let wide = (room.saturating_sub(16) / 2).max(12);
        let asked = [
            column(words::FIELD.text(cx.lang), 10, 16),
            column(words::KEPT.text(cx.lang), 12, wide),
            column(words::OTHER.text(cx.lang), 12, wide),
        ];
        let table = Rect {
            x: area.x + MARGIN,
            y: area.y + 3,
            width: area.width.saturating_sub(MARGIN),
            height: area.height.saturating_sub(4),
        };
        let (columns, body) = Columns::head(&asked, table, buf, cx);
        if self.offers.is_empty() {
            cells::write(buf, (body.x, body.y), words::alike(cx.lang), body.width, Style::new(), cx.symbols);
            return Some(Position::new(area.x, body.y));
        }
        self.window.set_height(body.height);
        for (y, at) in (body.top()..body.bottom()).zip(self.window.rows()) {
            self.draw_row(at, &columns, Rect { y, height: 1, ..body }, buf, cx);
        }
        Some(self.window.spot(Rect { x: area.x, ..body }))
    }
}
