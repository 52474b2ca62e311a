//! A missing value: it prints as a blank and notes that it was printed.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::value::{Object, ObjectRepr, Value};

use crate::domain::form::Lack;
use crate::text::document::TICKS;

/// The lacks that were printed, in order, without repeats.
#[derive(Debug, Clone, Default)]
pub(super) struct Noted(Arc<Mutex<Vec<Lack>>>);

impl Noted {
    pub(super) fn note(&self, lack: Lack) {
        // The list is still valid after a panic in another thread.
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !known.contains(&lack) {
            known.push(lack);
        }
    }

    pub(super) fn take(&self) -> Vec<Lack> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// How a blank looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// An underlined gap of this many half-width characters.
    Line(u8),
    /// For a day: year, month, day.
    Day,
    /// For a time: hour, minute.
    Time,
    /// A ruled line up to the right edge.
    Ruled,
    /// An unticked box.
    Box,
}

/// A missing value. It is false in a condition.
#[derive(Debug, Clone)]
pub(super) struct Blank {
    pub lack: Lack,
    pub shape: Shape,
    /// For a text in paragraphs: how many ruled lines replace it.
    pub lines: u8,
    pub noted: Noted,
}

impl Blank {
    pub(super) fn value(self) -> Value {
        Value::from_object(self)
    }

    /// The ruled lines that replace its paragraphs.
    pub(super) fn ruled(&self) -> Vec<Value> {
        let line = Self { shape: Shape::Ruled, ..self.clone() };
        (0..self.lines.max(1)).map(|_| line.clone().value()).collect()
    }

    /// The text that stands for it until the document is finished.
    pub(super) fn sign(&self) -> String {
        self.noted.note(self.lack);
        match self.shape {
            Shape::Line(width) => format!("{OPEN}{width}{CLOSE}"),
            Shape::Day => format!("{OPEN}d{CLOSE}"),
            Shape::Time => format!("{OPEN}t{CLOSE}"),
            Shape::Ruled => format!("{OPEN}r{CLOSE}"),
            // A box needs no line and looks like any other unticked one.
            Shape::Box => TICKS[1].to_owned(),
        }
    }
}

impl Shape {
    /// Parses the shape between two signs.
    pub(super) fn read(text: &str) -> Option<Self> {
        Some(match text {
            "d" => Self::Day,
            "t" => Self::Time,
            "r" => Self::Ruled,
            width => Self::Line(width.parse().ok()?),
        })
    }
}

/// Encloses the sign of a blank. It is a noncharacter that is removed from every value, so no text has it.
pub(super) const OPEN: char = '\u{fdd0}';
pub(super) const CLOSE: char = '\u{fdd1}';

impl Object for Blank {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        false
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sign())
    }
}
