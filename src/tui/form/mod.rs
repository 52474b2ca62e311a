//! Forms: a column of fields, each with its editor; used by entry, outcome, the case screen, settings and the
//! first run.
//!
//! A form owns the typed text and the focus. It checks each field by itself; rules between fields are up
//! to the screen, which receives a [`FormEvent`], and to [`Form::with_rules`].
//! The focus can always move.

mod draft;
mod draw;
mod editor;
mod late;
pub mod lists;
mod moving;
mod picker;
mod popup;
mod spec;
mod typed;
mod value;

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use crate::domain::Fen;
use crate::text::{Lang, form as words};
use crate::tui::widgets::field::Need;
use crate::tui::widgets::matching::Item;

use editor::{Editor, World};

pub use draw::styles;
pub use popup::FieldEditor;
pub use spec::{Kind, Options, Spec, item};
pub use value::{Choice, Value};

/// The result of an action or input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormEvent<K> {
    /// Not handled by the form; pass it on to the shell.
    Unhandled,
    /// A cursor moved, or nothing changed.
    Nothing,
    /// The value of that field changed; it still has the focus.
    Changed(K),
    /// That field was left; the same key may have changed its value.
    Left(K),
    /// Enter in the last field; the same key may have changed its value.
    Last(K),
}

/// Whether a field is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// It is shown.
    Yes,
    /// It is not drawn, cannot be focused, and counts as empty.
    No,
}

/// Where an open list, or the strip of days, is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lists {
    /// Over the fields below; a mark at the edge says that there are more.
    Over,
    /// Between its field and the next, which moves down: a card is small, and what is covered seems not to be there.
    Between,
}

/// The severity of a remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// The form cannot be saved.
    Error,
    /// It is only displayed.
    Warning,
}

struct Field<K> {
    key: K,
    label: String,
    need: Need,
    hint: String,
    cells: u16,
    editor: Editor,
    shown: Shown,
    /// Its value was set by the form and not changed since.
    is_default: bool,
    /// Its own error.
    error: Option<String>,
    /// The remark of the screen.
    said: Option<(Remark, String)>,
    /// Additional information, such as earlier cases of a person.
    beside: String,
    /// The completion offered for the line.
    ghost: String,
}

enum Row<K> {
    Heading(String),
    Field(Box<Field<K>>),
}

/// Rules between fields, computed from the form alone.
pub type Rules<K> = fn(&mut Form<K>);

/// A form with fields named by `K`.
pub struct Form<K> {
    rows: Vec<Row<K>>,
    /// The index of the focused field.
    focus: usize,
    world: World,
    rules: Rules<K>,
    /// The index of the first line shown.
    top: u16,
    cursor: Option<Position>,
    /// The area of the open list, or of the strip of days, in the last frame.
    list: Option<Rect>,
    open: Option<Rect>,
    lists: Lists,
    /// The values of the fields when the form was opened.
    opened: Vec<(K, Standing)>,
    /// The field of text that one was in when a refused save led to another, until the next input.
    was_in: Option<K>,
}

/// The state of a field: none if it is blank, else its value, which is empty if it cannot be parsed.
type Standing = Option<Value>;

impl<K: Copy + Eq> Form<K> {
    /// A form without fields.
    pub fn new(lang: Lang, today: NaiveDate) -> Self {
        Self {
            rows: Vec::new(),
            focus: 0,
            world: World { lang, today },
            rules: |_| {},
            top: 0,
            cursor: None,
            list: None,
            open: None,
            lists: Lists::Over,
            opened: Vec::new(),
            was_in: None,
        }
    }

    /// The same with rules, which run after every change and before the focus moves.
    #[must_use]
    pub fn with_rules(mut self, rules: Rules<K>) -> Self {
        self.rules = rules;
        self
    }

    /// Adds a heading, drawn only while a field under it is shown.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.rows.push(Row::Heading(text.into()));
    }

    /// Adds a field at the end. Its value is a default until it is edited.
    pub fn field(&mut self, spec: Spec<K>) {
        let mut editor = Editor::new(spec.kind, self.world.lang);
        editor.set(&spec.value, self.world.lang);
        self.rows.push(Row::Field(Box::new(Field {
            key: spec.key,
            label: spec.label,
            need: spec.need,
            hint: spec.hint,
            cells: spec.cells,
            is_default: spec.value != Value::Empty,
            editor,
            shown: Shown::Yes,
            error: None,
            said: None,
            beside: String::new(),
            ghost: String::new(),
        })));
        if !matches!(self.rows.get(self.focus), Some(Row::Field(_))) {
            self.focus = self.rows.len() - 1;
        }
    }

    /// Adds a field with an existing value. Text is kept when typing starts; a date, a number or a
    /// pick is replaced by the first key.
    pub fn hold(&mut self, spec: Spec<K>) {
        let (key, value) = (spec.key, spec.value.clone());
        self.field(spec);
        if let Value::Text(_) = value {
            self.fill(key, &value);
        }
    }

    /// Runs the rules and focuses that field, once all fields are added.
    pub fn start(&mut self, key: K) {
        (self.rules)(self);
        self.enter_row(self.row_of(key).unwrap_or(self.focus));
    }

    /// Takes over the content and undo log of the fields with the same keys in another form.
    pub fn take_over(&mut self, old: Self) {
        let lang = self.world.lang;
        for row in old.rows {
            let Row::Field(old) = row else { continue };
            if let Some(field) = self.field_mut(old.key) {
                let hint = std::mem::take(&mut field.hint);
                let (label, need) = (std::mem::take(&mut field.label), field.need);
                *field = Field { hint, label, need, ..*old };
                field.error = field.editor.error(lang);
            }
        }
        (self.rules)(self);
    }

    /// Runs the rules after values were set from outside.
    pub fn keep_rules(&mut self) {
        (self.rules)(self);
    }

    fn fields(&self) -> impl Iterator<Item = &Field<K>> {
        self.rows.iter().filter_map(|row| match row {
            Row::Field(field) => Some(field.as_ref()),
            Row::Heading(_) => None,
        })
    }

    fn fields_mut(&mut self) -> impl Iterator<Item = &mut Field<K>> {
        self.rows.iter_mut().filter_map(|row| match row {
            Row::Field(field) => Some(field.as_mut()),
            Row::Heading(_) => None,
        })
    }

    fn of(&self, key: K) -> Option<&Field<K>> {
        self.fields().find(|field| field.key == key)
    }

    fn field_mut(&mut self, key: K) -> Option<&mut Field<K>> {
        self.fields_mut().find(|field| field.key == key)
    }

    fn focused(&self) -> Option<&Field<K>> {
        match self.rows.get(self.focus) {
            Some(Row::Field(field)) => Some(field),
            _ => None,
        }
    }

    fn focused_mut(&mut self) -> Option<&mut Field<K>> {
        match self.rows.get_mut(self.focus) {
            Some(Row::Field(field)) => Some(field),
            _ => None,
        }
    }

    fn row_of(&self, key: K) -> Option<usize> {
        self.rows.iter().position(|row| matches!(row, Row::Field(field) if field.key == key))
    }

    /// The keys of the shown fields, from top to bottom.
    pub fn keys(&self) -> Vec<K> {
        self.fields().filter(|field| field.shown == Shown::Yes).map(|field| field.key).collect()
    }

    /// The focused field; none on a form without fields.
    pub fn focus(&self) -> Option<K> {
        self.focused().map(|field| field.key)
    }

    /// The cursor position in the last frame.
    pub fn cursor(&self) -> Option<Position> {
        self.cursor
    }

    /// The value of that field; empty while it is not shown.
    pub fn value(&self, key: K) -> Value {
        match self.of(key) {
            Some(field) if field.shown == Shown::Yes => field.editor.value(),
            _ => Value::Empty,
        }
    }

    /// The text of that field, trimmed.
    pub fn text(&self, key: K) -> String {
        match self.value(key) {
            Value::Text(text) => text,
            _ => String::new(),
        }
    }

    /// The date in that field.
    pub fn date(&self, key: K) -> Option<NaiveDate> {
        match self.value(key) {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }

    /// The amount in that field.
    pub fn money(&self, key: K) -> Option<Fen> {
        match self.value(key) {
            Value::Money(amount) => Some(amount),
            _ => None,
        }
    }

    /// The number in that field.
    pub fn number(&self, key: K) -> Option<u32> {
        match self.value(key) {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The picks of that field, in order.
    pub fn picked(&self, key: K) -> Vec<Choice> {
        match self.value(key) {
            Value::Picked(picked) => picked,
            _ => Vec::new(),
        }
    }

    /// The code of the first listed item picked in that field.
    pub fn code(&self, key: K) -> Option<String> {
        self.picked(key).first().and_then(Choice::code).map(str::to_owned)
    }

    /// The label of the first pick of that field.
    pub fn picked_label(&self, key: K) -> String {
        match self.of(key).map(|field| &field.editor) {
            Some(Editor::Pick(picker, _)) => {
                picker.chosen().first().map(|choice| picker.label(choice).to_owned()).unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    /// Whether that field is blank, including text that cannot be parsed.
    pub fn is_blank(&self, key: K) -> bool {
        self.of(key).is_none_or(|field| field.shown == Shown::No || field.editor.is_blank())
    }

    /// Whether the value of that field was set by the form and not changed since.
    pub fn is_default(&self, key: K) -> bool {
        self.of(key).is_some_and(|field| field.is_default)
    }

    fn standing(&self, key: K) -> Standing {
        (!self.is_blank(key)).then(|| self.value(key))
    }

    /// Takes the current values as the unchanged state.
    pub fn note_opened(&mut self) {
        self.opened = self.keys().into_iter().map(|key| (key, self.standing(key))).collect();
    }

    /// Whether that field has changed since the form was opened.
    pub fn is_changed_in(&self, key: K) -> bool {
        !self.opened.contains(&(key, self.standing(key)))
    }

    /// Whether any field has changed since the form was opened.
    pub fn is_changed(&self) -> bool {
        let keys = self.keys();
        keys.len() != self.opened.len() || keys.into_iter().any(|key| self.is_changed_in(key))
    }

    /// Sets a default value, which the first key replaces.
    pub fn set(&mut self, key: K, value: &Value) {
        let lang = self.world.lang;
        if let Some(field) = self.field_mut(key) {
            field.editor.set(value, lang);
            field.is_default = *value != Value::Empty;
            (field.error, field.said) = (None, None);
        }
    }

    /// Sets a value as if it had been typed.
    pub fn fill(&mut self, key: K, value: &Value) {
        self.set(key, value);
        if let Some(field) = self.field_mut(key) {
            field.is_default = false;
        }
    }

    /// Today, from which dates are completed.
    pub fn today(&self) -> NaiveDate {
        self.world.today
    }

    /// Sets the text of the heading above that field.
    pub fn retitle(&mut self, key: K, text: impl Into<String>) {
        let row = self.row_of(key).unwrap_or(0);
        let headings = self.rows.iter_mut().take(row).rev();
        if let Some(heading) = headings.into_iter().find_map(|row| match row {
            Row::Heading(heading) => Some(heading),
            Row::Field(_) => None,
        }) {
            *heading = text.into();
        }
    }

    /// Replaces the items of the list of that field; the picks stay.
    pub fn set_items(&mut self, key: K, items: Vec<Item<Choice>>) {
        if let Some(Field { editor: Editor::Pick(picker, _), .. }) = self.field_mut(key) {
            picker.set_items(items);
        }
    }

    /// Shows or hides that field.
    pub fn show(&mut self, key: K, shown: Shown) {
        if let Some(field) = self.field_mut(key) {
            field.shown = shown;
        }
    }

    /// Sets the remark of the screen beside that field; none removes it.
    pub fn say(&mut self, key: K, said: Option<(Remark, String)>) {
        if let Some(field) = self.field_mut(key) {
            field.said = said;
        }
    }

    /// Removes all remarks of the screen.
    pub fn say_nothing(&mut self) {
        for field in self.fields_mut() {
            field.said = None;
        }
    }

    /// Replaces all remarks by errors beside those fields; returns the first of them.
    pub fn say_all(&mut self, wrong: Vec<(K, String)>) -> Option<K> {
        self.say_nothing();
        let first = wrong.first().map(|(key, _)| *key);
        for (key, sentence) in wrong {
            self.say(key, Some((Remark::Error, sentence)));
        }
        first
    }

    /// Sets additional information beside that field, such as earlier cases of a person; empty for none.
    pub fn put_beside(&mut self, key: K, text: impl Into<String>) {
        if let Some(field) = self.field_mut(key) {
            field.beside = text.into();
        }
    }

    /// Sets the completion offered in that field; empty for none.
    pub fn offer(&mut self, key: K, ghost: impl Into<String>) {
        if let Some(field) = self.field_mut(key) {
            field.ghost = ghost.into();
        }
    }

    /// Whether the cursor of the focused field is at the end of its line.
    pub fn at_end(&self) -> bool {
        self.focused().is_some_and(|field| field.editor.at_end())
    }

    /// The label of that field.
    pub fn label(&self, key: K) -> &str {
        self.of(key).map_or("", |field| field.label.as_str())
    }

    /// The help of the focused field: its name and what may be typed.
    pub fn help(&self) -> Option<String> {
        let field = self.focused()?;
        Some(if field.hint.is_empty() {
            field.label.clone()
        } else {
            words::about_field(self.world.lang, &field.label, &field.hint)
        })
    }

    /// Checks every field as if it were left; returns the first wrong or missing one, which shows its error.
    pub fn check(&mut self) -> Option<K> {
        self.settle_focused();
        let lang = self.world.lang;
        let mut first = None;
        for field in self.fields_mut().filter(|field| field.shown == Shown::Yes) {
            field.error = field.editor.error(lang);
            if field.error.is_none() && field.need == Need::Required && field.editor.is_blank() {
                field.error = Some(words::missing(lang).to_owned());
            }
            if field.error.is_some() {
                first = first.or(Some(field.key));
            }
        }
        first
    }
}
