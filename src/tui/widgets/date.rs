//! A date field: the parsed date is shown beside it with its weekday; ↑ and ↓ change it by a day, `+` and `-` by
//! a week, the page keys by a month.

use chrono::{Days, Months, NaiveDate};

use super::edit::Edit;
use super::field::Note;
use super::line::LineView;
use crate::domain::fold::half_width;
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
    /// The date that typed signs count from: the last one that was not typed by signs.
    base: Option<NaiveDate>,
    /// Whether it was moved by a key since it got the focus, so that the page keys move it too.
    stirred: Stirred,
}

/// Whether a date was moved by a key since its field got the focus.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Stirred {
    #[default]
    No,
    Yes,
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
        self.stirred = Stirred::No;
    }

    /// Whether it was moved by a key since it got the focus.
    pub fn is_stirred(&self) -> bool {
        self.stirred == Stirred::Yes
    }

    /// The text for a draft: signs would count from another date there.
    pub fn for_draft(&self) -> String {
        if weeks(self.edit.text()).is_some() { self.written() } else { self.edit.text().to_owned() }
    }

    /// Runs `change` (an insertion, an erasure, undo …) on the text and parses it again.
    /// Nothing but `+` and `-` is so many weeks from the date that was there, or from `today`.
    pub fn change(&mut self, today: NaiveDate, parse: Parse<'_>, change: impl FnOnce(&mut Edit)) {
        if weeks(self.edit.text()).is_none() {
            self.base = self.date();
        }
        change(&mut self.edit);
        let text = self.edit.text().trim();
        let meaning = match (weeks(text), text) {
            (_, "") => Meaning::Nothing,
            (Some(weeks), _) => {
                self.stirred = Stirred::Yes;
                let base = self.base.unwrap_or(today);
                let moved = base.checked_add_signed(chrono::TimeDelta::weeks(weeks));
                moved.map_or(Meaning::Nothing, Meaning::Date)
            }
            (None, text) => parse(text).map_or_else(Meaning::Wrong, Meaning::Date),
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

    /// The same day of the next month, or its last.
    pub fn next_month(&mut self, today: NaiveDate) {
        self.step(today, |date| date.checked_add_months(Months::new(1)));
    }

    /// The same day of the month before, or its last.
    pub fn month_before(&mut self, today: NaiveDate) {
        self.step(today, |date| date.checked_sub_months(Months::new(1)));
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
        self.stirred = Stirred::Yes;
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

/// The weeks that a text of nothing but `+` and `-` means: one too many is taken back by the other.
fn weeks(text: &str) -> Option<i64> {
    let text = half_width(text);
    let signs = text.trim().chars().map(|sign| match sign {
        '+' => Some(1),
        '-' => Some(-1),
        _ => None,
    });
    let weeks: Option<Vec<i64>> = signs.collect();
    weeks.filter(|weeks| !weeks.is_empty()).map(|weeks| weeks.iter().sum())
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
        entry.change(day("2024-03-05"), &parse, |edit| edit.insert("昨"));
        assert_eq!((entry.date(), entry.echo("如 3-5")), (None, Note::Hint("如 3-5")));
        assert_eq!(entry.verdict(), Note::Error("没有这一天"));
        entry.change(day("2024-03-05"), &parse, |edit| edit.insert("天"));
        assert_eq!(entry.echo(""), Note::Hint("2024-03-04 周一"));
        entry.leave();
        assert_eq!(entry.edit().text(), "2024-03-04");
        entry.change(day("2024-03-05"), &parse, Edit::clear);
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

    /// Catches: signs that count from a date they have moved already, that swallow `-2`, or that a draft brings back as
    /// other weeks; a month that jumps over a short one.
    #[test]
    fn signs_go_by_weeks_and_page_keys_by_months() {
        let today = day("2024-03-05");
        let parse = |text: &str| match text {
            "-2" => Ok(day("2024-03-03")),
            text => text.parse().map_err(|_| "没有这一天".to_owned()),
        };
        let mut entry = DateEntry::new(Some(day("2024-01-31")), Lang::Zh);
        entry.enter();
        entry.change(today, &parse, |edit| edit.insert("+"));
        assert_eq!((entry.date(), entry.for_draft().as_str()), (Some(day("2024-02-07")), "2024-02-07"));
        entry.change(today, &parse, |edit| edit.insert("＋"));
        assert_eq!(entry.date(), Some(day("2024-02-14")));
        entry.leave();
        assert_eq!(entry.edit().text(), "2024-02-14");
        entry.enter();
        entry.change(today, &parse, |edit| edit.insert("-"));
        assert_eq!(entry.date(), Some(day("2024-02-07")));
        entry.change(today, &parse, |edit| edit.insert("2"));
        assert_eq!((entry.date(), entry.for_draft().as_str()), (Some(day("2024-03-03")), "-2"));
        let mut entry = DateEntry::new(Some(day("2024-01-31")), Lang::Zh);
        entry.next_month(today);
        assert_eq!(entry.date(), Some(day("2024-02-29")));
        entry.month_before(today);
        assert_eq!(entry.date(), Some(day("2024-01-29")));
    }
}
