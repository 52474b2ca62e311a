//! A popup with one field, to edit a value in place.

use super::{Form, Kind, Spec};
use crate::store::Result;
use crate::text::Lang;
use crate::tui::actions::Action;
use crate::tui::card::{Card, Content, Frame};
use crate::tui::stack::{Answer, Cx, Flow};
use crate::tui::widgets::pick::ROWS;

const COLUMNS: u16 = 72;

/// A card with one field. Enter (or a digit that picks) closes it with [`Answer::Filled`]; Esc closes
/// it without an answer. It stays open while the value is wrong.
pub type FieldEditor = Card<OneField>;

/// The content of a card with one field.
pub struct OneField {
    title: String,
    rows: u16,
}

impl FieldEditor {
    /// An editor for that field with its current value; `title` is the title of the frame.
    pub fn new(spec: Spec<()>, title: impl Into<String>, cx: &Cx) -> Self {
        let rows = match &spec.kind {
            Kind::Area { .. } => 8,
            Kind::Pick(_) => 1 + u16::try_from(ROWS).unwrap_or(9),
            _ => 1,
        };
        let spec = match spec.kind {
            Kind::Area { .. } => Spec { kind: Kind::Area { rows: 8 }, ..spec },
            _ => spec,
        };
        let mut form = Form::new(cx.lang, cx.store.today());
        form.hold(spec);
        Self::over(OneField { title: title.into(), rows }, form, cx)
    }
}

impl Content for OneField {
    type Key = ();

    fn title(&self, _cx: &Cx) -> String {
        self.title.clone()
    }

    fn frame(&self, _form: &Form<()>, _lang: Lang) -> Option<Frame> {
        Some(Frame { size: (COLUMNS, self.rows + 2), about: String::new(), keys: "", margins: (0, 0) })
    }

    fn act(&mut self, action: Action, form: &mut Form<()>, _cx: &mut Cx) -> Option<Flow> {
        match action {
            Action::Next | Action::Previous => Some(Flow::Stay),
            Action::Back if !form.cancel() => Some(Flow::Answer(Answer::Nothing)),
            Action::Back => Some(Flow::Stay),
            _ => None,
        }
    }

    fn save(&mut self, form: &mut Form<()>, _cx: &mut Cx) -> Result<Flow> {
        Ok(Flow::Answer(Answer::Filled(form.value(()))))
    }
}
