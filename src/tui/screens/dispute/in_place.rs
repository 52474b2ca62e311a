//! The field being edited, drawn in its own row.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde_json::{Value as Json, json};

use super::MARGIN;
use super::ask::kind_of;
use super::paint::chosen_label;
use super::spot::Spot;
use crate::domain::field::{self, Need};
use crate::domain::{Dispute, DisputeId};
use crate::tui::form::{Form, Kind, Remark, Spec, Value};
use crate::tui::stack::{Cx, Meant, Then};
use crate::tui::widgets::pick::{Count, ROWS};
use crate::tui::widgets::{cells, strip};

/// Columns for a field and its note; with fewer, it begins further left.
const LEAST: u16 = 64;
/// The name of the one field in a draft.
const FIELD: &str = "value";

/// Whether text was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Typed {
    Nothing,
    /// Since the draft was last saved.
    Unkept,
    Kept,
}

/// One field with its editor.
pub struct InPlace {
    /// The edited spot.
    pub spot: Spot,
    /// The form with that field.
    pub form: Form<()>,
    typed: Typed,
    resumed: bool,
    /// Rows of the open list, or of the strip of days, below it.
    list: usize,
}

impl InPlace {
    /// Edits that field; none where it is read-only.
    pub fn on(spot: Spot, case: &Dispute, label: u16, cx: &Cx) -> Option<Self> {
        let kind = kind_of(spot, case, &cx.store, cx.lang)?;
        let list = match &kind {
            Kind::Pick(options) => options.items.len().clamp(1, ROWS),
            Kind::Date | Kind::DueDate => strip::ROWS.into(),
            _ => 0,
        };
        // Dates, money and single picks are replaced by the first key; text is edited.
        let added_to = match &kind {
            Kind::Line | Kind::Area { .. } => true,
            Kind::Pick(options) => options.count == Count::Several,
            _ => false,
        };
        let name = cells::pad(spot.label_in(case).text(cx.lang), label);
        let mut spec = Spec::new((), name, kind).value(spot.read(case));
        if spot.need() == Need::Required {
            spec = spec.required();
        }
        let mut form = Form::new(cx.lang, cx.store.today());
        form.field(spec);
        if added_to {
            count_as_typed(&mut form);
        }
        form.start(());
        Some(Self { spot, form, typed: Typed::Nothing, resumed: false, list })
    }

    /// Restores typed text of a draft.
    pub fn resume(&mut self, typed: &Json) {
        self.form.restore(typed, |()| FIELD.to_owned());
        self.resumed = true;
    }

    /// The typed text, for a draft.
    pub fn typed(&self) -> Json {
        self.form.to_json(|()| FIELD.to_owned())
    }

    /// Its value; none where it has an error, which the field then shows.
    pub fn checked(&mut self) -> Option<Value> {
        if self.form.check().is_some() { None } else { Some(self.form.value(())) }
    }

    /// The field of that case, for a word that comes after the save.
    pub fn meant(&self, case: DisputeId) -> Option<Meant> {
        match self.spot {
            Spot::Field(at) => Some(Meant { case, at, then: Then::Same }),
            _ => None,
        }
    }

    /// Shows beside the field why it was not saved.
    pub fn complain(&mut self, sentence: String) {
        self.form.say((), Some((Remark::Error, sentence)));
    }

    /// Notes that text was typed.
    pub fn note_change(&mut self) {
        self.typed = Typed::Unkept;
    }

    /// Notes that the draft is saved.
    pub fn note_kept(&mut self) {
        self.typed = Typed::Kept;
    }

    /// Whether text was typed that is not saved in the draft yet.
    pub fn is_unkept(&self) -> bool {
        self.typed == Typed::Unkept
    }

    /// Whether text was typed since it was opened.
    pub fn is_worth_keeping(&self) -> bool {
        self.typed != Typed::Nothing
    }

    /// Whether it was restored from a draft.
    pub fn was_resumed(&self) -> bool {
        self.resumed
    }

    /// The lines it needs, including its list.
    pub fn lines(&self, width: u16) -> usize {
        usize::from(self.form.height(width.max(LEAST))) + self.list
    }

    /// Draws it over the row of its value, which begins at column `x` of `rows`; returns the cursor position.
    pub fn draw(&mut self, x: u16, rows: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let x = x.min(rows.width.saturating_sub(LEAST));
        let at =
            Rect { x: rows.x + x + MARGIN - 1, width: rows.width.saturating_sub(x + MARGIN - 1), ..rows };
        let height = self.form.height(at.width).min(rows.height);
        cells::clear(buf, Rect { height, ..rows });
        cells::write(
            buf,
            (rows.x + x, rows.y),
            cx.symbols.marker,
            MARGIN,
            chosen_label(&cx.theme),
            cx.symbols,
        );
        // Only a list extends below the field's own rows.
        let height = if self.list > 0 { rows.height } else { height };
        self.form.draw(Rect { height, ..at }, buf, cx);
        let is_day = matches!(self.spot.kind(), Some(field::Kind::Day | field::Kind::DayAhead));
        if let Some(list) = self.form.list().filter(|_| x == 0 || is_day) {
            // The form clears the cells left of its list; headings of the page begin further left.
            cells::clear(buf, Rect { x: rows.x, width: at.x - rows.x, ..list });
        }
        self.form.cursor()
    }
}

/// Marks the value as typed, so that the first key does not replace it.
fn count_as_typed(form: &mut Form<()>) {
    let name = |()| FIELD.to_owned();
    let mut draft = form.to_json(name);
    if let Some(defaults) = draft.get_mut("defaults") {
        *defaults = json!([]);
    }
    form.restore(&draft, name);
}
