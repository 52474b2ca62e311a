//! Reads workbooks with independent readers: calamine for the cells, zip and
//! plain XML for the rest; and evaluates their formulas.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Sheets, open_workbook_auto_from_rs};
use tiaojie::domain::Masking;
use tiaojie::report::{Export, Exported, Format, write_export};
use tiaojie::store::{Store, unwatched};
use tiaojie::text::Lang;

/// The bytes of an export.
pub fn exported(store: &Store, subject: Exported, format: Format, masking: Masking, lang: Lang) -> Vec<u8> {
    let export = Export { subject, format, masking, lang };
    let mut out = Vec::new();
    write_export(store, &export, &mut out, &mut unwatched()).unwrap();
    out
}

/// A workbook that is read back.
pub struct ReadBack {
    book: Sheets<Cursor<Vec<u8>>>,
    /// Every part of the file, unzipped.
    pub parts: BTreeMap<String, String>,
}

/// One sheet: what its cells hold and by what they are worked out.
pub struct Page {
    pub cells: Range<Data>,
    formulas: Range<String>,
}

impl ReadBack {
    pub fn new(bytes: Vec<u8>) -> Self {
        let mut parts = BTreeMap::new();
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes.clone())).unwrap();
        for at in 0..zip.len() {
            let mut part = zip.by_index(at).unwrap();
            let name = part.name().unwrap().to_string();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            parts.insert(name, text);
        }
        Self { book: open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap(), parts }
    }

    pub fn names(&self) -> Vec<String> {
        self.book.sheet_names()
    }

    pub fn page(&mut self, name: &str) -> Page {
        let cells = self.book.worksheet_range(name).unwrap();
        let formulas = self.book.worksheet_formula(name).unwrap();
        Page { cells, formulas }
    }

    /// Works out every formula of the book and compares; answers how many there were.
    pub fn recalculated(&mut self) -> usize {
        let mut count = 0;
        for name in self.names() {
            let page = self.page(&name);
            for (at, formula) in page.formulas() {
                let worked_out = page.work_out(&formula);
                let shown = page.number(at);
                let (Some(a), Some(b)) = (worked_out, shown) else {
                    panic!("{name} {at:?} {formula}: {worked_out:?}, shown {shown:?}");
                };
                assert!((a - b).abs() < 1e-9 * a.abs().max(1.0), "{name} {at:?} {formula}: {a}, shown {b}");
                count += 1;
            }
        }
        count
    }
}

impl Page {
    /// The formulas with their places.
    pub fn formulas(&self) -> Vec<((u32, u32), String)> {
        let Some((row, column)) = self.formulas.start() else { return Vec::new() };
        let place = |(r, c, f): (usize, usize, &String)| {
            ((row + u32::try_from(r).unwrap(), column + u32::try_from(c).unwrap()), f.clone())
        };
        self.formulas.used_cells().map(place).filter(|(_, formula)| !formula.is_empty()).collect()
    }

    /// The number in a cell; what is blank counts as nothing.
    pub fn number(&self, at: (u32, u32)) -> Option<f64> {
        match self.cells.get_value(at) {
            None | Some(Data::Empty) => Some(0.0),
            Some(Data::Float(number)) => Some(*number),
            Some(Data::Int(number)) => Some(*number as f64),
            Some(_) => None,
        }
    }

    pub fn text(&self, at: (u32, u32)) -> String {
        match self.cells.get_value(at) {
            None | Some(Data::Empty) => String::new(),
            Some(cell) => cell.to_string(),
        }
    }

    /// The first row below `from` in whose first column stands that.
    pub fn row_of(&self, words: &str, from: u32) -> u32 {
        let last = self.cells.end().unwrap().0;
        (from..=last).find(|row| self.text((*row, 0)) == words).unwrap_or_else(|| panic!("no row {words}"))
    }

    /// The three shapes of formulas that are written: a sum, a difference, and a share with its guard.
    fn work_out(&self, formula: &str) -> Option<f64> {
        let cell = |name: &str| self.number(place(name));
        if let Some(span) = formula.strip_prefix("SUM(").and_then(|rest| rest.strip_suffix(')')) {
            let (from, to) = span.split_once(':').unwrap();
            let ((row, column), (last_row, last_column)) = (place(from), place(to));
            let rows = (row..=last_row).flat_map(|r| (column..=last_column).map(move |c| (r, c)));
            return rows.map(|at| self.number(at)).sum();
        }
        if let Some(rest) = formula.strip_prefix("IF(") {
            let share = rest.trim_end_matches(')').rsplit_once(',').unwrap().1;
            let (part, whole) = share.split_once('/').unwrap();
            return Some(cell(part)? / cell(whole)?);
        }
        let (now, before) = formula.split_once('-').unwrap();
        Some(cell(now)? - cell(before)?)
    }
}

/// B7 as row and column from 0.
fn place(name: &str) -> (u32, u32) {
    let letters: String = name.chars().take_while(char::is_ascii_alphabetic).collect();
    let column = letters.chars().fold(0, |sum, c| sum * 26 + (c as u32 - 'A' as u32 + 1));
    (name[letters.len()..].parse::<u32>().unwrap() - 1, column - 1)
}

/// A figure of a report as a workbook holds it.
pub fn number(value: tiaojie::report::Value) -> Option<f64> {
    use tiaojie::report::Value::{
        Count, CountChange, Decimal, Money, MoneyChange, Rate, RateChange, Tenths, TenthsChange, Word,
    };
    match value {
        Count(n) | CountChange(n) => Some(n as f64),
        Money(fen) | MoneyChange(fen) => Some(fen.0 as f64 / 1e6),
        Rate(rate) => rate.tenths().map(|n| n as f64 / 1000.0),
        Word(_) => None,
        RateChange(n) | Tenths(n) | TenthsChange(n) => n.map(|n| n as f64 / 10.0),
        Decimal(figure) => figure.map(|figure| figure.to_string().parse().unwrap()),
    }
}

/// Whether a cell shows that figure; a rate is worked out by the sheet more finely than the report prints it.
pub fn shows(page: &Page, at: (u32, u32), value: tiaojie::report::Value) {
    let slack = if matches!(value, tiaojie::report::Value::Rate(_)) { 0.000_501 } else { 1e-9 };
    match number(value) {
        Some(number) => {
            let shown = page.number(at).unwrap_or_else(|| panic!("{at:?}: {}", page.text(at)));
            assert!((shown - number).abs() <= slack, "{at:?}: {shown}, report {number}");
        }
        None => assert_eq!(page.text(at), value.text(), "{at:?}"),
    }
}
