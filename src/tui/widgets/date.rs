//! A date field: the parsed date is shown beside it with its weekday; ↑ and ↓ change it by a day.

use chrono::{Days, NaiveDate};

use super::edit::Edit;
use super::field::Note;
use super::line::LineView;
use crate::text::{Lang, widgets};

/// The meaning of the typed text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum Meaning {
    /// The text is empty.
    #[default]
    Nothing,
    Date(NaiveDate),
    /// A sentence saying what is wrong.
    Wrong(String),
}

/// Parses typed text as a date, or returns a sentence on the error.
pub type Parse<'p> = &'p dyn Fn(&str) -> Result<NaiveDate, String>;

/// The state of a date field.
#[derive(Debug, Clone, Default)]
pub struct DateEntry {
    edit: Edit,
    /// The scroll position of the line.
    pub view: LineView,
    meaning: Meaning,
    beside: String,
    lang: Lang,
}

impl DateEntry {
    /// A field holding `date`, or an empty one.
    pub fn new(date: Option<NaiveDate>, lang: Lang) -> Self {
        let mut entry = Self { lang, ..Self::default() };
        entry.put(date.map_or(Meaning::Nothing, Meaning::Date));
        entry.edit.set(&entry.written());
        entry
    }

    /// The text, to draw it and move in it.
    pub fn edit(&self) -> &Edit {
        &self.edit
    }

    /// The date parsed so far, if any.
    pub fn date(&self) -> Option<NaiveDate> {
        match self.meaning {
            Meaning::Date(date) => Some(date),
            _ => None,
        }
    }

    /// The error of the text, if any.
    pub fn error(&self) -> Option<&str> {
        match &self.meaning {
            Meaning::Wrong(sentence) => Some(sentence),
            _ => None,
        }
    }

    /// Called when the field gets the focus: the next key typed replaces the date, ↑ and ↓ change it.
    pub fn enter(&mut self) {
        self.edit.mark_all();
    }

    /// Runs `change` (an insertion, an erasure, undo …) on the text and parses it again.
    pub fn change(&mut self, parse: Parse<'_>, change: impl FnOnce(&mut Edit)) {
        change(&mut self.edit);
        let text = self.edit.text().trim();
        let meaning = match text {
            "" => Meaning::Nothing,
            text => parse(text).map_or_else(Meaning::Wrong, Meaning::Date),
        };
        self.put(meaning);
    }

    /// The next day (↑).
    pub fn next_day(&mut self, today: NaiveDate) {
        self.step(today, |date| date.checked_add_days(Days::new(1)));
    }

    /// The previous day (↓).
    pub fn day_before(&mut self, today: NaiveDate) {
        self.step(today, |date| date.checked_sub_days(Days::new(1)));
    }

    /// Called when the focus leaves: the parsed date is written in full. Invalid text stays as typed.
    pub fn leave(&mut self) {
        if self.date().is_some() && self.edit.text() != self.written() {
            let text = self.written();
            self.edit.replace_all(&text);
        }
    }

    /// The note while typing: the parsed date with its weekday, or `hint`. Errors are shown
    /// only after leaving ([`Self::verdict`]), since an incomplete date is not an error.
    pub fn echo<'a>(&'a self, hint: &'a str) -> Note<'a> {
        if self.beside.is_empty() { Note::Hint(hint) } else { Note::Hint(&self.beside) }
    }

    /// The note when the field is left or saved.
    pub fn verdict(&self) -> Note<'_> {
        self.error().map_or(Note::Hint(&self.beside), Note::Error)
    }

    /// A step from an empty or invalid date leads to today.
    fn step(&mut self, today: NaiveDate, to: impl Fn(NaiveDate) -> Option<NaiveDate>) {
        let date = self.date().map_or(Some(today), to);
        if let Some(date) = date {
            self.put(Meaning::Date(date));
            let text = self.written();
            self.edit.replace_all(&text);
            self.edit.mark_all();
        }
    }

    fn put(&mut self, meaning: Meaning) {
        self.meaning = meaning;
        self.beside = self.date().map(|date| widgets::date_with_weekday(self.lang, date)).unwrap_or_default();
    }

    fn written(&self) -> String {
        self.date().map(|date| date.format("%Y-%m-%d").to_string()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn parse(text: &str) -> Result<NaiveDate, String> {
        match text {
            "昨天" => Ok(day("2024-03-04")),
            text => text.parse().map_err(|_| "没有这一天".to_owned()),
        }
    }

    /// Catches an echo that lags a key behind, an error shown while typing, and text not written out on leaving.
    #[test]
    fn what_is_typed_is_understood_at_once() {
        let mut entry = DateEntry::new(Some(day("2024-03-05")), Lang::Zh);
        entry.enter();
        entry.change(&parse, |edit| edit.insert("昨"));
        assert_eq!((entry.date(), entry.echo("如 3-5")), (None, Note::Hint("如 3-5")));
        assert_eq!(entry.verdict(), Note::Error("没有这一天"));
        entry.change(&parse, |edit| edit.insert("天"));
        assert_eq!(entry.echo(""), Note::Hint("2024-03-04 周一"));
        entry.leave();
        assert_eq!(entry.edit().text(), "2024-03-04");
        entry.change(&parse, Edit::clear);
        assert_eq!((entry.date(), entry.error()), (None, None));
    }

    /// Catches steps that do not cross a month, or that do nothing in an empty field.
    #[test]
    fn up_and_down_go_by_days() {
        let today = day("2024-03-01");
        let mut entry = DateEntry::new(None, Lang::Zh);
        entry.day_before(today);
        assert_eq!(entry.edit().text(), "2024-03-01");
        entry.day_before(today);
        assert_eq!(entry.edit().text(), "2024-02-29");
        entry.next_day(today);
        assert_eq!(entry.date(), Some(today));
    }
}
