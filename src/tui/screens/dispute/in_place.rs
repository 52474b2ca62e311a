//! The field that is being edited, in the row where it stands.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde_json::{Value as Json, json};

use super::MARGIN;
use super::ask::kind_of;
use super::paint::chosen_label;
use super::spot::Spot;
use crate::domain::Dispute;
use crate::domain::field::{self, Need};
use crate::tui::form::{Form, Kind, Remark, Spec, Value};
use crate::tui::stack::Cx;
use crate::tui::widgets::cells;
use crate::tui::widgets::pick::{Count, ROWS};

/// Columns a field needs for itself and what is said beside it; it begins further left where there are fewer.
const LEAST: u16 = 64;
/// The name of the one field in a draft.
const FIELD: &str = "value";

/// Whether something was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Typed {
    Nothing,
    /// Since the draft was last kept.
    Unkept,
    Kept,
}

/// One field with its editor.
pub struct InPlace {
    /// Which field.
    pub spot: Spot,
    /// The form of that one field.
    pub form: Form<()>,
    typed: Typed,
    resumed: bool,
    /// Rows of the list that hangs under it.
    list: usize,
}

impl InPlace {
    /// Begins on that field; none where nobody edits it.
    pub fn on(spot: Spot, case: &Dispute, label: u16, cx: &Cx) -> Option<Self> {
        let kind = kind_of(spot, case, &cx.store, cx.lang)?;
        let list = match &kind {
            Kind::Pick(options) => options.items.len().clamp(1, ROWS),
            _ => 0,
        };
        let value = match (spot, spot.kind()) {
            // Something new mostly happened today.
            (Spot::Add(..), Some(field::Kind::Day)) => Value::Date(cx.store.today()),
            _ => spot.read(case),
        };
        // Dates, money and single picks give way to the first key; words and names are added to.
        let added_to = match &kind {
            Kind::Line | Kind::Area { .. } => true,
            Kind::Pick(options) => options.count == Count::Several,
            _ => false,
        };
        let name = cells::pad(spot.label().text(cx.lang), label);
        let mut spec = Spec::new((), name, kind).value(value);
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

    /// Goes on with what was typed another time.
    pub fn resume(&mut self, typed: &Json) {
        self.form.restore(typed, |()| FIELD.to_owned());
        self.resumed = true;
    }

    /// All that is typed, for a draft.
    pub fn typed(&self) -> Json {
        self.form.to_json(|()| FIELD.to_owned())
    }

    /// What stands in it; none where something is wrong, which the field then says.
    pub fn checked(&mut self) -> Option<Value> {
        if self.form.check().is_some() { None } else { Some(self.form.value(())) }
    }

    /// Says beside the field why it was not saved.
    pub fn complain(&mut self, sentence: String) {
        self.form.say((), Some((Remark::Error, sentence)));
    }

    /// Something was typed.
    pub fn note_change(&mut self) {
        self.typed = Typed::Unkept;
    }

    /// What was typed is in the file.
    pub fn note_kept(&mut self) {
        self.typed = Typed::Kept;
    }

    /// Something was typed that is not in the file yet.
    pub fn is_unkept(&self) -> bool {
        self.typed == Typed::Unkept
    }

    /// Something was typed since it was opened.
    pub fn is_worth_keeping(&self) -> bool {
        self.typed != Typed::Nothing
    }

    /// It went on with what was typed another time.
    pub fn was_resumed(&self) -> bool {
        self.resumed
    }

    /// The lines it wants, with its list.
    pub fn lines(&self, width: u16) -> usize {
        usize::from(self.form.height(width.max(LEAST))) + self.list
    }

    /// Draws it over the row of its value, which begins at column `x` of `rows`; answers where the cursor is.
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
        // Only a list reaches below the field's own rows.
        let height = if self.list > 0 { rows.height } else { height };
        self.form.draw(Rect { height, ..at }, buf, cx);
        if let Some(list) = self.form.list().filter(|_| x == 0) {
            // The form clears what is left of its list; the headings of the page begin before the form.
            cells::clear(buf, Rect { x: rows.x, width: at.x - rows.x, ..list });
        }
        self.form.cursor()
    }
}

/// What stands in the field is no default any more, which the first key would replace.
fn count_as_typed(form: &mut Form<()>) {
    let name = |()| FIELD.to_owned();
    let mut draft = form.to_json(name);
    if let Some(defaults) = draft.get_mut("defaults") {
        *defaults = json!([]);
    }
    form.restore(&draft, name);
}
