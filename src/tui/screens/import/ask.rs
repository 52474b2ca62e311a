//! The cards over the page of a sheet: its kind, its header rows, its year and township, the meaning of
//! a column.

use super::review::{Asked, Page, Review};
use super::work::Taken;
use crate::domain::fold::half_width;
use crate::domain::pinyin;
use crate::ledger::{Column, LedgerKind, Mapping, MoneyUnit};
use crate::text::Lang;
use crate::text::import_screen as words;
use crate::text::{ledger as ledger_words, mapping as mapping_words};
use crate::tui::form::{Choice, FieldEditor, Kind, Options, Spec, Value, item, lists};
use crate::tui::stack::{Cx, Flow};
use crate::tui::widgets::matching::Item;

/// The code for ignoring a sheet, and for keeping the text of a column.
const OUT: &str = "out";
const KEPT: &str = "kept";

impl Review {
    /// Opens the card for the selected row.
    pub(super) fn question(&mut self, cx: &mut Cx) -> Flow {
        let lang = cx.lang;
        let sheet_of = |sheet: usize| self.book.sheets.get(sheet);
        let (spec, title) = match self.asked {
            Asked::Nothing => return Flow::Stay,
            Asked::Kind(sheet) => {
                let Some(here) = sheet_of(sheet) else { return Flow::Stay };
                let now = match (&here.mapping, here.taken) {
                    (Some(mapping), Taken::In) => mapping.kind().code(),
                    _ => OUT,
                };
                let kinds = LedgerKind::ALL
                    .map(|kind| named(kind.code(), lang, |lang| ledger_words::kind(lang, kind).to_owned()));
                let items = kinds
                    .into_iter()
                    .chain([named(OUT, lang, |lang| words::left_out(lang).to_owned())])
                    .collect();
                (pick(words::SHEET_IS.text(lang), items, now), here.sheet.name.clone())
            }
            Asked::Header(sheet) => {
                let Some(here) = sheet_of(sheet) else { return Flow::Stay };
                let now = here.mapping.as_ref().and_then(Mapping::header_lines);
                let spec = Spec::new((), words::HEADER_AT.text(lang), Kind::Line)
                    .required()
                    .hint(words::header_hint(lang))
                    .value(Value::Text(words::written_lines(now)));
                (spec, here.sheet.name.clone())
            }
            Asked::Year(sheet) => {
                let Some(here) = sheet_of(sheet) else { return Flow::Stay };
                let now = here.mapping.as_ref().and_then(Mapping::year);
                let now = now.and_then(|year| u32::try_from(year.value).ok());
                let spec = Spec::new((), words::YEAR.text(lang), Kind::Number)
                    .hint(words::year_hint(lang))
                    .value(now.map_or(Value::Empty, Value::Number));
                (spec, here.sheet.name.clone())
            }
            Asked::Office(sheet) => {
                let Some(here) = sheet_of(sheet) else { return Flow::Stay };
                let now = here.mapping.as_ref().and_then(Mapping::office).map(|office| office.value.clone());
                (office_spec(now, cx), here.sheet.name.clone())
            }
            Asked::Column(sheet, column) => {
                let Some(mapping) = sheet_of(sheet).and_then(|here| here.mapping.as_ref()) else {
                    return Flow::Stay;
                };
                let Some(mapped) = mapping.columns().get(column) else { return Flow::Stay };
                let now = mapped.column.map_or_else(|| KEPT.to_owned(), |now| code(now, mapped.unit));
                let title = words::column_title(lang, &mapped.letter, &mapped.words, &mapped.samples);
                (pick(words::MEANING.text(lang), meanings(mapping.kind(), cx), &now), title)
            }
        };
        Flow::Push(Box::new(FieldEditor::new(spec, title, cx)))
    }

    /// Applies the answer of the card.
    pub(super) fn answered(&mut self, value: &Value, cx: &mut Cx) {
        let asked = std::mem::replace(&mut self.asked, Asked::Nothing);
        let done = match asked {
            Asked::Nothing => return,
            Asked::Kind(sheet) => self.set_kind(sheet, value),
            Asked::Header(sheet) => self.set_header(sheet, value),
            Asked::Year(sheet) => self.change(sheet, |mapping| set_year(mapping, value)),
            Asked::Office(sheet) => {
                let name = match value {
                    Value::Picked(picked) => picked.first().map(|choice| office_name(choice, cx)),
                    _ => None,
                };
                self.change(sheet, |mapping| {
                    mapping.set_office(&name.unwrap_or_default());
                    true
                })
            }
            Asked::Column(sheet, column) => {
                let code = picked_code(value);
                self.change(sheet, |mapping| set_column(mapping, column, &code))
            }
        };
        match done {
            Some(true) => {
                if let Page::Sheet(sheet) = self.page {
                    self.columns.set_len(self.sheet_len(sheet));
                }
                self.replan(cx);
            }
            Some(false) => cx.fail(self.refusal(asked, cx)),
            None => {}
        }
    }

    fn refusal(&self, asked: Asked, cx: &Cx) -> &'static str {
        match asked {
            Asked::Header(_) => words::no_such_rows(cx.lang),
            Asked::Year(_) => words::no_such_year(cx.lang),
            _ => words::not_so(cx.lang),
        }
    }

    /// Changes the mapping of a sheet; none if nothing changes.
    fn change(&mut self, sheet: usize, change: impl FnOnce(&mut Mapping) -> bool) -> Option<bool> {
        let here = self.book.sheets.get_mut(sheet)?;
        Some(change(here.mapping.as_mut()?))
    }

    fn set_kind(&mut self, sheet: usize, value: &Value) -> Option<bool> {
        let code = picked_code(value);
        let here = self.book.sheets.get_mut(sheet)?;
        let Some(kind) = LedgerKind::from_code(&code) else {
            here.taken = Taken::Out;
            return Some(true);
        };
        here.taken = Taken::In;
        if here.mapping.as_ref().is_some_and(|mapping| mapping.kind() == kind) {
            return Some(true);
        }
        // Without a detected header, the first non-empty row is assumed; it can be changed.
        let known = here.mapping.as_ref().and_then(Mapping::header_lines);
        let (line, rows) = match known {
            Some((first, last)) => (first, usize::try_from(last - first + 1).unwrap_or(1)),
            None => (here.sheet.rows_from(0).find(|row| !row.is_blank()).map_or(1, |row| row.line()), 1),
        };
        self.recognise_at(sheet, kind, line, rows)
    }

    fn set_header(&mut self, sheet: usize, value: &Value) -> Option<bool> {
        let here = self.book.sheets.get(sheet)?;
        let kind = here.mapping.as_ref()?.kind();
        let Value::Text(text) = value else { return Some(false) };
        let Some((line, rows)) = read_lines(text) else { return Some(false) };
        let line = match rows {
            0 => here.sheet.rows_from(0).find(|row| !row.is_blank()).map_or(1, |row| row.line()),
            _ => line,
        };
        self.recognise_at(sheet, kind, line, rows)
    }

    fn recognise_at(&mut self, sheet: usize, kind: LedgerKind, line: u64, rows: usize) -> Option<bool> {
        let here = self.book.sheets.get_mut(sheet)?;
        match self.book.recogniser.recognise_at(&here.sheet, kind, line, rows) {
            Ok(mut mapping) => {
                // Values set by hand are kept.
                if let Some(year) = here.mapping.as_ref().and_then(Mapping::year)
                    && mapping.year().is_none()
                {
                    let _ = mapping.set_year(Some(year.value));
                }
                here.mapping = Some(mapping);
                Some(true)
            }
            Err(_) => Some(false),
        }
    }
}

fn set_year(mapping: &mut Mapping, value: &Value) -> bool {
    let year = match value {
        Value::Number(year) => i32::try_from(*year).ok(),
        _ => None,
    };
    mapping.set_year(year).is_ok()
}

fn set_column(mapping: &mut Mapping, at: usize, code: &str) -> bool {
    let (name, unit) =
        code.split_once(':').map_or((code, None), |(name, unit)| (name, MoneyUnit::from_code(unit)));
    let column = Column::from_code(name);
    if column.is_none() && name != KEPT {
        return false;
    }
    if mapping.set_column(at, column).is_err() {
        return false;
    }
    column != Some(Column::Amount) || mapping.set_unit(at, unit).is_ok()
}

/// Parses the rows of a header: `3`, `3-4`, and `0` for none.
fn read_lines(text: &str) -> Option<(u64, usize)> {
    let text = half_width(text);
    let mut parts = text.split(['-', '~', '至', '到']).map(str::trim);
    let first: u64 = parts.next()?.parse().ok()?;
    let last: u64 = match parts.next() {
        Some(last) => last.parse().ok()?,
        None => first,
    };
    if first == 0 {
        return Some((1, 0));
    }
    let rows = last.checked_sub(first)? + 1;
    (rows <= MOST_HEADER_ROWS && parts.next().is_none()).then_some((first, usize::try_from(rows).ok()?))
}

/// The most header rows; more is a typing mistake.
const MOST_HEADER_ROWS: u64 = 9;

fn code(column: Column, unit: Option<MoneyUnit>) -> String {
    match column {
        Column::Amount => format!("{}:{}", column.code(), unit.unwrap_or(MoneyUnit::Yuan).code()),
        _ => column.code().to_owned(),
    }
}

/// The possible meanings of a column: text first, money in every unit.
fn meanings(kind: LedgerKind, cx: &Cx) -> Vec<Item<Choice>> {
    let mut items = vec![named(KEPT, cx.lang, |lang| mapping_words::kept(lang).to_owned())];
    for column in kind.columns() {
        let units: Vec<Option<MoneyUnit>> = match column {
            Column::Amount => MoneyUnit::ALL.iter().copied().map(Some).collect(),
            _ => vec![None],
        };
        for unit in units {
            items.push(named(&code(column, unit), cx.lang, |lang| words::meaning(lang, column, unit)));
        }
    }
    items
}

fn office_spec(now: Option<String>, cx: &Cx) -> Spec<()> {
    let items = lists::townships(&cx.store);
    let known = now.as_ref().and_then(|name| items.iter().find(|item| item.label == *name));
    let value = match (known, now) {
        (Some(item), _) => Value::Picked(vec![item.value.clone()]),
        (None, Some(name)) => Value::Picked(vec![Choice::New(name)]),
        (None, None) => Value::Empty,
    };
    Spec::new((), words::TOWNSHIP.text(cx.lang), Kind::Pick(Options::one(items).or_new()))
        .hint(words::township_hint(cx.lang))
        .value(value)
}

fn office_name(choice: &Choice, cx: &Cx) -> String {
    match choice {
        Choice::New(name) => name.clone(),
        Choice::Listed(id) => {
            let office = id.parse().ok().and_then(|id| cx.store.directory().office(id));
            office.map(|office| office.name.clone()).unwrap_or_default()
        }
    }
}

/// An item in the screen language; its initials are those of the Chinese label.
fn named(code: &str, lang: Lang, label: impl Fn(Lang) -> String) -> Item<Choice> {
    item(code, "", &label(lang), &pinyin::shown_initials(&label(Lang::Zh)))
}

fn pick(label: &str, items: Vec<Item<Choice>>, now: &str) -> Spec<()> {
    Spec::new((), label, Kind::Pick(Options::one(items)))
        .required()
        .value(Value::Picked(vec![Choice::listed(now)]))
}

fn picked_code(value: &Value) -> String {
    match value {
        Value::Picked(picked) => picked.first().and_then(Choice::code).unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: a header typed as people write it that is not understood, and one that runs backwards.
    #[test]
    fn header_rows_are_typed() {
        assert_eq!(read_lines("3"), Some((3, 1)));
        assert_eq!(read_lines("３－４"), Some((3, 2)));
        assert_eq!(read_lines("3 至 4"), Some((3, 2)));
        assert_eq!(read_lines("0"), Some((1, 0)));
        for wrong in ["", "三", "4-3", "1-200", "1-2-3", "-"] {
            assert_eq!(read_lines(wrong), None, "{wrong}");
        }
    }
}
