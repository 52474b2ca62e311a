//! One field in a popup, to change a value in place.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Form, FormEvent, Kind, Spec};
use crate::text::Lang;
use crate::tui::actions::{Action, Place};
use crate::tui::input::Input;
use crate::tui::stack::{Answer, Covers, Cx, Flow, Layer, Typing};
use crate::tui::widgets::pick::ROWS;
use crate::tui::widgets::popup;

const COLUMNS: u16 = 72;

/// A layer with one field. Enter (or a digit that picks) closes it with [`Answer::Typed`], which holds
/// [`super::Value::written`]; Esc closes it with nothing. What is wrong is said and not answered.
pub struct FieldEditor {
    form: Form<()>,
    title: String,
    rows: u16,
}

impl FieldEditor {
    /// An editor for that field, its present value in it; `title` names it in the frame.
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
        // Words are nearly always changed, not replaced; a day, an amount or a pick is replaced by the first key.
        let words = matches!(spec.kind, Kind::Line | Kind::Area { .. }).then(|| spec.value.clone());
        let mut form = Form::new(cx.lang, cx.store.today());
        form.field(spec);
        if let Some(words) = words {
            form.fill((), &words);
        }
        form.start(());
        Self { form, title: title.into(), rows }
    }

    fn answer(&mut self) -> Flow {
        if self.form.check().is_some() {
            return Flow::Stay;
        }
        Flow::Answer(Answer::Typed(self.form.value(()).written()))
    }

    fn follow(&mut self, event: FormEvent<()>) -> Flow {
        match event {
            FormEvent::Unhandled => Flow::Unhandled,
            FormEvent::Last(()) => self.answer(),
            _ => Flow::Stay,
        }
    }
}

impl Layer for FieldEditor {
    fn place(&self) -> Place {
        Place::InPlace
    }

    fn act(&mut self, action: Action, _cx: &mut Cx) -> Flow {
        match action {
            Action::Save => self.answer(),
            Action::Next | Action::Previous => Flow::Stay,
            Action::Back if self.form.cancel() => Flow::Stay,
            Action::Back => Flow::Answer(Answer::Nothing),
            _ => {
                let event = self.form.act(action);
                self.follow(event)
            }
        }
    }

    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Flow {
        let event = self.form.input(input);
        self.follow(event)
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let rect = popup::centred(area, COLUMNS, self.rows + 2);
        let inner = popup::open(rect, &self.title, buf, cx);
        self.form.draw(inner, buf, cx);
    }

    fn cursor(&self) -> Option<Position> {
        self.form.cursor()
    }

    fn title(&self, _cx: &Cx) -> String {
        self.title.clone()
    }

    fn typing(&self) -> Typing {
        self.form.typing()
    }

    fn help(&self, _lang: Lang) -> Option<String> {
        self.form.help()
    }

    fn covers(&self) -> Covers {
        Covers::Part
    }
}
